package io.sockets4j;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The keys whose interest sets a selector's next selection has to look at, each of them once: a
 * queue that is linked through the keys. For any thread.
 */
final class ChangedKeys {
  private @Nullable BsdSelectionKey first; // guarded by this
  private @Nullable BsdSelectionKey last; // guarded by this
  private int size; // guarded by this

  /** Adds a key behind the others, unless it is among them. */
  synchronized void add(BsdSelectionKey key) {
    if (!key.isQueued()) {
      if (last == null) {
        first = key;
      } else {
        last.linkTo(key);
      }
      last = key;
      size++;
      key.setQueued(true);
    }
  }

  /** Takes the first one, which must be there; what changes from now on adds it again. */
  synchronized BsdSelectionKey remove() {
    BsdSelectionKey removed = Objects.requireNonNull(first, "there is none");
    first = removed.unlink();
    if (first == null) {
      last = null;
    }
    size--;
    removed.setQueued(false);
    return removed;
  }

  synchronized int size() {
    return size;
  }
}
