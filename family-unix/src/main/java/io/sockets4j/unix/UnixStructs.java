package io.sockets4j.unix;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.StructLayout;

/** The C structs of the family. */
@CHeaders({"sys/un.h", "winsock2.h", "afunix.h"})
final class UnixStructs {
  // glibc: sys/un.h; macOS: xnu bsd/sys/un.h; FreeBSD: sys/sys/un.h; Windows: afunix.h.
  static final StructLayout SOCKADDR_UN = StructLayout.of("struct sockaddr_un", 110).bsd(106);
  static final StructLayout.Field SUN_LEN = SOCKADDR_UN.field("sun_len").bsd(0, 1);
  static final StructLayout.Field SUN_FAMILY = SOCKADDR_UN.field("sun_family", 0, 2).bsd(1, 1);
  static final StructLayout.Field SUN_PATH = SOCKADDR_UN.field("sun_path", 2, 108).bsd(2, 104);

  private UnixStructs() {}
}
