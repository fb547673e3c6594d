package io.sockets4j.inet;

import static io.sockets4j.inet.IpOptions.*;
import static io.sockets4j.inet.Subject.CONNECTED_UDP4;
import static io.sockets4j.inet.Subject.RAW4;
import static io.sockets4j.inet.Subject.TCP4;
import static io.sockets4j.inet.Subject.UDP4;
import static io.sockets4j.inet.Subject.UDP6;
import static io.sockets4j.testkit.OptionCase.answered;
import static io.sockets4j.testkit.OptionCase.kept;
import static io.sockets4j.testkit.OptionCase.taken;
import static io.sockets4j.testkit.OptionCase.told;

import io.sockets4j.os.Errno;
import io.sockets4j.spi.NativeOption;
import java.util.List;

/** The options of the level IPPROTO_IP. */
class IpOptionsTest extends OptionTable {
  private static final String NOT_TOLD = "the kernel does not tell memberships";
  private static final String NEEDS_RAW = "it needs CAP_NET_RAW: run as root";

  IpOptionsTest() {
    sending();
    addresses();
    receiving();
    multicasts();
  }

  private void sending() {
    byte[] noOperations = {1, 1, 1, 1};
    on(
        UDP4,
        kept(IP_TOS, 0x28, 0xfc, 0),
        kept(IP_TTL, 1, 64, 255),
        answered(IP_TTL, -1, 64),
        kept(IP_OPTIONS, noOperations, new byte[0]),
        kept(IP_MTU_DISCOVER, 0, 1, 2, 3, 4, 5),
        kept(IP_UNICAST_IF, TestInterfaces.loopback().getIndex(), 0));
    on(UDP6, kept(IP_TTL, 33));
    on(CONNECTED_UDP4, told(IP_MTU, mtu -> mtu >= 576));
    on(
        RAW4,
        kept(IP_HDRINCL, true, false),
        kept(IP_NODEFRAG, true, false),
        told(IP_PROTOCOL, protocol -> protocol == 253).since(6, 4));
  }

  private void addresses() {
    on(
        UDP4,
        kept(IP_FREEBIND, true, false),
        kept(IP_TRANSPARENT, true, false).refused(Errno.EPERM, NEEDS_RAW),
        kept(IP_BIND_ADDRESS_NO_PORT, true, false),
        kept(IP_LOCAL_PORT_RANGE, new PortRange(40_000, 40_999), new PortRange(0, 0)).since(6, 3));
  }

  private void receiving() {
    on(
        UDP4,
        kept(IP_RECVERR, true, false),
        kept(IP_RECVERR_RFC4884, true, false).since(5, 9),
        kept(IP_PKTINFO, true, false),
        kept(IP_RECVDSTADDR, true, false),
        kept(IP_RECVORIGDSTADDR, true, false),
        kept(IP_RECVTTL, true, false),
        kept(IP_RECVTOS, true, false),
        kept(IP_RECVOPTS, true, false),
        kept(IP_RECVRETOPTS, true, false),
        kept(IP_RECVFRAGSIZE, true, false),
        kept(IP_CHECKSUM, true, false),
        kept(IP_PASSSEC, true, false).refused(Errno.EPERM, "it needs CAP_NET_ADMIN: run as root"));
    on(TCP4, kept(IP_MINTTL, 0, 254, 255));
    on(RAW4, kept(IP_ROUTER_ALERT, true, false));
  }

  private void multicasts() {
    GroupMembership group = TestInterfaces.group("239.1.2.3");
    GroupMembership other = TestInterfaces.group("232.1.2.3");
    GroupMembership fromOne = other.from(TestInterfaces.address("127.0.0.9"));
    on(
        UDP4,
        kept(IP_MULTICAST_TTL, 0, 9, 255),
        kept(IP_MULTICAST_LOOP, false, true),
        kept(IP_MULTICAST_ALL, false, true),
        kept(IP_MULTICAST_IF, TestInterfaces.loopback()),
        taken(IP_ADD_MEMBERSHIP, group, NOT_TOLD),
        taken(IP_ADD_SOURCE_MEMBERSHIP, fromOne, NOT_TOLD),
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
        IP_XFRM_POLICY,
        IP_IPSEC_POLICY,
        SO_ORIGINAL_DST,
        IP_DROP_MEMBERSHIP,
        IP_DROP_SOURCE_MEMBERSHIP,
        IP_BLOCK_SOURCE,
        IP_UNBLOCK_SOURCE,
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
