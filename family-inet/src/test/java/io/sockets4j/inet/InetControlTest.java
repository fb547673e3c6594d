package io.sockets4j.inet;

import static io.sockets4j.inet.InetFamily.AF_INET;
import static io.sockets4j.inet.InetFamily.AF_INET6;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sockets4j.BsdSocket;
import io.sockets4j.BsdSocketOptions;
import io.sockets4j.Message;
import io.sockets4j.NativeError;
import io.sockets4j.os.Errno;
import io.sockets4j.os.ErrorQueueConstants;
import io.sockets4j.os.MessageFlag;
import io.sockets4j.os.MessageFlags;
import io.sockets4j.os.SocketType;
import io.sockets4j.spi.ControlType;
import io.sockets4j.spi.ExtendedError;
import io.sockets4j.spi.NativeOption;
import io.sockets4j.testkit.Python;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

/** What is reported with datagrams, and what is said of those that are sent: Python agrees. */
@Timeout(30)
@EnabledOnOs(value = OS.LINUX, disabledReason = "the types are those of Linux")
class InetControlTest {
  private static final InetAddress FOUR = TestInterfaces.address("127.0.0.1");
  private static final InetAddress OTHER = TestInterfaces.address("127.0.0.9");
  private static final InetAddress SIX = TestInterfaces.address("::1");
  private static final int LO = TestInterfaces.loopback().getIndex();

  private final Message message = new Message(ByteBuffer.allocate(10_000)).roomForControl(4_096);

  @AfterEach
  void close() {
    message.close();
  }

  private static BsdSocket<InetSocketAddress> open(InetFamily family) throws IOException {
    BsdSocket<InetSocketAddress> socket = BsdSocket.open(family, SocketType.DGRAM);
    socket.setTimeout(Duration.ofSeconds(10));
    return socket;
  }

  private static BsdSocket<InetSocketAddress> bound(InetFamily family) throws IOException {
    return open(family).bind(Subject.loopback(family));
  }

  @SafeVarargs
  private static void turnOn(BsdSocket<?> socket, NativeOption<Boolean>... options)
      throws IOException {
    for (NativeOption<Boolean> option : options) {
      socket.setOption(option, true);
    }
  }

  private <T> T told(ControlType<T> type) {
    return Objects.requireNonNull(message.get(type), () -> type + " of " + message.control());
  }

  /** Python, which sends with the options of an expression to the address of a socket of ours. */
  private static Python sender(BsdSocket<InetSocketAddress> to, String options) throws IOException {
    InetSocketAddress address = to.getLocalAddress();
    return Python.start(
        """
        host, port = sys.argv[1], int(sys.argv[2])
        s = socket.socket(socket.AF_INET6 if ':' in host else socket.AF_INET, socket.SOCK_DGRAM)
        for level, name, value in eval(sys.argv[3], vars(socket)):
            s.setsockopt(level, name, value)
        s.sendto(b'data', (host, port))
        """,
        address.getAddress().getHostAddress(),
        Integer.toString(address.getPort()),
        options);
  }

  /**
   * Python, which receives one message and prints its data, its control messages and its source.
   */
  private static Python receiver(String host, String options) {
    return Python.start(
        """
        host = sys.argv[1]
        s = socket.socket(socket.AF_INET6 if ':' in host else socket.AF_INET, socket.SOCK_DGRAM)
        for level, name in eval(sys.argv[2], vars(socket)):
            s.setsockopt(level, name, 1)
        s.bind((host, 0))
        print(s.getsockname()[1])
        data, control, flags, source = s.recvmsg(1000, 1000)
        for level, type, value in sorted(control):
            print(level, type, value.hex())
        print(source[0])
        """,
        host,
        options);
  }

