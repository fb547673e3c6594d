package io.sockets4j.inet;

import static io.sockets4j.os.SystemConstant.named;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.SystemConstant;

/** Numbers of RFC 3678, which are the same at the levels IPPROTO_IP and IPPROTO_IPV6. */
@CHeaders({"netinet/in.h", "winsock2.h", "ws2tcpip.h"})
final class McastConstants {
  // glibc: bits/in.h; macOS: xnu bsd/netinet/in.h; FreeBSD: sys/netinet/in.h; Windows: ws2ipdef.h.

  static final SystemConstant MCAST_JOIN_GROUP =
      named("MCAST_JOIN_GROUP").linux(42).bsd(80).windows(41);
  static final SystemConstant MCAST_LEAVE_GROUP =
      named("MCAST_LEAVE_GROUP").linux(45).bsd(81).windows(42);
  static final SystemConstant MCAST_JOIN_SOURCE_GROUP =
      named("MCAST_JOIN_SOURCE_GROUP").linux(46).bsd(82).windows(45);
  static final SystemConstant MCAST_LEAVE_SOURCE_GROUP =
      named("MCAST_LEAVE_SOURCE_GROUP").linux(47).bsd(83).windows(46);
  static final SystemConstant MCAST_BLOCK_SOURCE =
      named("MCAST_BLOCK_SOURCE").linux(43).bsd(84).windows(43);
  static final SystemConstant MCAST_UNBLOCK_SOURCE =
      named("MCAST_UNBLOCK_SOURCE").linux(44).bsd(85).windows(44);

  /** The BSDs have functions of their C library instead. */
  static final SystemConstant MCAST_MSFILTER = named("MCAST_MSFILTER").linux(48);

  static final SystemConstant MCAST_EXCLUDE = named("MCAST_EXCLUDE").linux(0).bsd(2).windows(1);
  static final SystemConstant MCAST_INCLUDE = named("MCAST_INCLUDE").linux(1).bsd(1).windows(0);

  private McastConstants() {}
}
