package io.sockets4j.internal;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.Platform;
import io.sockets4j.os.StructLayout;
import io.sockets4j.os.SystemConstant;

/** What epoll(7) is called with. Its events have the bits of poll(2), which are used for both. */
@CHeaders("sys/epoll.h")
final class EpollAbi {
  /** Packed on x86-64 alone, where 32-bit programs were to share it. */
  static final StructLayout EVENT =
      StructLayout.named("struct epoll_event")
          .on(Platform.LINUX_X86_64, 12)
          .on(Platform.LINUX_AARCH64, 16);

  static final StructLayout.Field EVENTS = EVENT.field("events").linux(0, 4);
  static final StructLayout.Field DATA =
      EVENT.field("data").on(Platform.LINUX_X86_64, 4, 8).on(Platform.LINUX_AARCH64, 8, 8);

  static final SystemConstant EPOLL_CTL_ADD = SystemConstant.named("EPOLL_CTL_ADD").linux(1);
  static final SystemConstant EPOLL_CTL_DEL = SystemConstant.named("EPOLL_CTL_DEL").linux(2);
  static final SystemConstant EPOLL_CTL_MOD = SystemConstant.named("EPOLL_CTL_MOD").linux(3);
  static final SystemConstant EPOLLIN = SystemConstant.named("EPOLLIN").linux(0x1);
  static final SystemConstant EPOLLOUT = SystemConstant.named("EPOLLOUT").linux(0x4);
  static final SystemConstant EPOLLERR = SystemConstant.named("EPOLLERR").linux(0x8);
  static final SystemConstant EPOLLHUP = SystemConstant.named("EPOLLHUP").linux(0x10);
  static final SystemConstant EPOLLONESHOT = SystemConstant.named("EPOLLONESHOT").linux(1 << 30);

  private EpollAbi() {}
}
