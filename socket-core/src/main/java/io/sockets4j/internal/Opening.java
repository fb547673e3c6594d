package io.sockets4j.internal;

import io.sockets4j.internal.libc.Libc;
import io.sockets4j.internal.libc.NativeBinding;
import io.sockets4j.os.SocketConstants;
import io.sockets4j.os.SystemConstant;

/** Where descriptors of sockets come from: socket(2), socketpair(2), or elsewhere. */
public final class Opening {
  private static final Libc LIBC = NativeBinding.libc();

  private Opening() {}

  /** Opens a socket: its descriptor, or -errno. */
  public static int socket(int domain, int type, int protocol) {
    int fd = LIBC.socket(domain, type, protocol);
    return fd < 0 ? fd : quiet(fd);
  }

  /** Opens two that are connected: 0 and their descriptors, or -errno. */
  public static int pair(int domain, int type, int protocol, int[] descriptors) {
    try (Scratch scratch = Scratch.take()) {
      int result = LIBC.socketpair(domain, type, protocol, scratch.at(Scratch.DATA));
      if (result == 0) {
        descriptors[0] = quiet(scratch.memory.getInt(Scratch.DATA));
        descriptors[1] = quiet(scratch.memory.getInt(Scratch.DATA + Integer.BYTES));
      }
      return result;
    }
  }

  /** Keeps a new descriptor from raising SIGPIPE where the flags of a call may not do so. */
  public static int quiet(int fd) {
    if (SocketConstants.SO_NOSIGPIPE.exists()) { // macOS has not always had MSG_NOSIGNAL
      setInt(fd, SocketConstants.SO_NOSIGPIPE, 1);
    }
    return fd;
  }

  private static void setInt(int fd, SystemConstant option, int value) {
    try (Scratch scratch = Scratch.take()) {
      scratch.memory.putInt(Scratch.DATA, value);
      LIBC.setsockopt(
          fd,
          SocketConstants.SOL_SOCKET.value(),
          option.value(),
          scratch.at(Scratch.DATA),
          Integer.BYTES);
    }
  }

  /** Asks the kernel what a descriptor is: the value of an option of SOL_SOCKET, or -errno. */
  public static int ask(int fd, SystemConstant option) {
    try (Scratch scratch = Scratch.take()) {
      scratch.memory.putInt(Scratch.LENGTH, Integer.BYTES);
      int result =
          LIBC.getsockopt(
              fd,
              SocketConstants.SOL_SOCKET.value(),
              option.value(),
              scratch.at(Scratch.DATA),
              scratch.at(Scratch.LENGTH));
      return result < 0 ? result : scratch.memory.getInt(Scratch.DATA);
    }
  }

  /** Whether a descriptor is a socket that has an option, of up to as many bytes as given. */
  public static boolean has(int fd, int level, int name, int length) {
    try (Scratch scratch = Scratch.take(length)) {
      scratch.memory.putInt(Scratch.LENGTH, length);
      return LIBC.getsockopt(fd, level, name, scratch.at(Scratch.DATA), scratch.at(Scratch.LENGTH))
          >= 0;
    }
  }

  /** The domain of a descriptor, where no option tells it: that of its local name, or -errno. */
  public static int domainOfName(int fd) {
    try (Scratch scratch = Scratch.take()) {
      scratch.memory.putInt(Scratch.LENGTH, Abi.SOCKADDR_MAX);
      int result = LIBC.getsockname(fd, scratch.base, scratch.at(Scratch.LENGTH));
      if (result < 0) {
        return result;
      }
      return Sockaddr.family(scratch.memory);
    }
  }

  /** Closes a descriptor that nobody has got yet. */
  public static void discard(int fd) {
    LIBC.close(fd);
  }
}
