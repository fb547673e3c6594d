package io.sockets4j.inet;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockets4j.BsdSocket;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.Python;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Datagrams that are cut and coalesced by the kernel arrive as if they had not been. */
@Timeout(60)
class UdpSegmentTest {
  static List<InetFamily> families() {
    return List.of(InetFamily.AF_INET, InetFamily.AF_INET6);
  }

  private static String host(InetFamily family) {
    return family == InetFamily.AF_INET ? "127.0.0.1" : "::1";
  }

  private static BsdSocket<InetSocketAddress> udp(InetFamily family) throws IOException {
    BsdSocket<InetSocketAddress> socket = BsdSocket.open(family, SocketType.DGRAM);
    socket.setTimeout(Duration.ofSeconds(20));
    socket.setOption(StandardSocketOptions.SO_RCVBUF, 200_000); // nothing is to be dropped
    return socket.bind(new InetSocketAddress(InetAddress.getByName(host(family)), 0));
  }

  private static byte[] bytes(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static ByteBuffer direct(byte[] bytes) {
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }

  /** All of it comes once and in order, in datagrams of the size, of which only one is shorter. */
  private static void assertArrives(UdpSegmentReceiver receiver, byte[] bytes, int size)
      throws IOException {
    for (int at = 0; at < bytes.length; at += size) {
      ByteBuffer datagram = requireNonNull(receiver.receive());
      int length = Math.min(size, bytes.length - at);
      assertThat(datagram.remaining()).isEqualTo(length);
      assertThat(datagram).isEqualTo(ByteBuffer.wrap(bytes, at, length));
    }
    assertThat(receiver.hasMore()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("families")
  void everyDatagramArrivesOnceAndInOrder(InetFamily family) throws Exception {
    try (var near = udp(family);
        var far = udp(family)) {
      UdpSegmentReceiver receiver = UdpSegmentReceiver.of(far);
      assertThat(receiver.address()).isNull();
      long seed = 0;
      for (int size : new int[] {1, 7, 100, 512, 1_000, 1_400}) {
        UdpSegmentSender sender = UdpSegmentSender.of(near, size);
        for (int count : new int[] {1, 2, 63, 64, 65}) {
          for (int rest : new int[] {0, (size + 1) / 2}) {
            byte[] data =
                bytes(Math.max((count - 1) * size + (rest == 0 ? size : rest), 1), seed++);
            ByteBuffer source = seed % 2 == 0 ? direct(data) : ByteBuffer.wrap(data);
            assertThat(sender.send(source, far.getLocalAddress())).isEqualTo(count);
            assertThat(source.hasRemaining()).isFalse();
            assertThat(source.limit()).isEqualTo(data.length);
            assertArrives(receiver, data, size);
            assertThat(receiver.address()).isEqualTo(near.getLocalAddress());
          }
        }
        assertThat(sender.usesSegmentation())
            .isEqualTo(SegmentSupport.has(near, UdpOptions.UDP_SEGMENT));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 1_472, 4_000})
  void pythonReceivesThemOneByOne(int size) throws Exception {
    byte[] data = bytes(20 * size + (size + 1) / 2, size);
    int count = 21;
    try (var near = udp(InetFamily.AF_INET);
        Python peer =
            Python.start(
                """
                s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 200000)
                s.bind(('127.0.0.1', 0))
                print(s.getsockname()[1])
                hash = hashlib.sha256()
                sizes = []
                for i in range(int(sys.argv[1])):
                    data = s.recvfrom(70000)[0]
                    hash.update(data)
                    sizes.append(len(data))
                print(hash.hexdigest(), *sizes)
                """,
                Integer.toString(count))) {
      near.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(peer.line())));
      assertThat(UdpSegmentSender.of(near, size).send(direct(data))).isEqualTo(count);
      String[] told = peer.line().split(" ", -1);
      assertThat(told[0])
          .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(data)));
      assertThat(told).hasSize(1 + count);
      for (int i = 1; i < count; i++) {
        assertThat(told[i]).isEqualTo(Integer.toString(size));
      }
      assertThat(told[count]).isEqualTo(Integer.toString((size + 1) / 2));
      peer.finish();
    }
  }

