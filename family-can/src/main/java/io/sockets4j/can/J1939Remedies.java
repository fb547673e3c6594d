package io.sockets4j.can;

import io.sockets4j.os.Errno;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What errors of J1939 sockets mean, and what a person can do (net/can/j1939 of Linux). */
final class J1939Remedies {
  private static final Map<Errno, String> OF_CALLS =
      Map.of(
          Errno.EBADFD,
          "the socket is not bound, has no address to send from, or is bound to another interface",
          Errno.EACCES,
          "broadcasts are sent with the option SO_BROADCAST set",
          Errno.EDOM,
          "the kernel sends messages of the transport protocol by itself; priorities are 0 to 7",
          Errno.EADDRNOTAVAIL,
          "the NAME has no address: it has to be claimed first (J1939AddressClaim)",
          Errno.EDESTADDRREQ,
          "a broadcast has 1785 bytes at the most",
          Errno.EPROTO,
          "an address is claimed by a broadcast of 8 bytes, which are the NAME that the socket is"
              + " bound to; or the other end has given a message up for a reason of its own",
          Errno.EIO,
          "a part of the last message has been sent and the rest has not: close the socket");

  /** j1939_xtp_abort_to_errno: why a message of several frames was given up. */
  private static final Map<Errno, String> OF_TRANSPORT =
      Map.of(
          Errno.EALREADY,
          "the other end is busy with other messages of several frames",
          Errno.EMSGSIZE,
          "the message is too long, or the other end has no room for it",
          Errno.EHOSTUNREACH,
          "the other end does not answer: is it there, and has it this address?",
          Errno.EBADMSG,
          "the other end asked for frames while they were being sent",
          Errno.ENOTRECOVERABLE,
          "frames were asked for too often",
          Errno.ENOTCONN,
          "a frame came that nobody had asked for",
          Errno.EILSEQ,
          "frames came in a wrong order",
          Errno.ETIME,
          "the controller has not sent the frame: is another node on the bus?",
          Errno.EBUSY,
          "a message of several frames to the same node is under way");

  private J1939Remedies() {}

  static @Nullable String remedy(String call, Errno errno) {
    if (call.equals("setsockopt")) {
      return errno.equals(Errno.EPERM) ? "priorities 0 and 1 need CAP_NET_ADMIN" : ofCalls(errno);
    }
    if (errno.equals(Errno.EINVAL)) {
      return switch (call) {
        case "bind" ->
            "the socket is bound to another interface, or the last byte of a parameter group below"
                + " 0xF000 is not 0";
        case "connect" ->
            "the socket is not bound to this interface, or the last byte of a parameter group below"
                + " 0xF000 is not 0";
        case "recv", "recvmsg", "recvmmsg" -> "J1939 takes no MSG_PEEK and no MSG_TRUNC";
        default -> "the last byte of a parameter group below 0xF000 has to be 0";
      };
    }
    return ofCalls(errno);
  }

  private static @Nullable String ofCalls(Errno errno) {
    String transport = OF_TRANSPORT.get(errno);
    return transport != null ? transport : OF_CALLS.get(errno);
  }
}
