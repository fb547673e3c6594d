package io.sockets4j.inet;

import static io.sockets4j.inet.InetProtocols.IPPROTO_IPV6;
import static io.sockets4j.os.SystemConstant.named;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.spi.NativeOption;
import io.sockets4j.spi.OptionCodec;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.List;
import java.util.Map;

/**
 * The options of IPv6. See <a href="https://man7.org/linux/man-pages/man7/ipv6.7.html">ipv6(7)</a>,
 * RFC 3493, RFC 3542 for the headers and what is reported, and RFC 3678 for multicasts.
 *
 * <pre>{@code
 * socket.setOption(Ipv6Options.IPV6_V6ONLY, false); // a server for IPv4 clients too
 * socket.bind(new InetSocketAddress("::", 8080));
 * }</pre>
 *
 * <p>Where the text does not name the systems, an option exists on Linux alone. What an option
 * reports with each datagram comes in a control message.
 */
@CHeaders({
  "netinet/in.h",
  "linux/in6.h",
  "linux/netfilter_ipv6/ip6_tables.h",
  "winsock2.h",
  "ws2tcpip.h"
})
public final class Ipv6Options {
  // glibc: bits/in.h; Linux: linux/in6.h; macOS: xnu bsd/netinet6/in6.h (with
  // __APPLE_USE_RFC_3542); FreeBSD: sys/netinet6/in6.h; Windows: ws2ipdef.h.

  private static final int MAX = 255;

  /** The longest extension header: 8 bytes and 255 times 8. */
  private static final int MAX_HEADER = 2048;

  // ------------------------------------------------------------------- what is sent

  /** How many hops sent packets live, 0 to 255, or -1 for the route's default. On every system. */
  public static final NativeOption<Integer> IPV6_UNICAST_HOPS =
      range(named("IPV6_UNICAST_HOPS").linux(16).bsd(4).windows(4), -1, MAX);

  /** The traffic class of sent packets, 0 to 255, or -1 for the default. On every system. */
  public static final NativeOption<Integer> IPV6_TCLASS =
      range(named("IPV6_TCLASS").linux(67).macos(36).freebsd(61).windows(39), -1, MAX);

  /** Send the flow information of {@link FlowInetSocketAddress}. */
  public static final NativeOption<Boolean> IPV6_FLOWINFO_SEND =
      yesOrNo(named("IPV6_FLOWINFO_SEND").linux(33));

  /** Make up a flow label for what is sent without one. On Linux and the BSDs. */
  public static final NativeOption<Boolean> IPV6_AUTOFLOWLABEL =
      yesOrNo(named("IPV6_AUTOFLOWLABEL").linux(70).bsd(59));

  /** What is sent on a raw socket begins with the header of IPv6. On Linux and Windows. */
  public static final NativeOption<Boolean> IPV6_HDRINCL =
      yesOrNo(named("IPV6_HDRINCL").linux(36).windows(2));

  /**
   * On a raw socket: where in what is sent the kernel puts a checksum, and where it looks for one
   * in what comes, in bytes; even, or -1 for none. On every system; ICMPv6 always has one.
   */
  public static final NativeOption<Integer> IPV6_CHECKSUM =
      NativeOption.ofInt(IPPROTO_IPV6, named("IPV6_CHECKSUM").linux(7).bsd(26).windows(26));

  /**
   * Path MTU discovery: 0 never (IPV6_PMTUDISC_DONT), 1 by the route (WANT), 2 always, so that
   * longer datagrams fail with EMSGSIZE (DO), 3 the same, but ignoring what is known of the path
   * (PROBE), 4 never, and with the interface's own MTU (INTERFACE), 5 the same, with fragments
   * (OMIT). On Linux; Windows has other numbers.
   */
  public static final NativeOption<Integer> IPV6_MTU_DISCOVER =
      NativeOption.ofInt(IPPROTO_IPV6, named("IPV6_MTU_DISCOVER").linux(23).windows(71));