  @Test
  void whatPythonSendsComesAsItWasSent() throws Exception {
    try (var far = udp(InetFamily.AF_INET);
        Python peer =
            Python.start(
                """
                s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                s.connect(('127.0.0.1', int(sys.argv[1])))
                for size in (0, 10, 10, 10, 3, 0, 0, 1400, 1400, 60000, 1):
                    s.send(bytes([size % 251]) * size)
                s.setsockopt(socket.IPPROTO_UDP, 103, 500)
                s.send(bytes(1700))
                print(s.getsockname()[1])
                """,
                Integer.toString(far.getLocalAddress().getPort()))) {
      UdpSegmentReceiver receiver = UdpSegmentReceiver.of(far);
      for (int size : new int[] {0, 10, 10, 10, 3, 0, 0, 1_400, 1_400, 60_000, 1}) {
        ByteBuffer datagram = requireNonNull(receiver.receive());
        assertThat(datagram.remaining()).isEqualTo(size);
        if (size > 0) {
          assertThat(Byte.toUnsignedInt(datagram.get(datagram.position()))).isEqualTo(size % 251);
        }
      }
      for (int size : new int[] {500, 500, 500, 200}) {
        assertThat(requireNonNull(receiver.receive()).remaining()).isEqualTo(size);
      }
      assertThat(requireNonNull(receiver.address()).getPort())
          .isEqualTo(Integer.parseInt(peer.line()));
      peer.finish();
      far.configureBlocking(false);
      assertThat(receiver.receive()).isNull();
      far.configureBlocking(true);
      far.setTimeout(Duration.ofMillis(50));
      assertThatThrownBy(receiver::receive).isInstanceOf(SocketTimeoutException.class);
      assertThat(receiver.hasMore()).isFalse();
    }
  }

  @Test
  void whereTheKernelDoesNotCutTheyGoAsTheyAre() throws Exception {
    try (var near = BsdSocket.open(InetFamily.AF_INET, SocketType.DGRAM, InetProtocols.UDPLITE);
        var far = BsdSocket.open(InetFamily.AF_INET, SocketType.DGRAM, InetProtocols.UDPLITE)) {
      far.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
          .setTimeout(Duration.ofSeconds(20));
      near.connect(far.getLocalAddress());
      UdpSegmentSender sender = UdpSegmentSender.of(near, 100);
      byte[] data = bytes(1_050, 1);
      assertThat(sender.send(direct(data))).isEqualTo(11);
      assertThat(sender.usesSegmentation()).isFalse();
      assertThat(sender.send(ByteBuffer.wrap(data))).isEqualTo(11);
      UdpSegmentReceiver receiver = UdpSegmentReceiver.of(far);
      assertArrives(receiver, data, 100);
      assertArrives(receiver, data, 100);
    }
  }

  @Test
  void whatIsTooLongForAPacketIsNotCutButSent() throws Exception {
    try (var near = udp(InetFamily.AF_INET);
        var far = udp(InetFamily.AF_INET)) {
      UdpSegmentReceiver receiver = UdpSegmentReceiver.of(far);
      UdpSegmentSender sender = UdpSegmentSender.of(near, 65_507);
      byte[] data = bytes(65_507 + 100, 1);
      assertThat(sender.send(direct(data), far.getLocalAddress())).isEqualTo(2);
      assertArrives(receiver, data, 65_507);
    }
  }

  @Test
  void refusalsAreToldAndDoNotTurnCuttingOff() throws Exception {
    try (var near = udp(InetFamily.AF_INET);
        var far = udp(InetFamily.AF_INET)) {
      UdpSegmentSender sender = UdpSegmentSender.of(near, 10);
      boolean cuts = sender.usesSegmentation();
      ByteBuffer source = direct(bytes(95, 1));
      assertThatThrownBy(
              () -> sender.send(source, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("EINVAL");
      assertThat(source.position()).isZero();
      assertThat(source.limit()).isEqualTo(95);
      assertThat(sender.usesSegmentation()).isEqualTo(cuts);
      assertThat(sender.send(source.limit(0), far.getLocalAddress())).isZero();
      for (int size : new int[] {0, -1, 65_508}) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> UdpSegmentSender.of(near, size))
            .withMessageContaining("of " + size + " bytes");
      }
    }
  }
}
