package io.sockets4j.inet;

import static io.sockets4j.inet.InetProtocols.IPPROTO_IPV6;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.spi.NativeOption;
import java.net.NetworkInterface;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.List;
import java.util.Map;

/**
 * The options of IPv6. See <a href="https://man7.org/linux/man-pages/man7/ipv6.7.html">ipv6(7)</a>
 * and RFC 3493.
 *
 * <pre>{@code
 * socket.setOption(Ipv6Options.IPV6_V6ONLY, false); // a server for IPv4 clients too
 * socket.bind(new InetSocketAddress("::", 8080));
 * }</pre>
 */
@CHeaders({"netinet/in.h", "linux/in6.h", "winsock2.h", "ws2tcpip.h"})
public final class Ipv6Options {
  // glibc: bits/in.h, linux/in6.h; macOS: xnu bsd/netinet6/in6.h (with __APPLE_USE_RFC_3542);
  // FreeBSD: sys/netinet6/in6.h; Windows: ws2ipdef.h.

  private static final int MAX = 255;

  /** How many hops sent packets live, 0 to 255, or -1 for the route's default. On every system. */
  public static final NativeOption<Integer> IPV6_UNICAST_HOPS =
      IntRangeCodec.option(
          IPPROTO_IPV6,
          SystemConstant.named("IPV6_UNICAST_HOPS").linux(16).bsd(4).windows(4),
          -1,
          MAX);

  /** The interface by which multicasts leave; null where the system chooses. On every system. */
  public static final NativeOption<NetworkInterface> IPV6_MULTICAST_IF =
      NativeOption.of(
          IPPROTO_IPV6,
          SystemConstant.named("IPV6_MULTICAST_IF").linux(17).bsd(9).windows(9),
          NetworkInterface.class,
          new MulticastInterface.Ipv6());

  /** How many hops sent multicasts live, 0 to 255, or -1 for the default 1. On every system. */
  public static final NativeOption<Integer> IPV6_MULTICAST_HOPS =
      IntRangeCodec.option(
          IPPROTO_IPV6,
          SystemConstant.named("IPV6_MULTICAST_HOPS").linux(18).bsd(10).windows(10),
          -1,
          MAX);

  /** Whether multicasts come back to this host; true by default. On every system. */
  public static final NativeOption<Boolean> IPV6_MULTICAST_LOOP =
      NativeOption.ofBoolean(
          IPPROTO_IPV6, SystemConstant.named("IPV6_MULTICAST_LOOP").linux(19).bsd(11).windows(11));

  /** Speak IPv6 alone and leave IPv4 to others; to be set before bind. On every system. */
  public static final NativeOption<Boolean> IPV6_V6ONLY =
      NativeOption.ofBoolean(
          IPPROTO_IPV6, SystemConstant.named("IPV6_V6ONLY").linux(26).bsd(27).windows(27));

  /** Send the flow information of {@link FlowInetSocketAddress}. On Linux. */
  public static final NativeOption<Boolean> IPV6_FLOWINFO_SEND =
      NativeOption.ofBoolean(IPPROTO_IPV6, SystemConstant.named("IPV6_FLOWINFO_SEND").linux(33));

  /** Report the hop limit of received datagrams in a control message. On Linux and the BSDs. */
  public static final NativeOption<Boolean> IPV6_RECVHOPLIMIT =
      NativeOption.ofBoolean(
          IPPROTO_IPV6, SystemConstant.named("IPV6_RECVHOPLIMIT").linux(51).bsd(37));

  /** Report the traffic class of received datagrams in a control message. On every system. */
  public static final NativeOption<Boolean> IPV6_RECVTCLASS =
      NativeOption.ofBoolean(
          IPPROTO_IPV6,
          SystemConstant.named("IPV6_RECVTCLASS").linux(66).macos(35).freebsd(57).windows(40));

  /** The traffic class of sent packets, 0 to 255, or -1 for the default. On every system. */
  public static final NativeOption<Integer> IPV6_TCLASS =
      IntRangeCodec.option(
          IPPROTO_IPV6,
          SystemConstant.named("IPV6_TCLASS").linux(67).macos(36).freebsd(61).windows(39),
          -1,
          MAX);

  static final List<NativeOption<?>> ALL =
      List.of(
          IPV6_UNICAST_HOPS,
          IPV6_MULTICAST_IF,
          IPV6_MULTICAST_HOPS,
          IPV6_MULTICAST_LOOP,
          IPV6_V6ONLY,
          IPV6_FLOWINFO_SEND,
          IPV6_RECVHOPLIMIT,
          IPV6_RECVTCLASS,
          IPV6_TCLASS);

  /** What the JDK's options mean on AF_INET6. */
  static final Map<SocketOption<?>, NativeOption<?>> STANDARD =
      Map.of(
          StandardSocketOptions.IP_TOS, IPV6_TCLASS,
          StandardSocketOptions.IP_MULTICAST_IF, IPV6_MULTICAST_IF,
          StandardSocketOptions.IP_MULTICAST_TTL, IPV6_MULTICAST_HOPS,
          StandardSocketOptions.IP_MULTICAST_LOOP, IPV6_MULTICAST_LOOP);

  /** What the JDK's options mean on AF_INET6 with TCP. */
  static final Map<SocketOption<?>, NativeOption<?>> STANDARD_TCP =
      Map.of(
          StandardSocketOptions.IP_TOS,
          IPV6_TCLASS,
          StandardSocketOptions.TCP_NODELAY,
          TcpOptions.TCP_NODELAY);

  private Ipv6Options() {}
}
