package io.sockets4j.internal;

import io.sockets4j.internal.libc.Libc;
import io.sockets4j.internal.libc.NativeBinding;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Off-heap memory for one system call: an address, a message header, and data on their way between
 * the heap and the kernel. Taken for the call and given back after it, so that a few of these serve
 * any number of threads, virtual ones included; held while waiting only by a platform thread.
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

  /** How much is copied at most to save asking poll(2) before a call. */
  static final int LITTLE = 8 * 1024;

  /** No kernel takes or gives a larger message; beyond it a buffer's room is of no use. */
  private static final int LARGEST_MESSAGE = 1 << 30;

  private static final Spares<Scratch> SPARES = new Spares<>();

  private static final Libc LIBC = NativeBinding.libc();

  /** How much memory there is of this kind: bytes. */
  private static final AtomicLong ALLOCATED = new AtomicLong();

  final long base;
  final ByteBuffer memory;

  private Scratch(int size) {
    base = LIBC.allocate(size);
    memory = LIBC.view(base, size);
    long unused = ALLOCATED.addAndGet(size);
  }

  /** How much memory there is, in use or kept: bytes. */
  static long allocated() {
    return ALLOCATED.get();
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
      long unused = ALLOCATED.addAndGet(-memory.capacity());
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

  /**
   * How much of an array one call works on, during which garbage is not collected: of a stream, a
   * part will do.
   */
  static int chunkInPlace(NativeSocket socket, int length) {
    return socket.isStream() ? Math.min(length, LIBC.mostOfArray()) : length;
  }

  /**
   * Whether the kernel is not to wait while it sends so much: copying would cost more than it
   * saves, or it would go on using what it was given.
   */
  static boolean isTooMuchToWait(int length, int flags) {
    return length > LITTLE || (flags & Abi.MSG_ZEROCOPY) != 0;
  }

  /**
   * How much is received by a call in which the kernel waits; 0 if it is not to. Of a stream, a
   * little will do; of a message, only what comes is copied.
   */
  static int chunkToWait(NativeSocket socket, int length, int flags) {
    boolean part = socket.isStream() && (flags & Abi.MSG_PEEK) == 0;
    int chunk = part ? Math.min(length, LITTLE) : length;
    return chunk <= DATA_SIZE ? chunk : 0;
  }

  /** A length to try where this one was too much. */
  static int smaller(int length) {
    return Math.min(length / 2, DATA_SIZE);
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
