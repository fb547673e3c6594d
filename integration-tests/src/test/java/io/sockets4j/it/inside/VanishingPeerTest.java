package io.sockets4j.it.inside;

import static io.sockets4j.inet.InetFamily.AF_INET;
import static io.sockets4j.it.inside.Errors.assertFails;
import static io.sockets4j.it.inside.Errors.assertTimesOut;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.BsdSocket;
import io.sockets4j.inet.TcpOptions;
import io.sockets4j.os.Errno;
import io.sockets4j.os.MessageFlag;
import io.sockets4j.os.MessageFlags;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.Python;
import io.sockets4j.testkit.RequiresFamily;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connection whose other end goes: with the cable, with a reset, with its program. */
@Inside
@RequiresFamily("AF_INET")
class VanishingPeerTest {
  @AutoClose
  @SuppressWarnings("NullAway.Init") // before each test
  private TwoHosts hosts;

  @SuppressWarnings("NullAway.Init")
  private BsdSocket<InetSocketAddress> near;

  @SuppressWarnings("NullAway.Init")
  private BsdSocket<InetSocketAddress> far;

  @BeforeEach
  void connect() throws Exception {
    hosts = TwoHosts.create();
    near = hosts.near().open(AF_INET, SocketType.STREAM);
    var listener = hosts.far().open(AF_INET, SocketType.STREAM).bind(TwoHosts.far(0)).listen();
    near.connect(listener.getLocalAddress());
    far = hosts.far().accept(listener);
  }

  @Test
  void aCableThatIsPulledIsSilence() throws Exception {
    hosts.far().ip("link set eth0 down");
    near.sendAll(new byte[] {1}); // the kernel keeps it, and tries
    near.setTimeout(Duration.ofMillis(200));
    assertTimesOut(near, () -> near.receive(1));
    hosts.far().ip("link set eth0 up");
    assertThat(far.receive(1)).containsExactly(1); // as if nothing had been
  }

  @Test
  void theKernelGivesAConnectionUpWhereItIsTold() throws Exception {
    near.setOption(TcpOptions.TCP_USER_TIMEOUT, 400);
    hosts.far().ip("link set eth0 down");
    near.sendAll(new byte[] {1});
    assertFails(Errno.ETIMEDOUT, SocketException.class, () -> near.receive(1))
        .isNotInstanceOf(SocketTimeoutException.class);
    assertThat(near.receive(ByteBuffer.allocate(1))).isEqualTo(-1);
    assertFails(Errno.EPIPE, SocketException.class, () -> near.send(new byte[1]));
  }

  @Test
  void aSendThatFindsNoRoomEndsAtItsDeadline() throws Exception {
    hosts.far().ip("link set eth0 down");
    near.setTimeout(Duration.ofMillis(300));
    ByteBuffer large = ByteBuffer.allocateDirect(16 << 20);
    assertTimesOut(near, () -> near.sendAll(large))
        .hasMessageContaining(large.position() + " of " + large.capacity() + " bytes sent");
    assertThat(large.position()).isPositive().isLessThan(large.capacity());
  }

  /** A server that says what it is told, and then does what it is told. */
  private Python stranger(String deed) {
    return hosts
        .far()
        .python(
            """
            import signal, struct
            with socket.create_server(("10.66.0.2", 0)) as server:
                print(server.getsockname()[1])
                connection, _ = server.accept()
                connection.sendall(b"half")
                print("sent")
                sys.stdin.readline()
            """
                + deed);
  }

  @Test
  void aResetIsAnErrorAfterWhatHasCome() throws Exception {
    // With linger zero, close(2) resets.
    String reset =
        """
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            connection.close()
            print("reset")
        """;
    try (Python peer = stranger(reset)) {
      var socket = hosts.near().open(AF_INET, SocketType.STREAM);
      socket.connect(TwoHosts.far(Integer.parseInt(peer.line())));
      ByteBuffer target = ByteBuffer.allocate(100);
      assertThat(socket.receive(target)).isEqualTo(4);
      assertThat(peer.line()).isEqualTo("sent");
      peer.tell("go on");
      MessageFlags all = MessageFlags.of(MessageFlag.WAITALL);
      assertFails(Errno.ECONNRESET, SocketException.class, () -> socket.receive(target, all));
      assertThat(target.position()).isEqualTo(4);
      assertThat(peer.line()).isEqualTo("reset");
      assertFails(Errno.EPIPE, SocketException.class, () -> socket.send(new byte[1]));
      peer.finish();
    }
  }

  @Test
  void aProgramThatIsKilledEndsItsConnections() throws Exception {
    try (Python peer = stranger("    os.kill(os.getpid(), signal.SIGKILL)")) {
      var socket = hosts.near().open(AF_INET, SocketType.STREAM);
      socket.connect(TwoHosts.far(Integer.parseInt(peer.line())));
      assertThat(peer.line()).isEqualTo("sent");
      peer.tell("go on");
      assertThat(socket.receive(100)).hasSize(4);
      assertThat(socket.receive(ByteBuffer.allocate(1))).isEqualTo(-1);
    }
  }
}
