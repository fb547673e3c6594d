package io.sockets4j.inet;

import static io.sockets4j.inet.InetProtocols.IPPROTO_IP;
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
 * The options of IPv4. See <a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a> and,
 * for multicasts, RFC 3678. On Linux they work on {@code AF_INET6} sockets too, for the IPv4 that
 * those speak.
 *
 * <pre>{@code
 * socket.setOption(IpOptions.IP_TTL, 1);
 * }</pre>
 *
 * <p>Where the text does not name the systems, an option exists on Linux alone. What an option
 * reports with each datagram comes in a control message.
 */
@CHeaders({"netinet/in.h", "linux/netfilter_ipv4.h", "linux/in.h", "winsock2.h", "ws2tcpip.h"})
public final class IpOptions {
  // glibc: bits/in.h; Linux: linux/in.h; macOS: xnu bsd/netinet/in.h; FreeBSD: sys/netinet/in.h;
  // Windows: ws2ipdef.h.

  private static final int MAX = 255;

  /** The longest list of options in a header of IPv4. */
  private static final int MAX_OPTIONS = 40;

  // ------------------------------------------------------------------- what is sent

  /** The type of service of sent packets, 0 to 255. On every system. */
  public static final NativeOption<Integer> IP_TOS =
      range(named("IP_TOS").linux(1).bsd(3).windows(3), 0, MAX);

  /** How many hops sent packets live, 1 to 255, or on Linux -1 for the default. On every system. */
  public static final NativeOption<Integer> IP_TTL =
      range(named("IP_TTL").linux(2).bsd(4).windows(4), -1, MAX);

  /**
   * The options in the header of sent packets, at most 40 bytes as RFC 791 has them; none to send
   * none. On every system; a source route is refused by most.
   */
  public static final NativeOption<byte[]> IP_OPTIONS =
      NativeOption.ofBytes(IPPROTO_IP, named("IP_OPTIONS").linux(4).bsd(1).windows(1), MAX_OPTIONS);

  /** What is sent on a raw socket begins with the header of IPv4. On every system. */
  public static final NativeOption<Boolean> IP_HDRINCL =
      yesOrNo(named("IP_HDRINCL").linux(3).bsd(2).windows(2));

  /**
   * Path MTU discovery: 0 never (IP_PMTUDISC_DONT), 1 by the route (WANT), 2 always, so that longer
   * datagrams fail with EMSGSIZE (DO), 3 the same, but ignoring what is known of the path (PROBE),
   * 4 never, and with the interface's own MTU (INTERFACE), 5 the same, with fragments (OMIT).
   */
  public static final NativeOption<Integer> IP_MTU_DISCOVER =
      NativeOption.ofInt(IPPROTO_IP, named("IP_MTU_DISCOVER").linux(10));

  /** The MTU of the path of a connected socket, in bytes; read-only. On Linux and Windows. */
  public static final NativeOption<Integer> IP_MTU =
      NativeOption.ofInt(IPPROTO_IP, named("IP_MTU").linux(14).windows(73));

  /** On a raw socket: let the firewall see fragments as they are. */
  public static final NativeOption<Boolean> IP_NODEFRAG = yesOrNo(named("IP_NODEFRAG").linux(22));

  /**
   * The number of the interface by which packets leave that are no multicasts, 0 where the system
   * chooses; what is received does not depend on it. On Linux and Windows.
   */
  public static final NativeOption<Integer> IP_UNICAST_IF =
      NativeOption.of(
          IPPROTO_IP,
          named("IP_UNICAST_IF").linux(50).windows(31),
          Integer.class,
          new NetworkOrderCodec());

  /** The protocol of a raw socket; read-only. Since Linux 6.4. */
  public static final NativeOption<Integer> IP_PROTOCOL =
      NativeOption.ofInt(IPPROTO_IP, named("IP_PROTOCOL").linux(52));

  /**
   * A policy of IPsec for this socket, as {@code struct xfrm_userpolicy_info} has it; needs
   * CAP_NET_ADMIN; write-only.
   */
  public static final NativeOption<byte[]> IP_XFRM_POLICY =
      NativeOption.ofBytes(IPPROTO_IP, named("IP_XFRM_POLICY").linux(17), 512);

  /** As {@link #IP_XFRM_POLICY}, as {@code struct sadb_x_policy} has it. On Linux and the BSDs. */
  public static final NativeOption<byte[]> IP_IPSEC_POLICY =
      NativeOption.ofBytes(IPPROTO_IP, named("IP_IPSEC_POLICY").linux(16).bsd(21), 512);

