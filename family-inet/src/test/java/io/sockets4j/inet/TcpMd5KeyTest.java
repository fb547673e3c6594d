package io.sockets4j.inet;

import static io.sockets4j.inet.InetFamily.AF_INET;
import static io.sockets4j.inet.TcpOptions.TCP_MD5SIG;
import static io.sockets4j.inet.TcpOptions.TCP_MD5SIG_EXT;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sockets4j.BsdSocket;
import io.sockets4j.NativeError;
import io.sockets4j.os.Errno;
import io.sockets4j.os.SocketType;
import io.sockets4j.spi.NativeOption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.opentest4j.TestAbortedException;

/** Segments that are signed with another key, or not at all, are as if they had not come. */
@Timeout(30)
@EnabledOnOs(value = OS.LINUX, disabledReason = "the struct is that of Linux")
class TcpMd5KeyTest {
  private static final InetAddress LOOPBACK = TestInterfaces.address("127.0.0.1");
  private static final byte[] SECRET = "secret".getBytes(US_ASCII);

  private static BsdSocket<InetSocketAddress> open() throws IOException {
    BsdSocket<InetSocketAddress> socket = BsdSocket.open(AF_INET, SocketType.STREAM);
    socket.setTimeout(Duration.ofSeconds(10));
    return socket;
  }

  private static void set(BsdSocket<?> socket, NativeOption<TcpMd5Key> option, TcpMd5Key key)
      throws IOException {
    try {
      socket.setOption(option, key);
    } catch (IOException e) {
      if (((NativeError) e).errno().equals(Errno.ENOPROTOOPT)
          && !Boolean.getBoolean("sockets4j.require.options")) {
        throw new TestAbortedException("the kernel lacks CONFIG_TCP_MD5SIG", e);
      }
      throw e;
    }
  }

  @Test
  void theKeyHasToBeTheSame() throws Exception {
    try (var server = open();
        var right = open();
        var wrong = open();
        var none = open()) {
      TcpMd5Key network = TcpMd5Key.of(LOOPBACK, SECRET).withPrefixLength(8);
      set(server, TCP_MD5SIG_EXT, network);
      server.bind(Subject.loopback(AF_INET)).listen();
      set(right, TCP_MD5SIG, TcpMd5Key.of(LOOPBACK, SECRET));
      set(wrong, TCP_MD5SIG, TcpMd5Key.of(LOOPBACK, "guess".getBytes(US_ASCII)));

      right.connect(server.getLocalAddress());
      try (var accepted = server.accept()) {
        right.sendAll(SECRET);
        assertThat(accepted.receive(100)).isEqualTo(SECRET);
      }
      for (var other : new BsdSocket<?>[] {wrong, none}) {
        other.setTimeout(Duration.ofMillis(300)); // nothing is answered, however long one waits
        assertThatExceptionOfType(SocketTimeoutException.class)
            .isThrownBy(() -> other.connect(server.getLocalAddress()));
      }
    }
  }

  @Test
  void aKeyHasAtMost80Bytes() {
    assertThat(TcpMd5Key.of(LOOPBACK, new byte[80])).hasToString("127.0.0.1, a key of 80 bytes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TcpMd5Key.of(LOOPBACK, new byte[81]))
        .withMessageContaining("81");
    for (int bits : new int[] {-1, 33}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> TcpMd5Key.of(LOOPBACK, SECRET).withPrefixLength(bits));
    }
  }

  @Test
  void whatIsNoPeersNeedsTheOtherOption() throws Exception {
    try (var socket = open()) {
      TcpMd5Key network = TcpMd5Key.of(LOOPBACK, SECRET).withPrefixLength(8);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> socket.setOption(TCP_MD5SIG, network))
          .withMessageContaining("127.0.0.1/8")
          .withMessageContaining("TCP_MD5SIG_EXT");
    }
  }
}
