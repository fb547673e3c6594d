package io.sockets4j.inet;

import static io.sockets4j.inet.InetProtocols.IPPROTO_IP;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.spi.NativeOption;
import java.net.NetworkInterface;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.List;
import java.util.Map;

/**
 * The options of IPv4. See <a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a>. On
 * Linux they work on {@code AF_INET6} sockets too, for the IPv4 that those speak.
 *
 * <p>Where the text does not name the systems, an option exists on Linux alone.
 */
@CHeaders({"netinet/in.h", "winsock2.h", "ws2tcpip.h"})
public final class IpOptions {
  // glibc: bits/in.h; macOS: xnu bsd/netinet/in.h; FreeBSD: sys/netinet/in.h; Windows: ws2ipdef.h.

  private static final int MAX = 255;

  /** The type of service of sent packets, 0 to 255. On every system. */
  public static final NativeOption<Integer> IP_TOS =
      IntRangeCodec.option(
          IPPROTO_IP, SystemConstant.named("IP_TOS").linux(1).bsd(3).windows(3), 0, MAX);

  /** How many hops sent packets live, 1 to 255, or on Linux -1 for the default. On every system. */
  public static final NativeOption<Integer> IP_TTL =
      IntRangeCodec.option(
          IPPROTO_IP, SystemConstant.named("IP_TTL").linux(2).bsd(4).windows(4), -1, MAX);

  /**
   * Path MTU discovery: 0 never (IP_PMTUDISC_DONT), 1 by the route (WANT), 2 always, so that longer
   * datagrams fail with EMSGSIZE (DO), 3 the same, but ignoring what is known of the path (PROBE).
   */
  public static final NativeOption<Integer> IP_MTU_DISCOVER =
      NativeOption.ofInt(IPPROTO_IP, SystemConstant.named("IP_MTU_DISCOVER").linux(10));

  /** Report the TTL of received datagrams in a control message. On every system. */
  public static final NativeOption<Boolean> IP_RECVTTL =
      NativeOption.ofBoolean(
          IPPROTO_IP,
          SystemConstant.named("IP_RECVTTL").linux(12).macos(24).freebsd(65).windows(21));

  /** Report the type of service of received datagrams in a control message. On every system. */
  public static final NativeOption<Boolean> IP_RECVTOS =
      NativeOption.ofBoolean(
          IPPROTO_IP,
          SystemConstant.named("IP_RECVTOS").linux(13).macos(27).freebsd(68).windows(40));

  /** Bind to addresses that this host does not have, or not yet. */
  public static final NativeOption<Boolean> IP_FREEBIND =
      NativeOption.ofBoolean(IPPROTO_IP, SystemConstant.named("IP_FREEBIND").linux(15));

  /** Proxy without the peers' knowledge; needs CAP_NET_ADMIN or CAP_NET_RAW. */
  public static final NativeOption<Boolean> IP_TRANSPARENT =
      NativeOption.ofBoolean(IPPROTO_IP, SystemConstant.named("IP_TRANSPARENT").linux(19));

  /** Choose the port not at bind to port 0 but at connect, where more of them are free. */
  public static final NativeOption<Boolean> IP_BIND_ADDRESS_NO_PORT =
      NativeOption.ofBoolean(IPPROTO_IP, SystemConstant.named("IP_BIND_ADDRESS_NO_PORT").linux(24));

  /**
   * The interface by which multicasts leave; null where the system chooses. Linux tells its address
   * only, so that one without an IPv4 address, though chosen, reads as null there. On every system.
   */
  public static final NativeOption<NetworkInterface> IP_MULTICAST_IF =
      NativeOption.of(
          IPPROTO_IP,
          SystemConstant.named("IP_MULTICAST_IF").linux(32).bsd(9).windows(9),
          NetworkInterface.class,
          new MulticastInterface.Ip());

  /** How many hops sent multicasts live, 0 to 255; 1 by default. On every system. */
  public static final NativeOption<Integer> IP_MULTICAST_TTL =
      IntRangeCodec.option(
          IPPROTO_IP,
          SystemConstant.named("IP_MULTICAST_TTL").linux(33).bsd(10).windows(10),
          0,
          MAX);

  /** Whether multicasts come back to this host; true by default. On every system. */
  public static final NativeOption<Boolean> IP_MULTICAST_LOOP =
      NativeOption.ofBoolean(
          IPPROTO_IP, SystemConstant.named("IP_MULTICAST_LOOP").linux(34).bsd(11).windows(11));

  static final List<NativeOption<?>> ALL =
      List.of(
          IP_TOS,
          IP_TTL,
          IP_MTU_DISCOVER,
          IP_RECVTTL,
          IP_RECVTOS,
          IP_FREEBIND,
          IP_TRANSPARENT,
          IP_BIND_ADDRESS_NO_PORT,
          IP_MULTICAST_IF,
          IP_MULTICAST_TTL,
          IP_MULTICAST_LOOP);

  /** What the JDK's options mean on AF_INET. */
  static final Map<SocketOption<?>, NativeOption<?>> STANDARD =
      Map.of(
          StandardSocketOptions.IP_TOS, IP_TOS,
          StandardSocketOptions.IP_MULTICAST_IF, IP_MULTICAST_IF,
          StandardSocketOptions.IP_MULTICAST_TTL, IP_MULTICAST_TTL,
          StandardSocketOptions.IP_MULTICAST_LOOP, IP_MULTICAST_LOOP);

  /** What the JDK's options mean on AF_INET with TCP. */
  static final Map<SocketOption<?>, NativeOption<?>> STANDARD_TCP =
      Map.of(
          StandardSocketOptions.IP_TOS,
          IP_TOS,
          StandardSocketOptions.TCP_NODELAY,
          TcpOptions.TCP_NODELAY);

  private IpOptions() {}
}