  // ------------------------------------------------------------------- addresses and ports

  /** Bind to addresses that this host does not have, or not yet. */
  public static final NativeOption<Boolean> IP_FREEBIND = yesOrNo(named("IP_FREEBIND").linux(15));

  /** Proxy without the peers' knowledge; needs CAP_NET_ADMIN or CAP_NET_RAW. */
  public static final NativeOption<Boolean> IP_TRANSPARENT =
      yesOrNo(named("IP_TRANSPARENT").linux(19));

  /** Choose the port not at bind to port 0 but at connect, where more of them are free. */
  public static final NativeOption<Boolean> IP_BIND_ADDRESS_NO_PORT =
      yesOrNo(named("IP_BIND_ADDRESS_NO_PORT").linux(24));

  /** The ports that the system chooses from for this socket. Since Linux 6.3; IPv6 has it too. */
  public static final NativeOption<PortRange> IP_LOCAL_PORT_RANGE =
      NativeOption.of(
          IPPROTO_IP,
          named("IP_LOCAL_PORT_RANGE").linux(51),
          PortRange.class,
          new PortRange.Codec());

  /**
   * Where a connection was bound for before the firewall redirected it here; read-only. It fails
   * with ENOPROTOOPT where the kernel does not track connections, and with ENOENT for one that was
   * not redirected.
   */
  public static final NativeOption<InetSocketAddress> SO_ORIGINAL_DST =
      NativeOption.of(
          IPPROTO_IP,
          named("SO_ORIGINAL_DST").linux(80),
          InetSocketAddress.class,
          new OriginalDestination(InetStructs.SOCKADDR_IN));

  // ------------------------------------------------------------------- what is received

  /** Drop packets that come with a lower TTL, 0 to 255 (RFC 5082). On Linux and FreeBSD. */
  public static final NativeOption<Integer> IP_MINTTL =
      range(named("IP_MINTTL").linux(21).freebsd(66), 0, MAX);

  /** On a raw socket: take over the packets with the option router alert (RFC 2113). */
  public static final NativeOption<Boolean> IP_ROUTER_ALERT =
      yesOrNo(named("IP_ROUTER_ALERT").linux(5));

  /** Report the errors that come back in the error queue. On Linux and Windows. */
  public static final NativeOption<Boolean> IP_RECVERR =
      yesOrNo(named("IP_RECVERR").linux(11).windows(75));

  /** Report the extensions of such errors too (RFC 4884). Since Linux 5.9. */
  public static final NativeOption<Boolean> IP_RECVERR_RFC4884 =
      yesOrNo(named("IP_RECVERR_RFC4884").linux(26));

  /** Report the interface and the address of this host. On Linux, macOS and Windows. */
  public static final NativeOption<Boolean> IP_PKTINFO =
      yesOrNo(named("IP_PKTINFO").linux(8).macos(26).windows(19));

  /** Report the address of this host. On the BSDs and Windows. */
  public static final NativeOption<Boolean> IP_RECVDSTADDR =
      yesOrNo(named("IP_RECVDSTADDR").bsd(7).windows(25));

  /**
   * Report where a datagram was bound for before it was redirected, port included. On Linux and
   * FreeBSD.
   */
  public static final NativeOption<Boolean> IP_RECVORIGDSTADDR =
      yesOrNo(named("IP_RECVORIGDSTADDR").linux(20).freebsd(27));

  /** Report the TTL. On every system. */
  public static final NativeOption<Boolean> IP_RECVTTL =
      yesOrNo(named("IP_RECVTTL").linux(12).macos(24).freebsd(65).windows(21));

  /** Report the type of service. On every system. */
  public static final NativeOption<Boolean> IP_RECVTOS =
      yesOrNo(named("IP_RECVTOS").linux(13).macos(27).freebsd(68).windows(40));

  /** Report the options in the header. On Linux and the BSDs. */
  public static final NativeOption<Boolean> IP_RECVOPTS =
      yesOrNo(named("IP_RECVOPTS").linux(6).bsd(5));

  /** Report the options in the header, as they would stand in an answer. On Linux and the BSDs. */
  public static final NativeOption<Boolean> IP_RECVRETOPTS =
      yesOrNo(named("IP_RECVRETOPTS").linux(7).bsd(6));

  /** The type of the control message of {@link #IP_RECVRETOPTS}. On Linux and the BSDs. */
  public static final SystemConstant IP_RETOPTS = named("IP_RETOPTS").linux(7).bsd(8);

