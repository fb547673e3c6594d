package io.sockets4j.inet;

import static io.sockets4j.inet.InetStructs.IP6M_MTU;
import static io.sockets4j.inet.InetStructs.IP6_MTUINFO;

import io.sockets4j.spi.OptionCodec;
import io.sockets4j.spi.OptionCodecs;
import java.nio.ByteBuffer;

/** {@code struct ip6_mtuinfo}, whose address is empty where an option answers it. */
final class PathMtuCodec implements OptionCodec<Integer> {
  @Override
  public int capacity() {
    return IP6_MTUINFO.size();
  }

  @Override
  public int encode(Integer value, ByteBuffer memory) {
    throw new IllegalArgumentException("IPV6_PATHMTU cannot be set");
  }

  @Override
  public Integer decode(ByteBuffer memory) {
    return memory.limit() < IP6_MTUINFO.size()
        ? OptionCodecs.INT.decode(memory) // what macOS says that it answers
        : IP6M_MTU.getInt(memory, 0);
  }
}
