package io.sockets4j.internal.libc;

import io.sockets4j.os.Platform;
import java.nio.ByteBuffer;

/**
 * What is made of the C library's calls in the same way by every binding: descriptors that are
 * close-on-exec from the start, where the system can, and one meaning for calls that differ by
 * system.
 */
abstract class PosixLibc implements Libc {
  static final boolean LINUX = Platform.current().isLinux();
  static final boolean MACOS = Platform.current().isMacos();

  private static final int CLOEXEC =
      0x80000; // of Linux, SOCK_, EFD_ and EPOLL_CLOEXEC: all O_CLOEXEC
  private static final int NONBLOCK = 0x800; // of Linux, EFD_NONBLOCK: O_NONBLOCK
  private static final int F_SETFD = 2;
  private static final int FD_CLOEXEC = 1;
  private static final int EINTR = 4;
  static final int ENOSYS = 38; // of Linux
  private static final int EAGAIN_OF_BSD = 35;

  // The calls as C has them, with -errno for a failure. Those of one system are called there alone.

  abstract int callSocket(int domain, int type, int protocol);

  abstract int callSocketpair(int domain, int type, int protocol, long descriptors);

  abstract int callAccept(int fd, long address, long length);

  abstract int callAccept4(int fd, long address, long length, int flags);

  abstract int callPipe(long descriptors);

  abstract int callPipe2(long descriptors, int flags);

  abstract int callEventfd(int count, int flags);

  abstract int callEpollCreate1(int flags);

  abstract long callMmap(long length, int protection, int flags);

  abstract int callMprotect(long address, long length, int protection);

  abstract int callMunmap(long address, long length);

  abstract long sendfileOfLinux(int socket, int file, long offset, long count);

  abstract int sendfileOfMacos(
      int file, int socket, long offset, long length, long headers, int flags);

  abstract int sendfileOfFreebsd(
      int file, int socket, long offset, long count, long headers, long sent, int flags);

  @Override
  public final int socket(int domain, int type, int protocol) {
    if (LINUX) {
      return callSocket(domain, type | CLOEXEC, protocol);
    }
    int fd = callSocket(domain, type, protocol);
    return fd < 0 ? fd : closeOnExec(fd);
  }

  @Override
  public final int socketpair(int domain, int type, int protocol, long descriptors) {
    return LINUX
        ? callSocketpair(domain, type | CLOEXEC, protocol, descriptors)
        : closePairOnExec(callSocketpair(domain, type, protocol, descriptors), descriptors);
  }

  @Override
  public final int accept(int fd, long address, long length) {
    if (LINUX) {
      return callAccept4(fd, address, length, CLOEXEC);
    }
    int accepted = callAccept(fd, address, length);
    return accepted < 0 ? accepted : closeOnExec(accepted);
  }

  @Override
  public final int pipe(long descriptors) {
    return LINUX
        ? callPipe2(descriptors, CLOEXEC)
        : closePairOnExec(callPipe(descriptors), descriptors);
  }

  @Override
  public final int wakeUpPair(long descriptors) {
    if (!LINUX) {
      return pipe(descriptors);
    }
    int fd = callEventfd(0, CLOEXEC | NONBLOCK);
    if (fd < 0) {
      return fd;
    }
    view(descriptors, 2 * Integer.BYTES).putInt(0, fd).putInt(Integer.BYTES, fd);
    return 0;
  }

  @Override
  public final int epollCreate() {
    return callEpollCreate1(CLOEXEC);
  }

  /** For systems that cannot open a descriptor so: a child forked in between inherits it. */
  private int closeOnExec(int fd) {
    fcntl(fd, F_SETFD, FD_CLOEXEC);
    return fd;
  }

  private int closePairOnExec(int result, long descriptors) {
    if (result == 0) {
      ByteBuffer pair = view(descriptors, 2 * Integer.BYTES);
      closeOnExec(pair.getInt(0));
      closeOnExec(pair.getInt(Integer.BYTES));
    }
    return result;
  }

  /** The BSDs tell in memory what was sent, also where the call says that it must wait. */
  @Override
  public final long sendfile(int socket, int file, long offset, long count, long memory) {
    if (LINUX) {
      view(memory, Long.BYTES).putLong(0, offset); // else the call moves the file's own position
      return sendfileOfLinux(socket, file, memory, count);
    }
    ByteBuffer sent = view(memory, Long.BYTES).putLong(0, MACOS ? count : 0);
    int result =
        MACOS
            ? sendfileOfMacos(file, socket, offset, memory, 0, 0)
            : sendfileOfFreebsd(file, socket, offset, count, 0, memory, 0);
    boolean counts = result == 0 || result == -EAGAIN_OF_BSD || result == -EINTR;
    return counts && (result == 0 || sent.getLong(0) > 0) ? sent.getLong(0) : result;
  }
}