  /** Report the size of the largest fragment of a datagram that came in several. */
  public static final NativeOption<Boolean> IP_RECVFRAGSIZE =
      yesOrNo(named("IP_RECVFRAGSIZE").linux(25));

  /** Report the checksum that the device has computed of the datagram. */
  public static final NativeOption<Boolean> IP_CHECKSUM = yesOrNo(named("IP_CHECKSUM").linux(23));

  /** Report the security label of the peer's socket, where IPsec carries one. */
  public static final NativeOption<Boolean> IP_PASSSEC = yesOrNo(named("IP_PASSSEC").linux(18));

  // ------------------------------------------------------------------- multicasts

  /**
   * The interface by which multicasts leave; null where the system chooses. Linux tells its address
   * only, so that one without an IPv4 address, though chosen, reads as null there. On every system.
   */
  public static final NativeOption<NetworkInterface> IP_MULTICAST_IF =
      NativeOption.of(
          IPPROTO_IP,
          named("IP_MULTICAST_IF").linux(32).bsd(9).windows(9),
          NetworkInterface.class,
          new MulticastInterface.Ip());

  /** How many hops sent multicasts live, 0 to 255; 1 by default. On every system. */
  public static final NativeOption<Integer> IP_MULTICAST_TTL =
      range(named("IP_MULTICAST_TTL").linux(33).bsd(10).windows(10), 0, MAX);

  /** Whether multicasts come back to this host; true by default. On every system. */
  public static final NativeOption<Boolean> IP_MULTICAST_LOOP =
      yesOrNo(named("IP_MULTICAST_LOOP").linux(34).bsd(11).windows(11));

  /**
   * Receive the multicasts to all groups that somebody on this host has joined, rather than to
   * those that this socket has; true by default.
   */
  public static final NativeOption<Boolean> IP_MULTICAST_ALL =
      yesOrNo(named("IP_MULTICAST_ALL").linux(49));

  /** Join a group, whatever the source; write-only. See {@link Multicast}. On every system. */
  public static final NativeOption<GroupMembership> IP_ADD_MEMBERSHIP =
      membership(
          named("IP_ADD_MEMBERSHIP").linux(35).bsd(12).windows(12), new MembershipCodec.Mreqn());

  /** Leave a group, with all its sources; write-only. On every system. */
  public static final NativeOption<GroupMembership> IP_DROP_MEMBERSHIP =
      membership(
          named("IP_DROP_MEMBERSHIP").linux(36).bsd(13).windows(13), new MembershipCodec.Mreqn());

  /** Receive what a source sends to a group; write-only. On every system. */
  public static final NativeOption<GroupMembership> IP_ADD_SOURCE_MEMBERSHIP =
      membership(
          named("IP_ADD_SOURCE_MEMBERSHIP").linux(39).bsd(70).windows(15),
          new MembershipCodec.MreqSource());

  /** Do not receive any longer what a source sends to a group; write-only. On every system. */
  public static final NativeOption<GroupMembership> IP_DROP_SOURCE_MEMBERSHIP =
      membership(
          named("IP_DROP_SOURCE_MEMBERSHIP").linux(40).bsd(71).windows(16),
          new MembershipCodec.MreqSource());

  /** Block a source of a group that was joined for all of them; write-only. On every system. */
  public static final NativeOption<GroupMembership> IP_BLOCK_SOURCE =
      membership(
          named("IP_BLOCK_SOURCE").linux(38).bsd(72).windows(17), new MembershipCodec.MreqSource());

  /** Receive from a source again that was blocked; write-only. On every system. */
  public static final NativeOption<GroupMembership> IP_UNBLOCK_SOURCE =
      membership(
          named("IP_UNBLOCK_SOURCE").linux(37).bsd(73).windows(18),
          new MembershipCodec.MreqSource());

  /** As {@link #IP_ADD_MEMBERSHIP}; any interface can be named. On every system. */
  public static final NativeOption<GroupMembership> MCAST_JOIN_GROUP =
      membership(McastConstants.MCAST_JOIN_GROUP, new MembershipCodec.GroupReq());

  /** As {@link #IP_DROP_MEMBERSHIP}; any interface can be named. On every system. */
  public static final NativeOption<GroupMembership> MCAST_LEAVE_GROUP =
      membership(McastConstants.MCAST_LEAVE_GROUP, new MembershipCodec.GroupReq());

