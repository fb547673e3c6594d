package io.sockets4j.inet;

import io.sockets4j.spi.OptionCodec;
import io.sockets4j.spi.OptionCodecs;
import java.nio.ByteBuffer;

/** A C {@code int} whose bytes are in network order. */
final class NetworkOrderCodec implements OptionCodec<Integer> {
  @Override
  public int capacity() {
    return OptionCodecs.INT.capacity();
  }

  @Override
  public int encode(Integer value, ByteBuffer memory) {
    return OptionCodecs.INT.encode(InetStructs.networkOrder(value), memory);
  }

  @Override
  public Integer decode(ByteBuffer memory) {
    return InetStructs.networkOrder(OptionCodecs.INT.decode(memory).intValue());
  }
}
