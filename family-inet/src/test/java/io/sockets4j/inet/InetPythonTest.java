package io.sockets4j.inet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.BsdSocket;
import io.sockets4j.Received;
import io.sockets4j.Shutdown;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.Python;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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

/** Our sockets and Python's understand each other. */
@Timeout(60)
class InetPythonTest {
  private static final int LARGE = 3_000_000;

  static List<InetFamily> families() {
    return List.of(InetFamily.AF_INET, InetFamily.AF_INET6);
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

  private static byte[] randomBytes() {
    byte[] bytes = new byte[LARGE];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  /** Everything until the end of the stream. */
  private static byte[] receiveAll(BsdSocket<?> socket) throws IOException {
    ByteBuffer all = ByteBuffer.allocate(LARGE + 1);
    while (socket.receive(all) >= 0) {
      assertThat(all.hasRemaining()).isTrue();
    }
    byte[] bytes = new byte[all.flip().remaining()];
    all.get(bytes);
    return bytes;
  }

  @ParameterizedTest
  @MethodSource("families")
  void pythonConnectsToUs(InetFamily family) throws Exception {
    byte[] data = randomBytes();
    try (var server = open(family, SocketType.STREAM)) {
      server.bind(at(family, 0)).listen();
      try (Python client =
              Python.start(
                  """
                  s = socket.create_connection((sys.argv[1], int(sys.argv[2])))
                  print(s.getsockname()[1])
                  data = recv_all(s)
                  print(hashlib.sha256(data).hexdigest())
                  s.sendall(data)
                  s.shutdown(socket.SHUT_WR)
                  """,
                  host(family),
                  Integer.toString(server.getLocalAddress().getPort()));
          var accepted = server.accept()) {
        assertThat(accepted.getRemoteAddress())
            .isEqualTo(at(family, Integer.parseInt(client.line())));
        accepted.sendAll(data);
        accepted.shutdown(Shutdown.WRITE);
        assertThat(client.line()).isEqualTo(sha256(data));
        assertThat(sha256(receiveAll(accepted))).isEqualTo(sha256(data));
        client.finish();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void weConnectToPython(InetFamily family) throws Exception {
    byte[] data = randomBytes();
    try (Python server =
            Python.start(
                """
                family = socket.AF_INET6 if ':' in sys.argv[1] else socket.AF_INET
                with socket.create_server((sys.argv[1], 0), family=family) as server:
                    print(server.getsockname()[1])
                    s, peer = server.accept()
                    print(peer[1])
                    data = recv_all(s)
                    print(hashlib.sha256(data).hexdigest())
                    s.sendall(data)
                    s.close()
                """,
                host(family));
        var client = open(family, SocketType.STREAM)) {
      client.connect(at(family, Integer.parseInt(server.line())));
      assertThat(server.line()).isEqualTo(Integer.toString(client.getLocalAddress().getPort()));
      client.sendAll(data);
      client.shutdown(Shutdown.WRITE);
      assertThat(server.line()).isEqualTo(sha256(data));
      assertThat(sha256(receiveAll(client))).isEqualTo(sha256(data));
      server.finish();
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void datagramsGoBothWays(InetFamily family) throws Exception {
    try (Python peer =
            Python.start(
                """
                family = socket.AF_INET6 if ':' in sys.argv[1] else socket.AF_INET
                s = socket.socket(family, socket.SOCK_DGRAM)
                s.bind((sys.argv[1], 0))
                print(s.getsockname()[1])
                while True:
                    data, sender = s.recvfrom(70000)
                    s.sendto(data[::-1], sender)
                    if not data:
                        break
                """,
                host(family));
        var socket = open(family, SocketType.DGRAM)) {
      InetSocketAddress address = at(family, Integer.parseInt(peer.line()));
      ByteBuffer buffer = ByteBuffer.allocate(100);
      for (String message : new String[] {"abc", "x".repeat(100), ""}) {
        socket.sendTo(message.getBytes(UTF_8), address);
        Received<InetSocketAddress> received = socket.receiveFrom(buffer.clear());
        assertThat(received.address()).isEqualTo(address);
        assertThat(UTF_8.decode(buffer.flip()).toString())
            .isEqualTo(new StringBuilder(message).reverse().toString());
      }
      peer.finish();
    }
  }

  @Test
  void pythonReachesOurDualStackServerByIpv4() throws Exception {
    try (var server = open(InetFamily.AF_INET6, SocketType.STREAM)) {
      server.setOption(Ipv6Options.IPV6_V6ONLY, false);
      server.bind(new InetSocketAddress(0)).listen();
      try (Python client =
              Python.start(
                  """
                  s = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
                  print(s.getsockname()[1])
                  print(s.recv(100).decode())
                  """,
                  Integer.toString(server.getLocalAddress().getPort()));
          var accepted = server.accept()) {
        assertThat(accepted.getRemoteAddress())
            .isEqualTo(at(InetFamily.AF_INET, Integer.parseInt(client.line())));
        accepted.sendAll("both".getBytes(UTF_8));
        assertThat(client.line()).isEqualTo("both");
        client.finish();
      }
    }
  }

  @Test
  void weReachPythonsDualStackServerByAMappedAddress() throws Exception {
    try (Python server =
            Python.start(
                """
                with socket.create_server(
                        ("", 0), family=socket.AF_INET6, dualstack_ipv6=True) as server:
                    print(server.getsockname()[1])
                    s, peer = server.accept()
                    print(peer[0])
                """);
        var client = open(InetFamily.AF_INET6, SocketType.STREAM)) {
      client.connect(at(InetFamily.AF_INET, Integer.parseInt(server.line())));
      assertThat(server.line()).isEqualTo("::ffff:127.0.0.1");
      server.finish();
    }
  }
}
