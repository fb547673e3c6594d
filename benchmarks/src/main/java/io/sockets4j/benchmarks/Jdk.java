package io.sockets4j.benchmarks;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A JDK of this machine.
 *
 * @param home where it is
 * @param version its whole version, such as 17.0.12
 */
record Jdk(Path home, String version) {
  static final int OLDEST = 17;

  int feature() {
    return Runtime.Version.parse(version).feature();
  }

  Path java() {
    return home.resolve("bin/java");
  }

  /**
   * Those that can run us, oldest first: the one that runs this, that of JAVA_HOME, and those where
   * systems keep theirs.
   */
  static List<Jdk> find() throws IOException {
    List<Path> homes = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
    Optional.ofNullable(System.getenv("JAVA_HOME")).map(Path::of).ifPresent(homes::add);
    Path user = Path.of(System.getProperty("user.home"));
    for (Path folder :
        List.of(
            Path.of("/usr/lib/jvm"),
            Path.of("/usr/lib64/jvm"),
            Path.of("/usr/java"),
            Path.of("/opt/java"),
            user.resolve(".sdkman/candidates/java"),
            user.resolve(".jdks"))) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> found = Files.list(folder)) {
          found.forEach(homes::add);
        }
      }
    }
    List<Jdk> jdks = new ArrayList<>();
    for (Path home : homes) {
      read(home).filter(jdk -> jdk.feature() >= OLDEST).ifPresent(jdks::add);
    }
    jdks.sort(Comparator.comparing(jdk -> Runtime.Version.parse(jdk.version)));
    return jdks;
  }

  private static Optional<Jdk> read(Path home) throws IOException {
    Path release = home.resolve("release");
    if (!Files.isReadable(release) || !Files.isExecutable(home.resolve("bin/java"))) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(release)) {
      properties.load(reader);
    }
    String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
    return version.startsWith("1.") || version.isEmpty()
        ? Optional.empty()
        : Optional.of(new Jdk(home, version));
  }
}
