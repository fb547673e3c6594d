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

  private final AtomicReferenceArray<@Nullable T> places = new AtomicReferenceArray<>(KEPT);

  /** One that was kept, or null. */
  @Nullable T take() {
    return places.getAndSet(place(), null);
  }

  /** Keeps one; false if there is no place for it, and then it is the caller's to dispose of. */
  boolean keep(T spare) {
    return places.compareAndSet(place(), null, spare);
  }

  private static int place() {
    return (int) Thread.currentThread().getId() & (KEPT - 1);
  }
}
