package io.sockets4j.it.inside;

import static io.sockets4j.inet.InetFamily.AF_INET;
import static io.sockets4j.inet.InetFamily.AF_INET6;
import static io.sockets4j.it.inside.Errors.assertFails;
import static io.sockets4j.it.inside.Errors.assertTimesOut;

import io.sockets4j.BsdSocket;
import io.sockets4j.inet.InetFamily;
import io.sockets4j.inet.TcpOptions;
import io.sockets4j.os.Errno;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.RequiresFamily;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of hosts that cannot be reached. */
@Inside
@RequiresFamily("AF_INET")
class UnreachableHostTest {
  @AutoClose
  @SuppressWarnings("NullAway.Init") // before each test
  private TwoHosts hosts;

  @BeforeEach
  void connect() throws Exception {
    hosts = TwoHosts.create();
  }

  static List<InetFamily> families() {
    return List.of(AF_INET, AF_INET6);
  }

  private static InetSocketAddress address(String text) throws IOException {
    return new InetSocketAddress(InetAddress.getByName(text), 4711);
  }

  /** A network that neither host is in. */
  private static InetSocketAddress elsewhere(InetFamily family) throws IOException {
    return address(family == AF_INET ? "192.0.2.7" : "2001:db8::7");
  }

  /** An address in the network of both that nobody has, of a card that does not answer. */
  private InetSocketAddress silent(InetFamily family) throws Exception {
    String text = family == AF_INET ? "10.66.0.9" : "fd66::9";
    hosts.near().ip("neigh add " + text + " lladdr 02:00:00:00:00:99 dev eth0");
    return address(text);
  }

  private BsdSocket<InetSocketAddress> stream(InetFamily family) throws Exception {
    return hosts.near().open(family, SocketType.STREAM);
  }

  @ParameterizedTest
  @MethodSource("families")
  void withoutARouteTheNetworkIsUnreachable(InetFamily family) throws Exception {
    var stream = stream(family);
    var datagrams = hosts.near().open(family, SocketType.DGRAM);
    String remedy = "no route to that network: see 'ip " + (family == AF_INET ? "" : "-6 ");
    assertFails(
            Errno.ENETUNREACH,
            NoRouteToHostException.class,
            () -> stream.connect(elsewhere(family)))
        .hasMessageContainingAll("connect(", ":4711", remedy);
    assertFails(
            Errno.ENETUNREACH,
            NoRouteToHostException.class,
            () -> datagrams.sendTo(new byte[1], elsewhere(family)))
        .hasMessageContainingAll("sendto(", ":4711", remedy);
  }

  @ParameterizedTest
  @MethodSource("families")
  void aRouteMaySayWhyNot(InetFamily family) throws Exception {
    String version = family == AF_INET ? "-4" : "-6";
    record Route(String type, Errno errno, Class<? extends IOException> exception) {}
    for (Route route :
        List.of(
            new Route("unreachable", Errno.EHOSTUNREACH, NoRouteToHostException.class),
            new Route("prohibit", Errno.EACCES, SocketException.class),
            new Route("blackhole", Errno.EINVAL, SocketException.class))) {
      hosts.near().ip(version + " route replace " + route.type() + " default");
      var socket = stream(family);
      assertFails(route.errno(), route.exception(), () -> socket.connect(elsewhere(family)));
      hosts.near().ip(version + " route del " + route.type() + " default");
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void aHostThatDoesNotAnswerIsWaitedForUntilTheDeadline(InetFamily family) throws Exception {
    var socket = stream(family).setTimeout(Duration.ofMillis(300));
    InetSocketAddress silent = silent(family);
    assertTimesOut(socket, () -> socket.connect(silent))
        .hasMessageContainingAll("connect(", silent.toString());
  }

  @Test
  void theKernelGivesUpByItself() throws Exception {
    var socket = stream(AF_INET).setOption(TcpOptions.TCP_SYNCNT, 1);
    InetSocketAddress silent = silent(AF_INET);
    assertFails(Errno.ETIMEDOUT, ConnectException.class, () -> socket.connect(silent))
        .isNotInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void aHostThatIsNotThereIsLookedForInVain() throws Exception {
    var socket = stream(AF_INET);
    assertFails(
        Errno.EHOSTUNREACH,
        NoRouteToHostException.class,
        () -> socket.connect(address("10.66.0.77")));
  }

  @ParameterizedTest
  @MethodSource("families")
  void theOtherHostRefuses(InetFamily family) throws Exception {
    InetSocketAddress nobody = family == AF_INET ? TwoHosts.far(4711) : TwoHosts.far6(4711);
    var stream = stream(family);
    var datagrams = hosts.near().open(family, SocketType.DGRAM);
    assertFails(Errno.ECONNREFUSED, ConnectException.class, () -> stream.connect(nobody))
        .hasMessageContaining("nothing listens on that port of that host");
    datagrams.connect(nobody);
    datagrams.send(new byte[1]);
    assertFails(Errno.ECONNREFUSED, PortUnreachableException.class, () -> datagrams.receive(1))
        .hasMessageContaining("nothing receives on that port of that host");
  }
}
