package io.sockets4j.inet;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.BsdSocket;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.testkit.HeaderDeclarations;
import io.sockets4j.testkit.Python;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The options, levels, protocols, addresses and ports that Python's socket module names, on
 * whatever platform: we have them all, under the same names and with the same numbers.
 */
class PythonNamesTest {
  /** Of Python 3.14, without those of other families. */
  private static final String NAMES =
      """
      INADDR_ALLHOSTS_GROUP INADDR_ANY INADDR_BROADCAST INADDR_LOOPBACK INADDR_MAX_LOCAL_GROUP
      INADDR_NONE INADDR_UNSPEC_GROUP IPPORT_RESERVED IPPORT_USERRESERVED
      IPPROTO_AH IPPROTO_BIP IPPROTO_CBT IPPROTO_DSTOPTS IPPROTO_EGP IPPROTO_EON IPPROTO_ESP
      IPPROTO_FRAGMENT IPPROTO_GGP IPPROTO_GRE IPPROTO_HELLO IPPROTO_HOPOPTS IPPROTO_ICLFXBM
      IPPROTO_ICMP IPPROTO_ICMPV6 IPPROTO_IDP IPPROTO_IGMP IPPROTO_IGP IPPROTO_IP
      IPPROTO_IPCOMP IPPROTO_IPIP IPPROTO_IPV4 IPPROTO_IPV6 IPPROTO_L2TP IPPROTO_MAX
      IPPROTO_MOBILE IPPROTO_MPTCP IPPROTO_ND IPPROTO_NONE IPPROTO_PGM IPPROTO_PIM IPPROTO_PUP
      IPPROTO_RAW IPPROTO_RDP IPPROTO_ROUTING IPPROTO_RSVP IPPROTO_SCTP IPPROTO_ST IPPROTO_TCP
      IPPROTO_TP IPPROTO_UDP IPPROTO_UDPLITE IPPROTO_VRRP IPPROTO_XTP
      IPV6_CHECKSUM IPV6_DONTFRAG IPV6_DSTOPTS IPV6_HOPLIMIT IPV6_HOPOPTS IPV6_JOIN_GROUP
      IPV6_LEAVE_GROUP IPV6_MULTICAST_HOPS IPV6_MULTICAST_IF IPV6_MULTICAST_LOOP IPV6_NEXTHOP
      IPV6_PATHMTU IPV6_PKTINFO IPV6_RECVDSTOPTS IPV6_RECVERR IPV6_RECVHOPLIMIT
      IPV6_RECVHOPOPTS IPV6_RECVPATHMTU IPV6_RECVPKTINFO IPV6_RECVRTHDR IPV6_RECVTCLASS
      IPV6_RTHDR IPV6_RTHDRDSTOPTS IPV6_RTHDR_TYPE_0 IPV6_TCLASS IPV6_UNICAST_HOPS
      IPV6_USE_MIN_MTU IPV6_V6ONLY
      IP_ADD_MEMBERSHIP IP_ADD_SOURCE_MEMBERSHIP IP_BIND_ADDRESS_NO_PORT IP_BLOCK_SOURCE
      IP_DEFAULT_MULTICAST_LOOP IP_DEFAULT_MULTICAST_TTL IP_DROP_MEMBERSHIP
      IP_DROP_SOURCE_MEMBERSHIP IP_FREEBIND IP_HDRINCL IP_MAX_MEMBERSHIPS IP_MULTICAST_IF
      IP_MULTICAST_LOOP IP_MULTICAST_TTL IP_OPTIONS IP_PKTINFO IP_RECVDSTADDR IP_RECVERR
      IP_RECVOPTS IP_RECVORIGDSTADDR IP_RECVRETOPTS IP_RECVTOS IP_RECVTTL IP_RETOPTS IP_TOS
      IP_TRANSPARENT IP_TTL IP_UNBLOCK_SOURCE
      SOL_ATALK SOL_AX25 SOL_IP SOL_IPX SOL_NETROM SOL_ROSE SOL_SOCKET SOL_TCP SOL_UDP
      SO_ACCEPTCONN SO_BINDTODEVICE SO_BINDTOIFINDEX SO_BROADCAST SO_DEBUG SO_DOMAIN
      SO_DONTROUTE SO_ERROR SO_EXCLUSIVEADDRUSE SO_INCOMING_CPU SO_KEEPALIVE SO_LINGER SO_MARK
      SO_OOBINLINE SO_ORIGINAL_DST SO_PASSCRED SO_PASSSEC SO_PEERCRED SO_PEERSEC SO_PRIORITY
      SO_PROTOCOL SO_RCVBUF SO_RCVLOWAT SO_RCVTIMEO SO_REUSEADDR SO_REUSEPORT SO_REUSEPORT_LB
      SO_RTABLE SO_SETFIB SO_SNDBUF SO_SNDLOWAT SO_SNDTIMEO SO_TYPE SO_USELOOPBACK
      SO_USER_COOKIE
      TCP_CC_INFO TCP_CONGESTION TCP_CONNECTION_INFO TCP_CORK TCP_DEFER_ACCEPT TCP_FASTOPEN
      TCP_FASTOPEN_CONNECT TCP_FASTOPEN_KEY TCP_FASTOPEN_NO_COOKIE TCP_INFO TCP_INQ
      TCP_KEEPALIVE TCP_KEEPCNT TCP_KEEPIDLE TCP_KEEPINTVL TCP_LINGER2 TCP_MAXSEG TCP_MD5SIG
      TCP_MD5SIG_EXT TCP_NODELAY TCP_NOTSENT_LOWAT TCP_QUEUE_SEQ TCP_QUICKACK TCP_REPAIR
      TCP_REPAIR_OPTIONS TCP_REPAIR_QUEUE TCP_REPAIR_WINDOW TCP_SAVED_SYN TCP_SAVE_SYN
      TCP_SYNCNT TCP_THIN_DUPACK TCP_THIN_LINEAR_TIMEOUTS TCP_TIMESTAMP TCP_TX_DELAY TCP_ULP
      TCP_USER_TIMEOUT TCP_WINDOW_CLAMP TCP_ZEROCOPY_RECEIVE UDPLITE_RECV_CSCOV UDPLITE_SEND_CSCOV
      """;

