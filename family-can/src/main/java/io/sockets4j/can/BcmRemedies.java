package io.sockets4j.can;

import io.sockets4j.os.Errno;
import org.jspecify.annotations.Nullable;

/** What a person can do about errors of the broadcast manager. */
final class BcmRemedies {
  private BcmRemedies() {}

  static @Nullable String remedy(String call, Errno errno) {
    if (errno.equals(Errno.EISCONN)) {
      return "it has its interface, and cannot have another: open a socket for each, or one for"
          + " any";
    }
    if (errno.equals(Errno.ENOTCONN)) {
      return "it is not connected to an interface, or that has been removed: open another socket";
    }
    if (errno.equals(Errno.EOPNOTSUPP) && call.equals("bind")) {
      return "a socket of the broadcast manager is not bound: connect it to the interface";
    }
    if (errno.equals(Errno.E2BIG)) {
      return "the task was made with fewer frames, and cannot get more: delete it first";
    }
    if (errno.equals(Errno.EINVAL) && call.startsWith("send")) {
      return "there is no such task (of this direction, identifier and interface, and of CAN FD or"
          + " not), or this is no message that the kernel knows";
    }
    if (errno.equals(Errno.EMSGSIZE)) {
      return "the interface has no frames of CAN FD: its MTU is to be 72 or more";
    }
    return null;
  }
}
