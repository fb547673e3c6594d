package io.sockets4j.inet;

import static io.sockets4j.inet.InetFamily.AF_INET;
import static io.sockets4j.inet.InetFamily.AF_INET6;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sockets4j.BsdSocket;
import io.sockets4j.BsdSocketOptions;
import io.sockets4j.NativeError;
import io.sockets4j.os.Errno;
import io.sockets4j.os.SocketType;
import io.sockets4j.spi.NativeOption;
import io.sockets4j.testkit.Python;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

/** Memberships change what arrives. Nothing leaves this host. */
@Timeout(60)
@EnabledOnOs(value = OS.LINUX, disabledReason = "IP_MULTICAST_ALL tells members from others")
class MulticastTest {
  private final Deque<BsdSocket<?>> sockets = new ArrayDeque<>();

  /** Where to send, and from which two addresses. */
  private record Network(
      InetFamily family, NetworkInterface device, InetAddress group, List<InetAddress> sources) {

    static Network of(InetFamily family) throws SocketException {
      if (family == AF_INET) {
        return new Network(
            family,
            TestInterfaces.loopback(),
            TestInterfaces.address("239.255.1.2"),
            List.of(TestInterfaces.address("127.0.0.9"), TestInterfaces.address("127.0.0.10")));
      }
      // Loopback has no route for them. Such a group is of the interface alone.
      for (NetworkInterface device : NetworkInterface.networkInterfaces().toList()) {
        List<InetAddress> own =
            device.inetAddresses().filter(Inet6Address.class::isInstance).toList();
        if (device.isUp() && device.supportsMulticast() && own.size() >= 2) {
          return new Network(family, device, TestInterfaces.address("ff11::1:2:3"), own);
        }
      }
      throw new TestAbortedException("no interface has two addresses of IPv6, and multicasts");
    }

    GroupMembership membership() {
      return GroupMembership.of(group, device);
    }

    GroupMembership from(int source) {
      return membership().from(sources.get(source));
    }
  }

  @FunctionalInterface
  private interface Change {
    void apply(BsdSocket<?> socket, GroupMembership membership) throws IOException;
  }

  /** A way to say it. */
  private record Api(String name, Change join, Change leave, Change block, Change unblock) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final Api PORTABLE =
      new Api("MCAST_*", Multicast::join, Multicast::leave, Multicast::block, Multicast::unblock);

  private static final Api OF_IPV4 =
      new Api(
          "IP_*",
          change(IpOptions.IP_ADD_MEMBERSHIP, IpOptions.IP_ADD_SOURCE_MEMBERSHIP),
          change(IpOptions.IP_DROP_MEMBERSHIP, IpOptions.IP_DROP_SOURCE_MEMBERSHIP),
          change(IpOptions.IP_BLOCK_SOURCE, IpOptions.IP_BLOCK_SOURCE),
          change(IpOptions.IP_UNBLOCK_SOURCE, IpOptions.IP_UNBLOCK_SOURCE));

  /** It has none for sources. */
  private static final Api OF_IPV6 =
      new Api(
          "IPV6_*",
          change(Ipv6Options.IPV6_JOIN_GROUP, Ipv6Options.MCAST_JOIN_SOURCE_GROUP),
          change(Ipv6Options.IPV6_LEAVE_GROUP, Ipv6Options.MCAST_LEAVE_SOURCE_GROUP),
          change(Ipv6Options.MCAST_BLOCK_SOURCE, Ipv6Options.MCAST_BLOCK_SOURCE),
          change(Ipv6Options.MCAST_UNBLOCK_SOURCE, Ipv6Options.MCAST_UNBLOCK_SOURCE));

  private static Change change(
      NativeOption<GroupMembership> ofAll, NativeOption<GroupMembership> ofOne) {
    return (socket, membership) ->
        socket.setOption(membership.source() == null ? ofAll : ofOne, membership);
  }

  static List<Arguments> apis() {
    return List.of(
        Arguments.of(AF_INET, PORTABLE),
        Arguments.of(AF_INET, OF_IPV4),
        Arguments.of(AF_INET6, PORTABLE),
        Arguments.of(AF_INET6, OF_IPV6));
  }

  @AfterEach
  void close() throws IOException {
    for (BsdSocket<?> socket : sockets) {
      socket.close();
    }
  }

  private BsdSocket<InetSocketAddress> open(InetFamily family) throws IOException {
    BsdSocket<InetSocketAddress> socket = BsdSocket.open(family, SocketType.DGRAM);
    sockets.push(socket);
    socket.setTimeout(Duration.ofSeconds(10));
    return socket;
  }

