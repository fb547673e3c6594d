package io.sockets4j.inet;

import io.sockets4j.spi.OptionCodec;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/** {@code struct in_addr}. */
final class Address4Codec implements OptionCodec<InetAddress> {
  private static final int SIZE = 4;

  @Override
  public int capacity() {
    return SIZE;
  }

  @Override
  public int encode(InetAddress value, ByteBuffer memory) {
    byte[] bytes = value.getAddress();
    if (bytes.length != SIZE) {
      throw new IllegalArgumentException(value.getHostAddress() + " is no address of IPv4");
    }
    memory.put(0, bytes);
    return SIZE;
  }

  @Override
  public InetAddress decode(ByteBuffer memory) {
    if (memory.limit() < SIZE) {
      throw new IllegalArgumentException(memory.limit() + " bytes are no address of 4");
    }
    byte[] bytes = new byte[SIZE];
    memory.get(0, bytes);
    return InetSockaddr.address(bytes);
  }
}
