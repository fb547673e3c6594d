package io.sockets4j.internal;

import static io.sockets4j.internal.NativeSocket.LIBC;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * The array that a thread sent, or received into, last, and what stands for it in a call that takes
 * arrays where they are: an object that to make costs more than to copy a little. Neither is kept
 * from being collected.
 */
final class KnownArray {
  /** What is copied where the array is not known. */
  private static final int MOST_COPIED = 4096;

  /** How many arrays that are not known there are before one is remembered. */
  private static final int STRANGERS_BEFORE_ONE_IS_KEPT = 7;

  private static final ThreadLocal<KnownArray> SENT = ThreadLocal.withInitial(KnownArray::new);
  private static final ThreadLocal<KnownArray> RECEIVED = ThreadLocal.withInitial(KnownArray::new);

  private @Nullable Known last;
  private int strangers;

  private static final class Known extends WeakReference<Object> {
    final WeakReference<byte[]> array;

    Known(byte[] array, Object standIn) {
      super(standIn);
      this.array = new WeakReference<>(array);
    }
  }

  /** What stands for an array that is sent from; null if so much of it is to be copied instead. */
  static @Nullable Object toSend(byte[] array, int length) {
    return of(SENT, array, length);
  }

  /** What stands for an array that is received into; null if so much is to be copied instead. */
  static @Nullable Object toReceive(byte[] array, int length) {
    return of(RECEIVED, array, length);
  }

  /**
   * Virtual threads remember nothing: what each of very many knows is in no cache when it is due.
   */
  private static @Nullable Object of(ThreadLocal<KnownArray> lasts, byte[] array, int length) {
    if (VirtualThreads.isCurrent()) {
      return ofStranger(array, length);
    }
    return lasts.get().of(array, length);
  }

  private @Nullable Object of(byte[] array, int length) {
    Known known = last;
    if (known != null && known.array.refersTo(array)) {
      Object standIn = known.get();
      if (standIn != null) {
        return standIn;
      }
    }
    if (++strangers <= STRANGERS_BEFORE_ONE_IS_KEPT) {
      return ofStranger(array, length);
    }
    strangers = 0;
    Object standIn = LIBC.array(array);
    last = new Known(array, standIn);
    return standIn;
  }

  private static @Nullable Object ofStranger(byte[] array, int length) {
    return length < MOST_COPIED ? null : LIBC.array(array);
  }
}
