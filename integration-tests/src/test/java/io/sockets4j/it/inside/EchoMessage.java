package io.sockets4j.it.inside;

import io.sockets4j.inet.InetFamily;
import java.nio.ByteBuffer;

/**
 * The message of ping: RFC 792, RFC 4443.
 *
 * @param type whether it asks or answers
 * @param identifier whose it is
 * @param sequence which of them it is
 * @param data what comes back
 */
record EchoMessage(int type, int identifier, int sequence, ByteBuffer data) {
  private static final int HEADER = 8;

  static int request(InetFamily family) {
    return family == InetFamily.AF_INET ? 8 : 128;
  }

  static int reply(InetFamily family) {
    return family == InetFamily.AF_INET ? 0 : 129;
  }

  /** What follows the header of IP. */
  static EchoMessage read(ByteBuffer bytes) {
    int type = Byte.toUnsignedInt(bytes.get());
    bytes.position(bytes.position() + 3);
    return new EchoMessage(
        type,
        Short.toUnsignedInt(bytes.getShort()),
        Short.toUnsignedInt(bytes.getShort()),
        bytes.slice());
  }

  /**
   * The message with the checksum of ICMP; that of ICMPv6 covers addresses, and is the kernel's.
   */
  byte[] bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(HEADER + data.remaining());
    bytes.putInt(type << 24).putShort((short) identifier).putShort((short) sequence);
    bytes.put(data.duplicate());
    bytes.putShort(2, InternetChecksum.of(bytes.array()));
    return bytes.array();
  }
}
