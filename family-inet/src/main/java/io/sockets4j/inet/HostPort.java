package io.sockets4j.inet;

import io.sockets4j.spi.AddressScheme.Use;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;

/**
 * Internet addresses as people write them: {@code localhost:8080}, {@code [fe80::1%eth0]:80}, or
 * {@code :8080} and {@code *:8080} for every address of this host.
 */
final class HostPort {
  private static final int MAX_PORT = 65535;
  private static final int GROUPS = 8;

  private final boolean six;
  private final String transport;

  /**
   * Names the scheme.
   *
   * @param six whether names are resolved to IPv6 addresses
   * @param transport the scheme's name for IPv4; that for IPv6 has a 6 after it
   */
  HostPort(boolean six, String transport) {
    this.six = six;
    this.transport = transport;
  }

  SocketAddress parse(String text, Use use) throws UnknownHostException {
    int colon = text.lastIndexOf(':');
    // A colon before a bracket belongs to the address: [::1] has no port.
    if (colon < 0 || colon < text.lastIndexOf(']')) {
      throw malformed(text, "the port is missing");
    }
    int port = port(text, text.substring(colon + 1));
    String host = text.substring(0, colon);
    if (host.isEmpty() || host.equals("*")) {
      if (use != Use.BIND) {
        throw malformed(text, "the host is missing");
      }
      return new InetSocketAddress(InetSockaddr.address(new byte[six ? 16 : 4]), port);
    }
    if (host.startsWith("[") && host.endsWith("]")) {
      return new InetSocketAddress(literal(text, host.substring(1, host.length() - 1)), port);
    }
    if (host.indexOf(':') >= 0) {
      throw malformed(text, "an IPv6 address stands in brackets, as in [::1]:80");
    }
    return new InetSocketAddress(resolve(host), port);
  }

  private static int port(String text, String port) {
    // Not Integer.parseInt alone, which takes a sign and the digits of every script.
    if (port.matches("[0-9]{1,5}")) {
      int number = Integer.parseInt(port);
      if (number <= MAX_PORT) {
        return number;
      }
    }
    throw malformed(text, "'" + port + "' is no port number of 0 to " + MAX_PORT);
  }

  private static IllegalArgumentException malformed(String text, String why) {
    return new IllegalArgumentException("'%s': %s; expected HOST:PORT".formatted(text, why));
  }

  /** What stands in brackets: an IPv6 address, perhaps with its zone. */
  private InetAddress literal(String text, String inBrackets) throws UnknownHostException {
    int percent = inBrackets.indexOf('%');
    String digits = percent < 0 ? inBrackets : inBrackets.substring(0, percent);
    if (!digits.matches("[0-9A-Fa-f.:]*:[0-9A-Fa-f.:]*")) { // the JDK takes brackets in brackets
      throw malformed(text, "'" + inBrackets + "' is no IPv6 address");
    }
    InetAddress address;
    try {
      address = InetAddress.getByName(digits); // not looked up, as it has a colon
    } catch (UnknownHostException e) {
      throw (IllegalArgumentException)
          malformed(text, "'" + inBrackets + "' is no IPv6 address").initCause(e);
    }
    if (!six && address instanceof Inet6Address) {
      throw malformed(text, "that is an IPv6 address: use " + transport + "6:" + text);
    }
    if (percent < 0) {
      return address;
    }
    if (address instanceof Inet4Address) {
      throw malformed(text, "an IPv4 address has no zone");
    }
    int scopeId = scopeId(text, inBrackets.substring(percent + 1));
    return Inet6Address.getByAddress(null, address.getAddress(), scopeId);
  }

  /** The number of a zone; by hand, as the JDK knows only the zones of addresses of this host. */
  private static int scopeId(String text, String zone) throws UnknownHostException {
    if (zone.matches("[0-9]{1,9}")) {
      return Integer.parseInt(zone);
    }
    try {
      NetworkInterface named = zone.isEmpty() ? null : NetworkInterface.getByName(zone);
      if (named != null) {
        return named.getIndex();
      }
    } catch (SocketException e) {
      throw (UnknownHostException) unknownZone(text, zone).initCause(e);
    }
    throw unknownZone(text, zone);
  }

  private static UnknownHostException unknownZone(String text, String zone) {
    return new UnknownHostException("'%s': there is no interface '%s'".formatted(text, zone));
  }

  private InetAddress resolve(String host) throws UnknownHostException {
    InetAddress[] all = InetAddress.getAllByName(host);
    for (InetAddress address : all) {
      if (address instanceof Inet6Address == six) {
        return address;
      }
    }
    String other = six ? transport : transport + "6";
    throw new UnknownHostException(
        "'%s' has no address of %s, but %s: use %s:"
            .formatted(host, six ? "IPv6" : "IPv4", all[0].getHostAddress(), other));
  }

  /** Writes an address as {@link #parse} reads it; flow information has no spelling. */
  static String format(boolean six, InetSocketAddress address) {
    InetAddress host = address.getAddress();
    if (host == null) {
      return address.getHostString() + ':' + address.getPort();
    }
    String text;
    if (host instanceof Inet6Address address6) {
      text = '[' + compressed(address6) + zone(address6) + ']';
    } else if (!six) {
      text = host.getHostAddress();
    } else {
      text = host.isAnyLocalAddress() ? "[::]" : "[::ffff:" + host.getHostAddress() + ']';
    }
    return text + ':' + address.getPort();
  }

  private static String zone(Inet6Address address) {
    NetworkInterface named = address.getScopedInterface();
    if (named != null) {
      return '%' + named.getName();
    }
    return address.getScopeId() == 0 ? "" : "%" + address.getScopeId();
  }

  /** The text of RFC 5952: the longest run of two or more zero groups is "::". */
  private static String compressed(Inet6Address address) {
    byte[] bytes = address.getAddress();
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = Byte.toUnsignedInt(bytes[2 * i]) << 8 | Byte.toUnsignedInt(bytes[2 * i + 1]);
    }
    int start = -1;
    int length = 1;
    for (int i = 0; i < GROUPS; i++) {
      int end = i;
      while (end < GROUPS && groups[end] == 0) {
        end++;
      }
      if (end - i > length) {
        start = i;
        length = end - i;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (i == start) {
        text.append("::");
        i += length - 1;
        continue;
      }
      if (text.length() > 0 && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }
}
