package io.sockets4j.inet;

import static io.sockets4j.inet.InetStructs.SIN6_ADDR;
import static io.sockets4j.inet.InetStructs.SIN6_FLOWINFO;
import static io.sockets4j.inet.InetStructs.SIN6_PORT;
import static io.sockets4j.inet.InetStructs.SIN6_SCOPE_ID;
import static io.sockets4j.inet.InetStructs.SOCKADDR_IN6;
import static io.sockets4j.inet.InetStructs.networkOrder;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** {@code struct sockaddr_in6}: see ipv6(7). */
final class Inet6Sockaddr implements InetSockaddr {
  /** What stands before an IPv4 address that is written as one of IPv6: ::ffff:a.b.c.d. */
  private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

  @Override
  public String expected() {
    return "an InetSocketAddress";
  }

  @Override
  public int write(InetSocketAddress address, ByteBuffer sockaddr) {
    InetSockaddr.putPort(sockaddr, SIN6_PORT, address.getPort());
    if (address instanceof FlowInetSocketAddress flow) {
      SIN6_FLOWINFO.putInt(sockaddr, 0, networkOrder(flow.flowInfo()));
    }
    InetAddress host = address.getAddress();
    if (host instanceof Inet6Address six) {
      sockaddr.put(SIN6_ADDR.offset(), six.getAddress());
      SIN6_SCOPE_ID.putInt(sockaddr, 0, six.getScopeId());
    } else if (!host.isAnyLocalAddress()) {
      // 0.0.0.0 stays :: as in the JDK: every address of this host, in both versions of IP.
      sockaddr.put(SIN6_ADDR.offset(), MAPPED);
      sockaddr.put(SIN6_ADDR.offset() + MAPPED.length, host.getAddress());
    }
    return SOCKADDR_IN6.size();
  }

  @Override
  public InetSocketAddress read(ByteBuffer sockaddr) {
    InetSockaddr.requireLength(sockaddr, SOCKADDR_IN6);
    InetAddress host =
        host(InetSockaddr.bytes(sockaddr, SIN6_ADDR), SIN6_SCOPE_ID.getInt(sockaddr, 0));
    int port = InetSockaddr.port(sockaddr, SIN6_PORT);
    int flowInfo = networkOrder(SIN6_FLOWINFO.getInt(sockaddr, 0));
    return flowInfo == 0
        ? new InetSocketAddress(host, port)
        : new FlowInetSocketAddress(host, port, flowInfo);
  }

  private static InetAddress host(byte[] bytes, int scopeId) {
    InetAddress host = InetSockaddr.address(bytes);
    if (scopeId == 0 || host instanceof Inet4Address) {
      return host;
    }
    if (scopeId < 0) {
      // Inet6Address takes it for none, and an address that lost its scope leads elsewhere.
      throw new IllegalArgumentException(
          "scope id %s is more than 2147483647".formatted(Integer.toUnsignedString(scopeId)));
    }
    try {
      return Inet6Address.getByAddress(null, bytes, scopeId);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(bytes.length + " bytes are no IPv6 address", e);
    }
  }

  /** The IPv4 address in an IPv4-mapped address of IPv6, or null if it is not one. */
  static byte @Nullable [] unmapped(byte[] six) {
    return Arrays.equals(six, 0, MAPPED.length, MAPPED, 0, MAPPED.length)
        ? Arrays.copyOfRange(six, MAPPED.length, six.length)
        : null;
  }
}
