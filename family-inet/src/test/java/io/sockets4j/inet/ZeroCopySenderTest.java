package io.sockets4j.inet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockets4j.BsdSocket;
import io.sockets4j.BsdSocketOptions;
import io.sockets4j.Message;
import io.sockets4j.NativeError;
import io.sockets4j.Received;
import io.sockets4j.Shutdown;
import io.sockets4j.ZeroCopySender;
import io.sockets4j.os.SocketType;
import io.sockets4j.spi.ControlType;
import io.sockets4j.spi.ExtendedError;
import io.sockets4j.testkit.Python;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** MSG_ZEROCOPY to Python and to ourselves. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class ZeroCopySenderTest {
  private static final int SIZE = 100_000;

  static List<InetFamily> families() {
    return List.of(InetFamily.AF_INET, InetFamily.AF_INET6);
  }

  private static ControlType<ExtendedError> errors(InetFamily family) {
    return family == InetFamily.AF_INET
        ? InetControlTypes.IP_RECVERR
        : InetControlTypes.IPV6_RECVERR;
  }

  private static String host(InetFamily family) {
    return family == InetFamily.AF_INET ? "127.0.0.1" : "::1";
  }

  private static InetSocketAddress at(InetFamily family, int port) throws IOException {
    return new InetSocketAddress(InetAddress.getByName(host(family)), port);
  }

  private static BsdSocket<InetSocketAddress> open(InetFamily family, SocketType type)
      throws IOException {
    BsdSocket<InetSocketAddress> socket = BsdSocket.open(family, type);
    socket.setTimeout(Duration.ofSeconds(20));
    return socket;
  }

  private static ByteBuffer random(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return ByteBuffer.allocateDirect(size).put(bytes).flip();
  }

  @ParameterizedTest
  @MethodSource("families")
  void pythonGetsWhatIsSentByBuffersThatAreUsedAgainOnceTheyMayBe(InetFamily family)
      throws Exception {
    try (var server = open(family, SocketType.STREAM);
        var socket = open(family, SocketType.STREAM)) {
      server.bind(at(family, 0)).listen();
      socket.connect(server.getLocalAddress());
      try (var accepted = server.accept();
          Python sink =
              Python.start(
                  """
                  s = socket.create_connection((sys.argv[1], int(sys.argv[2])))
                  print(hashlib.sha256(recv_all(s)).hexdigest())
                  """,
                  host(family),
                  Integer.toString(server.getLocalAddress().getPort()));
          var toPython = server.accept().setTimeout(Duration.ofSeconds(20))) {
        assertThat(accepted.getRemoteAddress()).isEqualTo(socket.getLocalAddress());
        ZeroCopySender sender = ZeroCopySender.of(toPython, errors(family));
        MessageDigest all = MessageDigest.getInstance("SHA-256");
        ByteBuffer[] buffers = {random(SIZE, 1), random(SIZE, 2), random(SIZE, 3)};
        long[] last = {-1, -1, -1};
        Random random = new Random(4);
        byte[] bytes = new byte[SIZE];
        for (int i = 0; i < 60; i++) {
          int which = i % buffers.length;
          if (last[which] >= 0) {
            sender.awaitCompletion(last[which]);
            assertThat(sender.isComplete(last[which])).isTrue();
          }
          random.nextBytes(bytes);
          all.update(bytes);
          last[which] = sender.sendAll(buffers[which].clear().put(bytes).flip());
          assertThat(buffers[which].hasRemaining()).isFalse();
        }
        sender.awaitCompletions();
        assertThat(sender.pending()).isZero();
        assertThat(sender.copied()).isEqualTo(last[59 % 3] + 1); // loopback copies always
        toPython.shutdown(Shutdown.WRITE);
        assertThat(sink.line()).isEqualTo(HexFormat.of().formatHex(all.digest()));
        sink.finish();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void pythonGetsDatagrams(InetFamily family) throws Exception {
    try (Python peer =
            Python.start(
                """
                family = socket.AF_INET6 if ':' in sys.argv[1] else socket.AF_INET
                s = socket.socket(family, socket.SOCK_DGRAM)
                s.bind((sys.argv[1], 0))
                print(s.getsockname()[1])
                for i in range(20):
                    data, sender = s.recvfrom(70000)
                    s.sendto(hashlib.sha256(data).digest(), sender)
                """,
                host(family));
        var socket = open(family, SocketType.DGRAM)) {
      InetSocketAddress address = at(family, Integer.parseInt(peer.line()));
      ZeroCopySender sender = ZeroCopySender.of(socket, errors(family));
      for (int i = 0; i < 20; i++) {
        if (i == 10) {
          socket.connect(address);
        }
        ByteBuffer data = random(1 + 3_000 * i, i);
        byte[] bytes = new byte[data.remaining()];
        data.get(0, bytes);
        long number = i < 10 ? sender.sendTo(data, address) : sender.send(data);
        assertThat(number).isEqualTo(i);
        assertThat(data.hasRemaining()).isFalse();
        ByteBuffer answer = ByteBuffer.allocate(64);
        Received<InetSocketAddress> received = socket.receiveFrom(answer);
        assertThat(received.address()).isEqualTo(address);
        assertThat(answer.flip())
            .isEqualTo(ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes)));
        sender.awaitCompletion(number);
      }
      assertThat(sender.pending()).isZero();
      assertThat(sender.copied()).isEqualTo(20);
      peer.finish();
    }
  }

  @Test
  void refusedDatagramsHaveNoNumber() throws Exception {
    try (var near = open(InetFamily.AF_INET, SocketType.DGRAM);
        var far = open(InetFamily.AF_INET, SocketType.DGRAM)) {
      far.bind(at(InetFamily.AF_INET, 0));
      near.connect(far.getLocalAddress());
      ZeroCopySender sender = ZeroCopySender.of(near, InetControlTypes.IP_RECVERR);
      ByteBuffer large = ByteBuffer.allocateDirect(70_000);
      assertThat(sender.send(random(500, 1))).isZero();
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> sender.send(large))
            .isInstanceOf(IOException.class)
            .hasMessageContaining("EMSGSIZE");
        assertThat(large.position()).isZero();
      }
      assertThat(sender.send(random(500, 2))).isEqualTo(1);
      sender.awaitCompletion(1);
      assertThat(sender.pending()).isZero();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> sender.awaitCompletion(2))
          .withMessageContaining("number 2");
    }
  }

  @Test
  void whatIsSentWhileNobodyReadsIsPendingUntilThePeerTakesIt() throws Exception {
    try (var server = open(InetFamily.AF_INET, SocketType.STREAM);
        var socket = open(InetFamily.AF_INET, SocketType.STREAM)) {
      server.bind(at(InetFamily.AF_INET, 0)).listen();
      socket.connect(server.getLocalAddress());
      try (var accepted = server.accept().setTimeout(Duration.ofSeconds(20))) {
        ZeroCopySender sender = ZeroCopySender.of(socket, InetControlTypes.IP_RECVERR);
        socket.configureBlocking(false);
        List<Long> numbers = new ArrayList<>();
        long total = 0;
        while (true) {
          ByteBuffer data = random(SIZE, numbers.size());
          long number = sender.send(data);
          if (number < 0) {
            assertThat(data.position()).isZero();
            break;
          }
          assertThat(number).isEqualTo(numbers.size());
          numbers.add(number);
          total += data.position();
        }
        socket.configureBlocking(true);
        socket.setTimeout(Duration.ofMillis(200));
        SocketTimeoutException timeout = null;
        while (timeout == null) { // the peer's kernel may take some more at first
          ByteBuffer data = random(SIZE, numbers.size());
          try {
            numbers.add(sender.send(data));
          } catch (SocketTimeoutException e) {
            timeout = e;
          }
          total += data.position();
        }
        long last = numbers.get(numbers.size() - 1);
        assertThat(last).isEqualTo(numbers.size() - 1);
        assertThat(sender.isComplete(last)).isFalse();
        assertThat(sender.pending()).isPositive();
        assertThatThrownBy(() -> sender.awaitCompletion(last))
            .isInstanceOf(SocketTimeoutException.class)
            .hasMessageContaining("completion of send " + last);
        ByteBuffer all = ByteBuffer.allocate((int) total);
        while (all.hasRemaining()) {
          accepted.receive(all);
        }
        socket.setTimeout(Duration.ofSeconds(20));
        sender.awaitCompletions();
        assertThat(sender.isComplete(last)).isTrue();
        assertThat(sender.pending()).isZero();
      }
    }
  }

  @Test
  void aFailedConnectionCompletesAllOfIt() throws Exception {
    try (var server = open(InetFamily.AF_INET, SocketType.STREAM);
        var socket = open(InetFamily.AF_INET, SocketType.STREAM)) {
      server.bind(at(InetFamily.AF_INET, 0)).listen();
      socket.connect(server.getLocalAddress());
      ZeroCopySender sender = ZeroCopySender.of(socket, InetControlTypes.IP_RECVERR);
      try (var accepted = server.accept()) {
        accepted.setOption(java.net.StandardSocketOptions.SO_LINGER, 0);
        assertThat(sender.send(random(SIZE, 1))).isZero();
      }
      sender.awaitCompletions();
      ByteBuffer more = random(SIZE, 2);
      assertThatThrownBy(
              () -> {
                sender.sendAll(more);
                sender.sendAll(more.clear());
              })
          .isInstanceOf(IOException.class)
          .isInstanceOf(NativeError.class);
      sender.awaitCompletions();
      assertThat(sender.pending()).isZero();
    }
  }

  @Test
  void whatTheQueueTellsOfOtherThingsIsHandedOn() throws Exception {
    InetSocketAddress nobody = unusedAddress();
    try (var near = open(InetFamily.AF_INET, SocketType.DGRAM)) {
      near.setOption(IpOptions.IP_RECVERR, true);
      List<String> others = new ArrayList<>();
      ZeroCopySender sender =
          ZeroCopySender.of(near, InetControlTypes.IP_RECVERR, other -> others.add(told(other)));
      sender.sendTo(random(100, 1), nobody);
      sender.awaitCompletion(0);
      while (others.isEmpty()) {
        near.poll(SelectionKey.OP_READ);
        int unused = sender.pending();
      }
      assertThat(others).hasSize(1);
      assertThat(others.get(0)).contains("ECONNREFUSED");
    }
  }

  private static InetSocketAddress unusedAddress() throws IOException {
    try (var gone = open(InetFamily.AF_INET, SocketType.DGRAM)) {
      return gone.bind(at(InetFamily.AF_INET, 0)).getLocalAddress();
    }
  }

  private static String told(Message message) {
    return String.valueOf(message.get(InetControlTypes.IP_RECVERR));
  }

  @Test
  void whatCannotBeSentSoIsRefused() throws Exception {
    try (var near = open(InetFamily.AF_INET, SocketType.DGRAM)) {
      ZeroCopySender sender = ZeroCopySender.of(near, InetControlTypes.IP_RECVERR);
      assertThat(near.getOption(BsdSocketOptions.SO_ZEROCOPY)).isTrue();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ZeroCopySender.of(near, InetControlTypes.IP_RECVERR))
          .withMessageContaining("SO_ZEROCOPY");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> sender.send(ByteBuffer.allocate(10)))
          .withMessageContaining("direct");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> sender.sendAll(ByteBuffer.allocateDirect(10).limit(0)))
          .withMessageContaining("lim=0");
      sender.awaitCompletions(); // there are none
    }
  }
}
