package io.sockets4j.inet;

import static io.sockets4j.os.SystemConstant.named;

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
@CHeaders({
  "netinet/in.h",
  "netinet/tcp.h",
  "netinet/udp.h",
  "linux/in.h",
  "winsock2.h",
  "ws2tcpip.h"
})
public final class InetProtocols {
  // glibc: netinet/in.h, linux/in.h; macOS: xnu bsd/netinet/in.h; FreeBSD: sys/netinet/in.h;
  // Windows: ws2def.h.

  // ------------------------------------------------------------------- levels

  /** The level of the options of IPv4. */
  public static final SystemConstant IPPROTO_IP = named("IPPROTO_IP").everywhere(0);

  /** The level of the options of IPv6. */
  public static final SystemConstant IPPROTO_IPV6 = named("IPPROTO_IPV6").everywhere(41);

  /** The level of the options of TCP, and its number as a protocol. */
  public static final SystemConstant IPPROTO_TCP = named("IPPROTO_TCP").everywhere(6);

  /** The level of the options of UDP, and its number as a protocol. */
  public static final SystemConstant IPPROTO_UDP = named("IPPROTO_UDP").everywhere(17);

  /** The level of the options of UDP-Lite, and its number as a protocol; on Linux and FreeBSD. */
  public static final SystemConstant IPPROTO_UDPLITE =
      named("IPPROTO_UDPLITE").linux(136).freebsd(136);

  /** The level of the options of SCTP, and its number as a protocol. */
  public static final SystemConstant IPPROTO_SCTP = named("IPPROTO_SCTP").everywhere(132);

  /** The name of {@link #IPPROTO_IP} as a level; on Linux. */
  public static final SystemConstant SOL_IP = named("SOL_IP").linux(0);

  /** The name of {@link #IPPROTO_TCP} as a level; on Linux. */
  public static final SystemConstant SOL_TCP = named("SOL_TCP").linux(6);

  /** The name of {@link #IPPROTO_UDP} as a level; on Linux. */
  public static final SystemConstant SOL_UDP = named("SOL_UDP").linux(17);

  /** More than any protocol. */
  public static final SystemConstant IPPROTO_MAX =
      named("IPPROTO_MAX").linux(263).bsd(256).windows(256);

  // ------------------------------------------------------------------- transports

  /** The Transmission Control Protocol, for {@code SOCK_STREAM}; the default there. */
  public static final Protocol TCP = Protocol.of(IPPROTO_TCP);

  /** The User Datagram Protocol, for {@code SOCK_DGRAM}; the default there. */
  public static final Protocol UDP = Protocol.of(IPPROTO_UDP);

  /** UDP with a partial checksum, for {@code SOCK_DGRAM}; gone from Linux 7.1 on. */
  public static final Protocol UDPLITE = Protocol.of(IPPROTO_UDPLITE);

  /** TCP over several paths at once, for {@code SOCK_STREAM}; on Linux. */
  public static final Protocol MPTCP = Protocol.of(named("IPPROTO_MPTCP").linux(262));

  /**
   * The Stream Control Transmission Protocol, for {@code SOCK_STREAM} and others.
   *
   * <p>A connection ends in both directions at once. After a shutdown of one's own direction, what
   * the peer sent before it knew still comes, but Linux does not tell that no more will: receive
   * with a timeout then.
   */
  public static final Protocol SCTP = Protocol.of(IPPROTO_SCTP);

  // ------------------------------------------------------------------- for SOCK_RAW

  /** The control messages of IPv4, for {@code SOCK_RAW}, and for {@code SOCK_DGRAM} (ping). */
  public static final Protocol ICMP = everywhere("IPPROTO_ICMP", 1);

  /** The control messages of IPv6, for {@code SOCK_RAW}, and for {@code SOCK_DGRAM} (ping). */
  public static final Protocol ICMPV6 = everywhere("IPPROTO_ICMPV6", 58);

  /** IP packets with the header written by the caller, for {@code SOCK_RAW}. */
  public static final Protocol RAW = everywhere("IPPROTO_RAW", 255);

  /** The Internet Group Management Protocol, by which hosts join groups. */
  public static final Protocol IGMP = everywhere("IPPROTO_IGMP", 2);

  /** The Gateway-to-Gateway Protocol, of old. */
  public static final Protocol GGP = Protocol.of(named("IPPROTO_GGP").bsd(3).windows(3));

  /** IPv4 within IP. */
  public static final Protocol IPV4 = Protocol.of(named("IPPROTO_IPV4").bsd(4).windows(4));

