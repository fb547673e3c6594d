package io.sockets4j.inet;

import io.sockets4j.os.Platform;
import io.sockets4j.os.StructLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How a resolved address stands in memory: what AF_INET and AF_INET6 differ in. */
interface InetSockaddr {

  /** What this takes, for messages. */
  String expected();

  /** Writes the address and returns how many bytes it takes, or -1 if it cannot stand here. */
  int write(InetSocketAddress address, ByteBuffer sockaddr);

  InetSocketAddress read(ByteBuffer sockaddr);

  /** The address with these 4 or 16 bytes, without any look-up. */
  static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(bytes.length + " bytes are no Internet address", e);
    }
  }

  static void requireLength(ByteBuffer sockaddr, StructLayout layout) {
    if (sockaddr.limit() < layout.size()) {
      throw new IllegalArgumentException(
          "%d bytes are no %s of %d".formatted(sockaddr.limit(), layout, layout.size()));
    }
  }

  static byte[] bytes(ByteBuffer sockaddr, StructLayout.Field field) {
    byte[] bytes = new byte[field.size()];
    sockaddr.get(field.offset(), bytes);
    return bytes;
  }

  static int port(ByteBuffer sockaddr, StructLayout.Field field) {
    return Short.toUnsignedInt(InetStructs.networkOrder(field.getShort(sockaddr, 0)));
  }

  static void putPort(ByteBuffer sockaddr, StructLayout.Field field, int port) {
    field.putShort(sockaddr, 0, InetStructs.networkOrder((short) port));
  }

  /** Writes an address inside a struct, with its family and without a port. */
  static void put(InetAddress address, ByteBuffer struct, int offset) {
    ByteBuffer sockaddr =
        struct.slice(offset, struct.limit() - offset).order(ByteOrder.nativeOrder());
    boolean six = address instanceof Inet6Address;
    int length = of(six).write(new InetSocketAddress(address, 0), sockaddr);
    // The family stands at the same place in both.
    InetStructs.SIN_FAMILY.putUnsigned(sockaddr, 0, family(six).domain());
    if (Platform.current().isBsd()) {
      InetStructs.SIN_LEN.putUnsigned(sockaddr, 0, length);
    }
  }

  /** Reads an address that begins with its family. */
  static InetSocketAddress get(ByteBuffer sockaddr) {
    if (sockaddr.limit() >= InetStructs.SOCKADDR_IN.size()) {
      long domain = InetStructs.SIN_FAMILY.getUnsigned(sockaddr, 0);
      for (boolean six : new boolean[] {false, true}) {
        if (domain == family(six).domain()) {
          return of(six).read(sockaddr);
        }
      }
    }
    throw new IllegalArgumentException(sockaddr.limit() + " bytes that are no Internet address");
  }

  private static InetSockaddr of(boolean six) {
    return six ? new Inet6Sockaddr() : new Inet4Sockaddr();
  }

  private static InetFamily family(boolean six) {
    return six ? InetFamily.AF_INET6 : InetFamily.AF_INET;
  }
}
