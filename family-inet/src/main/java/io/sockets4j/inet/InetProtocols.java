package io.sockets4j.inet;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SystemConstant;

/**
 * Numbers of {@code netinet/in.h}: protocols for socket(2) and levels for setsockopt(2). See <a
 * href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a> and <a
 * href="https://man7.org/linux/man-pages/man7/ipv6.7.html">ipv6(7)</a>.
 *
 * <pre>{@code
 * BsdSocket.open(InetFamily.AF_INET, SocketType.STREAM, InetProtocols.MPTCP);
 * }</pre>
 */
@CHeaders({"netinet/in.h", "linux/in.h", "winsock2.h", "ws2tcpip.h"})
public final class InetProtocols {
  // glibc: netinet/in.h, linux/in.h; macOS: xnu bsd/netinet/in.h; FreeBSD: sys/netinet/in.h;
  // Windows: ws2def.h.

  /** The level of the options of IPv4. */
  public static final SystemConstant IPPROTO_IP = SystemConstant.named("IPPROTO_IP").everywhere(0);

  /** The level of the options of IPv6. */
  public static final SystemConstant IPPROTO_IPV6 =
      SystemConstant.named("IPPROTO_IPV6").everywhere(41);

  /** The level of the options of TCP, and its number as a protocol. */
  public static final SystemConstant IPPROTO_TCP =
      SystemConstant.named("IPPROTO_TCP").everywhere(6);

  /** The level of the options of UDP, and its number as a protocol. */
  public static final SystemConstant IPPROTO_UDP =
      SystemConstant.named("IPPROTO_UDP").everywhere(17);

  /** The level of the options of UDP-Lite, and its number as a protocol; on Linux and FreeBSD. */
  public static final SystemConstant IPPROTO_UDPLITE =
      SystemConstant.named("IPPROTO_UDPLITE").linux(136).freebsd(136);

  /** The level of the options of SCTP, and its number as a protocol. */
  public static final SystemConstant IPPROTO_SCTP =
      SystemConstant.named("IPPROTO_SCTP").everywhere(132);

  /** The Transmission Control Protocol, for {@code SOCK_STREAM}; the default there. */
  public static final Protocol TCP = Protocol.of(IPPROTO_TCP);

  /** The User Datagram Protocol, for {@code SOCK_DGRAM}; the default there. */
  public static final Protocol UDP = Protocol.of(IPPROTO_UDP);

  /** The control messages of IPv4, for {@code SOCK_RAW}, and for {@code SOCK_DGRAM} (ping). */
  public static final Protocol ICMP =
      Protocol.of(SystemConstant.named("IPPROTO_ICMP").everywhere(1));

  /** The control messages of IPv6, for {@code SOCK_RAW}, and for {@code SOCK_DGRAM} (ping). */
  public static final Protocol ICMPV6 =
      Protocol.of(SystemConstant.named("IPPROTO_ICMPV6").everywhere(58));

  /** UDP with a partial checksum, for {@code SOCK_DGRAM}; gone from Linux 7.1 on. */
  public static final Protocol UDPLITE = Protocol.of(IPPROTO_UDPLITE);

  /** TCP over several paths at once, for {@code SOCK_STREAM}; on Linux. */
  public static final Protocol MPTCP =
      Protocol.of(SystemConstant.named("IPPROTO_MPTCP").linux(262));

  /** The Stream Control Transmission Protocol, for {@code SOCK_STREAM} and others. */
  public static final Protocol SCTP = Protocol.of(IPPROTO_SCTP);

  /** IP packets with the header written by the caller, for {@code SOCK_RAW}. */
  public static final Protocol RAW =
      Protocol.of(SystemConstant.named("IPPROTO_RAW").everywhere(255));

  private InetProtocols() {}
}
