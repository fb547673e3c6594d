package io.sockets4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.BsdSocket;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.Program;
import io.sockets4j.testkit.Program.Result;
import io.sockets4j.unix.UnixAddress;
import io.sockets4j.unix.UnixFamily;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The echo server. */
class EchoCommandTest {
  private static final int CLIENTS = 50;

  private final Path folder;

  EchoCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tcp", "tcp6", "udp", "udp6", "unix", "unix@", "unix-dgram", "unix-seqpacket"})
  void sendsBackWhatComes(String kind) throws Exception {
    try (InProcess server = InProcess.start("echo", Address.free(kind, folder))) {
      String address = server.awaitAddress();
      for (int i = 0; i < 2; i++) {
        Result client = InProcess.runWith("to be\nsent back", "connect", "--idle=300ms", address);
        assertThat(client.err()).isEmpty();
        assertThat(client.out()).isEqualTo("to be\nsent back");
        assertThat(client.status()).isZero();
      }
      assertThat(server.hasEnded()).isFalse();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void servesManyClientsAtOnce() throws Exception {
    Path path = folder.resolve("socket");
    try (InProcess server = InProcess.start("echo", "unix:" + path)) {
      server.awaitAddress();
      List<BsdSocket<UnixAddress>> clients = new ArrayList<>();
      try {
        for (int i = 0; i < CLIENTS; i++) {
          BsdSocket<UnixAddress> client = BsdSocket.open(UnixFamily.AF_UNIX, SocketType.STREAM);
          clients.add(client);
          client.connect(UnixAddress.of(path));
        }
        for (int round = 0; round < 3; round++) {
          for (int i = 0; i < CLIENTS; i++) {
            clients.get(i).sendAll("round %d of client %d".formatted(round, i).getBytes(UTF_8));
          }
          for (int i = CLIENTS - 1; i >= 0; i--) {
            assertThat(new String(clients.get(i).receive(100), UTF_8))
                .isEqualTo("round %d of client %d".formatted(round, i));
          }
        }
      } finally {
        for (BsdSocket<UnixAddress> client : clients) {
          client.close();
        }
      }
    }
  }

  @Test
  void survivesClientsThatGoAway() throws Exception {
    Path path = folder.resolve("socket");
    try (InProcess server = InProcess.start("echo", "unix-dgram:" + path)) {
      server.awaitAddress();
      // Gone before it is answered, or without an address to answer to.
      for (boolean named : new boolean[] {true, false}) {
        try (var client = BsdSocket.open(UnixFamily.AF_UNIX, SocketType.DGRAM)) {
          if (named) {
            client.bind(UnixAddress.unnamed());
          }
          client.sendTo("gone".getBytes(UTF_8), UnixAddress.of(path));
        }
      }
      assertThat(InProcess.runWith("x\n", "connect", "unix-dgram:" + path).out()).isEqualTo("x\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void signalEndsItAndRemovesItsFile(String signal) throws Exception {
    Path path = folder.resolve("socket");
    List<String> command = Program.java(Main.class, "echo", "unix:" + path);
    try (Program server = Program.start(command, null, null)) {
      server.await("listening on unix:" + path);
      assertThat(path).exists();
      try (Program kill =
          Program.start("kill", "-" + signal, Long.toString(server.process().pid()))) {
        assertThat(kill.finish().status()).isZero();
      }
      Result result = server.result();
      assertThat(result.status()).isEqualTo(signal.equals("INT") ? 130 : 143);
      assertThat(result.err()).hasLineCount(1);
      assertThat(path).doesNotExist();
    }
  }
}
