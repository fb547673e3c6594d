package io.sockets4j.unix;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.StructLayout;
import io.sockets4j.os.SystemConstant;

/** The C structs of the family. */
@CHeaders({"sys/socket.h", "sys/un.h", "sys/ucred.h", "winsock2.h", "afunix.h"})
final class UnixStructs {
  // glibc: sys/un.h; macOS: xnu bsd/sys/un.h; FreeBSD: sys/sys/un.h; Windows: afunix.h.
  static final StructLayout SOCKADDR_UN = StructLayout.of("struct sockaddr_un", 110).bsd(106);
  static final StructLayout.Field SUN_LEN = SOCKADDR_UN.field("sun_len").bsd(0, 1);
  static final StructLayout.Field SUN_FAMILY = SOCKADDR_UN.field("sun_family", 0, 2).bsd(1, 1);
  static final StructLayout.Field SUN_PATH = SOCKADDR_UN.field("sun_path", 2, 108).bsd(2, 104);

  // Linux: include/linux/socket.h; glibc: bits/socket.h.
  static final StructLayout UCRED = StructLayout.named("struct ucred").linux(12);
  static final StructLayout.Field UCRED_PID = UCRED.field("pid", 0, 4);
  static final StructLayout.Field UCRED_UID = UCRED.field("uid", 4, 4);
  static final StructLayout.Field UCRED_GID = UCRED.field("gid", 8, 4);

  // macOS: xnu bsd/sys/ucred.h; FreeBSD: sys/sys/ucred.h, where the process came with version 13.
  static final StructLayout XUCRED_STRUCT =
      StructLayout.named("struct xucred").macos(76).freebsd(88);
  static final StructLayout.Field CR_VERSION = XUCRED_STRUCT.field("cr_version", 0, 4);
  static final StructLayout.Field CR_UID = XUCRED_STRUCT.field("cr_uid", 4, 4);
  static final StructLayout.Field CR_NGROUPS = XUCRED_STRUCT.field("cr_ngroups", 8, 2);
  static final StructLayout.Field CR_GROUPS = XUCRED_STRUCT.field("cr_groups", 12, 64);
  static final StructLayout.Field CR_PID = XUCRED_STRUCT.field("cr_pid").freebsd(80, 4);

  // FreeBSD: sys/sys/socket.h. macOS has the constants, but no such structs.
  static final SystemConstant CMGROUP_MAX = SystemConstant.named("CMGROUP_MAX").freebsd(16);
  static final StructLayout CMSGCRED_STRUCT = StructLayout.named("struct cmsgcred").freebsd(84);
  static final StructLayout.Field CMCRED_PID = CMSGCRED_STRUCT.field("cmcred_pid", 0, 4);
  static final StructLayout.Field CMCRED_UID = CMSGCRED_STRUCT.field("cmcred_uid", 4, 4);
  static final StructLayout.Field CMCRED_EUID = CMSGCRED_STRUCT.field("cmcred_euid", 8, 4);
  static final StructLayout.Field CMCRED_GID = CMSGCRED_STRUCT.field("cmcred_gid", 12, 4);
  static final StructLayout.Field CMCRED_NGROUPS = CMSGCRED_STRUCT.field("cmcred_ngroups", 16, 2);
  static final StructLayout.Field CMCRED_GROUPS = CMSGCRED_STRUCT.field("cmcred_groups", 20, 64);

  static final StructLayout SOCKCRED_STRUCT = StructLayout.named("struct sockcred").freebsd(24);
  static final StructLayout.Field SC_UID = SOCKCRED_STRUCT.field("sc_uid", 0, 4);
  static final StructLayout.Field SC_EUID = SOCKCRED_STRUCT.field("sc_euid", 4, 4);
  static final StructLayout.Field SC_GID = SOCKCRED_STRUCT.field("sc_gid", 8, 4);
  static final StructLayout.Field SC_EGID = SOCKCRED_STRUCT.field("sc_egid", 12, 4);
  static final StructLayout.Field SC_NGROUPS = SOCKCRED_STRUCT.field("sc_ngroups", 16, 4);
  static final StructLayout.Field SC_GROUPS = SOCKCRED_STRUCT.field("sc_groups", 20, 4);

  static final StructLayout SOCKCRED2_STRUCT = StructLayout.named("struct sockcred2").freebsd(32);
  static final StructLayout.Field SC2_VERSION = SOCKCRED2_STRUCT.field("sc_version", 0, 4);
  static final StructLayout.Field SC2_PID = SOCKCRED2_STRUCT.field("sc_pid", 4, 4);
  static final StructLayout.Field SC2_UID = SOCKCRED2_STRUCT.field("sc_uid", 8, 4);
  static final StructLayout.Field SC2_EUID = SOCKCRED2_STRUCT.field("sc_euid", 12, 4);
  static final StructLayout.Field SC2_GID = SOCKCRED2_STRUCT.field("sc_gid", 16, 4);
  static final StructLayout.Field SC2_EGID = SOCKCRED2_STRUCT.field("sc_egid", 20, 4);
  static final StructLayout.Field SC2_NGROUPS = SOCKCRED2_STRUCT.field("sc_ngroups", 24, 4);
  static final StructLayout.Field SC2_GROUPS = SOCKCRED2_STRUCT.field("sc_groups", 28, 4);

  private UnixStructs() {}
}
