package io.sockets4j.inet;

import io.sockets4j.os.Errno;
import io.sockets4j.os.Platform;
import io.sockets4j.os.SocketType;
import org.jspecify.annotations.Nullable;

/** What a person can do about an error of an Internet socket. */
final class InetRemedies {
  private static final boolean LINUX = Platform.current().isLinux();
  private static final String DISABLED = " /proc/sys/net/ipv6/conf/all/disable_ipv6";

  private static final String LINK_LOCAL =
      "a link-local address (fe80::) needs its interface, as in fe80::1%eth0";

  private InetRemedies() {}

  static @Nullable String remedy(boolean six, String call, Errno errno, SocketType type) {
    return switch (call) {
      case "socket" -> ofSocket(six, errno, type);
      case "bind", "listen" -> ofBind(six, errno, type);
      case "connect", "send", "sendto", "sendmsg", "sendmmsg" -> ofSending(six, call, errno, type);
      case "recv", "recvfrom", "recvmsg", "recvmmsg" -> refused(errno, type);
      default -> null;
    };
  }

  private static @Nullable String ofSocket(boolean six, Errno errno, SocketType type) {
    if (errno.equals(Errno.EAFNOSUPPORT) && six) {
      return "the kernel has no IPv6" + (LINUX ? ", or was started with ipv6.disable=1" : "");
    }
    if (errno.equals(Errno.EPERM) || errno.equals(Errno.EACCES)) {
      return type.equals(SocketType.RAW)
          ? "raw sockets need " + (LINUX ? "the capability CAP_NET_RAW" : "root")
          : null;
    }
    if (errno.equals(Errno.EPROTONOSUPPORT)) {
      return "the kernel has no such protocol, or its module is not loaded";
    }
    return null;
  }

  private static @Nullable String ofBind(boolean six, Errno errno, SocketType type) {
    if (errno.equals(Errno.EACCES)) {
      return "a port below 1024 needs "
          + (LINUX
              ? "the capability CAP_NET_BIND_SERVICE, or a lower"
                  + " net.ipv4.ip_unprivileged_port_start (sysctl)"
              : "root");
    }
    if (errno.equals(Errno.EADDRINUSE)) {
      if (!type.equals(SocketType.STREAM)) {
        return "another socket has this port" + (LINUX ? ": 'ss -lunp' shows whose" : "");
      }
      return "another socket has this port"
          + (LINUX ? ": 'ss -ltnp' shows whose" : "")
          + ", or an old connection waits there: set SO_REUSEADDR before bind";
    }
    if (errno.equals(Errno.EADDRNOTAVAIL)) {
      return "this host does not have that address"
          + (LINUX ? ": see 'ip address'" : "")
          + (six ? ", or IPv6 is disabled" + (LINUX ? ": see" + DISABLED : "") : "");
    }
    if (errno.equals(Errno.EINVAL)) {
      return "the socket is bound already" + (six ? ", or " + LINK_LOCAL : "");
    }
    return null;
  }

  /** Datagrams learn of it from the peer's host, and tell at whichever call comes next. */
  private static @Nullable String refused(Errno errno, SocketType type) {
    if (!errno.equals(Errno.ECONNREFUSED)) {
      return null;
    }
    return type.equals(SocketType.STREAM)
        ? "nothing listens on that port of that host"
        : "nothing receives on that port of that host";
  }

  private static @Nullable String ofSending(
      boolean six, String call, Errno errno, SocketType type) {
    String refused = refused(errno, type);
    if (refused != null) {
      return refused;
    }
    if (errno.equals(Errno.ENETUNREACH)) {
      return "this host has no route to that network"
          + (LINUX ? ": see 'ip " + (six ? "-6 " : "") + "route'" : "");
    }
    if (errno.equals(Errno.EADDRNOTAVAIL) && call.equals("connect")) {
      return six
          ? "IPv6 is disabled" + (LINUX ? " (see" + DISABLED + ")" : "") + ", or no port is free"
          : "no local port is free, or the address is no destination";
    }
    if (errno.equals(Errno.EACCES)) {
      return "a broadcast address needs SO_BROADCAST; else a firewall or a route forbids it";
    }
    if (errno.equals(Errno.EPERM)) {
      return "a firewall forbids it";
    }
    if (errno.equals(Errno.EMSGSIZE) && type.equals(SocketType.DGRAM)) {
      return "a UDP datagram holds at most "
          + (six ? "65527 bytes, to an IPv4-mapped address 65507" : "65507 bytes");
    }
    return six && errno.equals(Errno.EINVAL) ? LINK_LOCAL : null;
  }
}
