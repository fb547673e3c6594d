package io.sockets4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is done again and again with buffers that are there makes no garbage. In a JVM of its own,
 * since some objects are done away with by the optimizing compiler, which tests run without.
 */
@EnabledOnOs(
    value = {OS.LINUX, OS.MAC, OS.FREEBSD},
    disabledReason = "elsewhere there are no pairs of sockets")
class GarbageTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void steadyCallsMakeNone(boolean kernelEntry) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> options = new ArrayList<>(List.of("-Dsockets4j.kernelEntry=" + kernelEntry));
    if (Runtime.version().feature() >= 22) {
      options.add("--enable-native-access=ALL-UNNAMED");
    }
    List<String> lines = Jvm.run(java, folder, options, SteadyCalls.class);
    assertThat(lines).hasSize(24).allMatch(line -> line.endsWith(" 0"));
  }
}
