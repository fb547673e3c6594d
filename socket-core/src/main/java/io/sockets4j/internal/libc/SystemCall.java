package io.sockets4j.internal.libc;

import io.sockets4j.os.Platform;

/** The numbers of system calls of Linux, which differ by processor: sys/syscall.h. */
enum SystemCall {
  READ(0, 63),
  WRITE(1, 64),
  CLOSE(3, 57),
  POLL(7, Numbers.NONE),
  SOCKET(41, 198),
  CONNECT(42, 203),
  SENDTO(44, 206),
  RECVFROM(45, 207),
  SENDMSG(46, 211),
  RECVMSG(47, 212),
  EPOLL_WAIT(232, Numbers.NONE),
  EPOLL_CTL(233, 21),
  ACCEPT4(288, 242),
  RECVMMSG(299, 243),
  SENDMMSG(307, 269),
  MEMBARRIER(324, 283);

  private static final class Numbers {
    static final long NONE = -1;
  }

  private final long number;

  SystemCall(long onX8664, long onAarch64) {
    number =
        switch (Platform.current()) {
          case LINUX_X86_64 -> onX8664;
          case LINUX_AARCH64 -> onAarch64;
          default -> Numbers.NONE;
        };
  }

  /** Its number here, or a negative one. */
  long number() {
    return number;
  }
}
