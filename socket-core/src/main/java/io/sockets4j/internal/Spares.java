package io.sockets4j.internal;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A few things that are kept for the next who needs one. Threads seldom share a place, and a thread
 * finds again what it has kept.
 */
final class Spares<T> {
  /** How many are kept; more than that exist only while as many are in use. */
  private static final int KEPT = 32;

  /** How many places a thread looks at: others may have the same first one. */
  private static final int TRIES = 4;

  private final AtomicReferenceArray<@Nullable T> places = new AtomicReferenceArray<>(KEPT);

  /** One that was kept, or null. */
  @Nullable T take() {
    int place = place();
    for (int i = 0; i < TRIES; i++) {
      T spare = places.getAndSet((place + i) & (KEPT - 1), null);
      if (spare != null) {
        return spare;
      }
    }
    return null;
  }

  /** Keeps one; false if there is no place for it, and then it is the caller's to dispose of. */
  boolean keep(T spare) {
    int place = place();
    for (int i = 0; i < TRIES; i++) {
      if (places.compareAndSet((place + i) & (KEPT - 1), null, spare)) {
        return true;
      }
    }
    return false;
  }

  private static int place() {
    return (int) Thread.currentThread().getId() & (KEPT - 1);
  }
}
