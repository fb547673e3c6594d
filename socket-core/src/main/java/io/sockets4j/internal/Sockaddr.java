package io.sockets4j.internal;

import io.sockets4j.spi.AddressFamily;
import io.sockets4j.spi.Families;
import io.sockets4j.spi.UndecodableAddressException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Socket addresses in memory. The family, and the length that BSD systems put before it, are read
 * and written here; the rest is the family's business.
 */
final class Sockaddr {
  private static final int HEADER = 2;
  private static final byte[] ZEROS = new byte[Abi.SOCKADDR_MAX];

  private Sockaddr() {}

  /** Writes an address to the beginning of the memory; how many bytes it takes. */
  static int encode(NativeSocket socket, SocketAddress address, ByteBuffer memory) {
    AddressFamily<?> family = socket.family();
    memory.put(0, ZEROS);
    memory.limit(Abi.SOCKADDR_MAX);
    int length;
    try {
      length = family.encode(address, memory, socket.type(), socket.protocol());
    } finally {
      memory.clear();
    }
    if (length < HEADER || length > Abi.SOCKADDR_MAX) {
      throw new IllegalStateException(
          "%s encodes %s in %d bytes".formatted(family.getClass().getName(), address, length));
    }
    if (Abi.LENGTH_BYTE) {
      memory.put(0, (byte) length);
      memory.put(1, (byte) family.domain());
    } else {
      memory.putShort(0, (short) family.domain());
    }
    return length;
  }

  /** Reads an address from the beginning of the memory; null where there is none. */
  static @Nullable SocketAddress decode(NativeSocket socket, ByteBuffer memory, int length)
      throws UndecodableAddressException {
    AddressFamily<?> family = socket.family();
    if (length < HEADER) {
      return null;
    }
    if (length > Abi.SOCKADDR_MAX) {
      throw undecodable(family, memory, Abi.SOCKADDR_MAX, length + " bytes long", null);
    }
    int number = family(memory);
    AddressFamily<?> own = number == family.domain() ? family : Families.byDomainOrUnknown(number);
    SocketAddress address;
    memory.limit(length);
    try {
      address = own.decode(memory, socket.type(), socket.protocol());
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw undecodable(family, memory, length, String.valueOf(e.getMessage()), e);
    } finally {
      memory.clear();
    }
    if (address != null && !family.addressType().isInstance(address)) {
      throw undecodable(family, memory, length, "it is one of " + own.name(), null);
    }
    return address;
  }

  /** Whether what stands at a place is what stands at the beginning of other memory. */
  static boolean same(ByteBuffer memory, int at, ByteBuffer other, int length) {
    int i = 0;
    for (; i <= length - Long.BYTES; i += Long.BYTES) {
      if (memory.getLong(at + i) != other.getLong(i)) {
        return false;
      }
    }
    for (; i < length; i++) {
      if (memory.get(at + i) != other.get(i)) {
        return false;
      }
    }
    return true;
  }

  /** The number of the family of an address at the beginning of the memory. */
  static int family(ByteBuffer memory) {
    return Abi.LENGTH_BYTE
        ? Byte.toUnsignedInt(memory.get(1))
        : Short.toUnsignedInt(memory.getShort(0));
  }

  private static UndecodableAddressException undecodable(
      AddressFamily<?> family,
      ByteBuffer memory,
      int length,
      String why,
      @Nullable Throwable cause) {
    byte[] bytes = new byte[length];
    memory.clear();
    memory.get(0, bytes);
    return new UndecodableAddressException(family, bytes, why, cause);
  }
}
