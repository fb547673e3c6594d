package io.sockets4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.BsdSocket;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.Program.Result;
import io.sockets4j.unix.UnixAddress;
import io.sockets4j.unix.UnixFamily;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of UNIX sockets that are there already. */
class LeftoverTest {
  private final Path folder;

  LeftoverTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Path leave(SocketType type) throws Exception {
    Path path = folder.resolve("socket");
    try (var server = BsdSocket.open(UnixFamily.AF_UNIX, type)) {
      server.bind(UnixAddress.of(path));
    }
    assertThat(path).exists();
    return path;
  }

  @Test
  void fileOfADeadServerIsReported() throws Exception {
    Path path = leave(SocketType.STREAM);
    Result result = InProcess.run("listen", "unix:" + path);
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains(path.toString(), "no more", "--replace").hasLineCount(1);
    assertThat(path).exists();
  }

  @ParameterizedTest
  @CsvSource({"STREAM, unix", "DGRAM, unix-dgram", "SEQPACKET, unix-seqpacket"})
  void fileOfADeadServerIsReplaced(String type, String scheme) throws Exception {
    Path path = leave((SocketType) SocketType.class.getField(type).get(null));
    String address = scheme + ":" + path;
    try (InProcess server =
        InProcess.startWith("", "listen", "--replace", "--idle=100ms", address)) {
      server.awaitAddress();
      assertThat(InProcess.runWith("x", "connect", "--idle=100ms", address).status()).isZero();
      assertThat(server.result().out()).isEqualTo("x");
    }
    assertThat(path).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"unix", "unix-dgram"})
  void runningServerIsNotReplaced(String scheme) throws Exception {
    String address = scheme + ":" + folder.resolve("socket");
    try (InProcess running = InProcess.start("echo", address)) {
      running.awaitAddress();
      Result second = InProcess.run("echo", "--replace", address);
      assertThat(second.status()).isEqualTo(1);
      assertThat(second.err()).contains("EADDRINUSE").doesNotContain("no more");
      assertThat(InProcess.runWith("x\n", "connect", "--idle=300ms", address).out())
          .isEqualTo("x\n");
    }
  }

  @Test
  void runningServerOfAnotherTypeIsNotReplaced() throws Exception {
    Path path = folder.resolve("socket");
    try (InProcess running = InProcess.start("echo", "unix-dgram:" + path)) {
      running.awaitAddress();
      assertThat(InProcess.run("echo", "--replace", "unix:" + path).err()).contains("EADDRINUSE");
      assertThat(path).exists();
    }
  }

  @Test
  void ordinaryFileIsNotReplaced() throws Exception {
    Path path = Files.writeString(folder.resolve("file"), "precious");
    Result result = InProcess.run("listen", "--replace", "unix:" + path);
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("EADDRINUSE");
    assertThat(path).hasContent("precious");
  }
}