  /**
   * Read, the MTU of the path of a connected socket in bytes; set, how long sent packets may be,
   * 1280 or more, or 0 for no limit. On Linux and Windows.
   */
  public static final NativeOption<Integer> IPV6_MTU =
      NativeOption.ofInt(IPPROTO_IPV6, named("IPV6_MTU").linux(24).windows(72));

  /** The MTU of the path of a connected socket in bytes; read-only. On Linux and the BSDs. */
  public static final NativeOption<Integer> IPV6_PATHMTU =
      NativeOption.of(
          IPPROTO_IPV6, named("IPV6_PATHMTU").linux(61).bsd(44), Integer.class, new PathMtuCodec());

  /** Send no fragments: longer datagrams are dropped with an error. On every system. */
  public static final NativeOption<Boolean> IPV6_DONTFRAG =
      yesOrNo(named("IPV6_DONTFRAG").linux(62).bsd(62).windows(14));

  /**
   * Send packets of 1280 bytes at most: 0 never, 1 always, -1 multicasts alone, which is the
   * default. On the BSDs.
   */
  public static final NativeOption<Integer> IPV6_USE_MIN_MTU =
      range(named("IPV6_USE_MIN_MTU").bsd(42), -1, 1);

  /**
   * The interface and the source address of what is sent, unless a control message tells others. On
   * Linux, where it is write-only and the address has no effect, and on the BSDs.
   */
  public static final NativeOption<PacketInfo> IPV6_PKTINFO =
      NativeOption.of(
          IPPROTO_IPV6,
          named("IPV6_PKTINFO").linux(50).bsd(46),
          PacketInfo.class,
          new PacketInfo.Codec6());

  /**
   * The hop-by-hop header of sent packets, its first byte left to the kernel and its length a
   * multiple of 8; none to send none. Needs CAP_NET_RAW. On Linux and the BSDs.
   */
  public static final NativeOption<byte[]> IPV6_HOPOPTS =
      header(named("IPV6_HOPOPTS").linux(54).bsd(49));

  /**
   * The destination options of sent packets that every router of {@link #IPV6_RTHDR} looks at; as
   * {@link #IPV6_HOPOPTS}.
   */
  public static final NativeOption<byte[]> IPV6_RTHDRDSTOPTS =
      header(named("IPV6_RTHDRDSTOPTS").linux(55).macos(57).freebsd(35));

  /** The routing header of sent packets; as {@link #IPV6_HOPOPTS}, without privileges. */
  public static final NativeOption<byte[]> IPV6_RTHDR =
      header(named("IPV6_RTHDR").linux(57).bsd(51));

  /** The destination options of sent packets; as {@link #IPV6_HOPOPTS}. */
  public static final NativeOption<byte[]> IPV6_DSTOPTS =
      header(named("IPV6_DSTOPTS").linux(59).bsd(50));

  /** The kind of routing header that goes from one address to the next (RFC 2460). */
  public static final SystemConstant IPV6_RTHDR_TYPE_0 = named("IPV6_RTHDR_TYPE_0").posix(0);

  /** The type of the control message that tells the hop limit. On every system. */
  public static final SystemConstant IPV6_HOPLIMIT =
      named("IPV6_HOPLIMIT").linux(52).bsd(47).windows(21);

  /** The type of the control message that tells the next router. On Linux and the BSDs. */
  public static final SystemConstant IPV6_NEXTHOP = named("IPV6_NEXTHOP").linux(9).bsd(48);

  /**
   * The number of the interface by which packets leave that are no multicasts, 0 where the system
   * chooses; what is received does not depend on it.
   */
  public static final NativeOption<Integer> IPV6_UNICAST_IF =
      NativeOption.of(
          IPPROTO_IPV6, named("IPV6_UNICAST_IF").linux(76), Integer.class, new NetworkOrderCodec());

  /** As {@link IpOptions#IP_XFRM_POLICY}. */
  public static final NativeOption<byte[]> IPV6_XFRM_POLICY =
      NativeOption.ofBytes(IPPROTO_IPV6, named("IPV6_XFRM_POLICY").linux(35), 512);

  /** As {@link IpOptions#IP_IPSEC_POLICY}. On Linux and the BSDs. */
  public static final NativeOption<byte[]> IPV6_IPSEC_POLICY =
      NativeOption.ofBytes(IPPROTO_IPV6, named("IPV6_IPSEC_POLICY").linux(34).bsd(28), 512);

