package io.sockets4j.inet;

import static io.sockets4j.inet.InetStructs.SIN_ADDR;
import static io.sockets4j.inet.InetStructs.SIN_PORT;
import static io.sockets4j.inet.InetStructs.SOCKADDR_IN;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** {@code struct sockaddr_in}: see ip(7). */
final class Inet4Sockaddr implements InetSockaddr {

  @Override
  public String expected() {
    return "an InetSocketAddress of IPv4";
  }

  @Override
  public int write(InetSocketAddress address, ByteBuffer sockaddr) {
    byte[] bytes = fourBytes(address.getAddress());
    if (bytes == null) {
      return -1;
    }
    InetSockaddr.putPort(sockaddr, SIN_PORT, address.getPort());
    sockaddr.put(SIN_ADDR.offset(), bytes);
    return SOCKADDR_IN.size();
  }

  private static byte @Nullable [] fourBytes(InetAddress address) {
    if (address instanceof Inet4Address) {
      return address.getAddress();
    }
    // "Every address of this host" is what new InetSocketAddress(port) says, in whichever version
    // of IP the virtual machine prefers.
    if (address.isAnyLocalAddress()) {
      return new byte[SIN_ADDR.size()];
    }
    return Inet6Sockaddr.unmapped(address.getAddress());
  }

  @Override
  public InetSocketAddress read(ByteBuffer sockaddr) {
    InetSockaddr.requireLength(sockaddr, SOCKADDR_IN);
    int port = InetSockaddr.port(sockaddr, SIN_PORT);
    int address = InetStructs.networkOrder(sockaddr.getInt(SIN_ADDR.offset()));
    // Byte by byte, so that the compiler can do without the array.
    byte[] bytes = {
      (byte) (address >> 24), (byte) (address >> 16), (byte) (address >> 8), (byte) address
    };
    return new InetSocketAddress(InetSockaddr.address(bytes), port);
  }
}
