package io.sockets4j.inet;

import static io.sockets4j.inet.InetProtocols.IPPROTO_TCP;

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
  // glibc: netinet/tcp.h; macOS: xnu bsd/netinet/tcp.h; FreeBSD: sys/netinet/tcp.h;
  // Windows: ws2ipdef.h of the Windows SDK.

  /** Send at once, without waiting for more (Nagle's algorithm is off). On every system. */
  public static final NativeOption<Boolean> TCP_NODELAY =
      NativeOption.ofBoolean(IPPROTO_TCP, SystemConstant.named("TCP_NODELAY").everywhere(1));

  /** The most bytes in a segment. On every system. */
  public static final NativeOption<Integer> TCP_MAXSEG =
      NativeOption.ofInt(
          IPPROTO_TCP, SystemConstant.named("TCP_MAXSEG").linux(2).bsd(2).windows(4));

  /** Send full segments only, until this is turned off; for 200 ms at most. */
  public static final NativeOption<Boolean> TCP_CORK =
      NativeOption.ofBoolean(IPPROTO_TCP, SystemConstant.named("TCP_CORK").linux(3));

  /**
   * How long a connection is idle until probes begin, in seconds, where SO_KEEPALIVE is on. On
   * Linux, FreeBSD and Windows; macOS calls it {@link #TCP_KEEPALIVE}.
   */
  public static final NativeOption<Integer> TCP_KEEPIDLE =
      NativeOption.ofInt(
          IPPROTO_TCP, SystemConstant.named("TCP_KEEPIDLE").linux(4).freebsd(256).windows(3));

  /** The name of {@link #TCP_KEEPIDLE} on macOS and of old on Windows; in seconds. */
  public static final NativeOption<Integer> TCP_KEEPALIVE =
      NativeOption.ofInt(IPPROTO_TCP, SystemConstant.named("TCP_KEEPALIVE").macos(0x10).windows(3));

  /** The time between two probes, in seconds. On every system. */
  public static final NativeOption<Integer> TCP_KEEPINTVL =
      NativeOption.ofInt(
          IPPROTO_TCP,
          SystemConstant.named("TCP_KEEPINTVL").linux(5).macos(0x101).freebsd(512).windows(17));

  /** How many probes without an answer end the connection. On every system. */
  public static final NativeOption<Integer> TCP_KEEPCNT =
      NativeOption.ofInt(
          IPPROTO_TCP,
          SystemConstant.named("TCP_KEEPCNT").linux(6).macos(0x102).freebsd(1024).windows(16));

  /** How many times a connect sends its SYN again, 1 to 255. */
  public static final NativeOption<Integer> TCP_SYNCNT =
      NativeOption.ofInt(IPPROTO_TCP, SystemConstant.named("TCP_SYNCNT").linux(7));

  /** Wake a listener only once data are there, or after so many seconds. */
  public static final NativeOption<Integer> TCP_DEFER_ACCEPT =
      NativeOption.ofInt(IPPROTO_TCP, SystemConstant.named("TCP_DEFER_ACCEPT").linux(9));

  /** The most bytes of the receive window that are offered. */
  public static final NativeOption<Integer> TCP_WINDOW_CLAMP =
      NativeOption.ofInt(IPPROTO_TCP, SystemConstant.named("TCP_WINDOW_CLAMP").linux(10));

  /** Acknowledge at once; the kernel may turn it off again by itself. */
  public static final NativeOption<Boolean> TCP_QUICKACK =
      NativeOption.ofBoolean(IPPROTO_TCP, SystemConstant.named("TCP_QUICKACK").linux(12));

  /**
   * The name of the congestion control algorithm, such as {@code cubic}; at most 16 bytes. On Linux
   * and FreeBSD.
   */
  public static final NativeOption<String> TCP_CONGESTION =
      NativeOption.ofString(
          IPPROTO_TCP, SystemConstant.named("TCP_CONGESTION").linux(13).freebsd(64), 16);

  /** How long sent data may stay unacknowledged, in milliseconds; 0 for the system's rules. */
  public static final NativeOption<Integer> TCP_USER_TIMEOUT =
      NativeOption.ofInt(IPPROTO_TCP, SystemConstant.named("TCP_USER_TIMEOUT").linux(18));

  /**
   * Take data with the SYN (RFC 7413): on a listener of Linux how many such connections may wait,
   * elsewhere 1 for yes. On every system.
   */
  public static final NativeOption<Integer> TCP_FASTOPEN =
      NativeOption.ofInt(
          IPPROTO_TCP,
          SystemConstant.named("TCP_FASTOPEN").linux(23).macos(0x105).freebsd(1025).windows(15));

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
          TCP_FASTOPEN);

  private TcpOptions() {}
}
