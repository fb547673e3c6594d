package io.sockets4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand virtual threads that wait, and one carrier: in a JVM of their own. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "UNIX sockets that the kernel names")
class VirtualThreadsTest {
  /** The home of a JDK that has virtual threads, where this one has none. */
  private static final String JDK = "sockets4j.jdk22";

  private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

  @TempDir private Path folder;

  private static Optional<Path> java() {
    String home =
        Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS
            ? System.getProperty("java.home")
            : System.getProperty(JDK);
    return Optional.ofNullable(home).map(found -> Path.of(found, "bin", "java"));
  }

  @Test
  void tenThousandWaitAndPinNoCarrier(TestReporter reporter) throws Exception {
    Optional<Path> java = java();
    assumeTrue(
        java.isPresent(),
        "virtual threads came with JDK 21: -D%s=HOME names one to use".formatted(JDK));
    List<String> options =
        List.of(
            "-Djdk.virtualThreadScheduler.parallelism=1",
            "-Djdk.virtualThreadScheduler.maxPoolSize=1", // none comes to help where one is pinned
            "--enable-native-access=ALL-UNNAMED");
    List<String> lines = Jvm.run(java.orElseThrow(), folder, options, ManyVirtualThreads.class);
    lines.forEach(line -> reporter.publishEntry("virtual threads", line));
    assertThat(lines).contains("pinned 0", "pinned on purpose 1", "answered while pinned 3");
    String waiting =
        lines.stream().filter(line -> line.startsWith("waiting ")).findFirst().orElseThrow();
    assertThat(lines).contains(waiting.replace("waiting", "answered"));
  }
}
