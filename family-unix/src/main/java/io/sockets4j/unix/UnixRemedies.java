package io.sockets4j.unix;

import io.sockets4j.os.Errno;
import io.sockets4j.os.Platform;
import io.sockets4j.os.SocketType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a person can do about an error of a UNIX socket. */
final class UnixRemedies {
  private static final boolean LINUX = Platform.current().isLinux();

  private static final String NO_SUCH_TYPE = "this system has no UNIX sockets of that type";

  private static final Map<Errno, String> OF_SOCKET =
      Map.of(
          Errno.EAFNOSUPPORT, "this system has no UNIX sockets",
          Errno.EPROTONOSUPPORT, NO_SUCH_TYPE,
          Errno.ESOCKTNOSUPPORT, NO_SUCH_TYPE);

  private static final Map<Errno, String> OF_BIND =
      Map.of(
          Errno.EADDRINUSE,
              "the file is there already, or the abstract name is taken: remove the file if no"
                  + " server uses it"
                  + (LINUX ? " ('ss -xlp' shows those that run)" : ""),
          Errno.ENOENT, "the folder of the path does not exist",
          Errno.ENOTDIR, "what should be the folder of the path is none",
          Errno.EACCES, "the folder of the path must be writable, and those above it searchable",
          Errno.EROFS, "the file system of the path is read-only",
          Errno.ENAMETOOLONG, tooLong());

  private static final Map<Errno, String> OF_SENDING =
      Map.of(
          Errno.ENOENT, "there is no such file: the server does not run, or uses another path",
          Errno.EACCES, "the socket's file must be writable, and the folders above it searchable",
          Errno.EPROTOTYPE, "the socket there is of another type (stream, datagram, seqpacket)",
          Errno.ENAMETOOLONG, tooLong(),
          Errno.ETOOMANYREFS,
              "as many descriptors are under way as this process may have: let receivers take some,"
                  + " or raise 'ulimit -n'");

  private static final String CONNECTED_ELSEWHERE =
      "the datagram socket there is connected to another one";

  private static final String NOT_ITS_OWN =
      "credentials must be the sender's own: another process takes CAP_SYS_ADMIN, another user"
          + " CAP_SETUID, another group CAP_SETGID; or the receiver takes no descriptors"
          + " (SO_PASSRIGHTS)";

  private static final Map<Errno, String> OF_OPTIONS =
      Map.of(
          Errno.ENOPROTOOPT,
              "the kernel does not know this option, or has no security module that gives labels"
                  + " (SO_PEERSEC)",
          Errno.EOPNOTSUPP, "the kernel has no security modules (SO_PASSSEC)",
          Errno.ENODATA, "the socket has no peer");

  private UnixRemedies() {}

  private static String tooLong() {
    return "a path holds at most " + UnixAddress.maxPathLength() + " bytes: use a shorter one";
  }

  static @Nullable String remedy(String call, Errno errno, SocketType type) {
    return switch (call) {
      case "socket", "socketpair" -> OF_SOCKET.get(errno);
      case "bind" -> OF_BIND.get(errno);
      case "getsockopt", "setsockopt" -> OF_OPTIONS.get(errno);
      case "sendmsg", "sendmmsg" -> ofMessage(errno, type);
      case "connect", "send", "sendto" -> ofSending(errno, type);
      default -> null;
    };
  }

  private static @Nullable String ofMessage(Errno errno, SocketType type) {
    if (errno.equals(Errno.EPERM)) {
      return type.equals(SocketType.DGRAM)
          ? CONNECTED_ELSEWHERE + ", or " + NOT_ITS_OWN
          : NOT_ITS_OWN;
    }
    if (errno.equals(Errno.ESRCH)) {
      return "the credentials name a process that does not exist";
    }
    if (errno.equals(Errno.EBADF)) {
      return "a descriptor to be sent is not open";
    }
    return ofSending(errno, type);
  }

  private static @Nullable String ofSending(Errno errno, SocketType type) {
    boolean datagrams = type.equals(SocketType.DGRAM);
    if (errno.equals(Errno.ECONNREFUSED)) {
      return datagrams
          ? "nobody receives there: the socket's file outlived its owner"
          : "nobody listens there: the socket's file outlived its server";
    }
    if (errno.equals(Errno.EPERM) && datagrams) {
      return CONNECTED_ELSEWHERE;
    }
    if (errno.equals(Errno.EMSGSIZE) && !type.equals(SocketType.STREAM)) {
      return "a message must fit into the send buffer: raise SO_SNDBUF";
    }
    return OF_SENDING.get(errno);
  }
}
