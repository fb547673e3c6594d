package io.sockets4j.internal;

import static io.sockets4j.internal.NativeSocket.LIBC;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * The array that a thread sent, or received into, last, and what stands for it in a call that takes
 * arrays where they are: an object that to make costs more than to copy a little. Neither is kept
 * from being collected. A socket knows what the last thread knew, which is quicker to find.
 *
 * <p>Virtual threads remember nothing: what each of very many knows is in no cache when it is due.
 */
final class KnownArray {
  /** What is copied where the array is not known. */
  private static final int MOST_COPIED = 4096;

  private static final boolean NOTHING_TO_KNOW = LIBC.arraysStandForThemselves();

  /** How many arrays that are not known there are before one is remembered. */
  private static final int STRANGERS_BEFORE_ONE_IS_KEPT = 7;

  private static final ThreadLocal<KnownArray> SENT = ThreadLocal.withInitial(KnownArray::new);
  private static final ThreadLocal<KnownArray> RECEIVED = ThreadLocal.withInitial(KnownArray::new);

  private @Nullable Known last;
  private int strangers;

  /** An array, and what stands for it. */
  static final class Known extends WeakReference<Object> {
    final WeakReference<byte[]> array;

    Known(byte[] array, Object standIn) {
      super(standIn);
      this.array = new WeakReference<>(array);
    }
  }

  /** What stands for an array that is sent from; null if so much of it is to be copied instead. */
  static @Nullable Object toSend(NativeSocket socket, byte[] array, int length) {
    Object standIn = standIn(socket.lastArraySent(), array);
    if (standIn != null) {
      return standIn;
    }
    if (NOTHING_TO_KNOW || VirtualThreads.isCurrent()) {
      return ofStranger(array, length);
    }
    KnownArray mine = SENT.get();
    standIn = mine.of(array, length);
    if (standIn(mine.last, array) != null) {
      socket.setLastArraySent(mine.last);
    }
    return standIn;
  }

  /** What stands for an array that is received into; null if so much is to be copied instead. */
  static @Nullable Object toReceive(NativeSocket socket, byte[] array, int length) {
    Object standIn = standIn(socket.lastArrayReceived(), array);
    if (standIn != null) {
      return standIn;
    }
    if (NOTHING_TO_KNOW || VirtualThreads.isCurrent()) {
      return ofStranger(array, length);
    }
    KnownArray mine = RECEIVED.get();
    standIn = mine.of(array, length);
    if (standIn(mine.last, array) != null) {
      socket.setLastArrayReceived(mine.last);
    }
    return standIn;
  }

  private @Nullable Object of(byte[] array, int length) {
    Object known = standIn(last, array);
    if (known != null) {
      return known;
    }
    if (++strangers <= STRANGERS_BEFORE_ONE_IS_KEPT) {
      return ofStranger(array, length);
    }
    strangers = 0;
    Object standIn = LIBC.array(array);
    last = new Known(array, standIn);
    return standIn;
  }

  private static @Nullable Object standIn(@Nullable Known known, byte[] array) {
    return known != null && known.array.refersTo(array) ? known.get() : null;
  }

  private static @Nullable Object ofStranger(byte[] array, int length) {
    return length < MOST_COPIED ? null : LIBC.array(array);
  }
}
