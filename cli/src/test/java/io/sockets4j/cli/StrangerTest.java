package io.sockets4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.testkit.Program;
import io.sockets4j.testkit.Program.Result;
import io.sockets4j.testkit.Tool;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command, as a program of its own, talks to the programs of strangers. */
class StrangerTest {
  private static final int MIB = 1024 * 1024;
  private static final String TEXT = "Grüße\nund noch eine Zeile\n";

  private final Path folder;
  private final Path received;
  private final Path peer;

  StrangerTest(@TempDir Path folder) throws Exception {
    this.folder = folder;
    received = folder.resolve("received");
    peer = folder.resolve("peer.py");
    try (InputStream script = StrangerTest.class.getResourceAsStream("peer.py")) {
      Files.copy(Objects.requireNonNull(script), peer);
    }
  }

  private Program python(String mode, String address, Object argument) throws Exception {
    return Program.start(
        Tool.PYTHON.require(), peer.toString(), mode, address, argument.toString());
  }

  /** Starts the command with a file on its standard input, and {@link #received} for its output. */
  private Program sockets4j(Path in, String... args) throws Exception {
    return Program.start(Program.java(Main.class, args), in, received);
  }

  private static Result sockets4j(String in, String... args) throws Exception {
    try (Program command = Program.start(Program.java(Main.class, args), null, null)) {
      command.input().write(in.getBytes(UTF_8));
      return command.finish();
    }
  }

  private static void assertGood(Result result) {
    assertThat(result.err().replaceFirst("listening on .*\\R", "")).isEmpty();
    assertThat(result.status()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"tcp, 64", "unix, 64", "tcp6, 8", "unix@, 8", "unix-seqpacket, 1"})
  void pythonConnects(String kind, int mib) throws Exception {
    Path ours = RandomFile.make(folder.resolve("ours"), 1, mib * MIB);
    Path theirs = RandomFile.make(folder.resolve("theirs"), 2, mib * MIB + 1);
    try (Program server = sockets4j(ours, "listen", Address.free(kind, folder))) {
      String address = server.await("listening on (.+)\\R");
      try (Program client = python("connect", address, theirs)) {
        assertThat(client.finish().out())
            .isEqualTo("received %d %s%n".formatted(mib * MIB, RandomFile.sum(ours)));
      }
      assertGood(server.result());
    }
    assertThat(RandomFile.sum(received)).isEqualTo(RandomFile.sum(theirs));
  }

  @ParameterizedTest
  @CsvSource({"tcp, 64", "unix, 64", "tcp6, 8", "unix@, 8", "unix-seqpacket, 1"})
  void pythonListens(String kind, int mib) throws Exception {
    Path ours = RandomFile.make(folder.resolve("ours"), 3, mib * MIB + 1);
    Path theirs = RandomFile.make(folder.resolve("theirs"), 4, mib * MIB);
    String free = Address.free(kind, folder);
    try (Program server = python("listen", free, theirs)) {
      String address = Address.withPort(free, server.await("listening on port (\\d+)"));
      try (Program client = sockets4j(ours, "connect", address)) {
        assertGood(client.result());
      }
      assertThat(server.finish().out())
          .endsWith("received %d %s%n".formatted(mib * MIB + 1, RandomFile.sum(ours)));
    }
    assertThat(RandomFile.sum(received)).isEqualTo(RandomFile.sum(theirs));
  }

