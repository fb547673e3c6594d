package io.sockets4j.it;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How the tests of each family went in one place, with one binding; kept in a file. */
final class PlaceCounts implements Serializable {
  private static final long serialVersionUID = 1;

  final String place;
  final TreeMap<String, Counts> rows = new TreeMap<>();
  @Nullable String leftOut;

  PlaceCounts(String place) {
    this.place = place;
  }

  /** How the tests of a family went. */
  static final class Counts implements Serializable {
    private static final long serialVersionUID = 1;

    int passed;
    int failed;
    final TreeMap<String, Integer> skipped = new TreeMap<>();

    private int skips() {
      return skipped.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public String toString() {
      if (passed + failed == 0 && !skipped.isEmpty()) {
        return "skipped, " + String.join("; ", skipped.keySet());
      }
      return "%,d passed, %s%,d skipped"
          .formatted(passed, failed == 0 ? "" : "%,d FAILED, ".formatted(failed), skips());
    }
  }

  /** Those of a family, to be counted up. */
  Counts row(String family) {
    return rows.computeIfAbsent(family, any -> new Counts());
  }

  /** In a sentence, for one family. */
  String of(String family) {
    return leftOut != null
        ? "left out (" + leftOut + ")"
        : rows.getOrDefault(family, new Counts()).toString();
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(file))) {
      out.writeObject(this);
    }
  }

  static PlaceCounts read(Path file) throws IOException {
    try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(file))) {
      return (PlaceCounts) in.readObject();
    } catch (ClassNotFoundException e) {
      throw new IOException("not written by this class: " + file, e);
    }
  }
}
