package io.sockets4j.spi;

import java.nio.ByteBuffer;

/**
 * How the value of a socket option stands in memory. Buffers are in native byte order; index 0 is
 * the beginning of the value.
 *
 * @param <T> the value's class
 * @see OptionCodecs
 */
public interface OptionCodec<T> {

  /**
   * The most that a value takes.
   *
   * @return bytes, 1 or more
   */
  int capacity();

  /**
   * Writes a value.
   *
   * @param value the value
   * @param memory zeroed, with {@link #capacity()} bytes
   * @return how many bytes of it the value takes
   * @throws IllegalArgumentException if the value is out of range; the message names it
   */
  int encode(T value, ByteBuffer memory);

  /**
   * Reads a value.
   *
   * @param memory what the kernel gave, from index 0 to the limit
   * @return the value
   * @throws IllegalArgumentException if that is no such value
   */
  T decode(ByteBuffer memory);
}
