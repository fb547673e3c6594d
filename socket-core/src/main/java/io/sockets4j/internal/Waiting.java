package io.sockets4j.internal;

import org.jspecify.annotations.Nullable;

/** One who waits for a descriptor, in the list that the descriptor keeps of them. */
abstract class Waiting {
  /** The others that wait for the same descriptor: that descriptor's business. */
  @Nullable Waiting next;

  @Nullable Waiting previous;

  /** Ends the wait, since the descriptor is closed. Called under the descriptor's lock. */
  abstract void wake();
}