  // ------------------------------------------------------------------- addresses

  /** Speak IPv6 alone and leave IPv4 to others; to be set before bind. On every system. */
  public static final NativeOption<Boolean> IPV6_V6ONLY =
      yesOrNo(named("IPV6_V6ONLY").linux(26).bsd(27).windows(27));

  /** Bind to addresses that this host does not have, or not yet. Since Linux 4.15. */
  public static final NativeOption<Boolean> IPV6_FREEBIND =
      yesOrNo(named("IPV6_FREEBIND").linux(78));

  /** Proxy without the peers' knowledge; needs CAP_NET_ADMIN or CAP_NET_RAW. */
  public static final NativeOption<Boolean> IPV6_TRANSPARENT =
      yesOrNo(named("IPV6_TRANSPARENT").linux(75));

  /**
   * Which source addresses are preferred (RFC 5014), as bits: temporary ones 0x1, public ones 0x2,
   * neither of the two 0x100, care-of addresses 0x4, home addresses 0x400, and, without effect,
   * cryptographic ones 0x8 or not 0x800.
   */
  public static final NativeOption<Integer> IPV6_ADDR_PREFERENCES =
      NativeOption.ofInt(IPPROTO_IPV6, named("IPV6_ADDR_PREFERENCES").linux(72));

  /** As {@link IpOptions#SO_ORIGINAL_DST}, of IPv6; read-only. */
  public static final NativeOption<InetSocketAddress> IP6T_SO_ORIGINAL_DST =
      NativeOption.of(
          IPPROTO_IPV6,
          named("IP6T_SO_ORIGINAL_DST").linux(80),
          InetSocketAddress.class,
          new OriginalDestination(InetStructs.SOCKADDR_IN6));

  // ------------------------------------------------------------------- what is received

  /** Drop packets that come with a lower hop limit, 0 to 255 (RFC 5082). */
  public static final NativeOption<Integer> IPV6_MINHOPCOUNT =
      range(named("IPV6_MINHOPCOUNT").linux(73), 0, MAX);

  /**
   * On a raw socket of the protocol IPPROTO_RAW: take over the packets with the option router alert
   * of this value (RFC 2711), -1 for none.
   */
  public static final NativeOption<Integer> IPV6_ROUTER_ALERT =
      NativeOption.ofInt(IPPROTO_IPV6, named("IPV6_ROUTER_ALERT").linux(22));

  /** Take over such packets of this network namespace alone. Since Linux 5.1. */
  public static final NativeOption<Boolean> IPV6_ROUTER_ALERT_ISOLATE =
      yesOrNo(named("IPV6_ROUTER_ALERT_ISOLATE").linux(30));

  /** Report the errors that come back in the error queue. On Linux and Windows. */
  public static final NativeOption<Boolean> IPV6_RECVERR =
      yesOrNo(named("IPV6_RECVERR").linux(25).windows(75));

  /** Report the extensions of such errors too (RFC 4884). Since Linux 5.9. */
  public static final NativeOption<Boolean> IPV6_RECVERR_RFC4884 =
      yesOrNo(named("IPV6_RECVERR_RFC4884").linux(31));

  /** Report the interface and the address of this host. On Linux and the BSDs. */
  public static final NativeOption<Boolean> IPV6_RECVPKTINFO =
      yesOrNo(named("IPV6_RECVPKTINFO").linux(49).macos(61).freebsd(36));

  /**
   * Report where a datagram was bound for before it was redirected, port included. On Linux and
   * FreeBSD.
   */
  public static final NativeOption<Boolean> IPV6_RECVORIGDSTADDR =
      yesOrNo(named("IPV6_RECVORIGDSTADDR").linux(74).freebsd(72));

  /** Report the hop limit. On Linux and the BSDs. */
  public static final NativeOption<Boolean> IPV6_RECVHOPLIMIT =
      yesOrNo(named("IPV6_RECVHOPLIMIT").linux(51).bsd(37));