  /** As {@link #IP_ADD_SOURCE_MEMBERSHIP}; any interface can be named. On every system. */
  public static final NativeOption<GroupMembership> MCAST_JOIN_SOURCE_GROUP =
      membership(McastConstants.MCAST_JOIN_SOURCE_GROUP, new MembershipCodec.GroupSourceReq());

  /** As {@link #IP_DROP_SOURCE_MEMBERSHIP}; any interface can be named. On every system. */
  public static final NativeOption<GroupMembership> MCAST_LEAVE_SOURCE_GROUP =
      membership(McastConstants.MCAST_LEAVE_SOURCE_GROUP, new MembershipCodec.GroupSourceReq());

  /** As {@link #IP_BLOCK_SOURCE}; any interface can be named. On every system. */
  public static final NativeOption<GroupMembership> MCAST_BLOCK_SOURCE =
      membership(McastConstants.MCAST_BLOCK_SOURCE, new MembershipCodec.GroupSourceReq());

  /** As {@link #IP_UNBLOCK_SOURCE}; any interface can be named. On every system. */
  public static final NativeOption<GroupMembership> MCAST_UNBLOCK_SOURCE =
      membership(McastConstants.MCAST_UNBLOCK_SOURCE, new MembershipCodec.GroupSourceReq());

  /** The hops that multicasts live unless {@link #IP_MULTICAST_TTL} is set. */
  public static final SystemConstant IP_DEFAULT_MULTICAST_TTL =
      named("IP_DEFAULT_MULTICAST_TTL").posix(1);

  /** Whether multicasts come back unless {@link #IP_MULTICAST_LOOP} is set: yes. */
  public static final SystemConstant IP_DEFAULT_MULTICAST_LOOP =
      named("IP_DEFAULT_MULTICAST_LOOP").posix(1);

  /**
   * How many groups a socket can be a member of. Linux goes by net.ipv4.igmp_max_memberships
   * instead.
   */
  public static final SystemConstant IP_MAX_MEMBERSHIPS =
      named("IP_MAX_MEMBERSHIPS").linux(20).bsd(4095);

  static final List<NativeOption<?>> ALL =
      List.of(
          IP_TOS,
          IP_TTL,
          IP_OPTIONS,
          IP_HDRINCL,
          IP_MTU_DISCOVER,
          IP_MTU,
          IP_NODEFRAG,
          IP_UNICAST_IF,
          IP_PROTOCOL,
          IP_XFRM_POLICY,
          IP_IPSEC_POLICY,
          IP_FREEBIND,
          IP_TRANSPARENT,
          IP_BIND_ADDRESS_NO_PORT,
          IP_LOCAL_PORT_RANGE,
          SO_ORIGINAL_DST,
          IP_MINTTL,
          IP_ROUTER_ALERT,
          IP_RECVERR,
          IP_RECVERR_RFC4884,
          IP_PKTINFO,
          IP_RECVDSTADDR,
          IP_RECVORIGDSTADDR,
          IP_RECVTTL,
          IP_RECVTOS,
          IP_RECVOPTS,
          IP_RECVRETOPTS,
          IP_RECVFRAGSIZE,
          IP_CHECKSUM,
          IP_PASSSEC,
          IP_MULTICAST_IF,
          IP_MULTICAST_TTL,
          IP_MULTICAST_LOOP,
          IP_MULTICAST_ALL,
          IP_ADD_MEMBERSHIP,
          IP_DROP_MEMBERSHIP,
          IP_ADD_SOURCE_MEMBERSHIP,
          IP_DROP_SOURCE_MEMBERSHIP,
          IP_BLOCK_SOURCE,
          IP_UNBLOCK_SOURCE,
          MCAST_JOIN_GROUP,
          MCAST_LEAVE_GROUP,
          MCAST_JOIN_SOURCE_GROUP,
          MCAST_LEAVE_SOURCE_GROUP,
          MCAST_BLOCK_SOURCE,
          MCAST_UNBLOCK_SOURCE);

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

  private static NativeOption<Boolean> yesOrNo(SystemConstant constant) {
    return NativeOption.ofBoolean(IPPROTO_IP, constant);
  }

  private static NativeOption<Integer> range(SystemConstant constant, int min, int max) {
    return IntRangeCodec.option(IPPROTO_IP, constant, min, max);
  }

  private static NativeOption<GroupMembership> membership(
      SystemConstant constant, OptionCodec<GroupMembership> codec) {
    return NativeOption.of(IPPROTO_IP, constant, GroupMembership.class, codec);
  }
}