  private BsdSocket<InetSocketAddress> receiver(InetFamily family, int port) throws IOException {
    BsdSocket<InetSocketAddress> socket = open(family);
    socket.setOption(BsdSocketOptions.SO_REUSEADDR, true);
    socket.setOption(
        family == AF_INET ? IpOptions.IP_MULTICAST_ALL : Ipv6Options.IPV6_MULTICAST_ALL, false);
    return socket.bind(new InetSocketAddress(port));
  }

  private static String received(BsdSocket<?> socket) throws IOException {
    return new String(socket.receive(100), US_ASCII);
  }

  /** A socket under test, one that hears everything, and who sends to both. */
  private final class Scene {
    final Network network;
    final BsdSocket<InetSocketAddress> member;
    private final BsdSocket<InetSocketAddress> witness;
    private final List<BsdSocket<InetSocketAddress>> senders = new ArrayList<>();
    private int sent;

    Scene(Network network) throws IOException {
      this.network = network;
      member = receiver(network.family, 0);
      int port = member.getLocalAddress().getPort();
      witness = receiver(network.family, port);
      Multicast.join(witness, network.membership());
      for (InetAddress source : network.sources) {
        BsdSocket<InetSocketAddress> sender = open(network.family);
        if (network.family == AF_INET) {
          sender.setOption(IpOptions.IP_MULTICAST_IF, network.device);
        } else {
          sender.setOption(Ipv6Options.IPV6_MULTICAST_IF, network.device);
          sender.setOption(Ipv6Options.IPV6_MULTICAST_HOPS, 0);
        }
        senders.add(sender.bind(new InetSocketAddress(source, 0)));
      }
    }

    /** Sends from both addresses, and looks from which of them the member receives. */
    void assertHears(Integer... sources) throws IOException {
      for (int i = 0; i < senders.size(); i++) {
        String message = i + " " + sent++;
        senders
            .get(i)
            .sendTo(
                message.getBytes(US_ASCII),
                new InetSocketAddress(network.group, member.getLocalAddress().getPort()));
        assertThat(received(witness)).isEqualTo(message); // it has been delivered to all
        if (List.of(sources).contains(i)) {
          assertThat(received(member)).isEqualTo(message);
        } else {
          assertHearsNothing();
        }
      }
    }

