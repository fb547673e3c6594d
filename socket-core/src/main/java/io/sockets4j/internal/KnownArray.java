package io.sockets4j.internal;

import static io.sockets4j.internal.NativeSocket.LIBC;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * The array that one direction of a socket used last, and what stands for it in a call that takes
 * arrays where they are: an object that to make costs more than to copy a little. Neither is kept
 * from being collected.
 */
final class KnownArray {
  /** What is copied where the array is not known yet. */
  private static final int MOST_COPIED = 4096;

  /** How many arrays that are not known are copied before one is remembered. */
  private static final int COPIED_BEFORE_ONE_IS_KEPT = 7;

  private @Nullable Known last; // any thread may replace it
  private int copied;

  private static final class Known extends WeakReference<Object> {
    final WeakReference<byte[]> array;

    Known(byte[] array, Object standIn) {
      super(standIn);
      this.array = new WeakReference<>(array);
    }
  }

  /** What stands for an array; null if so much of it is to be copied instead. */
  @Nullable Object of(byte[] array, int length) {
    Known known = last;
    if (known != null && known.array.refersTo(array)) {
      Object standIn = known.get();
      if (standIn != null) {
        return standIn;
      }
    }
    return length < MOST_COPIED && ++copied <= COPIED_BEFORE_ONE_IS_KEPT ? null : keep(array);
  }

  private Object keep(byte[] array) {
    copied = 0;
    Object standIn = LIBC.array(array);
    last = new Known(array, standIn);
    return standIn;
  }
}
