package io.sockets4j.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What passed, failed and was skipped of each family in each place and with each binding: printed,
 * a line a family, and written as the table {@code target/families.md}.
 */
final class FamilyTable {
  /** Where the {@link FamilyCounter} writes. */
  static final Path COUNTS = Project.ROOT.resolve("integration-tests/target/families");

  private final List<PlaceCounts> places;
  private final Set<String> families = new TreeSet<>();

  private FamilyTable(List<PlaceCounts> places) {
    this.places = places;
    places.forEach(place -> families.addAll(place.rows.keySet()));
  }

  /**
   * Reads what was counted.
   *
   * @param arguments the instant at which this build began, in ISO 8601: older counts are others'
   */
  public static void main(String[] arguments) throws IOException {
    FamilyTable table = read(COUNTS, FileTime.from(Instant.parse(arguments[0])));
    if (!table.places.isEmpty()) {
      table.print();
      Files.write(COUNTS.resolveSibling("families.md"), table.lines());
    }
  }

  /** Reads what was counted, in files of the folder that are not older than that. */
  static FamilyTable read(Path folder, FileTime start) throws IOException {
    List<PlaceCounts> places = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.sorted().toList()) {
          if (Files.getLastModifiedTime(file).compareTo(start) >= 0) {
            places.add(PlaceCounts.read(file));
          }
        }
      }
    }
    return new FamilyTable(places);
  }

  private void print() {
    for (String family : families) {
      System.out.println(
          family
              + ": "
              + places.stream()
                  .map(place -> place.place + ": " + place.of(family))
                  .collect(Collectors.joining("; ")));
    }
  }

  private String row(String first, Function<PlaceCounts, String> cell) {
    return "| %s | %s |"
        .formatted(first, places.stream().map(cell).collect(Collectors.joining(" | ")));
  }

  /** The table in Markdown, with the reasons of what was skipped. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(row("family", place -> place.place));
    lines.add("|---|" + "---|".repeat(places.size()));
    for (String family : families) {
      lines.add(row(family, place -> place.of(family)));
    }
    for (PlaceCounts place : places) {
      Map<String, Integer> reasons = new TreeMap<>();
      place.rows.values().stream()
          .flatMap(counts -> counts.skipped.entrySet().stream())
          .forEach(skip -> reasons.merge(skip.getKey(), skip.getValue(), Integer::sum));
      if (!reasons.isEmpty()) {
        lines.add("");
        lines.add("Skipped there (" + place.place + "):");
        lines.add("");
        reasons.forEach((reason, count) -> lines.add("- %,d: %s".formatted(count, reason)));
      }
    }
    return lines;
  }
}
