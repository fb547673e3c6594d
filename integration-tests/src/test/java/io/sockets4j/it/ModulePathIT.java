package io.sockets4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.testkit.Program;
import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A JVM that gets our jars and JNA as its module path, and nothing else: no class path, no
 * JSpecify.
 */
class ModulePathIT {
  @Test
  void familiesComeWithTheModulePath() throws Exception {
    List<Path> jars =
        Stream.of(
                "io.sockets4j.it",
                "io.sockets4j.core",
                "io.sockets4j.inet",
                "io.sockets4j.unix",
                "io.sockets4j.can",
                "com.sun.jna")
            .map(Project::module)
            .map(ModulePathIT::location)
            .toList();
    assertThat(jars).allSatisfy(jar -> assertThat(jar.toString()).endsWith(".jar"));

    String output =
        java(
            "--module-path",
            jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
            "--module",
            "io.sockets4j.it/io.sockets4j.it.modulepath.OpenEveryKind");

    assertThat(output.lines())
        .startsWith("module io.sockets4j.core")
        .contains("AF_INET TCP opened", "AF_INET UDP opened")
        .anyMatch(line -> line.startsWith("AF_UNIX ") && line.endsWith(" opened"))
        .noneMatch(line -> line.startsWith("problem"));
  }

  private static Path location(ModuleReference module) {
    URI location = module.location().orElseThrow();
    return Path.of(location);
  }

  /** Runs a JVM of the kind this one is, and returns all that it printed. */
  private String java(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= 24) {
      // Without it these JVMs print a warning, which the test would take for output.
      command.add("--enable-native-access=com.sun.jna");
    }
    command.addAll(List.of(arguments));
    try (Program program = Program.start(command, null, null)) {
      Program.Result result = program.finish();
      String text = result.out() + result.err();
      assertThat(result.status()).as("exit status of a JVM that printed:%n%s", text).isZero();
      return text;
    }
  }
}
