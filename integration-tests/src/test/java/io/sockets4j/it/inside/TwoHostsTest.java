package io.sockets4j.it.inside;

import static io.sockets4j.inet.InetFamily.AF_INET;
import static io.sockets4j.inet.InetFamily.AF_INET6;
import static io.sockets4j.it.inside.Errors.assertFails;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.BsdSocket;
import io.sockets4j.Received;
import io.sockets4j.inet.InetFamily;
import io.sockets4j.os.Errno;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.Python;
import io.sockets4j.testkit.RequiresFamily;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two hosts and a cable: ours at both ends, and a stranger at one. */
@Inside
@RequiresFamily("AF_INET")
class TwoHostsTest {
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

  private static InetSocketAddress far(InetFamily family, int port) throws IOException {
    return family == AF_INET ? TwoHosts.far(port) : TwoHosts.far6(port);
  }

  private static String text(BsdSocket<?> socket) throws IOException {
    return new String(socket.receive(100), US_ASCII);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }

  @ParameterizedTest
  @MethodSource("families")
  void aConnectionGoesFromHostToHost(InetFamily family) throws Exception {
    var listener = hosts.far().open(family, SocketType.STREAM).bind(far(family, 0)).listen();
    var client = hosts.near().open(family, SocketType.STREAM);
    client.connect(listener.getLocalAddress());
    var accepted = hosts.far().accept(listener);
    assertThat(accepted.getRemoteAddress()).isEqualTo(client.getLocalAddress());
    assertThat(client.getLocalAddress().getAddress())
        .isNotEqualTo(listener.getLocalAddress().getAddress());
    client.sendAll(bytes("there"));
    assertThat(text(accepted)).isEqualTo("there");
    accepted.sendAll(bytes("and back"));
    assertThat(text(client)).isEqualTo("and back");
  }

  @ParameterizedTest
  @MethodSource("families")
  void datagramsGoFromHostToHost(InetFamily family) throws Exception {
    var far = hosts.far().open(family, SocketType.DGRAM).bind(far(family, 0));
    var near = hosts.near().open(family, SocketType.DGRAM);
    near.sendTo(bytes("there"), far.getLocalAddress());
    ByteBuffer received = ByteBuffer.allocate(100);
    Received<InetSocketAddress> message = far.receiveFrom(received);
    assertThat(US_ASCII.decode(received.flip()).toString()).isEqualTo("there");
    InetSocketAddress sender = Objects.requireNonNull(message.address(), "address");
    assertThat(sender.getPort()).isEqualTo(near.getLocalAddress().getPort());
    far.sendTo(bytes("and back"), sender);
    assertThat(text(near)).isEqualTo("and back");
    // More than a frame holds is taken apart and put together again.
    byte[] large = new byte[40_000];
    large[39_999] = 7;
    near.sendTo(large, far.getLocalAddress());
    assertThat(far.receive(50_000)).isEqualTo(large);
  }

  @ParameterizedTest
  @MethodSource("families")
  void aStrangerServesUs(InetFamily family) throws Exception {
    try (Python server =
        hosts
            .far()
            .python(
                """
                host = sys.argv[2]
                with socket.create_server((host, 0), family=int(sys.argv[1])) as server, \\
                        socket.socket(server.family, socket.SOCK_DGRAM) as datagrams:
                    datagrams.bind((host, server.getsockname()[1]))
                    print(server.getsockname()[1])
                    connection, peer = server.accept()
                    connection.sendall(peer[0].encode() + b" says " + connection.recv(100))
                    data, peer = datagrams.recvfrom(100)
                    datagrams.sendto(peer[0].encode() + b" says " + data, peer)
                """,
                Integer.toString(family.domain()),
                far(family, 0).getAddress().getHostAddress())) {
      InetSocketAddress address = far(family, Integer.parseInt(server.line()));
      String near = family == AF_INET ? "10.66.0.1" : "fd66::1";
      var stream = hosts.near().open(family, SocketType.STREAM);
      stream.connect(address);
      stream.sendAll(bytes("hello"));
      assertThat(text(stream)).isEqualTo(near + " says hello");
      var datagrams = hosts.near().open(family, SocketType.DGRAM);
      datagrams.sendTo(bytes("hello again"), address);
      assertThat(text(datagrams)).isEqualTo(near + " says hello again");
      server.finish();
    }
  }

  @Test
  void aStrangerIsServedByUs() throws Exception {
    var listener = hosts.far().open(AF_INET, SocketType.STREAM).bind(TwoHosts.far(0)).listen();
    try (Python client =
        hosts
            .near()
            .python(
                """
                with socket.create_connection((sys.argv[1], int(sys.argv[2]))) as s:
                    s.sendall(b"hello")
                    s.shutdown(socket.SHUT_WR)
                    print(recv_all(s).decode())
                """,
                "10.66.0.2",
                Integer.toString(listener.getLocalAddress().getPort()))) {
      var accepted = hosts.far().accept(listener);
      assertThat(text(accepted)).isEqualTo("hello");
      assertThat(accepted.receive(ByteBuffer.allocate(1))).isEqualTo(-1);
      accepted.sendAll(bytes("welcome"));
      accepted.close();
      assertThat(client.line()).isEqualTo("welcome");
      client.finish();
    }
  }

  /** A link-local address of the far host, as the near one sees it. */
  private static InetSocketAddress linkLocal(int scope, int port) throws IOException {
    byte[] address = new byte[16];
    address[0] = (byte) 0xfe;
    address[1] = (byte) 0x80;
    address[15] = 2;
    return new InetSocketAddress(Inet6Address.getByAddress(null, address, scope), port);
  }

  @Test
  void aLinkLocalAddressTakesItsInterface() throws Exception {
    var listener = hosts.far().open(AF_INET6, SocketType.STREAM).bind(null).listen();
    var client = hosts.near().open(AF_INET6, SocketType.STREAM);
    var datagrams = hosts.near().open(AF_INET6, SocketType.DGRAM);
    int port = listener.getLocalAddress().getPort();
    for (var socket : List.of(client, datagrams)) {
      assertFails(Errno.EINVAL, SocketException.class, () -> socket.connect(linkLocal(0, port)))
          .hasMessageContaining("a link-local address (fe80::) needs its interface");
    }
    int scope = hosts.near().index("eth0");
    client.connect(linkLocal(scope, port));
    assertThat(client.getRemoteAddress()).isEqualTo(linkLocal(scope, port));
    var accepted = hosts.far().accept(listener);
    Inet6Address peer = (Inet6Address) accepted.getRemoteAddress().getAddress();
    assertThat(peer.getScopeId()).isEqualTo(hosts.far().index("eth0"));
    client.sendAll(bytes("from link to link"));
    assertThat(text(accepted)).isEqualTo("from link to link");
    assertFails(
        Errno.ENETUNREACH, SocketException.class, () -> datagrams.connect(linkLocal(999, port)));
  }
}
