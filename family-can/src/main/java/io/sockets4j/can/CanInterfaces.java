package io.sockets4j.can;

import io.sockets4j.NetInterface;
import io.sockets4j.os.Errno;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How CAN interfaces are named, and what to say where one is not there or cannot be changed. */
final class CanInterfaces {
  private CanInterfaces() {}

  /** The number of an interface of any type, which bind(2) refuses if it is not of CAN. */
  static int indexOf(String name) throws IOException {
    try {
      return NetInterface.byName(name).index();
    } catch (IOException e) {
      throw withThoseOfCan(name, e);
    }
  }

  /** Says which CAN interfaces there are; all interfaces where rtnetlink is not allowed. */
  private static IOException withThoseOfCan(String name, IOException withAll) {
    try {
      IOException better =
          new Rtnetlink.LinkException(
              "if_nametoindex",
              "'" + name + "'",
              Errno.ENODEV,
              null,
              "no interface has this name; " + those());
      better.initCause(withAll);
      return better;
    } catch (IOException e) {
      withAll.addSuppressed(e);
      return withAll;
    }
  }

  static IOException noneOfCan(Rtnetlink.Request request, String what) throws IOException {
    return new Rtnetlink.LinkException(
        request, what, Errno.ENODEV, null, "this is no CAN interface; " + those());
  }

  private static String those() throws IOException {
    List<String> names = CanInterface.all().stream().map(CanInterface::name).toList();
    return names.isEmpty() ? "there are no CAN interfaces" : "the CAN interfaces are " + names;
  }

  /** Where an interface was asked for by its number. */
  static @Nullable String missing(Errno errno) throws IOException {
    return errno.equals(Errno.ENODEV) ? "no interface has this number; " + those() : null;
  }

  /** Where an interface was to be made or changed. */
  static @Nullable String remedy(Errno errno) {
    if (errno.equals(Errno.EPERM)) {
      return "this needs the capability CAP_NET_ADMIN: run it as root";
    }
    if (errno.equals(Errno.EEXIST)) {
      return "an interface has this name already";
    }
    if (errno.equals(Errno.ENODEV)) {
      return "the interface is gone";
    }
    if (errno.equals(Errno.EBUSY)) {
      return "the interface is up: bring it down first";
    }
    return null;
  }

  /** Refuses what the kernel could not take for a name, or would take for a pattern of one. */
  static void requireName(String name) {
    int length = Rtnetlink.bytes(name).length;
    if (length < 1
        || length >= RtnetlinkStructs.IFNAMSIZ.value()
        || !Rtnetlink.NAMES.newEncoder().canEncode(name)
        || name.equals(".")
        || name.equals("..")
        || name.chars().anyMatch(c -> Character.isWhitespace(c) || "\0/:%".indexOf(c) >= 0)) {
      throw new IllegalArgumentException(
          "'%s' cannot be the name of an interface, which has 1 to 15 bytes".formatted(name)
              + " without white space, '/', ':' and '%'");
    }
  }
}
