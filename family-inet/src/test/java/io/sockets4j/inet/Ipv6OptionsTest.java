package io.sockets4j.inet;

import static io.sockets4j.inet.Ipv6Options.*;
import static io.sockets4j.inet.Subject.CONNECTED_UDP6;
import static io.sockets4j.inet.Subject.RAW6;
import static io.sockets4j.inet.Subject.TCP6;
import static io.sockets4j.inet.Subject.UDP6;
import static io.sockets4j.testkit.OptionCase.answered;
import static io.sockets4j.testkit.OptionCase.kept;
import static io.sockets4j.testkit.OptionCase.taken;
import static io.sockets4j.testkit.OptionCase.told;

import io.sockets4j.os.Errno;
import io.sockets4j.spi.NativeOption;
import io.sockets4j.testkit.RequiresFamily;
import java.util.List;

/** The options of the level IPPROTO_IPV6. */
@RequiresFamily("AF_INET6")
class Ipv6OptionsTest extends OptionTable {
  private static final String NOT_TOLD = "the kernel does not tell memberships";
  private static final String NO_GETSOCKOPT = "the kernel has no getsockopt for it";
  private static final String NEEDS_RAW = "it needs CAP_NET_RAW: run as root";
  private static final byte[] NONE = {};

  Ipv6OptionsTest() {
    sending();
    headers();
    addresses();
    receiving();
    multicasts();
  }

  private void sending() {
    on(
        UDP6,
        kept(IPV6_UNICAST_HOPS, 0, 33, 255),
        answered(IPV6_UNICAST_HOPS, -1, 64),
        kept(IPV6_TCLASS, 0, 0x28, 255),
        answered(IPV6_TCLASS, -1, 0),
        kept(IPV6_FLOWINFO_SEND, true, false),
        kept(IPV6_AUTOFLOWLABEL, false, true),
        kept(IPV6_MTU_DISCOVER, 0, 1, 2, 3, 4, 5),
        kept(IPV6_DONTFRAG, true, false),
        kept(IPV6_USE_MIN_MTU, 1),
        kept(IPV6_UNICAST_IF, TestInterfaces.loopback().getIndex(), 0),
        taken(
            IPV6_PKTINFO,
            new PacketInfo(TestInterfaces.address("::"), TestInterfaces.loopback().getIndex()),
            NO_GETSOCKOPT));
    on(CONNECTED_UDP6, told(IPV6_MTU, mtu -> mtu >= 1280), told(IPV6_PATHMTU, mtu -> mtu >= 1280));
    on(RAW6, kept(IPV6_HDRINCL, true, false), kept(IPV6_CHECKSUM, 2, 0, -1));
  }

  private void headers() {
    byte[] padding = {0, 0, 1, 4, 0, 0, 0, 0};
    byte[] segment = new byte[24]; // of type 4, with one address, which is the last
    segment[1] = 2;
    segment[2] = 4;
    segment[8] = (byte) 0xfd;
    on(
        UDP6,
        kept(IPV6_HOPOPTS, padding, NONE).refused(Errno.EPERM, NEEDS_RAW),
        kept(IPV6_RTHDRDSTOPTS, padding, NONE).refused(Errno.EPERM, NEEDS_RAW),
        kept(IPV6_DSTOPTS, padding, NONE).refused(Errno.EPERM, NEEDS_RAW),
        kept(IPV6_RTHDR, segment, NONE)
            .refused(
                Errno.EINVAL, "the kernel has no segment routing (CONFIG_IPV6_SEG6_LWTUNNEL)"));
  }

  private void addresses() {
    on(
        UDP6,
        kept(IPV6_V6ONLY, true, false),
        kept(IPV6_FREEBIND, true, false),
        kept(IPV6_TRANSPARENT, true, false).refused(Errno.EPERM, NEEDS_RAW),
        kept(IPV6_ADDR_PREFERENCES, 0x402, 0x401));
  }

  private void receiving() {
    on(
        UDP6,
        kept(IPV6_RECVERR, true, false),
        kept(IPV6_RECVERR_RFC4884, true, false).since(5, 9),
        kept(IPV6_RECVPKTINFO, true, false),
        kept(IPV6_RECVORIGDSTADDR, true, false),
        kept(IPV6_RECVHOPLIMIT, true, false),
        kept(IPV6_RECVTCLASS, true, false),
        kept(IPV6_FLOWINFO, true, false),
        kept(IPV6_RECVHOPOPTS, true, false),
        kept(IPV6_RECVRTHDR, true, false),
        kept(IPV6_RECVDSTOPTS, true, false),
        kept(IPV6_RECVPATHMTU, true, false),
        kept(IPV6_RECVFRAGSIZE, true, false));
    on(TCP6, kept(IPV6_MINHOPCOUNT, 0, 254, 255));
    on(RAW6, kept(IPV6_ROUTER_ALERT, 0), kept(IPV6_ROUTER_ALERT_ISOLATE, true, false));
  }

  private void multicasts() {
    GroupMembership group = TestInterfaces.group("ff12::1:2:3");
    GroupMembership fromOne =
        TestInterfaces.group("ff32::1:2:3").from(TestInterfaces.address("fd09::9"));
    on(
        UDP6,
        kept(IPV6_MULTICAST_IF, TestInterfaces.loopback()),
        kept(IPV6_MULTICAST_HOPS, 0, 9, 255),
        answered(IPV6_MULTICAST_HOPS, -1, 1),
        kept(IPV6_MULTICAST_LOOP, false, true),
        kept(IPV6_MULTICAST_ALL, false, true),
        taken(IPV6_JOIN_GROUP, group, NOT_TOLD),
        taken(MCAST_JOIN_GROUP, group, NOT_TOLD),
        taken(MCAST_JOIN_SOURCE_GROUP, fromOne, NOT_TOLD));
  }

  /**
   * {@link MulticastTest} leaves and blocks, which needs what was joined; {@link IpPolicyTest}
   * tries what is of IPsec and of the firewall.
   */
  @Override
  List<NativeOption<?>> triedApart() {
    return List.of(
        IPV6_XFRM_POLICY,
        IPV6_IPSEC_POLICY,
        IP6T_SO_ORIGINAL_DST,
        IPV6_LEAVE_GROUP,
        MCAST_LEAVE_GROUP,
        MCAST_LEAVE_SOURCE_GROUP,
        MCAST_BLOCK_SOURCE,
        MCAST_UNBLOCK_SOURCE);
  }

  @Override
  List<NativeOption<?>> options() {
    return ALL;
  }
}
