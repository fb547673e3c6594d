package io.sockets4j.os;

/**
 * Numbers of {@code sys/socket.h} that belong to no family: see <a
 * href="https://man7.org/linux/man-pages/man7/socket.7.html">socket(7)</a>.
 */
@CHeaders({"sys/socket.h", "winsock2.h"})
public final class SocketConstants {
  /** No family: an address that holds none. */
  public static final SystemConstant AF_UNSPEC = SystemConstant.named("AF_UNSPEC").everywhere(0);

  /** In the type argument of socket, socketpair and accept4: close the descriptor on exec. */
  public static final SystemConstant SOCK_CLOEXEC =
      SystemConstant.named("SOCK_CLOEXEC").linux(0x80000).freebsd(0x10000000);

  /** In the type argument of socket, socketpair and accept4: set O_NONBLOCK. */
  public static final SystemConstant SOCK_NONBLOCK =
      SystemConstant.named("SOCK_NONBLOCK").linux(0x800).freebsd(0x20000000);

  /** shutdown: the receiving side. */
  public static final SystemConstant SHUT_RD = SystemConstant.named("SHUT_RD").posix(0);

  /** shutdown: the sending side. */
  public static final SystemConstant SHUT_WR = SystemConstant.named("SHUT_WR").posix(1);

  /** shutdown: both sides. */
  public static final SystemConstant SHUT_RDWR = SystemConstant.named("SHUT_RDWR").posix(2);

  /** The level of the options that every family has. */
  public static final SystemConstant SOL_SOCKET =
      SystemConstant.named("SOL_SOCKET").linux(1).bsd(0xffff).windows(0xffff);

  private SocketConstants() {}
}
