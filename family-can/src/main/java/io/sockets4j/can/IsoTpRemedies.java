package io.sockets4j.can;

import io.sockets4j.os.Errno;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What errors of ISO-TP sockets mean, and what a person can do (net/can/isotp.c of Linux). */
final class IsoTpRemedies {
  private static final Map<Errno, String> TRANSMISSION =
      Map.of(
          Errno.ECOMM,
          "no flow control has come within 1 s, or the controller has not sent a frame within 2 s:"
              + " is the other end there, with these identifiers, and the bus working?",
          Errno.EMSGSIZE,
          "the other end has no room for so long a message, and said so (overflow)",
          Errno.EBADMSG,
          "a frame of the other end's was none of ISO-TP, or its padding was wrong",
          Errno.EILSEQ,
          "frames of a message came in a wrong order, or some were lost: the message was dropped",
          Errno.ETIMEDOUT,
          "the other end began a message and did not go on within 1 s: the message was dropped");

  private IsoTpRemedies() {}

  static @Nullable String remedy(String call, Errno errno) {
    if (call.equals("setsockopt")) {
      return errno.equals(Errno.EISCONN)
          ? "options of ISO-TP are set before the socket is bound"
          : null;
    }
    if (call.equals("bind")) {
      return ofBind(errno);
    }
    if (TRANSMISSION.containsKey(errno)) {
      return TRANSMISSION.get(errno);
    }
    if (errno.equals(Errno.EADDRNOTAVAIL)) {
      return "the socket is not bound, or its interface is gone";
    }
    if (errno.equals(Errno.EINVAL) && call.startsWith("send")) {
      return "a message has 1 byte or more and at the most as many as the kernel says in"
          + " /sys/module/can_isotp/parameters/max_pdu_size (8300 by default); with"
          + " CAN_ISOTP_SF_BROADCAST it fits into one frame";
    }
    return null;
  }

  private static @Nullable String ofBind(Errno errno) {
    if (errno.equals(Errno.EINVAL)) {
      return "the socket is bound already, or the interface does not take such frames: CAN FD"
          + " needs an MTU of 72";
    }
    if (errno.equals(Errno.EADDRNOTAVAIL)) {
      return "the identifiers for receiving and sending have to differ";
    }
    if (errno.equals(Errno.EAGAIN)) {
      return "a message of the former interface is still under way: try again in a second";
    }
    return null;
  }
}
