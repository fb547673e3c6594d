package io.sockets4j.internal;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.Errno;
import io.sockets4j.os.MessageFlag;
import io.sockets4j.os.Platform;
import io.sockets4j.os.StructLayout;
import io.sockets4j.os.SystemConstant;

/**
 * The structs and numbers of the C headers that the engine itself uses: first as declared, for
 * every platform, then the numbers of this one as plain ints, since they are used on every call.
 */
@CHeaders({"sys/socket.h", "sys/uio.h", "poll.h", "fcntl.h"})
public final class Abi {

  /** struct sockaddr_storage: no address is longer. */
  public static final int SOCKADDR_MAX = 128;

  static final StructLayout MSGHDR = StructLayout.named("struct msghdr").linux(56).bsd(48);
  static final StructLayout.Field MSG_NAME = MSGHDR.field("msg_name", 0, 8);
  static final StructLayout.Field MSG_NAMELEN = MSGHDR.field("msg_namelen", 8, 4);
  static final StructLayout.Field MSG_IOV = MSGHDR.field("msg_iov", 16, 8);
  static final StructLayout.Field MSG_IOVLEN = MSGHDR.field("msg_iovlen", 24, 8).bsd(24, 4);
  static final StructLayout.Field MSG_CONTROL = MSGHDR.field("msg_control", 32, 8);
  static final StructLayout.Field MSG_CONTROLLEN = MSGHDR.field("msg_controllen", 40, 8).bsd(40, 4);
  static final StructLayout.Field MSG_FLAGS = MSGHDR.field("msg_flags", 48, 4).bsd(44, 4);

  static final StructLayout MMSGHDR = StructLayout.named("struct mmsghdr").linux(64);
  static final StructLayout.Field MSG_LEN = MMSGHDR.field("msg_len", 56, 4);

  static final StructLayout IOVEC = StructLayout.named("struct iovec").posix(16);
  static final StructLayout.Field IOV_BASE = IOVEC.field("iov_base", 0, 8);
  static final StructLayout.Field IOV_LEN = IOVEC.field("iov_len", 8, 8);

  static final StructLayout POLLFD = StructLayout.named("struct pollfd").posix(8);
  static final StructLayout.Field POLLFD_FD = POLLFD.field("fd", 0, 4);
  static final StructLayout.Field POLLFD_EVENTS = POLLFD.field("events", 4, 2);
  static final StructLayout.Field POLLFD_REVENTS = POLLFD.field("revents", 6, 2);

  static final SystemConstant C_POLLIN = SystemConstant.named("POLLIN").posix(0x1);
  static final SystemConstant C_POLLPRI = SystemConstant.named("POLLPRI").posix(0x2);
  static final SystemConstant C_POLLOUT = SystemConstant.named("POLLOUT").posix(0x4);
  static final SystemConstant C_POLLERR = SystemConstant.named("POLLERR").posix(0x8);
  static final SystemConstant C_POLLHUP = SystemConstant.named("POLLHUP").posix(0x10);
  static final SystemConstant C_POLLNVAL = SystemConstant.named("POLLNVAL").posix(0x20);
  static final SystemConstant C_F_GETFD = SystemConstant.named("F_GETFD").posix(1);
  static final SystemConstant C_F_SETFD = SystemConstant.named("F_SETFD").posix(2);
  static final SystemConstant C_F_GETFL = SystemConstant.named("F_GETFL").posix(3);
  static final SystemConstant C_F_SETFL = SystemConstant.named("F_SETFL").posix(4);
  static final SystemConstant C_FD_CLOEXEC = SystemConstant.named("FD_CLOEXEC").posix(1);
  static final SystemConstant C_F_DUPFD_CLOEXEC =
      SystemConstant.named("F_DUPFD_CLOEXEC").linux(1030).macos(67).freebsd(17);
  static final SystemConstant C_O_NONBLOCK =
      SystemConstant.named("O_NONBLOCK").linux(0x800).macos(0x4).freebsd(0x4);

  public static final int POLLIN = C_POLLIN.value();
  public static final int POLLPRI = C_POLLPRI.value();
  public static final int POLLOUT = C_POLLOUT.value();
  public static final int POLLERR = C_POLLERR.value();
  public static final int POLLHUP = C_POLLHUP.value();
  public static final int POLLNVAL = C_POLLNVAL.value();

  static final int F_GETFD = C_F_GETFD.value();
  static final int F_SETFD = C_F_SETFD.value();
  static final int F_GETFL = C_F_GETFL.value();
  static final int F_SETFL = C_F_SETFL.value();
  static final int FD_CLOEXEC = C_FD_CLOEXEC.value();
  static final int F_DUPFD_CLOEXEC = C_F_DUPFD_CLOEXEC.value();
  static final int O_NONBLOCK = C_O_NONBLOCK.value();

  static final int MSG_DONTWAIT = MessageFlag.DONTWAIT.value();
  static final int MSG_WAITALL = MessageFlag.WAITALL.value();
  static final int MSG_OOB = MessageFlag.OOB.value();
  static final int MSG_PEEK = MessageFlag.PEEK.value();
  static final int MSG_TRUNC = MessageFlag.TRUNC.value();
  static final int MSG_CTRUNC = MessageFlag.CTRUNC.value();
  static final int MSG_CMSG_CLOEXEC = bitOrZero(MessageFlag.CMSG_CLOEXEC);
  static final int MSG_ZEROCOPY = bitOrZero(MessageFlag.ZEROCOPY);
  static final int MSG_ERRQUEUE = bitOrZero(MessageFlag.ERRQUEUE);

  /** What every send carries: no SIGPIPE (macOS, which lacks the flag, has a socket option). */
  static final int SEND_FLAGS = bitOrZero(MessageFlag.NOSIGNAL);

  static final int EAGAIN = Errno.EAGAIN.value();
  static final int EINTR = Errno.EINTR.value();
  static final int EINVAL = Errno.EINVAL.value();
  static final int EOPNOTSUPP = Errno.EOPNOTSUPP.value();
  static final int ENOTSUP = Errno.ENOTSUP.value();
  static final int ENOSYS = Errno.ENOSYS.value();
  static final int ESPIPE = Errno.ESPIPE.value();
  static final int EMSGSIZE = Errno.EMSGSIZE.value();
  static final int ENOBUFS = Errno.ENOBUFS.value();
  static final int EINPROGRESS = Errno.EINPROGRESS.value();
  static final int EALREADY = Errno.EALREADY.value();
  static final int EISCONN = Errno.EISCONN.value();
  static final int ECONNABORTED = Errno.ECONNABORTED.value();

  /** Whether socket addresses begin with their length. */
  static final boolean LENGTH_BYTE = Platform.current().isBsd();

  static final boolean LINUX = Platform.current().isLinux();

  private Abi() {}

  private static int bitOrZero(MessageFlag flag) {
    return flag.exists() ? flag.value() : 0;
  }
}
