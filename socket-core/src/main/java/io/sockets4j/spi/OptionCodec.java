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
   * Writes a value that points to more of itself, which stands behind it in the same memory. Values
   * without pointers, which are nearly all, have no use for this.
   *
   * @param value the value
   * @param memory zeroed, with {@link #capacity()} bytes
   * @param address where index 0 of the memory is for the system call
   * @return how many bytes of it the kernel is told of: those before what is pointed to
   * @throws IllegalArgumentException if the value is out of range; the message names it
   */
  default int encode(T value, ByteBuffer memory, long address) {
    return encode(value, memory);
  }

  /**
   * Writes what the kernel reads before it answers, for options that are a question. Most are not:
   * they find zeros.
   *
   * @param memory zeroed, with {@link #capacity()} bytes
   */
  default void ask(ByteBuffer memory) {}

  /**
   * How many bytes the kernel has written, for options that tell their length in other units.
   *
   * @param length the length that it told
   * @return bytes; by default the same
   */
  default int answered(int length) {
    return length;
  }

  /**
   * Reads a value.
   *
   * @param memory what the kernel gave, from index 0 to the limit
   * @return the value
   * @throws IllegalArgumentException if that is no such value
   */
  T decode(ByteBuffer memory);
}
