package io.sockets4j.it.places;

import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import io.sockets4j.it.Project;
import io.sockets4j.testkit.relay.Binding;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a container shows of this machine, unchangeably and at the same paths: its programs, the JDK
 * and the class path of this JVM, the JDK for tests of newer ones, and this project.
 */
final class MachineFiles {
  private static final Path ETC = Path.of("/etc");

  /** What programs of the C library look things up in. */
  private static final List<String> TABLES =
      List.of(
          "alternatives",
          "group",
          "ld.so.cache",
          "nsswitch.conf",
          "passwd",
          "protocols",
          "services");

  private final SortedSet<Path> paths = new TreeSet<>();

  MachineFiles() throws IOException {
    add(Path.of("/usr"));
    TABLES.forEach(table -> add(ETC.resolve(table)));
    // Debian's JDK has its configuration there, by links.
    try (DirectoryStream<Path> configurations = Files.newDirectoryStream(ETC, "java*")) {
      configurations.forEach(this::add);
    }
    for (Binding binding : Binding.values()) {
      binding.javaHome().ifPresent(this::add);
    }
    Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(Path::of)
        .forEach(this::add);
    add(Project.ROOT);
  }

  /** Adds a file, or a folder with all that is in it; what is not there is left out. */
  void add(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    if (Files.exists(absolute)) {
      paths.add(absolute);
    }
  }

  /** Each path once: what lies in a folder that is shown needs no mention. */
  List<Bind> binds() {
    return paths.stream()
        .filter(path -> paths.stream().noneMatch(other -> isBeneath(path, other)))
        .map(path -> new Bind(path.toString(), new Volume(path.toString()), AccessMode.ro))
        .toList();
  }

  private static boolean isBeneath(Path path, Path folder) {
    return path.startsWith(folder) && !path.equals(folder);
  }
}
