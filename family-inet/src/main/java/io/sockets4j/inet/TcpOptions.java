package io.sockets4j.inet;

import static io.sockets4j.inet.InetProtocols.IPPROTO_TCP;
import static io.sockets4j.os.SystemConstant.named;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.spi.NativeOption;
import java.util.List;

/**
 * The options of TCP. See <a href="https://man7.org/linux/man-pages/man7/tcp.7.html">tcp(7)</a>.
 *
 * <pre>{@code
 * socket.setOption(TcpOptions.TCP_NODELAY, true);
 * }</pre>
 *
 * <p>Where the text does not name the systems, an option exists on Linux alone.
 */
@CHeaders({"netinet/in.h", "netinet/tcp.h", "winsock2.h", "ws2tcpip.h"})
public final class TcpOptions {
  // glibc: netinet/tcp.h; Linux: linux/tcp.h; macOS: xnu bsd/netinet/tcp.h; FreeBSD:
  // sys/netinet/tcp.h;
  // Windows: ws2ipdef.h of the Windows SDK.

  /** Send at once, without waiting for more (Nagle's algorithm is off). On every system. */
  public static final NativeOption<Boolean> TCP_NODELAY =
      yesOrNo(named("TCP_NODELAY").everywhere(1));

  /** The most bytes in a segment. On every system. */
  public static final NativeOption<Integer> TCP_MAXSEG =
      NativeOption.ofInt(IPPROTO_TCP, named("TCP_MAXSEG").linux(2).bsd(2).windows(4));

  /** Send full segments only, until this is turned off; for 200 ms at most. */
  public static final NativeOption<Boolean> TCP_CORK = yesOrNo(named("TCP_CORK").linux(3));

  /**
   * How long a connection is idle until probes begin, in seconds, where SO_KEEPALIVE is on. On
   * Linux, FreeBSD and Windows; macOS calls it {@link #TCP_KEEPALIVE}.
   */
  public static final NativeOption<Integer> TCP_KEEPIDLE =
      NativeOption.ofInt(IPPROTO_TCP, named("TCP_KEEPIDLE").linux(4).freebsd(256).windows(3));

  /** The name of {@link #TCP_KEEPIDLE} on macOS and of old on Windows; in seconds. */
  public static final NativeOption<Integer> TCP_KEEPALIVE =
      NativeOption.ofInt(IPPROTO_TCP, named("TCP_KEEPALIVE").macos(0x10).windows(3));

  /** The time between two probes, in seconds. On every system. */
  public static final NativeOption<Integer> TCP_KEEPINTVL =
      NativeOption.ofInt(
          IPPROTO_TCP, named("TCP_KEEPINTVL").linux(5).macos(0x101).freebsd(512).windows(17));

  /** How many probes without an answer end the connection. On every system. */
  public static final NativeOption<Integer> TCP_KEEPCNT =
      NativeOption.ofInt(
          IPPROTO_TCP, named("TCP_KEEPCNT").linux(6).macos(0x102).freebsd(1024).windows(16));

  /** How many times a connect sends its SYN again, 1 to 255. */
  public static final NativeOption<Integer> TCP_SYNCNT =
      NativeOption.ofInt(IPPROTO_TCP, named("TCP_SYNCNT").linux(7));

  /** Wake a listener only once data are there, or after so many seconds. */
  public static final NativeOption<Integer> TCP_DEFER_ACCEPT =
      NativeOption.ofInt(IPPROTO_TCP, named("TCP_DEFER_ACCEPT").linux(9));

  /** The most bytes of the receive window that are offered. */
  public static final NativeOption<Integer> TCP_WINDOW_CLAMP =
      NativeOption.ofInt(IPPROTO_TCP, named("TCP_WINDOW_CLAMP").linux(10));

  /** Acknowledge at once; the kernel may turn it off again by itself. */
  public static final NativeOption<Boolean> TCP_QUICKACK = yesOrNo(named("TCP_QUICKACK").linux(12));

  /**
   * The name of the congestion control algorithm, such as {@code cubic}; at most 16 bytes. On Linux
   * and FreeBSD.
   */
  public static final NativeOption<String> TCP_CONGESTION =
      NativeOption.ofString(IPPROTO_TCP, named("TCP_CONGESTION").linux(13).freebsd(64), 16);

  /** How long sent data may stay unacknowledged, in milliseconds; 0 for the system's rules. */
  public static final NativeOption<Integer> TCP_USER_TIMEOUT =
      NativeOption.ofInt(IPPROTO_TCP, named("TCP_USER_TIMEOUT").linux(18));

