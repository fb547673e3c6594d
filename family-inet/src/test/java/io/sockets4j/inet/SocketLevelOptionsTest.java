package io.sockets4j.inet;

import static io.sockets4j.BsdSocketOptions.*;
import static io.sockets4j.inet.Subject.CONNECTED_TCP4;
import static io.sockets4j.inet.Subject.LISTENING_TCP4;
import static io.sockets4j.inet.Subject.TCP4;
import static io.sockets4j.inet.Subject.UDP4;
import static io.sockets4j.testkit.OptionCase.answered;
import static io.sockets4j.testkit.OptionCase.kept;
import static io.sockets4j.testkit.OptionCase.taken;
import static io.sockets4j.testkit.OptionCase.told;

import io.sockets4j.BpfProgram;
import io.sockets4j.BsdSocket;
import io.sockets4j.TransmitTime;
import io.sockets4j.os.Errno;
import io.sockets4j.os.SocketConstants;
import io.sockets4j.spi.NativeOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The options of the level SOL_SOCKET. */
class SocketLevelOptionsTest extends OptionTable {
  private static final String NEEDS_ADMIN = "it needs CAP_NET_ADMIN: run as root";
  private static final String NO_GETSOCKOPT = "the kernel has no getsockopt for it";

  SocketLevelOptionsTest() {
    sizesAndTimes();
    whatTheSocketIs();
    sharingAndRouting();
    filters();
    sending();
    reports();
    polling();
    elsewhere();
  }

  private void sizesAndTimes() {
    on(
        UDP4,
        answered(SO_SNDBUF, 10_000, 20_000),
        answered(SO_RCVBUF, 10_000, 20_000),
        taken(SO_SNDBUFFORCE, 10_000_000, "SO_SNDBUF reads it").refused(Errno.EPERM, NEEDS_ADMIN),
        taken(SO_RCVBUFFORCE, 10_000_000, "SO_RCVBUF reads it").refused(Errno.EPERM, NEEDS_ADMIN),
        kept(SO_BUF_LOCK, 1, 2, 3, 0).since(5, 14),
        told(SO_RESERVE_MEM, bytes -> bytes == 0).since(5, 16),
        told(SO_MEMINFO, memory -> memory.drops() == 0 && memory.receiveBuffer() > 0),
        told(SO_SNDLOWAT, bytes -> bytes == 1),
        kept(SO_RCVLOWAT, 1, 77),
        kept(SO_SNDTIMEO, Duration.ofMillis(1_500), Duration.ZERO),
        kept(SO_RCVTIMEO, Duration.ofMillis(1_500), Duration.ZERO),
        kept(SO_PEEK_OFF, 3, 0, -1));
    on(TCP4, kept(SO_LINGER, 0, 7, 65_535, -1), kept(SO_OOBINLINE, true, false));
  }

  private void whatTheSocketIs() {
    on(LISTENING_TCP4, told(SO_ACCEPTCONN, listens -> listens));
    on(
        TCP4,
        told(SO_ACCEPTCONN, listens -> !listens),
        told(SO_ERROR, errno -> errno == 0),
        told(SO_TYPE, type -> type == 1),
        told(SO_DOMAIN, family -> family == 2),
        told(SO_PROTOCOL, protocol -> protocol == 6),
        told(SO_COOKIE, cookie -> cookie != 0),
        told(SO_NETNS_COOKIE, cookie -> cookie != 0).since(5, 14),
        told(SO_INCOMING_NAPI_ID, queue -> queue == 0));
    on(
        UDP4,
        told(SO_TYPE, type -> type == 2),
        told(SO_PROTOCOL, protocol -> protocol == 17),
        kept(SO_DEBUG, true, false).refused(Errno.EACCES, NEEDS_ADMIN));
  }

