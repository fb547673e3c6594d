package io.sockets4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is done again and again with buffers that are there makes no garbage. In a JVM of its own,
 * since some objects are done away with by the optimizing compiler, which tests run without.
 */
@EnabledOnOs(
    value = {OS.LINUX, OS.MAC, OS.FREEBSD},
    disabledReason = "elsewhere there are no pairs of sockets")
class GarbageTest {
  @TempDir private Path folder;

  @Test
  void steadyCallsMakeNone() throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    boolean asksForAccess = Runtime.version().feature() >= 22;
    List<String> options =
        asksForAccess ? List.of("--enable-native-access=ALL-UNNAMED") : List.of();
    List<String> lines = Jvm.run(java, folder, options, SteadyCalls.class);
    assertThat(lines).hasSize(24).allMatch(line -> line.endsWith(" 0"));
  }
}
