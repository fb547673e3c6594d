package io.sockets4j.can;

import io.sockets4j.os.Errno;
import io.sockets4j.os.Protocol;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a person can do about errors of CAN sockets. */
final class CanRemedies {
  private static final Map<Protocol, String> MODULES =
      Map.of(
          CanProtocols.CAN_RAW, "can-raw",
          CanProtocols.CAN_BCM, "can-bcm",
          CanProtocols.CAN_ISOTP, "can-isotp",
          CanProtocols.CAN_J1939, "can-j1939");

  private CanRemedies() {}

  static @Nullable String remedy(String call, Errno errno, Protocol protocol) {
    if (errno.equals(Errno.EAFNOSUPPORT)) {
      return "the kernel has no CAN, or its module is not loaded: try 'modprobe %s'"
          .formatted(MODULES.getOrDefault(protocol, "can"));
    }
    if (errno.equals(Errno.EPROTONOSUPPORT) && MODULES.containsKey(protocol)) {
      return "the kernel has no %s, or its module is not loaded: try 'modprobe %s'"
          .formatted(protocol, MODULES.get(protocol));
    }
    if (errno.equals(Errno.ENETDOWN)) {
      return "the interface is down: bring it up with 'ip link set INTERFACE up'";
    }
    if (errno.equals(Errno.ENODEV)) {
      return call.equals("bind") || call.equals("connect")
          ? "no CAN interface has this number, or it is none of CAN, as lo is none"
          : "the interface is gone";
    }
    if (protocol.equals(CanProtocols.CAN_BCM)) {
      return BcmRemedies.remedy(call, errno);
    }
    if (protocol.equals(CanProtocols.CAN_ISOTP)) {
      return IsoTpRemedies.remedy(call, errno);
    }
    if (protocol.equals(CanProtocols.CAN_J1939)) {
      return J1939Remedies.remedy(call, errno);
    }
    return protocol.equals(CanProtocols.CAN_RAW) ? ofRaw(call, errno) : null;
  }

  private static @Nullable String ofRaw(String call, Errno errno) {
    boolean sends = call.startsWith("send");
    if (sends && errno.equals(Errno.ENXIO)) {
      return "the socket is bound to no single interface: name the one to send through";
    }
    if (sends && errno.equals(Errno.EINVAL)) {
      return "FD and XL frames need CAN_RAW_FD_FRAMES or CAN_RAW_XL_FRAMES set, and an interface"
          + " whose MTU is 72 or 2060";
    }
    if (sends && errno.equals(Errno.ENOBUFS)) {
      return "the queue of the interface is full: wait, or try 'ip link set INTERFACE txqueuelen"
          + " 1000'";
    }
    return null;
  }
}