  /** Those of OpenBSD and NetBSD, and one that no header has. */
  private static final List<String> ABSENT = List.of("SO_RTABLE", "IPPROTO_VRRP", "IPPROTO_BIP");

  private static final Map<String, SystemConstant> OURS =
      HeaderDeclarations.ofAllBeside(BsdSocket.class)
          .and(HeaderDeclarations.ofAllBeside(InetFamily.class))
          .constants();

  static List<String> names() {
    return List.of(NAMES.strip().split("\\s+"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void weHaveIt(String name) {
    assertThat(OURS)
        .hasEntrySatisfying(
            name,
            constant ->
                assertThat(constant.platforms().isEmpty()).isEqualTo(ABSENT.contains(name)));
  }

  @Test
  void pythonHasTheSameNumbers() throws Exception {
    // Whatever the C headers on this machine say, Python was compiled against some.
    try (Python python =
        Python.start(
            """
            for line in sys.stdin:
                name = line.strip()
                print(int(getattr(socket, name)) if hasattr(socket, name) else '')
            """)) {
      int compared = 0;
      for (SystemConstant constant : OURS.values()) {
        python.tell(constant.name());
        String value = python.line();
        if (!value.isEmpty()) {
          assertThat(constant.value()).as(constant.name()).isEqualTo(Long.decode(value).intValue());
          compared++;
        }
      }
      assertThat(compared).isGreaterThan(100);
    }
  }

  @Test
  void numbersOfAddressesAreAddresses() {
    assertThat(InetConstants.address(InetConstants.INADDR_ANY).isAnyLocalAddress()).isTrue();
    assertThat(InetConstants.address(InetConstants.INADDR_LOOPBACK).getHostAddress())
        .isEqualTo("127.0.0.1");
    assertThat(InetConstants.address(InetConstants.INADDR_BROADCAST).getHostAddress())
        .isEqualTo("255.255.255.255");
    assertThat(InetConstants.address(InetConstants.INADDR_MAX_LOCAL_GROUP).isMCLinkLocal())
        .isTrue();
  }
}
