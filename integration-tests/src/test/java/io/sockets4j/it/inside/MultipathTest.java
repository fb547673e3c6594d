package io.sockets4j.it.inside;

import static io.sockets4j.inet.InetFamily.AF_INET;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.BsdSocket;
import io.sockets4j.inet.InetProtocols;
import io.sockets4j.inet.MptcpOptions;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.Python;
import io.sockets4j.testkit.RequiresFamily;
import io.sockets4j.testkit.SocketScope;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** MPTCP where there are two cables, and where the other end does not know it. */
@Inside
@RequiresFamily(value = "AF_INET", kind = "MPTCP")
class MultipathTest {
  @AutoClose
  @SuppressWarnings("NullAway.Init") // before each test
  private TwoHosts hosts;

  @BeforeEach
  void connect() throws Exception {
    hosts = TwoHosts.createWithIpv4();
  }

  @Test
  void aConnectionOutlivesTheCableThatItBeganOn() throws Exception {
    hosts.connect("eth1", "1");
    hosts.near().ip("mptcp limits set subflows 2 add_addr_accepted 2");
    hosts.far().ip("mptcp limits set subflows 2 add_addr_accepted 2");
    hosts.far().ip("mptcp endpoint add 10.66.1.2 dev eth1 signal"); // which the near host then uses
    var listener = open(hosts.far()).bind(null).listen();
    var near = open(hosts.near());
    near.connect(TwoHosts.far(listener.getLocalAddress().getPort()));
    var far = hosts.far().accept(listener);
    near.sendAll(new byte[] {1});
    assertThat(far.receive(1)).containsExactly(1);
    far.sendAll(new byte[] {2});
    assertThat(near.receive(1)).containsExactly(2);
    assertThat(MptcpOptions.isMultipath(near)).isTrue();
    awaitSecondSubflow(near);
    hosts.near().ip("link set eth0 down");
    ByteBuffer large = ByteBuffer.allocate(100_000);
    near.sendAll(large.duplicate());
    while (large.hasRemaining()) {
      assertThat(far.receive(large)).isPositive();
    }
    far.sendAll(new byte[] {3});
    assertThat(near.receive(1)).containsExactly(3);
  }

  private static BsdSocket<InetSocketAddress> open(Host host) throws Exception {
    return host.open(AF_INET, SocketType.STREAM, InetProtocols.MPTCP);
  }

  private static void awaitSecondSubflow(BsdSocket<?> socket) throws IOException {
    long deadline = System.nanoTime() + SocketScope.DEADLINE.toNanos();
    while (socket.getOption(MptcpOptions.MPTCP_INFO).subflows() == 0) { // beyond the first
      assertThat(System.nanoTime() - deadline).isNegative();
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void aPeerThatKnowsTcpAloneIsServed() throws Exception {
    var listener = open(hosts.far()).bind(TwoHosts.far(0)).listen();
    try (Python client =
        hosts
            .near()
            .python(
                """
                with socket.create_connection((sys.argv[1], int(sys.argv[2]))) as s:
                    s.sendall(b"plain")
                    print(s.recv(100).decode())
                """,
                "10.66.0.2",
                Integer.toString(listener.getLocalAddress().getPort()))) {
      var accepted = hosts.far().accept(listener);
      assertThat(new String(accepted.receive(100), US_ASCII)).isEqualTo("plain");
      accepted.sendAll("fell back".getBytes(US_ASCII));
      assertThat(client.line()).isEqualTo("fell back");
      assertThat(MptcpOptions.isMultipath(accepted)).isFalse();
      client.finish();
    }
  }
}
