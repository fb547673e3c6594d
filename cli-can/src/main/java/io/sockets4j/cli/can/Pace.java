package io.sockets4j.cli.can;

import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;

/** Waits between frames: until points in time, so that what else takes time does not add up. */
final class Pace {
  private long due = System.nanoTime();

  /** Waits until some time after the last point. */
  void waitNanos(long nanos) throws InterruptedIOException {
    due += nanos;
    long now = System.nanoTime();
    if (due - now <= 0) {
      due = now; // late already: what was missed is not caught up on
      return;
    }
    try {
      TimeUnit.NANOSECONDS.sleep(due - now);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted between frames");
    }
  }
}
