package io.sockets4j.internal;

import io.sockets4j.internal.libc.Libc;
import io.sockets4j.internal.libc.NativeBinding;

/** Flags of descriptors and of the open files behind them: fcntl(2). */
public final class FileFlags {
  private static final Libc LIBC = NativeBinding.libc();

  private FileFlags() {}

  /**
   * Sets O_NONBLOCK, which belongs to the open file: whoever shares it sees the change.
   *
   * @return 1 if this changed it, 0 if it was so before, or -errno
   */
  public static int setNonBlocking(int fd, boolean on) {
    int flags = LIBC.fcntl(fd, Abi.F_GETFL, 0);
    if (flags < 0) {
      return flags;
    }
    int changed = on ? flags | Abi.O_NONBLOCK : flags & ~Abi.O_NONBLOCK;
    if (changed == flags) {
      return 0;
    }
    int result = LIBC.fcntl(fd, Abi.F_SETFL, changed);
    return result < 0 ? result : 1;
  }

  /** Whether programs that are started inherit the descriptor: 1, 0 or -errno. */
  public static int inheritable(int fd) {
    int flags = LIBC.fcntl(fd, Abi.F_GETFD, 0);
    return flags < 0 ? flags : (flags & Abi.FD_CLOEXEC) == 0 ? 1 : 0;
  }

  /** Makes programs that are started inherit the descriptor, or not: 0 or -errno. */
  public static int setInheritable(int fd, boolean on) {
    int flags = LIBC.fcntl(fd, Abi.F_GETFD, 0);
    if (flags < 0) {
      return flags;
    }
    int changed = on ? flags & ~Abi.FD_CLOEXEC : flags | Abi.FD_CLOEXEC;
    return changed == flags ? 0 : LIBC.fcntl(fd, Abi.F_SETFD, changed);
  }

  /** Another number for the same open file, close-on-exec: it, or -errno. */
  public static int duplicate(int fd) {
    return LIBC.fcntl(fd, Abi.F_DUPFD_CLOEXEC, 0);
  }
}