  @Test
  void whatPythonSendsByIpv4IsReported() throws Exception {
    try (var socket = bound(AF_INET)) {
      turnOn(
          socket,
          IpOptions.IP_PKTINFO,
          IpOptions.IP_RECVTTL,
          IpOptions.IP_RECVTOS,
          IpOptions.IP_RECVOPTS,
          IpOptions.IP_RECVRETOPTS,
          IpOptions.IP_RECVORIGDSTADDR);
      String options =
          """
          [(IPPROTO_IP, IP_TTL, 33), (IPPROTO_IP, IP_TOS, 0x28),
           (IPPROTO_IP, IP_OPTIONS, bytes([1, 1, 1, 1]))]
          """;
      try (Python python = sender(socket, options)) {
        assertThat(socket.receiveMessage(message)).isEqualTo(4);
        python.finish();
      }
      assertThat(told(InetControlTypes.IP_PKTINFO)).isEqualTo(new PacketInfo(FOUR, LO, FOUR));
      assertThat(told(InetControlTypes.IP_TTL)).isEqualTo(33);
      assertThat(told(InetControlTypes.IP_TOS)).isEqualTo(0x28);
      assertThat(told(InetControlTypes.IP_RECVOPTS)).containsExactly(1, 1, 1, 1);
      assertThat(told(InetControlTypes.IP_RETOPTS)).isEmpty(); // there is nothing to answer
      assertThat(told(InetControlTypes.IP_ORIGDSTADDR)).isEqualTo(socket.getLocalAddress());
      assertThat(message.controlTruncated()).isFalse();
    }
  }

  @Test
  void whatWeSendByIpv4IsReportedToPython() throws Exception {
    String options = "[(IPPROTO_IP, 12), (IPPROTO_IP, IP_RECVTOS)]"; // 12: IP_RECVTTL, of 3.14
    try (Python python = receiver("127.0.0.1", options);
        var socket = open(AF_INET);
        Message outgoing = new Message(ByteBuffer.wrap(new byte[1]))) {
      outgoing
          .setAddress(new InetSocketAddress(FOUR, Integer.parseInt(python.line())))
          .add(InetControlTypes.IP_TTL, 44)
          .add(InetControlTypes.IP_TOS, 0x48)
          .add(InetControlTypes.IP_PKTINFO, new PacketInfo(OTHER, LO));
      socket.sendMessage(outgoing);
      assertThat(python.line()).isEqualTo("0 1 48");
      assertThat(python.line()).isEqualTo("0 2 2c000000");
      assertThat(python.line()).isEqualTo("127.0.0.9");
      python.finish();
    }
  }

  @Test
  void whatPythonSendsByIpv6IsReported() throws Exception {
    try (var socket = bound(AF_INET6)) {
      turnOn(
          socket,
          Ipv6Options.IPV6_RECVPKTINFO,
          Ipv6Options.IPV6_RECVHOPLIMIT,
          Ipv6Options.IPV6_RECVTCLASS,
          Ipv6Options.IPV6_RECVORIGDSTADDR,
          Ipv6Options.IPV6_FLOWINFO);
      String options = "[(IPPROTO_IPV6, IPV6_UNICAST_HOPS, 33), (IPPROTO_IPV6, IPV6_TCLASS, 40)]";
      try (Python python = sender(socket, options)) {
        assertThat(socket.receiveMessage(message)).isEqualTo(4);
        python.finish();
      }
      assertThat(told(InetControlTypes.IPV6_PKTINFO)).isEqualTo(new PacketInfo(SIX, LO));
      assertThat(told(InetControlTypes.IPV6_HOPLIMIT)).isEqualTo(33);
      assertThat(told(InetControlTypes.IPV6_TCLASS)).isEqualTo(40);
      assertThat(told(InetControlTypes.IPV6_ORIGDSTADDR)).isEqualTo(socket.getLocalAddress());
      // The traffic class, above the 20 bits of the flow label.
      assertThat(told(InetControlTypes.IPV6_FLOWINFO) >>> 20).isEqualTo(40);
    }
  }

  @Test
  void whatWeSendByIpv6IsReportedToPython() throws Exception {
    String options =
        """
        [(IPPROTO_IPV6, IPV6_RECVHOPLIMIT), (IPPROTO_IPV6, IPV6_RECVTCLASS),
         (IPPROTO_IPV6, IPV6_RECVPKTINFO)]
        """;
    try (Python python = receiver("::1", options);
        var socket = open(AF_INET6);
        Message outgoing = new Message(ByteBuffer.wrap(new byte[1]))) {
      outgoing
          .setAddress(new InetSocketAddress(SIX, Integer.parseInt(python.line())))
          .add(InetControlTypes.IPV6_HOPLIMIT, 44)
          .add(InetControlTypes.IPV6_TCLASS, 0x48)
          .add(InetControlTypes.IPV6_PKTINFO, new PacketInfo(SIX, LO));
      socket.sendMessage(outgoing);
      assertThat(python.line()).isEqualTo("41 50 " + "0".repeat(31) + "1" + "01000000");
      assertThat(python.line()).isEqualTo("41 52 2c000000");
      assertThat(python.line()).isEqualTo("41 67 48000000");
      assertThat(python.line()).isEqualTo("::1");
      python.finish();
    }
  }