  /**
   * Take data with the SYN (RFC 7413): on a listener of Linux how many such connections may wait,
   * elsewhere 1 for yes. On every system.
   */
  public static final NativeOption<Integer> TCP_FASTOPEN =
      NativeOption.ofInt(
          IPPROTO_TCP, named("TCP_FASTOPEN").linux(23).macos(0x105).freebsd(1025).windows(15));

  /**
   * How long a socket that was closed waits for the other end to close, in seconds; 0 for the
   * system's net.ipv4.tcp_fin_timeout, negative not at all.
   */
  public static final NativeOption<Integer> TCP_LINGER2 =
      NativeOption.ofInt(IPPROTO_TCP, named("TCP_LINGER2").linux(8));

  /** What the kernel knows of the connection; read-only. FreeBSD's is another one. */
  public static final NativeOption<TcpInfo> TCP_INFO =
      NativeOption.of(IPPROTO_TCP, named("TCP_INFO").linux(11), TcpInfo.class, new TcpInfo.Codec());

  /** What macOS knows of the connection, as {@code struct tcp_connection_info}; read-only. */
  public static final NativeOption<byte[]> TCP_CONNECTION_INFO =
      NativeOption.ofBytes(IPPROTO_TCP, named("TCP_CONNECTION_INFO").macos(0x106), 256);

  /**
   * What the congestion control knows, as a struct of its own: {@code struct tcp_bbr_info}, {@code
   * tcp_dctcp_info} or {@code tcpvegas_info}; empty for others. Read-only.
   */
  public static final NativeOption<byte[]> TCP_CC_INFO =
      NativeOption.ofBytes(IPPROTO_TCP, named("TCP_CC_INFO").linux(26), 64);

  /**
   * The socket is writable only while fewer bytes than this wait to be sent for the first time; 0
   * for the system's net.ipv4.tcp_notsent_lowat. On Linux and macOS.
   */
  public static final NativeOption<Integer> TCP_NOTSENT_LOWAT =
      NativeOption.ofInt(IPPROTO_TCP, named("TCP_NOTSENT_LOWAT").linux(25).macos(0x201));

  /** With few segments on their way, send again after the same time rather than the double. */
  public static final NativeOption<Boolean> TCP_THIN_LINEAR_TIMEOUTS =
      yesOrNo(named("TCP_THIN_LINEAR_TIMEOUTS").linux(16));

  /** Without effect since Linux 4.11, and read as false. */
  public static final NativeOption<Boolean> TCP_THIN_DUPACK =
      yesOrNo(named("TCP_THIN_DUPACK").linux(17));

  /** Delay what is sent, in microseconds, to try out long paths. Since Linux 5.3. */
  public static final NativeOption<Integer> TCP_TX_DELAY =
      NativeOption.ofInt(IPPROTO_TCP, named("TCP_TX_DELAY").linux(37));

  /** Report how many bytes are left to receive in a control message. Since Linux 4.18. */
  public static final NativeOption<Boolean> TCP_INQ = yesOrNo(named("TCP_INQ").linux(36));

  /** The longest time after which segments are sent again, in ms, 1000 to 120000. Linux 6.15. */
  public static final NativeOption<Integer> TCP_RTO_MAX_MS =
      NativeOption.ofInt(IPPROTO_TCP, named("TCP_RTO_MAX_MS").linux(44));

  /**
   * The shortest time after which segments are sent again, in microseconds; rounded to the kernel's
   * clock. Since Linux 6.15.
   */
  public static final NativeOption<Integer> TCP_RTO_MIN_US =
      NativeOption.ofInt(IPPROTO_TCP, named("TCP_RTO_MIN_US").linux(45));

  /**
   * The longest time that an acknowledgement is delayed, in microseconds; rounded to the kernel's
   * clock. Since Linux 6.15.
   */
  public static final NativeOption<Integer> TCP_DELACK_MAX_US =
      NativeOption.ofInt(IPPROTO_TCP, named("TCP_DELACK_MAX_US").linux(46));

  // ------------------------------------------------------------------- TCP Fast Open (RFC 7413)

  /**
   * Connect sends nothing, and the first data go with the SYN, if there is a cookie of the server's
   * from an earlier connection. On a new socket; since Linux 4.11.
   */
  public static final NativeOption<Boolean> TCP_FASTOPEN_CONNECT =
      yesOrNo(named("TCP_FASTOPEN_CONNECT").linux(30));