  /** Report the traffic class. On every system. */
  public static final NativeOption<Boolean> IPV6_RECVTCLASS =
      yesOrNo(named("IPV6_RECVTCLASS").linux(66).macos(35).freebsd(57).windows(40));

  /** Report the flow label and traffic class. */
  public static final NativeOption<Boolean> IPV6_FLOWINFO =
      yesOrNo(named("IPV6_FLOWINFO").linux(11));

  /** Report the hop-by-hop header. On Linux and the BSDs. */
  public static final NativeOption<Boolean> IPV6_RECVHOPOPTS =
      yesOrNo(named("IPV6_RECVHOPOPTS").linux(53).bsd(39));

  /** Report the routing header. On every system. */
  public static final NativeOption<Boolean> IPV6_RECVRTHDR =
      yesOrNo(named("IPV6_RECVRTHDR").linux(56).bsd(38).windows(38));

  /** Report the destination options. On Linux and the BSDs. */
  public static final NativeOption<Boolean> IPV6_RECVDSTOPTS =
      yesOrNo(named("IPV6_RECVDSTOPTS").linux(58).bsd(40));

  /** Report when the MTU of a path becomes smaller. On Linux and the BSDs. */
  public static final NativeOption<Boolean> IPV6_RECVPATHMTU =
      yesOrNo(named("IPV6_RECVPATHMTU").linux(60).bsd(43));

  /** Report the size of the largest fragment of a datagram that came in several. */
  public static final NativeOption<Boolean> IPV6_RECVFRAGSIZE =
      yesOrNo(named("IPV6_RECVFRAGSIZE").linux(77));

  // ------------------------------------------------------------------- multicasts

  /** The interface by which multicasts leave; null where the system chooses. On every system. */
  public static final NativeOption<NetworkInterface> IPV6_MULTICAST_IF =
      NativeOption.of(
          IPPROTO_IPV6,
          named("IPV6_MULTICAST_IF").linux(17).bsd(9).windows(9),
          NetworkInterface.class,
          new MulticastInterface.Ipv6());

  /** How many hops sent multicasts live, 0 to 255, or -1 for the default 1. On every system. */
  public static final NativeOption<Integer> IPV6_MULTICAST_HOPS =
      range(named("IPV6_MULTICAST_HOPS").linux(18).bsd(10).windows(10), -1, MAX);

  /** Whether multicasts come back to this host; true by default. On every system. */
  public static final NativeOption<Boolean> IPV6_MULTICAST_LOOP =
      yesOrNo(named("IPV6_MULTICAST_LOOP").linux(19).bsd(11).windows(11));

  /**
   * Receive the multicasts to all groups that somebody on this host has joined, rather than to
   * those that this socket has; true by default. Since Linux 4.20.
   */
  public static final NativeOption<Boolean> IPV6_MULTICAST_ALL =
      yesOrNo(named("IPV6_MULTICAST_ALL").linux(29));

  /** Join a group, whatever the source; write-only. See {@link Multicast}. On every system. */
  public static final NativeOption<GroupMembership> IPV6_JOIN_GROUP =
      membership(
          named("IPV6_JOIN_GROUP").linux(20).bsd(12).windows(12), new MembershipCodec.Ipv6Mreq());

  /** Leave a group, with all its sources; write-only. On every system. */
  public static final NativeOption<GroupMembership> IPV6_LEAVE_GROUP =
      membership(
          named("IPV6_LEAVE_GROUP").linux(21).bsd(13).windows(13), new MembershipCodec.Ipv6Mreq());

  /** As {@link #IPV6_JOIN_GROUP}. On every system. */
  public static final NativeOption<GroupMembership> MCAST_JOIN_GROUP =
      membership(McastConstants.MCAST_JOIN_GROUP, new MembershipCodec.GroupReq());

  /** As {@link #IPV6_LEAVE_GROUP}. On every system. */
  public static final NativeOption<GroupMembership> MCAST_LEAVE_GROUP =
      membership(McastConstants.MCAST_LEAVE_GROUP, new MembershipCodec.GroupReq());

