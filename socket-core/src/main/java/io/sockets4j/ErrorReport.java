package io.sockets4j;

import io.sockets4j.internal.Connection;
import io.sockets4j.internal.FailedCall;
import io.sockets4j.internal.NativeSocket;
import io.sockets4j.os.Errno;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketType;
import io.sockets4j.spi.AddressFamily;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells what a socket was doing when it failed, why it failed, and what can be done. */
final class ErrorReport {
  private static final Set<String> REMEDIES_OF_CORE =
      Set.of("socket", "socketpair", "accept", "fcntl", "epoll_create1", "eventfd", "pipe");

  /** A timeout is a whole number of these: ten to the minus ninth of a second. */
  private static final int NANOS = 9;

  private final NativeSocket socket;
  private final Connection connection;

  ErrorReport(NativeSocket socket, Connection connection) {
    this.socket = socket;
    this.connection = connection;
  }

  /** For a socket that could not be opened. */
  static IOException opening(
      String call, AddressFamily<?> family, SocketType type, Protocol protocol, int errno) {
    String arguments = "%s, %s, %s".formatted(family, type, protocol);
    return report(call, arguments, family, type, protocol, Errno.of(errno));
  }

  /** What a call gave, unless that is negative. */
  long check(String call, Object arguments, long result) throws IOException {
    if (result < 0) {
      throw of(call, arguments.toString(), result);
    }
    return result;
  }

  /** As {@link #check}, for a call that may have to wait where the socket does not. */
  long checkAvailable(String call, Object arguments, long result) throws IOException {
    return result == NativeSocket.UNAVAILABLE ? result : check(call, arguments, result);
  }

  /** For a call that gave a negative result. */
  IOException of(String call, String arguments, long result) {
    return ofTransfer(call, arguments, 0, result);
  }

  /** For a call that should have moved some bytes, and moved fewer. */
  IOException ofTransfer(String call, long length, long done, long result) {
    String arguments =
        done == 0 ? length + " bytes" : "%d of %d bytes sent".formatted(done, length);
    return ofTransfer(call, arguments, done, result);
  }

  /** For a file that was to be sent: the count is an upper limit. */
  IOException ofFile(String call, String file, long done, long result) {
    return ofTransfer(call, "%s, %d bytes sent".formatted(file, done), done, result);
  }

  private IOException ofTransfer(String call, String arguments, long done, long result) {
    String what = arguments.isEmpty() ? describe() : describe() + ", " + arguments;
    if (result == NativeSocket.TIMED_OUT) {
      String message =
          "%s(%s): timed out after %s s"
              .formatted(
                  call,
                  what,
                  BigDecimal.valueOf(socket.timeout(), NANOS).stripTrailingZeros().toPlainString());
      return NativeErrors.timedOut(call, message, done);
    }
    return report(
        call,
        what,
        socket.family(),
        socket.type(),
        socket.protocol(),
        Errno.of((int) -result),
        done);
  }

  /** For close(2), after which nothing more can be asked of the descriptor. */
  IOException ofClose(int result) {
    String what = "%s, %s".formatted(socket.family(), socket.type());
    return report(
        "close", what, socket.family(), socket.type(), socket.protocol(), Errno.of(-result));
  }

  /** For a call of the engine's own: a selector's, say. */
  static IOException of(FailedCall failed) {
    String remedy = remedy(failed.call(), failed.errno());
    String message =
        "%s(%s): %s%s"
            .formatted(
                failed.call(),
                failed.argument(),
                failed.errno(),
                remedy == null ? "" : "; " + remedy);
    IOException report = NativeErrors.of(failed.call(), failed.errno(), message, false);
    report.initCause(failed);
    return report;
  }

  private static IOException report(
      String call,
      String arguments,
      AddressFamily<?> family,
      SocketType type,
      Protocol protocol,
      Errno errno) {
    return report(call, arguments, family, type, protocol, errno, 0);
  }

  private static IOException report(
      String call,
      String arguments,
      AddressFamily<?> family,
      SocketType type,
      Protocol protocol,
      Errno errno,
      long done) {
    String remedy = family.remedy(call, errno, type, protocol);
    if (remedy == null) {
      remedy = remedy(call, errno);
    }
    String message =
        "%s(%s): %s%s".formatted(call, arguments, errno, remedy == null ? "" : "; " + remedy);
    boolean datagram = !type.equals(SocketType.STREAM) && !type.equals(SocketType.SEQPACKET);
    return NativeErrors.of(call, errno, message, datagram, done);
  }

  /** What can be done whatever the family. */
  private static @Nullable String remedy(String call, Errno errno) {
    if (REMEDIES_OF_CORE.contains(call)) {
      if (errno.equals(Errno.EMFILE)) {
        return "this process has as many descriptors as it may: close some, or raise 'ulimit -n'";
      }
      if (errno.equals(Errno.ENFILE)) {
        return "the system has as many open files as it may: see fs.file-max";
      }
      if (errno.equals(Errno.EAFNOSUPPORT)) {
        return "the kernel does not have the family, or its module is not loaded";
      }
      if (errno.equals(Errno.EPROTONOSUPPORT) || errno.equals(Errno.ESOCKTNOSUPPORT)) {
        return "the family does not have this type with this protocol";
      }
      if (errno.equals(Errno.EPERM) || errno.equals(Errno.EACCES)) {
        return "it takes a capability (CAP_NET_RAW, CAP_NET_ADMIN), or a seccomp profile forbids"
            + " it";
      }
    }
    if (call.equals("epoll_ctl") && errno.equals(Errno.ENOSPC)) {
      return "the system watches as many descriptors as it may: see fs.epoll.max_user_watches";
    }
    if (call.equals("sendmsg") || call.equals("sendmmsg")) {
      if (errno.equals(Errno.ENOBUFS)) {
        return "the queue of the device is full, or the control messages are larger than"
            + " net.core.optmem_max";
      }
      if (errno.equals(Errno.ETOOMANYREFS)) {
        return "too many descriptors are on their way: let receivers take some, or raise"
            + " 'ulimit -n'";
      }
    }
    if (errno.equals(Errno.ENOPROTOOPT)
        || (call.equals("setsockopt") && errno.equals(Errno.EOPNOTSUPP))) {
      return "the kernel does not know this option for this kind of socket";
    }
    return null;
  }

  /** The socket for people: what it is and between whom. */
  String describe() {
    StringBuilder text = new StringBuilder();
    text.append(socket.family()).append(' ').append(socket.type());
    if (!socket.descriptor().isOpen()) {
      return text.append(", closed").toString();
    }
    text.append(" fd ").append(socket.descriptor().fd());
    String local = name(true);
    String remote = name(false);
    if (!local.isEmpty()) {
      text.append(", ").append(local);
    }
    if (!remote.isEmpty()) {
      text.append(" to ").append(remote);
    }
    return text.toString();
  }

  /** An address for a description, which has to do without where there is none. */
  private String name(boolean local) {
    try {
      Connection.Name name = local ? connection.localName() : connection.remoteName();
      return name.address() == null ? "" : name.address().toString();
    } catch (IOException e) {
      return "?"; // closed meanwhile, or an address that the family cannot read
    }
  }
}
