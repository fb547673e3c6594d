package io.sockets4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.BsdSocket;
import io.sockets4j.inet.InetFamily;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.Program.Result;
import io.sockets4j.unix.UnixAddress;
import io.sockets4j.unix.UnixFamily;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is different where there are messages and no connections. */
class DatagramTest {
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private final Path folder;

  DatagramTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static BsdSocket<InetSocketAddress> boundUdp() throws Exception {
    return BsdSocket.open(InetFamily.AF_INET, SocketType.DGRAM)
        .setTimeout(DEADLINE)
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  private static List<String> received(String input, String... options) throws Exception {
    try (var socket = boundUdp()) {
      List<String> command = new ArrayList<>(List.of("connect", "--idle=50ms"));
      command.addAll(List.of(options));
      command.add("udp:127.0.0.1:" + socket.getLocalAddress().getPort());
      Result result = InProcess.runWith(input, command.toArray(String[]::new));
      assertThat(result.err()).isEmpty();
      assertThat(result.status()).isZero();
      List<String> datagrams = new ArrayList<>();
      socket.configureBlocking(false);
      byte[] data = new byte[65_536];
      var buffer = ByteBuffer.wrap(data);
      while (socket.receiveFrom(buffer.clear()) != null) {
        datagrams.add(new String(data, 0, buffer.position(), UTF_8));
      }
      return datagrams;
    }
  }

  @Test
  void eachLineIsADatagram() throws Exception {
    assertThat(received("one\n\nthree\nand a rest"))
        .containsExactly("one\n", "\n", "three\n", "and a rest");
  }

  @Test
  void eachBlockIsADatagram() throws Exception {
    assertThat(received("one\ntwo\nthr", "--block=4")).containsExactly("one\n", "two\n", "thr");
  }

  @Test
  void noInputSendsNothing() throws Exception {
    assertThat(received("")).isEmpty();
  }

  @Test
  void longLinesAreCut() throws Exception {
    String line = "x".repeat(70_000) + "\n";
    assertThat(received(line)).containsExactly(line.substring(0, 65_507), line.substring(65_507));
  }

  @Test
  void onlyTheFirstPeerIsServed() throws Exception {
    PipedOutputStream input = new PipedOutputStream();
    try (InProcess server =
            InProcess.startWith(
                new PipedInputStream(input), "listen", "--idle=300ms", "udp:127.0.0.1:0");
        var first = boundUdp();
        var second = boundUdp()) {
      String address = server.awaitAddress();
      int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
      InetSocketAddress target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      first.sendTo("first\n".getBytes(UTF_8), target);
      second.sendTo("second\n".getBytes(UTF_8), target);
      input.write("answer\n".getBytes(UTF_8));
      input.flush();
      assertThat(new String(first.receive(100), UTF_8)).isEqualTo("answer\n");
      first.sendTo("again\n".getBytes(UTF_8), target);
      input.close();
      assertThat(server.result().out()).isEqualTo("first\nagain\n");
      assertThat(server.result().status()).isZero();
      second.configureBlocking(false);
      assertThat(second.receive(ByteBuffer.allocate(10))).isZero();
    }
  }

  @Test
  void peerWithoutAddressIsOnlyReceivedFrom() throws Exception {
    Path path = folder.resolve("socket");
    try (InProcess server =
            InProcess.startWith("unheard\n", "listen", "--idle=300ms", "unix-dgram:" + path);
        var client = BsdSocket.open(UnixFamily.AF_UNIX, SocketType.DGRAM)) {
      server.awaitAddress();
      client.sendTo("one".getBytes(UTF_8), UnixAddress.of(path));
      client.sendTo("two".getBytes(UTF_8), UnixAddress.of(path));
      assertThat(server.result().out()).isEqualTo("onetwo");
      assertThat(server.result().err()).contains("the peer has no address");
      assertThat(server.result().status()).isZero();
    }
  }

  @Test
  void waitsForAnswersAfterTheEndOfInput() throws Exception {
    try (var socket = boundUdp()) {
      String address = "udp:127.0.0.1:" + socket.getLocalAddress().getPort();
      try (InProcess client = InProcess.startWith("question", "connect", "--idle=2s", address)) {
        var buffer = ByteBuffer.allocate(100);
        SocketAddress peer = Objects.requireNonNull(socket.receiveFrom(buffer).address());
        Thread.sleep(300);
        socket.sendTo("late ".getBytes(UTF_8), peer);
        Thread.sleep(300);
        socket.sendTo("answers".getBytes(UTF_8), peer);
        assertThat(client.result().out()).isEqualTo("late answers");
      }
    }
  }

  @Test
  void peerThatIsNotThereIsAFailure() throws Exception {
    String address;
    try (var socket = boundUdp()) {
      address = "udp:127.0.0.1:" + socket.getLocalAddress().getPort();
    }
    Result result = InProcess.runWith("question\n", "connect", address);
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("ECONNREFUSED").hasLineCount(1);
  }
}