    private void assertHearsNothing() throws IOException {
      member.configureBlocking(false);
      try {
        assertThat(member.receiveFrom(ByteBuffer.allocate(100))).isNull();
      } finally {
        member.configureBlocking(true);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("apis")
  void whoJoinsHearsUntilHeLeaves(InetFamily family, Api api) throws Exception {
    Scene scene = new Scene(Network.of(family));
    scene.assertHears();
    api.join.apply(scene.member, scene.network.membership());
    scene.assertHears(0, 1);
    api.leave.apply(scene.member, scene.network.membership());
    scene.assertHears();
  }

  @ParameterizedTest
  @MethodSource("apis")
  void sourcesAreJoinedOneByOne(InetFamily family, Api api) throws Exception {
    Scene scene = new Scene(Network.of(family));
    api.join.apply(scene.member, scene.network.from(1));
    scene.assertHears(1);
    api.join.apply(scene.member, scene.network.from(0));
    scene.assertHears(0, 1);
    api.leave.apply(scene.member, scene.network.from(1));
    scene.assertHears(0);
    api.leave.apply(scene.member, scene.network.membership());
    scene.assertHears();
  }

  @ParameterizedTest
  @MethodSource("apis")
  void aBlockedSourceIsNotHeard(InetFamily family, Api api) throws Exception {
    Scene scene = new Scene(Network.of(family));
    api.join.apply(scene.member, scene.network.membership());
    api.block.apply(scene.member, scene.network.from(0));
    scene.assertHears(1);
    api.unblock.apply(scene.member, scene.network.from(0));
    scene.assertHears(0, 1);
  }

  @ParameterizedTest
  @MethodSource("families")
  void aFilterSaysItAllAtOnce(InetFamily family) throws Exception {
    Scene scene = new Scene(Network.of(family));
    GroupMembership group = scene.network.membership();
    Multicast.join(scene.member, group);
    assertThat(Multicast.getFilter(scene.member, group)).isEqualTo(SourceFilter.allBut(Set.of()));
    InetAddress first = scene.network.sources.get(0);
    InetAddress second = scene.network.sources.get(1);
    for (SourceFilter filter :
        List.of(
            SourceFilter.only(Set.of(second)),
            SourceFilter.allBut(Set.of(second)),
            SourceFilter.only(Set.of(first, second)))) {
      Multicast.setFilter(scene.member, group, filter);
      assertThat(withoutScopes(Multicast.getFilter(scene.member, group)))
          .isEqualTo(withoutScopes(filter));
      scene.assertHears(
          Stream.of(0, 1)
              .filter(
                  i -> filter.sources().contains(scene.network.sources.get(i)) == filter.include())
              .toArray(Integer[]::new));
    }
    Multicast.setFilter(scene.member, group, SourceFilter.only(Set.of()));
    scene.assertHears();
  }

  /** The kernel forgets by which interface a source is reached. */
  private static SourceFilter withoutScopes(SourceFilter filter) {
    return new SourceFilter(
        filter.include(),
        filter.sources().stream()
            .map(source -> InetSockaddr.address(source.getAddress()))
            .collect(Collectors.toSet()));
  }

  static List<InetFamily> families() {
    return List.of(AF_INET, AF_INET6);
  }

  @Test
  void aSocketOfIpv6JoinsGroupsOfIpv4() throws Exception {
    var receiver = open(AF_INET6).bind(new InetSocketAddress(0));
    Network network = Network.of(AF_INET);
    Multicast.join(receiver, network.membership());
    var sender = open(AF_INET);
    sender.setOption(IpOptions.IP_MULTICAST_IF, network.device);
    sender.sendTo(
        new byte[] {'a'},
        new InetSocketAddress(network.group, receiver.getLocalAddress().getPort()));
    assertThat(received(receiver)).isEqualTo("a");
  }

  @Test
  void pythonHearsUsAndWeHearPython() throws Exception {
    Network network = Network.of(AF_INET);
    try (Python peer =
        Python.start(
            """
            group, lo = sys.argv[1], socket.inet_aton('127.0.0.1')
            s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            s.bind(('', 0))
            s.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton(group) + lo)
            s.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, lo)
            print(s.getsockname()[1])
            print(s.recv(100).decode())
            s.sendto(b'from Python', (group, int(sys.stdin.readline())))
            """,
            network.group.getHostAddress())) {
      int port = Integer.parseInt(peer.line());
      var sender = open(AF_INET);
      sender.setOption(IpOptions.IP_MULTICAST_IF, network.device);
      sender.sendTo("from us".getBytes(US_ASCII), new InetSocketAddress(network.group, port));
      assertThat(peer.line()).isEqualTo("from us");

      var receiver = receiver(AF_INET, 0);
      Multicast.join(receiver, network.membership());
      peer.tell(Integer.toString(receiver.getLocalAddress().getPort()));
      assertThat(received(receiver)).isEqualTo("from Python");
      peer.finish();
    }
  }

  private static void assertFails(Errno errno, ThrowableAssert.ThrowingCallable call) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(((NativeError) e).errno()).isEqualTo(errno));
  }

  @ParameterizedTest
  @MethodSource("families")
  void whatCannotBeIsRefused(InetFamily family) throws Exception {
    Network network = Network.of(family);
    GroupMembership group = network.membership();
    var socket = open(family);
    assertFails(Errno.EADDRNOTAVAIL, () -> Multicast.leave(socket, group));
    assertFails(Errno.EADDRNOTAVAIL, () -> Multicast.getFilter(socket, group));
    Multicast.join(socket, group);
    assertFails(Errno.EADDRINUSE, () -> Multicast.join(socket, group));
    Multicast.block(socket, network.from(0));
    assertFails(Errno.EADDRNOTAVAIL, () -> Multicast.block(socket, network.from(0)));
    assertFails(Errno.EADDRNOTAVAIL, () -> Multicast.unblock(socket, network.from(1)));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Multicast.block(socket, group))
        .withMessageContaining("no source");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> socket.setOption(IpOptions.IP_ADD_MEMBERSHIP, network.from(0)))
        .withMessageContaining("names a source");
    NativeOption<GroupMembership> ofTheOther =
        family == AF_INET ? Ipv6Options.IPV6_JOIN_GROUP : IpOptions.IP_ADD_MEMBERSHIP;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> socket.setOption(ofTheOther, group))
        .withMessageContaining("version of IP");
  }

  @Test
  void aMembershipIsOfAGroupAndItsSource() {
    GroupMembership group = TestInterfaces.group("239.1.2.3");
    assertThat(group.from(TestInterfaces.address("10.1.2.3")))
        .hasToString("239.1.2.3%" + TestInterfaces.loopback().getName() + " from 10.1.2.3");
    assertThat(GroupMembership.of(TestInterfaces.address("239.1.2.3"))).hasToString("239.1.2.3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestInterfaces.group("10.1.2.3"))
        .withMessageContaining("10.1.2.3 is no multicast address");
    for (String source : List.of("239.1.2.4", "fd00::1")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> group.from(TestInterfaces.address(source)))
          .withMessageContaining("cannot be a source");
    }
  }
}