  @ParameterizedTest
  @ValueSource(strings = {"udp", "udp6", "unix-dgram", "unix-dgram@"})
  void pythonAnswersDatagrams(String kind) throws Exception {
    String free = Address.free(kind, folder);
    try (Program server = python("answer", free, 2)) {
      String address = Address.withPort(free, server.await("listening on port (\\d+)"));
      Result client = sockets4j("one\ntwo\n", "connect", address);
      assertGood(client);
      assertThat(client.out()).isEqualTo("ONE\nTWO\n");
      assertThat(server.finish().status()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"udp", "udp6", "unix-dgram", "unix-dgram@"})
  void pythonSendsDatagrams(String kind) throws Exception {
    Path lines = Files.writeString(folder.resolve("lines"), "one\ntwo\nthree");
    try (Program server =
        Program.start(Program.java(Main.class, "echo", Address.free(kind, folder)), null, null)) {
      String address = server.await("listening on (.+)\\R");
      try (Program client = python("ask", address, lines)) {
        Result result = client.finish();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo("one\ntwo\nthree");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"udp", "unix-dgram"})
  void pythonIsTheFirstPeer(String kind) throws Exception {
    Path question = Files.writeString(folder.resolve("question"), "question\n");
    try (Program server =
        Program.start(Program.java(Main.class, "listen", Address.free(kind, folder)), null, null)) {
      String address = server.await("listening on (.+)\\R");
      server.input().write("answer\n".getBytes(UTF_8));
      server.input().close();
      try (Program client = python("ask", address, question)) {
        assertThat(client.finish().out()).isEqualTo("answer\n");
      }
      assertGood(server.result());
      assertThat(server.result().out()).isEqualTo("question\n");
    }
  }

  @Test
  void pythonTalksToTheEchoServer() throws Exception {
    Path file = RandomFile.make(folder.resolve("file"), 5, 8 * MIB);
    try (Program server =
        Program.start(Program.java(Main.class, "echo", "tcp:127.0.0.1:0"), null, null)) {
      String address = server.await("listening on (.+)\\R");
      try (Program first = python("connect", address, file);
          Program second = python("connect", address, file)) {
        String expected = "received %d %s%n".formatted(8 * MIB, RandomFile.sum(file));
        assertThat(first.finish().out()).isEqualTo(expected);
        assertThat(second.finish().out()).isEqualTo(expected);
      }
    }
  }

  /** What socat calls our addresses: where it listens, and where it connects to. */
  private static List<String> socat(String kind, String address) {
    String rest = address.substring(address.indexOf(':') + 1);
    String port = rest.substring(rest.lastIndexOf(':') + 1);
    return switch (kind) {
      case "tcp" -> List.of("tcp4-listen:" + port + ",bind=127.0.0.1", "tcp4:" + rest);
      case "tcp6" -> List.of("tcp6-listen:" + port + ",bind=[::1]", "tcp6:" + rest);
      case "unix" -> List.of("unix-listen:" + rest, "unix-connect:" + rest);
      case "unix@" ->
          List.of("abstract-listen:" + rest.substring(1), "abstract-connect:" + rest.substring(1));
      case "udp" -> List.of("udp4-listen:" + port + ",bind=127.0.0.1", "udp4:" + rest);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "tcp6", "unix", "unix@", "udp"})
  void socatConnects(String kind) throws Exception {
    String socat = Tool.SOCAT.require();
    Path text = Files.writeString(folder.resolve("text"), TEXT);
    try (Program server = sockets4j(text, "listen", Address.free(kind, folder))) {
      String address = server.await("listening on (.+)\\R");
      // As we do, it waits a while for what comes after the end of its own input.
      try (Program client = Program.start(socat, "-t", "2", "-", socat(kind, address).get(1))) {
        client.input().write(TEXT.getBytes(UTF_8));
        client.input().flush();
        client.await("noch eine Zeile");
        assertThat(client.finish().out()).isEqualTo(TEXT);
      }
      assertGood(server.result());
    }
    assertThat(received).hasContent(TEXT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "tcp6", "unix", "unix@", "udp"})
  void socatListens(String kind) throws Exception {
    String socat = Tool.SOCAT.require();
    String address = Address.withPort(Address.free(kind, folder), FreePort.of(kind));
    try (Program server =
        Program.start(socat, "-d", "-d", "-t", "5", socat(kind, address).get(0), "exec:cat")) {
      server.await(kind.equals("udp") ? "UDP" : "listening on");
      Result client = sockets4j(TEXT, "connect", address);
      assertGood(client);
      assertThat(client.out()).isEqualTo(TEXT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "tcp6", "unix"})
  void ncConnects(String kind) throws Exception {
    String nc = Tool.NC.require();
    Path text = Files.writeString(folder.resolve("text"), TEXT);
    try (Program server = sockets4j(text, "listen", Address.free(kind, folder))) {
      String address = server.await("listening on (.+)\\R");
      String rest = address.substring(address.indexOf(':') + 1);
      List<String> command =
          kind.equals("unix")
              ? List.of(nc, "-N", "-U", rest)
              : List.of(
                  nc,
                  "-N",
                  rest.substring(0, rest.lastIndexOf(':')).replaceAll("[\\[\\]]", ""),
                  rest.substring(rest.lastIndexOf(':') + 1));
      try (Program client = Program.start(command, null, null)) {
        client.input().write(TEXT.getBytes(UTF_8));
        assertThat(client.finish().out()).isEqualTo(TEXT);
      }
      assertGood(server.result());
    }
    assertThat(received).hasContent(TEXT);
  }

  @Test
  void ncListens() throws Exception {
    String nc = Tool.NC.require();
    Path socket = folder.resolve("socket");
    Path text = Files.writeString(folder.resolve("text"), TEXT);
    try (Program server =
        Program.start(List.of(nc, "-N", "-l", "-U", socket.toString()), text, null)) {
      awaitFile(socket, server);
      Result client = sockets4j("from here", "connect", "unix:" + socket);
      assertGood(client);
      assertThat(client.out()).isEqualTo(TEXT);
      assertThat(server.finish().out()).isEqualTo("from here");
    }
  }

  private static void awaitFile(Path file, Program server) throws Exception {
    long begin = System.nanoTime();
    while (!Files.exists(file)) {
      assertThat(server.process().isAlive()).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
      Thread.sleep(5);
    }
  }
}