  @Test
  void headersOfIpv6AreReported() throws Exception {
    byte[] padding = {0, 0, 1, 4, 0, 0, 0, 0};
    try (var receiver = bound(AF_INET6);
        var sender = open(AF_INET6);
        Message outgoing = new Message(ByteBuffer.wrap(new byte[1]))) {
      turnOn(receiver, Ipv6Options.IPV6_RECVDSTOPTS, Ipv6Options.IPV6_RECVHOPOPTS);
      outgoing
          .setAddress(receiver.getLocalAddress())
          .add(InetControlTypes.IPV6_DSTOPTS, padding)
          .add(InetControlTypes.IPV6_HOPOPTS, padding);
      try {
        sender.sendMessage(outgoing);
      } catch (IOException e) {
        if (((NativeError) e).errno().equals(Errno.EPERM)
            && !Boolean.getBoolean("sockets4j.require.options")) {
          throw new TestAbortedException("it needs CAP_NET_RAW: run as root", e);
        }
        throw e;
      }
      assertThat(receiver.receiveMessage(message)).isEqualTo(1);
      for (var type : List.of(InetControlTypes.IPV6_DSTOPTS, InetControlTypes.IPV6_HOPOPTS)) {
        byte[] header = told(type);
        header[0] = 0; // which header follows it
        assertThat(header).isEqualTo(padding);
      }
    }
  }

  @Test
  void whatIsTooLongForAPathTellsItsMtu() throws Exception {
    try (var receiver = bound(AF_INET6);
        var sender = open(AF_INET6);
        Message outgoing = new Message(ByteBuffer.allocate(2_000))) {
      turnOn(sender, Ipv6Options.IPV6_RECVPATHMTU);
      sender.setOption(Ipv6Options.IPV6_MTU, 1_280);
      outgoing.setAddress(receiver.getLocalAddress()).add(InetControlTypes.IPV6_DONTFRAG, true);
      IOException e = assertThrows(IOException.class, () -> sender.sendMessage(outgoing));
      assertThat(((NativeError) e).errno()).isEqualTo(Errno.EMSGSIZE);
      assertThat(sender.receiveMessage(message)).isZero();
      assertThat(told(InetControlTypes.IPV6_PATHMTU)).isEqualTo(1_280);
      assertThat(message.address()).isEqualTo(new InetSocketAddress(SIX, 0));
      outgoing.clearControl().add(InetControlTypes.IPV6_DONTFRAG, false);
      assertThat(sender.sendMessage(outgoing)).isEqualTo(2_000); // in fragments
    }
  }

