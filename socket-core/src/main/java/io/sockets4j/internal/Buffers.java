package io.sockets4j.internal;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The buffers that one call sends from or receives into, one after the other. Direct buffers are
 * used where they are; the others go through scratch memory. Of a stream, a part may be sent or
 * received; a message is never cut.
 */
public final class Buffers {
  private ByteBuffer[] buffers;

  /** Where the memory of the direct ones begins, once that has been asked for; else 0. */
  private long[] addresses;

  // What of each the call under way works on.
  private int[] positions;
  private int[] lengths;
  private int vectors;

  Buffers(ByteBuffer[] array, int offset, int count) {
    buffers = Arrays.copyOfRange(array, offset, offset + count);
    addresses = new long[count];
    positions = new int[count];
    lengths = new int[count];
  }

  /** Uses others from now on. */
  @SuppressWarnings("ReferenceEquality") // equal buffers hold equal bytes, elsewhere
  public void replace(ByteBuffer[] array) {
    if (array.length == buffers.length) {
      for (int i = 0; i < array.length; i++) {
        if (array[i] != buffers[i]) {
          buffers[i] = array[i];
          addresses[i] = 0;
        }
      }
    } else {
      buffers = array.clone();
      addresses = new long[array.length];
      positions = new int[array.length];
      lengths = new int[array.length];
    }
  }

  public ByteBuffer[] array() {
    return buffers;
  }

  public boolean hasRemaining() {
    for (ByteBuffer buffer : buffers) {
      if (buffer.hasRemaining()) {
        return true;
      }
    }
    return false;
  }

  public long remaining() {
    long sum = 0;
    for (ByteBuffer buffer : buffers) {
      sum += buffer.remaining();
    }
    return sum;
  }

  /** How many vectors a call takes. */
  static int vectors(NativeSocket socket, int buffers) {
    if (buffers > Scratch.MAX_VECTORS && !socket.isStream()) {
      throw new IllegalArgumentException(
          "a message from or to %d buffers: the most is %d"
              .formatted(buffers, Scratch.MAX_VECTORS));
    }
    return Math.min(buffers, Scratch.MAX_VECTORS);
  }

  /** Looks at the buffers as they are now; how much must go through scratch memory. */
  long measure(NativeSocket socket) {
    vectors = vectors(socket, buffers.length);
    long onHeap = 0;
    for (int i = 0; i < vectors; i++) {
      positions[i] = buffers[i].position();
      lengths[i] = Memory.remaining(buffers[i], positions[i]);
      onHeap += buffers[i].isDirect() ? 0 : lengths[i];
    }
    return onHeap;
  }

  /** Makes do with the first bytes, of which there are no more than so many in all. */
  void cut(int most) {
    int left = most;
    for (int i = 0; i < vectors; i++) {
      lengths[i] = Math.min(lengths[i], left);
      left -= lengths[i];
    }
  }

  /** Whether there was a byte, or room for one; see {@link #measure}. */
  boolean hadRoom() {
    for (int i = 0; i < vectors; i++) {
      if (lengths[i] > 0) {
        return true;
      }
    }
    return false;
  }

  /** How many vectors there are; see {@link #measure}. */
  int vectors() {
    return vectors;
  }

  /**
   * Points vectors at the buffers, and copies what is to be sent; how many vectors there are. Where
   * scratch memory is exhausted, which only a stream allows, the rest is left out.
   *
   * @param at where the vectors are to stand
   * @param data where data are to stand
   * @param end where the memory for data ends
   */
  int fill(Scratch scratch, int at, int data, int end, boolean copy) {
    ByteBuffer memory = scratch.memory;
    int next = data;
    for (int i = 0; i < vectors; i++) {
      ByteBuffer buffer = buffers[i];
      int length = lengths[i];
      long base;
      if (buffer.isDirect()) {
        base = address(i, length);
      } else {
        length = Math.min(length, end - next);
        base = scratch.at(next);
        if (copy) {
          memory.put(next, buffer, positions[i], length);
        }
        next += length;
      }
      MessageHeader.putVector(memory, at, i, base, length);
      if (length < lengths[i]) {
        return i + 1;
      }
    }
    return vectors;
  }

  /** Where a direct buffer's bytes are: its memory stays where it is, and is asked for once. */
  private long address(int index, int length) {
    ByteBuffer buffer = buffers[index];
    if (addresses[index] == 0) {
      addresses[index] = Memory.address(buffer, 0, 0);
    }
    Memory.requireAlive(buffer, positions[index], length);
    return addresses[index] + positions[index];
  }

  /** Copies what was received from scratch memory to where it belongs. */
  void copyOut(Scratch scratch, int data, long received) {
    int next = data;
    long left = received;
    for (int i = 0; i < vectors && left > 0; i++) {
      ByteBuffer buffer = buffers[i];
      int length = (int) Math.min(lengths[i], left);
      if (!buffer.isDirect()) {
        buffer.put(positions[i], scratch.memory, next, length);
        next += length;
      }
      left -= length;
    }
  }

  /** Moves the positions on by so many bytes in all. */
  void advance(long bytes) {
    long left = bytes;
    for (int i = 0; i < vectors && left > 0; i++) {
      int length = (int) Math.min(lengths[i], left);
      buffers[i].position(positions[i] + length);
      left -= length;
    }
  }
}
