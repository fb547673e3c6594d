package io.sockets4j.internal.libc;

import io.sockets4j.os.Platform;

/** The numbers of system calls of Linux, which differ by processor: sys/syscall.h. */
enum SystemCall {
  SENDTO(44, 206),
  RECVFROM(45, 207),
  SENDMSG(46, 211),
  RECVMSG(47, 212);

  private static final long UNKNOWN = -1;

  private final long onX8664;
  private final long onAarch64;

  SystemCall(long onX8664, long onAarch64) {
    this.onX8664 = onX8664;
    this.onAarch64 = onAarch64;
  }

  /** Its number here, or a negative one. */
  long number() {
    return switch (Platform.current()) {
      case LINUX_X86_64 -> onX8664;
      case LINUX_AARCH64 -> onAarch64;
      default -> UNKNOWN;
    };
  }
}
