package io.sockets4j.internal;

import io.sockets4j.internal.libc.Libc;
import io.sockets4j.internal.libc.NativeBinding;
import java.nio.ByteBuffer;

/**
 * Off-heap memory for one system call: an address, a message header, and data on their way between
 * the heap and the kernel. Taken for the call and given back after it, never held while waiting, so
 * that a few of these serve any number of threads, virtual ones included.
 */
final class Scratch implements AutoCloseable {

  // What stands where, from the beginning of the memory.
  static final int ADDRESS = 0;
  static final int LENGTH = 128;
  static final int HEADER = 192;
  static final int VECTORS = 256;
  static final int MAX_VECTORS = 1024; // IOV_MAX of Linux, macOS and FreeBSD
  static final int DATA = VECTORS + MAX_VECTORS * 16;

  /** How much data goes through scratch memory at once. */
  static final int DATA_SIZE = 64 * 1024;

  private static final int SIZE = DATA + DATA_SIZE;

  /** No kernel takes or gives a larger message; beyond it a buffer's room is of no use. */
  private static final int LARGEST_MESSAGE = 1 << 30;

  private static final Spares<Scratch> SPARES = new Spares<>();

  private static final Libc LIBC = NativeBinding.libc();

  final long base;
  final ByteBuffer memory;

  private Scratch(int size) {
    base = LIBC.allocate(size);
    memory = LIBC.view(base, size);
  }

  static Scratch take() {
    Scratch spare = SPARES.take();
    return spare != null ? spare : new Scratch(SIZE);
  }

  /** One with room for so much data, however much that is. */
  static Scratch take(int data) {
    return data <= DATA_SIZE ? take() : new Scratch(DATA + data);
  }

  /** One of so many bytes in all. */
  static Scratch takeWhole(int bytes) {
    return bytes <= SIZE ? take() : new Scratch(bytes);
  }

  /** Whether so many bytes in all are no more than usual. */
  static boolean holds(long bytes) {
    return bytes <= SIZE;
  }

  /** Gives it back. */
  @Override
  public void close() {
    if (memory.capacity() != SIZE || !SPARES.keep(this)) {
      LIBC.free(base);
    }
  }

  /** How much of a buffer goes through scratch memory in one call: of a stream, a part will do. */
  static int chunk(NativeSocket socket, int length) {
    return Math.min(length, socket.isStream() ? DATA_SIZE : LARGEST_MESSAGE);
  }

  /** As {@link #chunk(NativeSocket, int)} for what is received: a peek can not be continued. */
  static int chunk(NativeSocket socket, int length, int flags) {
    return (flags & Abi.MSG_PEEK) != 0 ? Math.min(length, LARGEST_MESSAGE) : chunk(socket, length);
  }

  /** A length to try where this one was too much. */
  static int smaller(int length) {
    return Math.min(length / 2, DATA_SIZE);
  }

  /** With MSG_TRUNC TCP throws bytes away instead of storing them: nothing old must be there. */
  void prepare(NativeSocket socket, int length, int flags) {
    if (socket.isStream() && (flags & Abi.MSG_TRUNC) != 0) {
      clear(DATA, DATA + length);
    }
  }

  /** Makes sure that nothing of an earlier call is left. */
  void clear(int from, int to) {
    for (int i = from; i < to; i++) {
      memory.put(i, (byte) 0);
    }
  }

  long at(int offset) {
    return base + offset;
  }
}
