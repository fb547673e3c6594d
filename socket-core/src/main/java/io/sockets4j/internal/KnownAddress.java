package io.sockets4j.internal;

import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Where a direct buffer lies, which never changes, and which to ask costs nearly as much as a
 * system call. A socket keeps the last one for each direction; it does not keep the buffer.
 */
final class KnownAddress extends WeakReference<ByteBuffer> {
  private final long base;

  private KnownAddress(ByteBuffer direct) {
    super(direct);
    base = NativeSocket.LIBC.address(direct);
  }

  /** That of a buffer: the one that is known, if it is that of this buffer. */
  static KnownAddress of(@Nullable KnownAddress known, ByteBuffer direct) {
    return known != null && known.refersTo(direct) ? known : new KnownAddress(direct);
  }

  /** The address of a position in the buffer, as {@link Memory#address} gives it. */
  long at(ByteBuffer direct, int position, int length) {
    Memory.requireAlive(direct, position, length);
    return base + position;
  }
}
