package io.sockets4j.internal;

import java.nio.ByteBuffer;

/**
 * The buffers that one call sends from or receives into, one after the other. Direct buffers are
 * used where they are; the others go through scratch memory. Of a stream, a part may be sent or
 * received; a message is never cut.
 */
public final class Buffers {
  private Part[] parts;

  // What the call under way works on.
  private int vectors;
  private long measured;

  /** A buffer, and what of it the call under way works on. */
  private static final class Part {
    final ByteBuffer buffer;

    /** Where the memory begins, if it is direct and that has been asked for; else 0. */
    private long base;

    int position;
    int length;

    Part(ByteBuffer buffer) {
      this.buffer = buffer;
    }

    void measure() {
      position = buffer.position();
      length = Memory.remaining(buffer, position);
    }

    long address() {
      if (base == 0) {
        base = Memory.address(buffer, 0, 0);
      }
      Memory.requireAlive(buffer, position, length);
      return base + position;
    }
  }

  Buffers(ByteBuffer[] array, int offset, int count) {
    parts = new Part[count];
    for (int i = 0; i < count; i++) {
      parts[i] = new Part(array[offset + i]);
    }
  }

  /** Uses others from now on. */
  @SuppressWarnings("ReferenceEquality") // equal buffers hold equal bytes, elsewhere
  public void replace(ByteBuffer[] array) {
    if (array.length != parts.length) {
      parts = new Part[array.length];
    }
    for (int i = 0; i < array.length; i++) {
      if (parts[i] == null || parts[i].buffer != array[i]) {
        parts[i] = new Part(array[i]);
      }
    }
  }

  public boolean isAnyReadOnly() {
    for (Part part : parts) {
      if (part.buffer.isReadOnly()) {
        return true;
      }
    }
    return false;
  }

  public boolean areAllDirect() {
    for (Part part : parts) {
      if (!part.buffer.isDirect()) {
        return false;
      }
    }
    return true;
  }

  public boolean hasRemaining() {
    for (Part part : parts) {
      if (part.buffer.hasRemaining()) {
        return true;
      }
    }
    return false;
  }

  public long remaining() {
    long sum = 0;
    for (Part part : parts) {
      sum += part.buffer.remaining();
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
    vectors = vectors(socket, parts.length);
    measured = 0;
    long onHeap = 0;
    for (int i = 0; i < vectors; i++) {
      Part part = parts[i];
      part.measure();
      measured += part.length;
      onHeap += part.buffer.isDirect() ? 0 : part.length;
    }
    return onHeap;
  }

  /** Makes do with the first bytes, of which there are no more than so many in all. */
  void cut(int most) {
    int left = most;
    for (int i = 0; i < vectors; i++) {
      parts[i].length = Math.min(parts[i].length, left);
      left -= parts[i].length;
    }
  }

  /** Whether there was a byte, or room for one; see {@link #measure}. */
  boolean hadRoom() {
    return measured > 0;
  }

  /** How many bytes there were, or fitted; see {@link #measure}. */
  long measured() {
    return measured;
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
      Part part = parts[i];
      int length = part.length;
      long base;
      if (part.buffer.isDirect()) {
        base = part.address();
      } else {
        length = Math.min(length, end - next);
        base = scratch.at(next);
        if (copy) {
          memory.put(next, part.buffer, part.position, length);
        }
        next += length;
      }
      MessageHeader.putVector(memory, at, i, base, length);
      if (length < part.length) {
        return i + 1;
      }
    }
    return vectors;
  }

  /** Moves the positions on by the bytes that were sent. */
  void sent(long bytes) {
    long left = bytes;
    for (int i = 0; i < vectors && left > 0; i++) {
      Part part = parts[i];
      int length = (int) Math.min(part.length, left);
      part.buffer.position(part.position + length);
      left -= length;
    }
  }

  /** Takes what was received: from scratch memory what has gone through it. */
  void received(long bytes, Scratch scratch, int data) {
    int next = data;
    long left = bytes;
    for (int i = 0; i < vectors && left > 0; i++) {
      Part part = parts[i];
      int length = (int) Math.min(part.length, left);
      if (!part.buffer.isDirect()) {
        part.buffer.put(part.position, scratch.memory, next, length);
        next += length;
      }
      part.buffer.position(part.position + length);
      left -= length;
    }
  }
}
