package io.sockets4j.internal;

import io.sockets4j.internal.libc.Libc;
import io.sockets4j.internal.libc.NativeBinding;
import java.nio.ByteBuffer;

/**
 * Buffers as the kernel sees them. Position and limit are read once for each call, position first:
 * whatever another thread does to a buffer meanwhile, no memory beyond its limit is touched.
 */
final class Memory {
  private static final Libc LIBC = NativeBinding.libc();

  private Memory() {}

  /** How much of a buffer there is from a position on. */
  static int remaining(ByteBuffer buffer, int position) {
    return Math.max(buffer.limit() - position, 0);
  }

  /**
   * The address of a direct buffer's position. The caller keeps the buffer reachable until its call
   * has returned.
   */
  static long address(ByteBuffer direct, int position, int length) {
    requireAlive(direct, position, length);
    return LIBC.address(direct) + position;
  }

  /**
   * Whether the kernel may be given a part of a buffer while it waits: one that cannot be given
   * back meanwhile, and is not so little that copying it costs less than to hold it.
   */
  static boolean isHeld(ByteBuffer buffer, int length) {
    return length > Scratch.LITTLE && buffer.isDirect() && LIBC.holdsBuffers();
  }

  /** Throws if the memory of a direct buffer has been given back (an arena's). */
  static void requireAlive(ByteBuffer direct, int position, int length) {
    if (length > 0) {
      byte unused = direct.get(position);
    }
  }
}
