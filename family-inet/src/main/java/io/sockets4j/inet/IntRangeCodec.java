package io.sockets4j.inet;

import io.sockets4j.os.SystemConstant;
import io.sockets4j.spi.NativeOption;
import io.sockets4j.spi.OptionCodec;
import io.sockets4j.spi.OptionCodecs;
import java.nio.ByteBuffer;

/**
 * A C {@code int} with a range of its own. Kernels cut some values off without a word: Linux takes
 * an IP_TOS of 256 for 0.
 */
record IntRangeCodec(String name, int min, int max) implements OptionCodec<Integer> {

  static NativeOption<Integer> option(
      SystemConstant level, SystemConstant constant, int min, int max) {
    return NativeOption.of(
        level, constant, Integer.class, new IntRangeCodec(constant.name(), min, max));
  }

  @Override
  public int capacity() {
    return OptionCodecs.INT.capacity();
  }

  @Override
  public int encode(Integer value, ByteBuffer memory) {
    if (value < min || value > max) {
      throw new IllegalArgumentException("%s %d is not in %d..%d".formatted(name, value, min, max));
    }
    return OptionCodecs.INT.encode(value, memory);
  }

  @Override
  public Integer decode(ByteBuffer memory) {
    return OptionCodecs.INT.decode(memory);
  }
}
