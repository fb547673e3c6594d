package io.sockets4j.internal;

import org.jspecify.annotations.Nullable;

/** One who waits for a descriptor. */
abstract class Waiting {
  /** The others that wait for the same descriptor: that descriptor's business. */
  @Nullable Waiting next;

  @Nullable Waiting previous;

  /** Wakes this one, because the descriptor is closed. */
  abstract void wake();

  /** Whether a wake-up may come to nothing, so that it is repeated until this one has left. */
  boolean mayMissWake() {
    return false;
  }
}