  private void sharingAndRouting() {
    on(
        UDP4,
        kept(SO_REUSEADDR, true, false),
        kept(SO_REUSEPORT, true, false),
        kept(SO_DONTROUTE, true, false),
        kept(SO_BROADCAST, true, false),
        kept(SO_PRIORITY, 6, 0),
        kept(SO_MARK, 0x7fff_ffff, -1, 0).refused(Errno.EPERM, NEEDS_ADMIN),
        kept(SO_RCVMARK, true, false).refused(Errno.EPERM, NEEDS_ADMIN).since(5, 19),
        kept(SO_RCVPRIORITY, true, false).since(6, 14),
        kept(SO_BINDTODEVICE, TestInterfaces.loopback().getName(), "")
            .refused(Errno.EPERM, NEEDS_ADMIN),
        kept(SO_BINDTOIFINDEX, TestInterfaces.loopback().getIndex(), 0)
            .refused(Errno.EPERM, NEEDS_ADMIN),
        kept(SO_INCOMING_CPU, 0));
    on(TCP4, kept(SO_KEEPALIVE, true, false));
  }

  private void filters() {
    BpfProgram all = BpfProgram.parse("1,6 0 0 65535");
    BpfProgram longOne = BpfProgram.parse("4096" + ",0 0 0 1".repeat(4095) + ",22 0 0 0");
    on(
        UDP4,
        kept(SO_ATTACH_FILTER, all, longOne),
        told(SO_ATTACH_FILTER, program -> program.instructions().isEmpty()),
        kept(SO_LOCK_FILTER, false, true),
        told(SO_BPF_EXTENSIONS, extensions -> extensions >= 56));
  }

  private void sending() {
    on(
        UDP4,
        kept(SO_MAX_PACING_RATE, 100_000L, 1L << 40, -1L),
        kept(
                SO_TXTIME,
                new TransmitTime(TransmitTime.CLOCK_MONOTONIC, true, false),
                new TransmitTime(TransmitTime.CLOCK_TAI, false, true))
            .refused(Errno.EPERM, NEEDS_ADMIN),
        kept(SO_ZEROCOPY, true, false),
        kept(SO_NO_CHECK, true, false),
        kept(SO_WIFI_STATUS, true, false),
        kept(SO_SELECT_ERR_QUEUE, true, false));
    on(
        TCP4,
        kept(SO_TXREHASH, 0, 1).since(5, 18),
        kept(SO_MAX_PACING_RATE, 1_000_000L),
        kept(SO_ZEROCOPY, true));
    on(CONNECTED_TCP4, taken(SO_CNX_ADVICE, true, "it is an advice"));
  }

  private void reports() {
    on(
        UDP4,
        kept(SO_TIMESTAMP, true, false),
        kept(SO_TIMESTAMPNS, true, false),
        kept(SO_TIMESTAMPING, 0x18, 0),
        kept(SO_RXQ_OVFL, true, false));
  }

  private void polling() {
    on(
        UDP4,
        kept(SO_BUSY_POLL, 50, 0).refused(Errno.EPERM, NEEDS_ADMIN),
        kept(SO_PREFER_BUSY_POLL, true, false).refused(Errno.EPERM, NEEDS_ADMIN).since(5, 11),
        taken(SO_BUSY_POLL_BUDGET, 16, NO_GETSOCKOPT).refused(Errno.EPERM, NEEDS_ADMIN));
  }

  /** What Linux does not have. */
  private void elsewhere() {
    on(
        UDP4,
        kept(SO_REUSEPORT_LB, true),
        kept(SO_USELOOPBACK, false),
        kept(SO_EXCLUSIVEADDRUSE, true),
        taken(SO_SETFIB, 0, NO_GETSOCKOPT),
        taken(SO_USER_COOKIE, 1, NO_GETSOCKOPT),
        kept(SO_NOSIGPIPE, true));
  }

  /** {@link SocketFilterTest} tries what needs a program to be there, or other sockets. */
  @Override
  List<NativeOption<?>> triedApart() {
    return List.of(
        SO_DETACH_FILTER,
        SO_ATTACH_BPF,
        SO_ATTACH_REUSEPORT_CBPF,
        SO_ATTACH_REUSEPORT_EBPF,
        SO_DETACH_REUSEPORT_BPF);
  }

  @Override
  List<NativeOption<?>> options() {
    List<NativeOption<?>> options = new ArrayList<>();
    try (Subject.Opened opened = UDP4.open()) {
      BsdSocket<?> socket = opened.socket();
      for (var option : socket.supportedOptions()) {
        if (option instanceof NativeOption<?> known
            && known.level().equals(SocketConstants.SOL_SOCKET)) {
          options.add(known);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return options;
  }
}
