package io.sockets4j.inet;

import static io.sockets4j.inet.Subject.CONNECTED_TCP4;
import static io.sockets4j.inet.Subject.CONNECTED_TCP6;
import static io.sockets4j.inet.Subject.LISTENING_TCP4;
import static io.sockets4j.inet.Subject.TCP4;
import static io.sockets4j.inet.Subject.TCP6;
import static io.sockets4j.inet.TcpOptions.*;
import static io.sockets4j.inet.TcpRepairOptions.TCP_QUEUE_SEQ;
import static io.sockets4j.inet.TcpRepairOptions.TCP_REPAIR;
import static io.sockets4j.inet.TcpRepairOptions.TCP_REPAIR_OPTIONS;
import static io.sockets4j.inet.TcpRepairOptions.TCP_REPAIR_QUEUE;
import static io.sockets4j.inet.TcpRepairOptions.TCP_REPAIR_WINDOW;
import static io.sockets4j.inet.TcpRepairOptions.TCP_TIMESTAMP;
import static io.sockets4j.testkit.OptionCase.answered;
import static io.sockets4j.testkit.OptionCase.kept;
import static io.sockets4j.testkit.OptionCase.taken;
import static io.sockets4j.testkit.OptionCase.told;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.os.Errno;
import io.sockets4j.spi.NativeOption;
import io.sockets4j.testkit.OptionCase;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The options of the level IPPROTO_TCP. */
class TcpOptionsTest extends OptionTable {
  private static final String SECRET = "the kernel does not tell keys";
  private static final int ESTABLISHED = 1;

  TcpOptionsTest() {
    segments();
    patience();
    beginnings();
    information();
    transformations();
  }

  private void segments() {
    on(
        TCP4,
        kept(TCP_NODELAY, true, false),
        kept(TCP_CORK, true, false),
        kept(TCP_MAXSEG, 1_000),
        kept(TCP_WINDOW_CLAMP, 32_768),
        kept(TCP_CONGESTION, "reno"),
        kept(TCP_NOTSENT_LOWAT, 16_384, 0),
        kept(TCP_THIN_LINEAR_TIMEOUTS, true, false),
        answered(TCP_THIN_DUPACK, true, false),
        kept(TCP_TX_DELAY, 1_000, 0),
        kept(TCP_INQ, true, false));
    on(TCP6, kept(TCP_NODELAY, true, false), kept(TCP_CONGESTION, "reno"));
    on(CONNECTED_TCP4, kept(TCP_QUICKACK, true));
  }

  private void patience() {
    on(
        TCP4,
        kept(TCP_KEEPIDLE, 1, 77),
        kept(TCP_KEEPALIVE, 78),
        kept(TCP_KEEPINTVL, 1, 7),
        kept(TCP_KEEPCNT, 1, 3),
        kept(TCP_SYNCNT, 1, 100),
        kept(TCP_LINGER2, 33, -1),
        kept(TCP_USER_TIMEOUT, 12_345, 0),
        kept(TCP_RTO_MAX_MS, 1_000, 120_000).since(6, 15),
        kept(TCP_RTO_MIN_US, 100_000).since(6, 15),
        kept(TCP_DELACK_MAX_US, 40_000).since(6, 15));
  }

  private void beginnings() {
    byte[] key = "0123456789abcdef".getBytes(US_ASCII);
    byte[] twoKeys = "0123456789abcdefghijklmnopqrstuv".getBytes(US_ASCII);
    on(
        TCP4,
        kept(TCP_FASTOPEN_CONNECT, true, false),
        kept(TCP_FASTOPEN_NO_COOKIE, true, false),
        kept(TCP_FASTOPEN_KEY, key, twoKeys));
    on(
        LISTENING_TCP4,
        kept(TCP_FASTOPEN, 5, 0),
        // In retransmissions, at 1, 3, 7, 15... seconds: others are rounded up.
        kept(TCP_DEFER_ACCEPT, 7),
        answered(TCP_DEFER_ACCEPT, 5, 7),
        kept(TCP_SAVE_SYN, 1, 2, 0));
  }

  private void information() {
    OptionCase<TcpInfo> established = told(TCP_INFO, info -> info.state() == ESTABLISHED);
    on(
        CONNECTED_TCP4,
        established,
        told(TCP_CC_INFO, info -> info.length <= 20),
        told(TCP_SAVED_SYN, headers -> headers.length == 0),
        told(TCP_IS_MPTCP, multipath -> !multipath).since(6, 9));
    on(CONNECTED_TCP6, established);
    on(LISTENING_TCP4, told(TCP_INFO, info -> info.state() == 10));
    on(TCP4, told(TCP_CONNECTION_INFO, info -> info.length > 0));
  }

  private void transformations() {
    String md5 = "the kernel lacks CONFIG_TCP_MD5SIG";
    TcpMd5Key key = TcpMd5Key.of(TestInterfaces.address("127.0.0.1"), "key".getBytes(US_ASCII));
    on(
        TCP4,
        taken(TCP_MD5SIG, key, SECRET).refused(Errno.ENOPROTOOPT, md5),
        taken(TCP_MD5SIG_EXT, key.withPrefixLength(8), SECRET).refused(Errno.ENOPROTOOPT, md5),
        kept(TCP_REPAIR, TcpRepairOptions.ON, TcpRepairOptions.OFF)
            .refused(Errno.EPERM, "it needs CAP_NET_ADMIN: run as root"));
    on(
        CONNECTED_TCP4,
        kept(TCP_ULP, "tls").refused(Errno.ENOENT, "the kernel lacks CONFIG_TLS, or its module"));
  }

  /** {@link TcpRepairTest} tries what there is to repair. */
  @Override
  List<NativeOption<?>> triedApart() {
    return List.of(
        TCP_REPAIR_QUEUE, TCP_QUEUE_SEQ, TCP_REPAIR_OPTIONS, TCP_REPAIR_WINDOW, TCP_TIMESTAMP);
  }

  @Override
  List<NativeOption<?>> options() {
    List<NativeOption<?>> options = new ArrayList<>(ALL);
    options.addAll(TcpRepairOptions.ALL);
    return options;
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "other kernels save no SYN")
  void theSynIsToldOnce() throws Exception {
    try (Subject.Opened listening = LISTENING_TCP4.open();
        Subject.Opened client = TCP4.open()) {
      listening.socket().setOption(TCP_SAVE_SYN, 1);
      client.socket().connect(listening.socket().getLocalAddress());
      try (var accepted = listening.socket().accept()) {
        byte[] headers = accepted.getOption(TCP_SAVED_SYN);
        assertThat(headers[0]).isEqualTo((byte) 0x45); // IPv4, 20 bytes
        int port = ByteBuffer.wrap(headers).getChar(20);
        assertThat(port).isEqualTo(client.socket().getLocalAddress().getPort());
        assertThat(headers[33]).isEqualTo((byte) 2); // SYN alone
        assertThat(accepted.getOption(TCP_SAVED_SYN)).isEmpty();
      }
    }
  }
}
