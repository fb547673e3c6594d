package io.sockets4j.internal;

import io.sockets4j.internal.libc.Libc;
import io.sockets4j.internal.libc.NativeBinding;

/**
 * Several headers in one call: sendmmsg(2) and recvmmsg(2). Where the system or a family does not
 * have them, the headers go one by one, until one would have to wait or fails.
 */
final class MessageVector {
  private static final Libc LIBC = NativeBinding.libc();

  private MessageVector() {}

  /** Sends messages whose headers stand somewhere: how many, or -errno if not even the first. */
  static int send(int fd, Scratch scratch, int headers, int count, int flags) {
    int sent = Abi.LINUX ? LIBC.sendmmsg(fd, scratch.at(headers), count, flags) : -Abi.EOPNOTSUPP;
    return Messages.mayBeOfFlags(sent) ? sendOneByOne(fd, scratch, headers, count, flags) : sent;
  }

  /** Receives messages, descriptors close-on-exec: how many, or -errno if not even one. */
  static int receive(int fd, Scratch scratch, int headers, int count, int flags) {
    int received = receiveAsAsked(fd, scratch, headers, count, flags | Abi.MSG_CMSG_CLOEXEC);
    return Messages.mayBeOfFlags(received)
        ? receiveAsAsked(fd, scratch, headers, count, flags)
        : received;
  }

  private static int receiveAsAsked(int fd, Scratch scratch, int headers, int count, int flags) {
    return Abi.LINUX
        ? LIBC.recvmmsg(fd, scratch.at(headers), count, flags)
        : receiveOneByOne(fd, scratch, headers, count, flags);
  }

  static int sendOneByOne(int fd, Scratch scratch, int headers, int count, int flags) {
    for (int i = 0; i < count; i++) {
      int header = headers + i * MessageHeader.STRIDE;
      long sent = LIBC.sendmsg(fd, scratch.at(header), flags);
      if (sent < 0) {
        return i > 0 ? i : (int) sent;
      }
      MessageHeader.putLength(scratch.memory, header, (int) sent);
      if (sent < MessageHeader.capacity(scratch, header)) {
        return i + 1; // a stream took a part, before the rest of which nothing else may go
      }
    }
    return count;
  }

  static int receiveOneByOne(int fd, Scratch scratch, int headers, int count, int flags) {
    for (int i = 0; i < count; i++) {
      int header = headers + i * MessageHeader.STRIDE;
      long received = LIBC.recvmsg(fd, scratch.at(header), flags);
      if (received < 0) {
        return i > 0 ? i : (int) received;
      }
      MessageHeader.putLength(scratch.memory, header, (int) received);
    }
    return count;
  }
}
