package io.sockets4j.it.inside;

import static io.sockets4j.inet.InetFamily.AF_INET;
import static io.sockets4j.inet.InetFamily.AF_INET6;
import static io.sockets4j.it.inside.Errors.assertFails;
import static io.sockets4j.it.inside.Errors.assertTimesOut;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sockets4j.BsdSocket;
import io.sockets4j.BsdSocketOptions;
import io.sockets4j.inet.GroupMembership;
import io.sockets4j.inet.InetFamily;
import io.sockets4j.inet.Multicast;
import io.sockets4j.os.Errno;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.RequiresFamily;
import io.sockets4j.testkit.SocketScope;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An interface that goes down, or away, under a socket: what is said, and that nothing hangs. */
@Inside
@RequiresFamily("AF_INET")
class VanishingInterfaceTest {
  private static final String DEVICE = "gone0";

  @BeforeEach
  void plug() throws Exception {
    Command.ip("link add " + DEVICE + " type veth peer name gone1");
    Command.ip("link set gone1 up");
    switchOn();
  }

  /** The addresses of IPv6 and who is known in the neighbourhood go when it is switched off. */
  private static void switchOn() throws Exception {
    Command.ip("link set " + DEVICE + " up");
    Command.ip("address replace 10.88.0.1/24 dev " + DEVICE);
    Command.ip("address replace fd88::1/64 dev " + DEVICE + " nodad");
    Command.ip("neigh replace 10.88.0.2 lladdr 02:00:00:00:00:02 dev " + DEVICE);
    Command.ip("neigh replace fd88::2 lladdr 02:00:00:00:00:02 dev " + DEVICE);
  }

  @AfterEach
  void unplug() throws Exception {
    if (NetworkInterface.getByName(DEVICE) != null) {
      takeAway();
    }
  }

  private static void switchOff() throws Exception {
    Command.ip("link set " + DEVICE + " down");
  }

  private static void takeAway() throws Exception {
    Command.ip("link del " + DEVICE);
  }

  static List<InetFamily> families() {
    return List.of(AF_INET, AF_INET6);
  }

  private static InetSocketAddress address(InetFamily family, int host, int port)
      throws IOException {
    String network = family == AF_INET ? "10.88.0." : "fd88::";
    return new InetSocketAddress(InetAddress.getByName(network + host), port);
  }

  private static InetSocketAddress own(InetFamily family) throws IOException {
    return address(family, 1, 0);
  }

  /** Nobody; what is sent there leaves by the interface and is seen no more. */
  private static InetSocketAddress neighbour(InetFamily family) throws IOException {
    return address(family, 2, 9);
  }

  private static BsdSocket<InetSocketAddress> open(InetFamily family, SocketType type)
      throws IOException {
    return BsdSocket.open(family, type).setTimeout(SocketScope.DEADLINE);
  }

  /** Nothing comes, the deadline is kept, and closing ends who waits. */
  private static void assertReceivesNothing(BsdSocket<?> socket) throws Exception {
    socket.setTimeout(Duration.ofMillis(50));
    assertTimesOut(socket, () -> socket.receive(1));
    socket.setTimeout(SocketScope.DEADLINE);
    FutureTask<byte[]> receiving = new FutureTask<>(() -> socket.receive(1));
    new Thread(receiving, "receives nothing").start();
    socket.close();
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> receiving.get(20, TimeUnit.SECONDS))
        .withCauseInstanceOf(ClosedChannelException.class);
  }

  @ParameterizedTest
  @MethodSource("families")
  void aConnectedSocketComesBackWithItsInterface(InetFamily family) throws Exception {
    try (var socket = open(family, SocketType.DGRAM)) {
      socket.connect(neighbour(family));
      InetSocketAddress name = socket.getLocalAddress();
      assertThat(socket.send(new byte[9])).isEqualTo(9);
      switchOff();
      assertFails(Errno.ENETUNREACH, SocketException.class, () -> socket.send(new byte[9]))
          .hasMessageContainingAll("send(", name + " to ", "no route to that network");
      switchOn();
      assertThat(socket.send(new byte[9])).isEqualTo(9);
      takeAway();
      assertFails(Errno.ENETUNREACH, SocketException.class, () -> socket.send(new byte[9]));
      assertThat(socket.getLocalAddress()).isEqualTo(name);
      assertReceivesNothing(socket);
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void aBoundSocketKeepsAnAddressThatIsGone(InetFamily family) throws Exception {
    try (var socket = open(family, SocketType.DGRAM).bind(own(family));
        var late = open(family, SocketType.DGRAM)) {
      InetSocketAddress name = socket.getLocalAddress();
      takeAway();
      assertThat(socket.getLocalAddress()).isEqualTo(name);
      assertFails(Errno.EADDRNOTAVAIL, BindException.class, () -> late.bind(own(family)))
          .hasMessageContaining("this host does not have that address");
      assertFails(
          Errno.ENETUNREACH,
          SocketException.class,
          () -> socket.sendTo(new byte[9], neighbour(family)));
      assertReceivesNothing(socket);
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void aSocketOfADeviceThatIsGoneHasNone(InetFamily family) throws Exception {
    try (var socket = open(family, SocketType.DGRAM)) {
      socket.setOption(BsdSocketOptions.SO_BINDTODEVICE, DEVICE);
      assertThat(socket.sendTo(new byte[9], neighbour(family))).isEqualTo(9);
      assertThat(socket.getOption(BsdSocketOptions.SO_BINDTODEVICE)).isEqualTo(DEVICE);
      takeAway();
      assertFails(
              Errno.ENODEV,
              SocketException.class,
              () -> socket.getOption(BsdSocketOptions.SO_BINDTODEVICE))
          .hasMessageContaining("SO_BINDTODEVICE");
      assertFails(
          family == AF_INET ? Errno.ENODEV : Errno.ENETUNREACH,
          SocketException.class,
          () -> socket.sendTo(new byte[9], neighbour(family)));
      assertReceivesNothing(socket);
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void aConnectionWhoseAddressIsGoneIsSilent(InetFamily family) throws Exception {
    try (var listener = open(family, SocketType.STREAM).bind(own(family)).listen();
        var client = open(family, SocketType.STREAM)) {
      client.connect(listener.getLocalAddress());
      try (var accepted = listener.accept()) {
        client.sendAll(new byte[] {1});
        assertThat(accepted.receive(1)).containsExactly(1);
        takeAway();
        client.sendAll(new byte[] {2}); // the kernel keeps it
        assertReceivesNothing(accepted);
      }
      try (var late = open(family, SocketType.STREAM)) {
        assertFails(
            Errno.ENETUNREACH,
            SocketException.class,
            () -> late.connect(listener.getLocalAddress()));
      }
      listener.setTimeout(Duration.ofMillis(50));
      assertTimesOut(listener, listener::accept);
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void aGroupCanBeLeftThoughItsInterfaceIsGone(InetFamily family) throws Exception {
    try (var socket = open(family, SocketType.DGRAM).bind(null)) {
      InetAddress group = InetAddress.getByName(family == AF_INET ? "239.8.8.8" : "ff15::88");
      GroupMembership membership = GroupMembership.of(group, NetworkInterface.getByName(DEVICE));
      Multicast.join(socket, membership);
      assertFails(
          Errno.EADDRINUSE, SocketException.class, () -> Multicast.join(socket, membership));
      takeAway();
      Multicast.leave(socket, membership);
      assertFails(Errno.ENODEV, SocketException.class, () -> Multicast.join(socket, membership));
      assertReceivesNothing(socket);
    }
  }
}
