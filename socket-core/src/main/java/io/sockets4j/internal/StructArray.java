package io.sockets4j.internal;

import io.sockets4j.internal.libc.Libc;
import io.sockets4j.internal.libc.NativeBinding;
import io.sockets4j.os.StructLayout;
import java.nio.ByteBuffer;

/** An array of structs in off-heap memory, which grows. For one thread at a time. */
final class StructArray {
  private static final Libc LIBC = NativeBinding.libc();
  private static final int FIRST_LENGTH = 64;

  private final int size;
  private int length = FIRST_LENGTH;
  private long base;
  private ByteBuffer memory;

  StructArray(StructLayout layout) {
    size = layout.size();
    base = LIBC.allocate((long) length * size);
    memory = LIBC.view(base, length * size);
  }

  /** Makes it at least so long, and keeps what is in it. */
  void grow(int needed) {
    if (needed > length) {
      int newLength = Math.max(needed, length * 2);
      long newBase = LIBC.allocate((long) newLength * size);
      ByteBuffer newMemory = LIBC.view(newBase, Math.multiplyExact(newLength, size));
      newMemory.put(0, memory, 0, memory.capacity());
      LIBC.free(base);
      base = newBase;
      length = newLength;
      memory = newMemory;
    }
  }

  int length() {
    return length;
  }

  /** The address of the first struct. */
  long base() {
    return base;
  }

  ByteBuffer memory() {
    return memory;
  }

  /** Where a struct stands in the memory. */
  int at(int index) {
    return index * size;
  }

  void free() {
    LIBC.free(base);
  }
}
