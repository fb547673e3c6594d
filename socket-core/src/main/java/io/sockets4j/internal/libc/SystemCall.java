package io.sockets4j.internal.libc;

/** System calls of Linux on x86-64, by their numbers: sys/syscall.h. */
enum SystemCall {
  READ(0),
  WRITE(1),
  CLOSE(3),
  POLL(7),
  SOCKET(41),
  CONNECT(42),
  SENDTO(44),
  RECVFROM(45),
  SENDMSG(46),
  RECVMSG(47),
  EPOLL_WAIT(232),
  EPOLL_CTL(233),
  ACCEPT4(288),
  RECVMMSG(299),
  SENDMMSG(307),
  MEMBARRIER(324);

  private final int number;

  SystemCall(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
