package io.sockets4j.inet;

import io.sockets4j.os.Errno;
import io.sockets4j.os.Platform;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketType;
import org.jspecify.annotations.Nullable;

/** What a person can do about an error of an Internet socket. */
final class InetRemedies {
  private static final boolean LINUX = Platform.current().isLinux();
  private static final boolean FREEBSD = Platform.current().isFreebsd();
  private static final String DISABLED = " /proc/sys/net/ipv6/conf/all/disable_ipv6";

  private static final String LINK_LOCAL =
      "a link-local address (fe80::) needs its interface, as in fe80::1%eth0";

  private InetRemedies() {}

  static @Nullable String remedy(
      boolean six, String call, Errno errno, SocketType type, Protocol protocol) {
    return switch (call) {
      case "socket" -> ofSocket(six, errno, type, protocol);
      case "bind", "listen" -> ofBind(six, errno, type, protocol);
      case "connect", "send", "sendto", "sendmsg", "sendmmsg" ->
          ofSending(six, call, errno, type, protocol);
      case "recv", "recvfrom", "recvmsg", "recvmmsg" -> refused(errno, type, protocol);
      default -> null;
    };
  }

  private static @Nullable String ofSocket(
      boolean six, Errno errno, SocketType type, Protocol protocol) {
    if (errno.equals(Errno.EAFNOSUPPORT) && six) {
      return "the kernel has no IPv6" + (LINUX ? ", or was started with ipv6.disable=1" : "");
    }
    if (errno.equals(Errno.EPERM) || errno.equals(Errno.EACCES)) {
      return forbidden(type, protocol);
    }
    if (protocol.equals(InetProtocols.MPTCP)) {
      if (errno.equals(Errno.ENOPROTOOPT)) {
        return "MPTCP is switched off: 'sysctl net.mptcp.enabled=1' as root switches it on";
      }
      if (errno.equals(Errno.EPROTONOSUPPORT) || errno.equals(Errno.EINVAL)) {
        return "the kernel has no MPTCP: it came with Linux 5.6, where CONFIG_MPTCP was chosen";
      }
    }
    return errno.equals(Errno.EPROTONOSUPPORT) ? lacking(protocol) : null;
  }

  private static @Nullable String forbidden(SocketType type, Protocol protocol) {
    if (type.equals(SocketType.RAW)) {
      return "raw sockets need " + (LINUX ? "the capability CAP_NET_RAW" : "root");
    }
    boolean ping = protocol.equals(InetProtocols.ICMP) || protocol.equals(InetProtocols.ICMPV6);
    return LINUX && ping
        ? "this process is in no group that may ping: see net.ipv4.ping_group_range (sysctl)"
        : null;
  }

  private static String lacking(Protocol protocol) {
    if (protocol.equals(InetProtocols.SCTP)) {
      return "the kernel has no SCTP, or its module is not loaded"
          + (LINUX
              ? ": try 'modprobe sctp' as root"
              : FREEBSD ? ": try 'kldload sctp' as root" : "");
    }
    if (protocol.equals(InetProtocols.UDPLITE) && LINUX) {
      return "the kernel has no UDP-Lite, which Linux 7.1 gave up";
    }
    return "the kernel has no such protocol, or its module is not loaded";
  }

  private static @Nullable String ofBind(
      boolean six, Errno errno, SocketType type, Protocol protocol) {
    if (errno.equals(Errno.EACCES)) {
      return "a port below 1024 needs "
          + (LINUX
              ? "the capability CAP_NET_BIND_SERVICE, or a lower"
                  + " net.ipv4.ip_unprivileged_port_start (sysctl)"
              : "root");
    }
    if (errno.equals(Errno.EADDRINUSE)) {
      String taken = "another socket has this port" + (LINUX ? whoHasIt(type, protocol) : "");
      return isTcp(type, protocol)
          ? taken + ", or an old connection waits there: set SO_REUSEADDR before bind"
          : taken;
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

  private static boolean isTcp(SocketType type, Protocol protocol) {
    return type.equals(SocketType.STREAM) && !protocol.equals(InetProtocols.SCTP);
  }

  private static String whoHasIt(SocketType type, Protocol protocol) {
    if (protocol.equals(InetProtocols.UDPLITE)) {
      return ": /proc/net/udplite and udplite6 list them";
    }
    String kind = protocol.equals(InetProtocols.SCTP) ? "S" : isTcp(type, protocol) ? "t" : "u";
    return ": 'ss -l" + kind + "np' shows whose";
  }

  /** Datagrams learn of it from the peer's host, and tell at whichever call comes next. */
  private static @Nullable String refused(Errno errno, SocketType type, Protocol protocol) {
    if (!errno.equals(Errno.ECONNREFUSED)) {
      return null;
    }
    if (!type.equals(SocketType.STREAM)) {
      return "nothing receives on that port of that host";
    }
    return "nothing listens on that port of that host"
        + (protocol.equals(InetProtocols.SCTP) ? ", or too many wait to be accepted" : "");
  }

  private static @Nullable String ofSending(
      boolean six, String call, Errno errno, SocketType type, Protocol protocol) {
    String refused = refused(errno, type, protocol);
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
      return "a %s datagram holds at most "
              .formatted(protocol.equals(InetProtocols.UDPLITE) ? "UDP-Lite" : "UDP")
          + (six ? "65527 bytes, to an IPv4-mapped address 65507" : "65507 bytes");
    }
    return six && errno.equals(Errno.EINVAL) && !call.equals("send") ? LINK_LOCAL : null;
  }
}