  @Test
  void anAddressOfIpv4StandsAsItIs() {
    ControlType<InetAddress> type = InetControlTypes.IP_RECVDSTADDR;
    ByteBuffer memory = ByteBuffer.allocate(type.codec().capacity());
    assertThat(type.codec().encode(OTHER, memory)).isEqualTo(4);
    assertThat(memory.array()).containsExactly(127, 0, 0, 9);
    assertThat(type.codec().decode(memory)).isEqualTo(OTHER);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> type.codec().encode(SIX, memory))
        .withMessageContaining("no address of IPv4");
  }

  @Test
  void aDualStackSocketIsToldOfIpv4() throws Exception {
    try (var receiver = open(AF_INET6).bind(new InetSocketAddress(0));
        var sender = open(AF_INET)) {
      turnOn(receiver, IpOptions.IP_PKTINFO, IpOptions.IP_RECVTTL);
      sender.setOption(IpOptions.IP_TTL, 7);
      sender.sendTo(new byte[1], new InetSocketAddress(FOUR, receiver.getLocalAddress().getPort()));
      receiver.receiveMessage(message);
      assertThat(told(InetControlTypes.IP_PKTINFO)).isEqualTo(new PacketInfo(FOUR, LO, FOUR));
      assertThat(told(InetControlTypes.IP_TTL)).isEqualTo(7);
    }
  }

  @Test
  void aMulticastTellsItsGroup() throws Exception {
    GroupMembership group = TestInterfaces.group("239.255.1.2");
    try (var receiver = open(AF_INET).bind(new InetSocketAddress(0));
        var sender = open(AF_INET)) {
      Multicast.join(receiver, group);
      turnOn(receiver, IpOptions.IP_PKTINFO);
      sender.setOption(IpOptions.IP_MULTICAST_IF, TestInterfaces.loopback());
      int port = receiver.getLocalAddress().getPort();
      sender.sendTo(new byte[1], new InetSocketAddress(group.group(), port));
      receiver.receiveMessage(message);
      assertThat(told(InetControlTypes.IP_PKTINFO))
          .isEqualTo(new PacketInfo(FOUR, LO, group.group()));
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void anErrorThatComesBackIsDecoded(InetFamily family) throws Exception {
    InetSocketAddress nobody;
    try (var gone = bound(family)) {
      nobody = gone.getLocalAddress();
    }
    boolean six = family == AF_INET6;
    try (var socket = open(family)) {
      turnOn(socket, six ? Ipv6Options.IPV6_RECVERR : IpOptions.IP_RECVERR);
      socket.sendTo("lost".getBytes(US_ASCII), nobody);
      assertThat(socket.receiveMessage(message, MessageFlags.of(MessageFlag.ERRQUEUE)))
          .isEqualTo(4); // what was sent
      assertThat(message.address()).isEqualTo(nobody);
      ExtendedError error = told(six ? InetControlTypes.IPV6_RECVERR : InetControlTypes.IP_RECVERR);
      assertThat(error.errno()).isEqualTo(Errno.ECONNREFUSED);
      assertThat(
              error.isFrom(
                  six
                      ? ErrorQueueConstants.SO_EE_ORIGIN_ICMP6
                      : ErrorQueueConstants.SO_EE_ORIGIN_ICMP))
          .isTrue();
      assertThat(error.type()).isEqualTo(six ? 1 : 3); // destination unreachable
      assertThat(error.code()).isEqualTo(six ? 4 : 3); // port unreachable
      assertThat(error.offender()).isEqualTo(new InetSocketAddress(nobody.getAddress(), 0));
      assertThat(socket.getOption(BsdSocketOptions.SO_ERROR)).isZero();
    }
  }

  static List<InetFamily> families() {
    return List.of(AF_INET, AF_INET6);
  }

  @Test
  void theSizeOfDatagramsGoesAndComes() throws Exception {
    try (var receiver = bound(AF_INET);
        var sender = open(AF_INET);
        Message outgoing = new Message(ByteBuffer.wrap(new byte[2_500]))) {
      turnOn(receiver, UdpOptions.UDP_GRO);
      outgoing.setAddress(receiver.getLocalAddress()).add(InetControlTypes.UDP_SEGMENT, 1_000);
      assertThat(sender.sendMessage(outgoing)).isEqualTo(2_500);
      assertThat(receiver.receiveMessage(message)).isEqualTo(2_500);
      assertThat(told(InetControlTypes.UDP_GRO)).isEqualTo(1_000);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> outgoing.add(InetControlTypes.UDP_SEGMENT, 65_536))
          .withMessageContaining("65536");
    }
  }

  @Test
  void tcpTellsWhatIsLeft() throws Exception {
    try (Subject.Opened opened = Subject.CONNECTED_TCP4.open();
        Message three = new Message(ByteBuffer.allocate(3))) {
      turnOn(opened.socket(), TcpOptions.TCP_INQ);
      opened.peer().sendAll(new byte[10]);
      three.roomForControl(InetControlTypes.TCP_INQ);
      assertThat(opened.socket().receiveMessage(three)).isEqualTo(3);
      assertThat(three.get(InetControlTypes.TCP_INQ)).isEqualTo(7);
    }
  }
}
