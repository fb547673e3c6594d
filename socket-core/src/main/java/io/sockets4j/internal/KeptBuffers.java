package io.sockets4j.internal;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The buffers that the kernel still reads from, by the number of the send: the kernel counts in 32
 * bits, this in 64. A buffer stays reachable until its send is reported to be complete, in whatever
 * order that comes.
 */
final class KeptBuffers {
  private static final int FIRST_CAPACITY = 16;
  private static final long LOW_BITS = 0xffff_ffffL;

  /** That of each number is at its low bits: the length is a power of two. */
  private @Nullable ByteBuffer[] buffers = new ByteBuffer[FIRST_CAPACITY];

  /** All sends before this one are complete. */
  private long oldest;

  private long next;
  private int pending;
  private long copied;

  /** None so far; the first send has this number. */
  KeptBuffers(long next) {
    oldest = next;
    this.next = next;
  }

  /** Keeps the buffer of a send that is about to be made; the number of that send. */
  long keep(ByteBuffer buffer) {
    if (next - oldest == buffers.length) {
      grow();
    }
    buffers[index(next)] = buffer;
    pending++;
    return next++;
  }

  private void grow() {
    @Nullable ByteBuffer[] larger = new ByteBuffer[2 * buffers.length];
    for (long number = oldest; number < next; number++) {
      larger[(int) number & (larger.length - 1)] = buffers[index(number)];
    }
    buffers = larger;
  }

  private int index(long number) {
    return (int) number & (buffers.length - 1);
  }

  /**
   * The last send has failed, and its number is the next one's; unless it has been reported to be
   * complete: then the kernel has counted it, and refused it later on its way.
   */
  void forgetLast() {
    int last = index(next - 1);
    if (oldest < next && buffers[last] != null) {
      buffers[last] = null;
      pending--;
      next--;
    }
  }

  /**
   * A range of sends is complete, by the kernel's numbers: the last may be smaller than the first.
   */
  void complete(long first, long last, boolean wereCopied) {
    long from = oldest + ((first - oldest) & LOW_BITS);
    long to = from + ((last - first) & LOW_BITS);
    for (long number = from; number <= to && number < next; number++) {
      if (buffers[index(number)] != null) {
        buffers[index(number)] = null;
        pending--;
        copied += wereCopied ? 1 : 0;
      }
    }
    while (oldest < next && buffers[index(oldest)] == null) {
      oldest++;
    }
  }

  void requireSent(long number) {
    if (number < 0 || number >= next) {
      throw new IllegalArgumentException(
          "no send has the number %d: there have been %d".formatted(number, next));
    }
  }

  boolean isComplete(long number) {
    requireSent(number);
    return number < oldest || buffers[index(number)] == null;
  }

  /** The number of the oldest that is not complete, or that of the next. */
  long oldest() {
    return oldest;
  }

  /** The number of the next. */
  long next() {
    return next;
  }

  /** How many are not complete. */
  int pending() {
    return pending;
  }

  /** How many that are complete have been copied. */
  long copied() {
    return copied;
  }
}
