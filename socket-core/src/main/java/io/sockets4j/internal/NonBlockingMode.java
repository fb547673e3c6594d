package io.sockets4j.internal;

/**
 * O_NONBLOCK of an open file, for calls that take no flag which keeps them from waiting: set while
 * such calls are under way, or for good. It belongs to the open file, so that all descriptors of
 * one that this library has made share one of these; of others, in other processes say, nobody here
 * knows.
 */
final class NonBlockingMode {
  private int calls; // guarded by this: that are under way
  private boolean clears; // guarded by this: whether the last of them clears the flag
  private volatile boolean kept;

  /** Sets it until {@link #end}: 0 or -errno, and then there is nothing to end. */
  synchronized int begin(int fd) {
    if (calls == 0) {
      int changed = kept ? 0 : FileFlags.setNonBlocking(fd, true);
      if (changed < 0) {
        return changed;
      }
      clears = changed > 0;
    }
    calls++;
    return 0;
  }

  synchronized void end(int fd) {
    calls--;
    if (calls == 0 && clears && !kept) {
      FileFlags.setNonBlocking(fd, false);
    }
  }

  /** Sets it for good: 0 or -errno. */
  synchronized int keep(int fd) {
    int result = FileFlags.setNonBlocking(fd, true);
    kept = result >= 0;
    return Math.min(result, 0);
  }

  boolean isKept() {
    return kept;
  }
}
