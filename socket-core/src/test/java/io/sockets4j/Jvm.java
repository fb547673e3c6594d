package io.sockets4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program of these tests in a JVM of its own, by the binding that is chosen here. */
final class Jvm {
  private Jvm() {}

  /**
   * Runs it, for two minutes at most, and requires that it succeeds.
   *
   * @param java the command
   * @param folder for what it prints
   * @return the lines that it printed
   */
  static List<String> run(Path java, Path folder, List<String> options, Class<?> program)
      throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(options);
    String binding = System.getProperty(NativeCalls.PROPERTY);
    if (binding != null) {
      command.add("-D" + NativeCalls.PROPERTY + "=" + binding);
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ends in two minutes").isTrue();
    } finally {
      process.destroyForcibly();
    }
    List<String> lines = Files.readAllLines(output);
    assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
    return lines;
  }
}