  /** IPv4 within IP, by its other name. */
  public static final Protocol IPIP = Protocol.of(named("IPPROTO_IPIP").posix(4));

  /** The Stream Protocol, of old; BSD's number is that of CBT. */
  public static final Protocol ST = Protocol.of(named("IPPROTO_ST").bsd(7).windows(5));

  /** Core Based Trees, of old. */
  public static final Protocol CBT = Protocol.of(named("IPPROTO_CBT").windows(7));

  /** The Exterior Gateway Protocol, of old. */
  public static final Protocol EGP = everywhere("IPPROTO_EGP", 8);

  /** An interior gateway's own protocol; BSD's number is that of the NSFNET. */
  public static final Protocol IGP = Protocol.of(named("IPPROTO_IGP").bsd(85).windows(9));

  /** The PARC Universal Packet, of old. */
  public static final Protocol PUP = everywhere("IPPROTO_PUP", 12);

  /** The Internet Datagram Protocol of Xerox, of old. */
  public static final Protocol IDP = everywhere("IPPROTO_IDP", 22);

  /** The Reliable Data Protocol, of old. */
  public static final Protocol RDP = Protocol.of(named("IPPROTO_RDP").bsd(27).windows(27));

  /** The transport protocol of OSI, class 4. */
  public static final Protocol TP = Protocol.of(named("IPPROTO_TP").posix(29));

  /** The Xpress Transport Protocol. */
  public static final Protocol XTP = Protocol.of(named("IPPROTO_XTP").bsd(36));

  /** The Resource Reservation Protocol. */
  public static final Protocol RSVP = Protocol.of(named("IPPROTO_RSVP").posix(46));

  /** Generic Routing Encapsulation. */
  public static final Protocol GRE = Protocol.of(named("IPPROTO_GRE").posix(47));

  /** The encrypted payload of IPsec. */
  public static final Protocol ESP = everywhere("IPPROTO_ESP", 50);

  /** The authentication header of IPsec. */
  public static final Protocol AH = everywhere("IPPROTO_AH", 51);

  /** Minimal encapsulation for mobile hosts. */
  public static final Protocol MOBILE = Protocol.of(named("IPPROTO_MOBILE").freebsd(55));

  /** A routing protocol of old. */
  public static final Protocol HELLO = Protocol.of(named("IPPROTO_HELLO").bsd(63));

  /** Sun's network disks, of old. */
  public static final Protocol ND = Protocol.of(named("IPPROTO_ND").bsd(77).windows(77));

  /** Windows has this one. */
  public static final Protocol ICLFXBM = Protocol.of(named("IPPROTO_ICLFXBM").windows(78));

  /** The network layer of OSI within IP. */
  public static final Protocol EON = Protocol.of(named("IPPROTO_EON").bsd(80));

  /** Protocol Independent Multicast. */
  public static final Protocol PIM = everywhere("IPPROTO_PIM", 103);

  /** Compressed payload. */
  public static final Protocol IPCOMP = Protocol.of(named("IPPROTO_IPCOMP").bsd(108));

  /** Pragmatic General Multicast. */
  public static final Protocol PGM = Protocol.of(named("IPPROTO_PGM").bsd(113).windows(113));

  /** The Layer Two Tunneling Protocol. */
  public static final Protocol L2TP = Protocol.of(named("IPPROTO_L2TP").linux(115).windows(115));

  /** The Virtual Router Redundancy Protocol; Python names it, none of our platforms does: 112. */
  public static final Protocol VRRP = Protocol.of(named("IPPROTO_VRRP"));

  /** Python names it, none of our platforms does. */
  public static final Protocol BIP = Protocol.of(named("IPPROTO_BIP"));

  // ------------------------------------------------------------------- headers of IPv6

  /** The hop-by-hop options of IPv6. */
  public static final Protocol HOPOPTS = everywhere("IPPROTO_HOPOPTS", 0);

  /** The routing header of IPv6. */
  public static final Protocol ROUTING = everywhere("IPPROTO_ROUTING", 43);

  /** The fragment header of IPv6. */
  public static final Protocol FRAGMENT = everywhere("IPPROTO_FRAGMENT", 44);

  /** No header follows. */
  public static final Protocol NONE = everywhere("IPPROTO_NONE", 59);

  /** The destination options of IPv6. */
  public static final Protocol DSTOPTS = everywhere("IPPROTO_DSTOPTS", 60);

  private InetProtocols() {}

  private static Protocol everywhere(String name, int value) {
    return Protocol.of(named(name).everywhere(value));
  }
}
