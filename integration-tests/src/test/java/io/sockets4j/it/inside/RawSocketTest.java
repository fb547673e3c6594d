package io.sockets4j.it.inside;

import static io.sockets4j.inet.InetFamily.AF_INET;
import static io.sockets4j.inet.InetFamily.AF_INET6;
import static io.sockets4j.it.inside.Errors.assertTimesOut;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.BsdSocket;
import io.sockets4j.Received;
import io.sockets4j.inet.InetFamily;
import io.sockets4j.inet.InetProtocols;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.Python;
import io.sockets4j.testkit.RequiresFamily;
import io.sockets4j.testkit.SocketScope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Raw sockets: IP without a transport. */
@Inside
@RequiresFamily("AF_INET")
class RawSocketTest {
  /** For experiments: RFC 3692. */
  private static final Protocol EXPERIMENT = Protocol.of(253);

  private static final int HOPS = 42;

  private static BsdSocket<InetSocketAddress> raw(InetFamily family, Protocol protocol)
      throws IOException {
    return BsdSocket.open(family, SocketType.RAW, protocol).setTimeout(SocketScope.DEADLINE);
  }

  static List<InetFamily> families() {
    return List.of(AF_INET, AF_INET6);
  }

  /** What follows the header, which raw sockets of IPv4 receive and those of IPv6 do not. */
  private static ByteBuffer payload(InetFamily family, ByteBuffer packet) {
    int header = family == AF_INET ? 4 * (packet.get(0) & 0xf) : 0;
    return packet.position(header).slice();
  }

  @ParameterizedTest
  @MethodSource("families")
  void theKernelAnswersOurPing(InetFamily family) throws Exception {
    Protocol icmp = family == AF_INET ? InetProtocols.ICMP : InetProtocols.ICMPV6;
    ByteBuffer data = ByteBuffer.wrap("are you there?".getBytes(US_ASCII));
    EchoMessage request = new EchoMessage(EchoMessage.request(family), 4711, 3, data);
    try (var socket = raw(family, icmp)) {
      socket.sendTo(request.bytes(), Loopback.of(family, 0));
      EchoMessage answer;
      do { // the socket receives what is sent by itself and by others, too
        ByteBuffer packet = ByteBuffer.allocate(1500);
        Received<InetSocketAddress> received = socket.receiveFrom(packet);
        assertThat(received.address()).isEqualTo(Loopback.of(family, 0));
        answer = EchoMessage.read(payload(family, packet.flip()));
      } while (answer.type() != EchoMessage.reply(family) || answer.identifier() != 4711);
      assertThat(answer.sequence()).isEqualTo(3);
      assertThat(answer.data()).isEqualTo(data);
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void strangersSpeakOurProtocol(InetFamily family) throws Exception {
    try (var socket = raw(family, EXPERIMENT).bind(Loopback.of(family, 0));
        Python stranger =
            Python.start(
                """
                family, host = int(sys.argv[1]), sys.argv[2]
                with socket.socket(family, socket.SOCK_RAW, 253) as s:
                    print("ready")
                    packet, sender = s.recvfrom(100)
                    header = 4 * (packet[0] & 15) if family == socket.AF_INET else 0
                    print(sender[0], packet[header:].decode())
                    s.sendto(b"from Python", (host, 0))
                """,
                Integer.toString(family.domain()),
                Loopback.of(family, 0).getAddress().getHostAddress())) {
      assertThat(stranger.line()).isEqualTo("ready");
      InetSocketAddress loopback = Loopback.of(family, 0);
      socket.sendTo("from Java".getBytes(US_ASCII), loopback);
      assertThat(stranger.line()).isIn("127.0.0.1 from Java", "::1 from Java");
      String text;
      do { // our own comes back, too
        ByteBuffer packet = ByteBuffer.allocate(100);
        assertThat(socket.receiveFrom(packet).address()).isEqualTo(loopback);
        text = US_ASCII.decode(payload(family, packet.flip())).toString();
      } while (text.equals("from Java"));
      assertThat(text).isEqualTo("from Python");
      stranger.finish();
    }
  }

  @Test
  void ofIpv4TheHeaderMayBeOurs() throws Exception {
    byte[] source = {127, 0, 0, 9};
    byte[] data = "forged".getBytes(US_ASCII);
    ByteBuffer packet = ByteBuffer.allocate(20 + data.length);
    packet.put((byte) 0x45).put((byte) 0); // version 4, five words; type of service
    packet.putShort((short) packet.capacity()).putInt(0); // identification, fragment: none
    packet.put((byte) HOPS).put((byte) EXPERIMENT.value()).putShort((short) 0); // the kernel's sum
    packet.put(source).put(new byte[] {127, 0, 0, 1}).put(data).flip();
    try (var sender = raw(AF_INET, InetProtocols.RAW);
        var receiver = raw(AF_INET, EXPERIMENT)) {
      sender.sendTo(packet, Loopback.of(AF_INET, 0));
      ByteBuffer received = ByteBuffer.allocate(100);
      InetSocketAddress from =
          Objects.requireNonNull(receiver.receiveFrom(received).address(), "address");
      assertThat(from.getAddress()).isEqualTo(InetAddress.getByAddress(source));
      assertThat(received.get(8)).isEqualTo((byte) HOPS);
      assertThat(US_ASCII.decode(payload(AF_INET, received.flip())).toString()).isEqualTo("forged");
      sender.setTimeout(Duration.ofMillis(50));
      assertTimesOut(sender, () -> sender.receive(100)); // such a socket only sends
    }
  }

  @Test
  void ofIpv6TheHeaderMayBeOurs() throws Exception {
    byte[] data = "forged".getBytes(US_ASCII);
    byte[] loopback = Loopback.of(AF_INET6, 0).getAddress().getAddress();
    ByteBuffer packet = ByteBuffer.allocate(40 + data.length);
    packet.putInt(6 << 28).putShort((short) data.length);
    packet.put((byte) EXPERIMENT.value()).put((byte) HOPS);
    packet.put(loopback).put(loopback).put(data).flip();
    try (var sender = raw(AF_INET6, InetProtocols.RAW);
        Python stranger =
            Python.start(
                """
                with socket.socket(socket.AF_INET6, socket.SOCK_RAW, 253) as s:
                    s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_RECVHOPLIMIT, 1)
                    print("ready")
                    data, control, flags, sender = s.recvmsg(100, 100)
                    print(sender[0], int.from_bytes(control[0][2], sys.byteorder), data.decode())
                """)) {
      assertThat(stranger.line()).isEqualTo("ready");
      sender.sendTo(packet, Loopback.of(AF_INET6, 0));
      assertThat(stranger.line()).isEqualTo("::1 " + HOPS + " forged");
      stranger.finish();
    }
  }
}