  /**
   * The key by which a listener makes cookies, 16 bytes, or 32 for two keys, of which the second is
   * of old. Since Linux 4.15.
   */
  public static final NativeOption<byte[]> TCP_FASTOPEN_KEY =
      NativeOption.ofBytes(IPPROTO_TCP, named("TCP_FASTOPEN_KEY").linux(33), 32);

  /** Do without cookies, at either end, on a network that is trusted. Since Linux 4.15. */
  public static final NativeOption<Boolean> TCP_FASTOPEN_NO_COOKIE =
      yesOrNo(named("TCP_FASTOPEN_NO_COOKIE").linux(34));

  /** On a listener: keep the headers of each SYN, 1 from the IP header on, 2 all, 0 none. */
  public static final NativeOption<Integer> TCP_SAVE_SYN =
      NativeOption.ofInt(IPPROTO_TCP, named("TCP_SAVE_SYN").linux(27));

  /** The headers of the SYN that began this accepted connection; read-only, and only once. */
  public static final NativeOption<byte[]> TCP_SAVED_SYN =
      NativeOption.ofBytes(IPPROTO_TCP, named("TCP_SAVED_SYN").linux(28), 1024);

  // ------------------------------------------------------------------- others

  /**
   * The protocol that takes over the connection, such as {@code tls}; at most 15 bytes. It cannot
   * be taken back. ENOENT: the kernel has no such protocol; ENOTCONN: not before the connection.
   */
  public static final NativeOption<String> TCP_ULP =
      NativeOption.ofString(IPPROTO_TCP, named("TCP_ULP").linux(31), 16);

  /** The key that signs the segments to and from a peer (RFC 2385); write-only. */
  public static final NativeOption<TcpMd5Key> TCP_MD5SIG =
      NativeOption.of(
          IPPROTO_TCP, named("TCP_MD5SIG").linux(14), TcpMd5Key.class, new TcpMd5Key.Codec(false));

  /** The same for a network, or in a routing domain; write-only. Since Linux 4.13. */
  public static final NativeOption<TcpMd5Key> TCP_MD5SIG_EXT =
      NativeOption.of(
          IPPROTO_TCP,
          named("TCP_MD5SIG_EXT").linux(32),
          TcpMd5Key.class,
          new TcpMd5Key.Codec(true));

  /** Whether several paths are in use (MPTCP) rather than plain TCP; read-only. Since Linux 6.9. */
  public static final NativeOption<Boolean> TCP_IS_MPTCP = yesOrNo(named("TCP_IS_MPTCP").linux(43));

  /**
   * Receives without a copy, into pages of the socket's that mmap(2) has laid into memory. No
   * option of this library, which maps no memory: a number for those who do.
   */
  public static final SystemConstant TCP_ZEROCOPY_RECEIVE = named("TCP_ZEROCOPY_RECEIVE").linux(35);

  static final List<NativeOption<?>> ALL =
      List.of(
          TCP_NODELAY,
          TCP_MAXSEG,
          TCP_CORK,
          TCP_KEEPIDLE,
          TCP_KEEPALIVE,
          TCP_KEEPINTVL,
          TCP_KEEPCNT,
          TCP_SYNCNT,
          TCP_DEFER_ACCEPT,
          TCP_WINDOW_CLAMP,
          TCP_QUICKACK,
          TCP_CONGESTION,
          TCP_USER_TIMEOUT,
          TCP_FASTOPEN,
          TCP_LINGER2,
          TCP_INFO,
          TCP_CONNECTION_INFO,
          TCP_CC_INFO,
          TCP_NOTSENT_LOWAT,
          TCP_THIN_LINEAR_TIMEOUTS,
          TCP_THIN_DUPACK,
          TCP_TX_DELAY,
          TCP_INQ,
          TCP_RTO_MAX_MS,
          TCP_RTO_MIN_US,
          TCP_DELACK_MAX_US,
          TCP_FASTOPEN_CONNECT,
          TCP_FASTOPEN_KEY,
          TCP_FASTOPEN_NO_COOKIE,
          TCP_SAVE_SYN,
          TCP_SAVED_SYN,
          TCP_ULP,
          TCP_MD5SIG,
          TCP_MD5SIG_EXT,
          TCP_IS_MPTCP);

  private TcpOptions() {}

  private static NativeOption<Boolean> yesOrNo(SystemConstant constant) {
    return NativeOption.ofBoolean(IPPROTO_TCP, constant);
  }
}
