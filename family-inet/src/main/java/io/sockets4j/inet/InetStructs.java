package io.sockets4j.inet;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.StructLayout;
import java.nio.ByteOrder;

/** The C structs of the Internet families. */
@CHeaders({"netinet/in.h", "winsock2.h", "ws2tcpip.h"})
final class InetStructs {
  static final StructLayout SOCKADDR_IN = StructLayout.of("struct sockaddr_in", 16);
  static final StructLayout.Field SIN_LEN = SOCKADDR_IN.field("sin_len").bsd(0, 1);
  static final StructLayout.Field SIN_FAMILY = SOCKADDR_IN.field("sin_family", 0, 2).bsd(1, 1);
  static final StructLayout.Field SIN_PORT = SOCKADDR_IN.field("sin_port", 2, 2);
  static final StructLayout.Field SIN_ADDR = SOCKADDR_IN.field("sin_addr", 4, 4);

  static final StructLayout SOCKADDR_IN6 = StructLayout.of("struct sockaddr_in6", 28);
  static final StructLayout.Field SIN6_LEN = SOCKADDR_IN6.field("sin6_len").bsd(0, 1);
  static final StructLayout.Field SIN6_FAMILY = SOCKADDR_IN6.field("sin6_family", 0, 2).bsd(1, 1);
  static final StructLayout.Field SIN6_PORT = SOCKADDR_IN6.field("sin6_port", 2, 2);
  static final StructLayout.Field SIN6_FLOWINFO = SOCKADDR_IN6.field("sin6_flowinfo", 4, 4);
  static final StructLayout.Field SIN6_ADDR = SOCKADDR_IN6.field("sin6_addr", 8, 16);
  static final StructLayout.Field SIN6_SCOPE_ID = SOCKADDR_IN6.field("sin6_scope_id", 24, 4);

  static final StructLayout IP_MREQN = StructLayout.named("struct ip_mreqn").posix(12);
  static final StructLayout.Field IMR_MULTIADDR = IP_MREQN.field("imr_multiaddr", 0, 4);
  static final StructLayout.Field IMR_ADDRESS = IP_MREQN.field("imr_address", 4, 4);
  static final StructLayout.Field IMR_IFINDEX = IP_MREQN.field("imr_ifindex", 8, 4);

  static final StructLayout IP_MREQ = StructLayout.of("struct ip_mreq", 8);
  static final StructLayout.Field MREQ_MULTIADDR = IP_MREQ.field("imr_multiaddr", 0, 4);
  static final StructLayout.Field MREQ_INTERFACE = IP_MREQ.field("imr_interface", 4, 4);

  static final StructLayout IP_MREQ_SOURCE = StructLayout.of("struct ip_mreq_source", 12);
  static final StructLayout.Field SOURCE_MULTIADDR = IP_MREQ_SOURCE.field("imr_multiaddr", 0, 4);
  static final StructLayout.Field SOURCE_INTERFACE =
      IP_MREQ_SOURCE.field("imr_interface", 8, 4).linux(4, 4);
  static final StructLayout.Field SOURCE_SOURCEADDR =
      IP_MREQ_SOURCE.field("imr_sourceaddr", 4, 4).linux(8, 4);

  static final StructLayout IPV6_MREQ = StructLayout.of("struct ipv6_mreq", 20);
  static final StructLayout.Field IPV6MR_MULTIADDR = IPV6_MREQ.field("ipv6mr_multiaddr", 0, 16);
  static final StructLayout.Field IPV6MR_INTERFACE = IPV6_MREQ.field("ipv6mr_interface", 16, 4);

  // macOS packs these two.
  static final StructLayout GROUP_REQ = StructLayout.of("struct group_req", 136).macos(132);
  static final StructLayout.Field GR_INTERFACE = GROUP_REQ.field("gr_interface", 0, 4);
  static final StructLayout.Field GR_GROUP = GROUP_REQ.field("gr_group", 8, 128).macos(4, 128);

  static final StructLayout GROUP_SOURCE_REQ =
      StructLayout.of("struct group_source_req", 264).macos(260);
  static final StructLayout.Field GSR_INTERFACE = GROUP_SOURCE_REQ.field("gsr_interface", 0, 4);
  static final StructLayout.Field GSR_GROUP =
      GROUP_SOURCE_REQ.field("gsr_group", 8, 128).macos(4, 128);
  static final StructLayout.Field GSR_SOURCE =
      GROUP_SOURCE_REQ.field("gsr_source", 136, 128).macos(132, 128);

  // With one source in it; what is said of more of them continues it.
  static final StructLayout GROUP_FILTER = StructLayout.named("struct group_filter").linux(272);
  static final StructLayout.Field GF_INTERFACE = GROUP_FILTER.field("gf_interface", 0, 4);
  static final StructLayout.Field GF_GROUP = GROUP_FILTER.field("gf_group", 8, 128);
  static final StructLayout.Field GF_FMODE = GROUP_FILTER.field("gf_fmode", 136, 4);
  static final StructLayout.Field GF_NUMSRC = GROUP_FILTER.field("gf_numsrc", 140, 4);
  static final StructLayout.Field GF_SLIST = GROUP_FILTER.field("gf_slist", 144, 128);

  static final StructLayout IN_PKTINFO =
      StructLayout.named("struct in_pktinfo").linux(12).macos(12);
  static final StructLayout.Field IPI_IFINDEX = IN_PKTINFO.field("ipi_ifindex", 0, 4);
  static final StructLayout.Field IPI_SPEC_DST = IN_PKTINFO.field("ipi_spec_dst", 4, 4);
  static final StructLayout.Field IPI_ADDR = IN_PKTINFO.field("ipi_addr", 8, 4);

  static final StructLayout IN6_PKTINFO = StructLayout.of("struct in6_pktinfo", 20);
  static final StructLayout.Field IPI6_ADDR = IN6_PKTINFO.field("ipi6_addr", 0, 16);
  static final StructLayout.Field IPI6_IFINDEX = IN6_PKTINFO.field("ipi6_ifindex", 16, 4);

  static final StructLayout IP6_MTUINFO = StructLayout.named("struct ip6_mtuinfo").posix(32);
  static final StructLayout.Field IP6M_MTU = IP6_MTUINFO.field("ip6m_mtu", 28, 4);

  private static final boolean SWAP = ByteOrder.nativeOrder() != ByteOrder.BIG_ENDIAN;

  private InetStructs() {}

  /** Between a number and how it stands in a native buffer in network order: htons, ntohs. */
  static short networkOrder(short value) {
    return SWAP ? Short.reverseBytes(value) : value;
  }

  /** Between a number and how it stands in a native buffer in network order: htonl, ntohl. */
  static int networkOrder(int value) {
    return SWAP ? Integer.reverseBytes(value) : value;
  }
}