  /** Receive what a source sends to a group; write-only. On every system. */
  public static final NativeOption<GroupMembership> MCAST_JOIN_SOURCE_GROUP =
      membership(McastConstants.MCAST_JOIN_SOURCE_GROUP, new MembershipCodec.GroupSourceReq());

  /** Do not receive any longer what a source sends to a group; write-only. On every system. */
  public static final NativeOption<GroupMembership> MCAST_LEAVE_SOURCE_GROUP =
      membership(McastConstants.MCAST_LEAVE_SOURCE_GROUP, new MembershipCodec.GroupSourceReq());

  /** Block a source of a group that was joined for all of them; write-only. On every system. */
  public static final NativeOption<GroupMembership> MCAST_BLOCK_SOURCE =
      membership(McastConstants.MCAST_BLOCK_SOURCE, new MembershipCodec.GroupSourceReq());

  /** Receive from a source again that was blocked; write-only. On every system. */
  public static final NativeOption<GroupMembership> MCAST_UNBLOCK_SOURCE =
      membership(McastConstants.MCAST_UNBLOCK_SOURCE, new MembershipCodec.GroupSourceReq());

  static final List<NativeOption<?>> ALL =
      List.of(
          IPV6_UNICAST_HOPS,
          IPV6_TCLASS,
          IPV6_FLOWINFO_SEND,
          IPV6_AUTOFLOWLABEL,
          IPV6_HDRINCL,
          IPV6_CHECKSUM,
          IPV6_MTU_DISCOVER,
          IPV6_MTU,
          IPV6_PATHMTU,
          IPV6_DONTFRAG,
          IPV6_USE_MIN_MTU,
          IPV6_PKTINFO,
          IPV6_HOPOPTS,
          IPV6_RTHDRDSTOPTS,
          IPV6_RTHDR,
          IPV6_DSTOPTS,
          IPV6_UNICAST_IF,
          IPV6_XFRM_POLICY,
          IPV6_IPSEC_POLICY,
          IPV6_V6ONLY,
          IPV6_FREEBIND,
          IPV6_TRANSPARENT,
          IPV6_ADDR_PREFERENCES,
          IP6T_SO_ORIGINAL_DST,
          IPV6_MINHOPCOUNT,
          IPV6_ROUTER_ALERT,
          IPV6_ROUTER_ALERT_ISOLATE,
          IPV6_RECVERR,
          IPV6_RECVERR_RFC4884,
          IPV6_RECVPKTINFO,
          IPV6_RECVORIGDSTADDR,
          IPV6_RECVHOPLIMIT,
          IPV6_RECVTCLASS,
          IPV6_FLOWINFO,
          IPV6_RECVHOPOPTS,
          IPV6_RECVRTHDR,
          IPV6_RECVDSTOPTS,
          IPV6_RECVPATHMTU,
          IPV6_RECVFRAGSIZE,
          IPV6_MULTICAST_IF,
          IPV6_MULTICAST_HOPS,
          IPV6_MULTICAST_LOOP,
          IPV6_MULTICAST_ALL,
          IPV6_JOIN_GROUP,
          IPV6_LEAVE_GROUP,
          MCAST_JOIN_GROUP,
          MCAST_LEAVE_GROUP,
          MCAST_JOIN_SOURCE_GROUP,
          MCAST_LEAVE_SOURCE_GROUP,
          MCAST_BLOCK_SOURCE,
          MCAST_UNBLOCK_SOURCE);

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

  private static NativeOption<Boolean> yesOrNo(SystemConstant constant) {
    return NativeOption.ofBoolean(IPPROTO_IPV6, constant);
  }

  private static NativeOption<Integer> range(SystemConstant constant, int min, int max) {
    return IntRangeCodec.option(IPPROTO_IPV6, constant, min, max);
  }

  private static NativeOption<byte[]> header(SystemConstant constant) {
    return NativeOption.ofBytes(IPPROTO_IPV6, constant, MAX_HEADER);
  }

  private static NativeOption<GroupMembership> membership(
      SystemConstant constant, OptionCodec<GroupMembership> codec) {
    return NativeOption.of(IPPROTO_IPV6, constant, GroupMembership.class, codec);
  }
}
