package io.sockets4j.it.places;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.testkit.Requirement;
import io.sockets4j.testkit.relay.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** The scripts of {@code kernel/} and the families of the kernel, by their own tests. */
class KernelScriptsIT {
  private static final int MINUTES = 8;

  /** What the scripts say when they cannot do their part. */
  private static final int UNABLE = 125;

  @Test
  @Timeout(value = MINUTES + 1, unit = TimeUnit.MINUTES)
  void passTheirOwnTests(@TempDir Path folder) throws Exception {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(kernel().folder().resolve("test").toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
      assertThat(ended).as("ended in %d minutes:%n%s", MINUTES, Files.readString(output)).isTrue();
    } finally {
      process.destroy(); // it ends and removes what it made
      process.onExit().join();
    }
    List<String> lines = Files.readAllLines(output);
    if (process.exitValue() == UNABLE) {
      String reason = String.join("\n", lines);
      Requirement.TOOLS.failIfRequired("kernel/test", reason);
      throw new TestAbortedException(reason);
    }
    assertThat(lines)
        .last()
        .asString()
        .as(String.join("\n", lines))
        .matches("\\d+ passed, 0 failed");
    assertThat(process.exitValue()).isZero();
  }

  private static Kernel kernel() {
    try {
      return Kernel.find();
    } catch (IOException e) {
      String reason = String.valueOf(e.getMessage());
      Requirement.PLACES.failIfRequired("kernel", reason);
      throw new TestAbortedException(reason, e);
    }
  }
}
