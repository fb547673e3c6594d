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
