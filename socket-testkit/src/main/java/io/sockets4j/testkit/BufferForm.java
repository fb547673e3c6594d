package io.sockets4j.testkit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The forms in which a {@link ByteBuffer} may come. */
enum BufferForm {
  HEAP,
  DIRECT,
  HEAP_LITTLE_ENDIAN,
  DIRECT_LITTLE_ENDIAN,
  HEAP_PART,
  DIRECT_PART,
  HEAP_SLICE,
  DIRECT_SLICE,
  HEAP_WRAPPED_PART,
  HEAP_DUPLICATE,
  DIRECT_DUPLICATE,
  READ_ONLY_HEAP,
  READ_ONLY_DIRECT,
  READ_ONLY_SLICE;

  /** What stands around a part or a slice, and must not be touched. */
  static final byte GUARD = 0x5a;

  static final int MARGIN = 13;

  /**
   * A buffer, and the memory that it is a window of.
   *
   * @param buffer the form; its position is the beginning of the window, its limit the end
   * @param memory everything, from index 0 to the capacity
   * @param start where in the memory the window begins
   */
  record Window(ByteBuffer buffer, ByteBuffer memory, int start) {

    /** The bytes of the memory from the beginning of the window on. */
    byte[] bytes(int length) {
      byte[] bytes = new byte[length];
      memory.get(start, bytes);
      return bytes;
    }

    /** Whether the memory outside of the window is as it was. */
    boolean guarded(int length) {
      for (int i = 0; i < memory.capacity(); i++) {
        boolean outside = i < start || i >= start + length;
        if (outside && memory.get(i) != GUARD) {
          return false;
        }
      }
      return true;
    }
  }

  boolean isReadOnly() {
    return name().startsWith("READ_ONLY");
  }

  /** A buffer of this form with such content. */
  Window of(byte[] content) {
    int margin = isWhole() ? 0 : MARGIN;
    ByteBuffer memory = memory(content.length + 2 * margin);
    while (memory.hasRemaining()) {
      memory.put(GUARD);
    }
    memory.clear().put(margin, content);
    return new Window(window(memory, margin, content.length), memory, margin);
  }

  /** Whether the buffer is all there is. */
  private boolean isWhole() {
    return this == HEAP || this == DIRECT;
  }

  private ByteBuffer memory(int size) {
    boolean direct = name().contains("DIRECT") || this == READ_ONLY_SLICE;
    return direct ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
  }

  private ByteBuffer window(ByteBuffer memory, int margin, int length) {
    ByteBuffer part = memory.duplicate().limit(margin + length).position(margin);
    return switch (this) {
      case HEAP, DIRECT, HEAP_PART, DIRECT_PART -> part;
      case HEAP_LITTLE_ENDIAN, DIRECT_LITTLE_ENDIAN -> part.order(ByteOrder.LITTLE_ENDIAN);
      case HEAP_SLICE, DIRECT_SLICE -> part.slice();
      case HEAP_WRAPPED_PART ->
          ByteBuffer.wrap(memory.array(), memory.arrayOffset() + margin, length);
      case HEAP_DUPLICATE, DIRECT_DUPLICATE -> part.slice().duplicate();
      case READ_ONLY_HEAP, READ_ONLY_DIRECT -> part.asReadOnlyBuffer();
      case READ_ONLY_SLICE -> part.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    };
  }
}
