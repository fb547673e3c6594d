package io.sockets4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.BsdSocket;
import io.sockets4j.inet.InetFamily;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.Program.Result;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code listen} and {@code connect}, with each other. */
class ConversationTest {
  private final Path folder;

  ConversationTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tcp",
        "tcp6",
        "udp",
        "udp6",
        "mptcp",
        "udplite",
        "unix",
        "unix@",
        "unix-dgram",
        "unix-dgram@",
        "unix-seqpacket",
        "unix-seqpacket@"
      })
  void eachReceivesWhatTheOtherSends(String kind) throws Exception {
    String requested = Address.free(kind, folder);
    try (InProcess server = InProcess.startWith("from the\nserver\n", "listen", requested)) {
      String address = server.awaitAddress();
      assertThat(address)
          .startsWith(requested.endsWith(":0") ? requested.replace(":0", ":") : requested);
      Result client = InProcess.runWith("from the\nclient", "connect", address);
      assertThat(client.err()).isEmpty();
      assertThat(client.out()).isEqualTo("from the\nserver\n");
      assertThat(client.status()).isZero();
      assertThat(server.result().out()).isEqualTo("from the\nclient");
      assertThat(server.result().status()).isZero();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void halfCloseLetsTheOtherDirectionGoOn() throws Exception {
    PipedOutputStream late = new PipedOutputStream();
    try (InProcess server =
            InProcess.startWith(new PipedInputStream(late), "listen", "-v", "tcp:127.0.0.1:0");
        InProcess client = InProcess.startWith("question", "connect", server.awaitAddress())) {
      server.await("connected: ");
      Thread.sleep(100);
      assertThat(client.hasEnded()).isFalse(); // its input has ended, but not what it may receive
      late.write("answer".getBytes(StandardCharsets.UTF_8));
      late.close();
      assertThat(client.result().out()).isEqualTo("answer");
      assertThat(server.result().out()).isEqualTo("question");
    }
  }

  @Test
  void quitsWhenThePeerHasEnded() throws Exception {
    PipedOutputStream open = new PipedOutputStream();
    try (InProcess server = InProcess.startWith("all", "listen", "tcp:127.0.0.1:0");
        InProcess client =
            InProcess.startWith(
                new PipedInputStream(open), "connect", "--quit", server.awaitAddress())) {
      assertThat(client.result().out()).isEqualTo("all");
      assertThat(client.result().status()).isZero();
      assertThat(server.result().status()).isZero();
    }
  }

  @Test
  void laterClientsAreRefused() throws Exception {
    PipedOutputStream open = new PipedOutputStream();
    try (InProcess server =
        InProcess.startWith(new PipedInputStream(open), "listen", "-v", "tcp:127.0.0.1:0")) {
      String address = server.awaitAddress();
      try (InProcess first = InProcess.startWith("", "connect", address)) {
        server.await("connected: tcp:127\\.0\\.0\\.1:\\d+");
        Result second = InProcess.run("connect", address);
        assertThat(second.status()).isEqualTo(1);
        assertThat(second.err()).contains("ECONNREFUSED");
        open.close();
        assertThat(first.result().status()).isZero();
      }
    }
  }

  @Test
  void peerThatTakesNothingIsAFailure() throws Exception {
    try (var listening = BsdSocket.open(InetFamily.AF_INET, SocketType.STREAM)) {
      listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).listen(1);
      String address = "tcp:127.0.0.1:" + listening.getLocalAddress().getPort();
      try (InProcess client = InProcess.startWith("x".repeat(10_000_000), "connect", address)) {
        try (var connection = listening.accept()) {
          connection.setOption(StandardSocketOptions.SO_LINGER, 0); // so that close resets
        }
        assertThat(client.result().status()).isEqualTo(1);
        assertThat(client.result().err()).containsAnyOf("ECONNRESET", "EPIPE");
      }
    }
  }

  @Test
  void whatWasReceivedBeforeTheEndIsNotLostWhenThePeerTakesNoMore() throws Exception {
    String address = Address.free("unix", folder);
    try (InProcess server = InProcess.startWith("all of it", "listen", address)) {
      server.awaitAddress();
      PipedOutputStream open = new PipedOutputStream();
      try (InProcess client = InProcess.startWith(new PipedInputStream(open), "connect", address)) {
        open.close();
        assertThat(client.result().out()).isEqualTo("all of it");
      }
      assertThat(server.result().status()).isZero();
    }
  }

  @Test
  void connectsFromAnAddress() throws Exception {
    Path name = folder.resolve("client");
    String address = Address.free("unix-dgram", folder);
    try (InProcess server = InProcess.startWith("answer\n", "listen", "-v", address)) {
      server.awaitAddress();
      Result client =
          InProcess.runWith("question\n", "connect", "--from=unix-dgram:" + name, address);
      assertThat(client.err()).isEmpty();
      assertThat(client.out()).isEqualTo("answer\n");
      assertThat(server.result().out()).isEqualTo("question\n");
    }
    assertThat(name).doesNotExist();
  }

  @Test
  void brokenStandardOutputIsAFailure() throws Exception {
    try (InProcess server = InProcess.startWith("data", "listen", "tcp:127.0.0.1:0")) {
      String address = server.awaitAddress();
      StringWriter err = new StringWriter();
      Streams broken =
          new Streams(
              Channels.newChannel(InputStream.nullInputStream()),
              new BrokenChannel(),
              new PrintWriter(err, true));
      int status = Main.run(broken, broken.err(), "connect", address);
      assertThat(status).isEqualTo(1);
      assertThat(err.toString()).isEqualToIgnoringNewLines("sockets4j: standard output: full");
    }
  }

  /** A disk without room. */
  private static final class BrokenChannel implements WritableByteChannel {
    @Override
    public int write(ByteBuffer source) throws IOException {
      throw new IOException("full");
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
