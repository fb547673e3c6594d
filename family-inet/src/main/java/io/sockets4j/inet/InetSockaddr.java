package io.sockets4j.inet;

import io.sockets4j.os.StructLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

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
}
