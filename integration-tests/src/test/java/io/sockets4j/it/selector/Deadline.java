package io.sockets4j.it.selector;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** How long a test waits for what is bound to happen: far longer than it takes. */
final class Deadline {
  static final Duration LENGTH = Duration.ofSeconds(20);

  private static final long BETWEEN_LOOKS = 200_000;

  private Deadline() {}

  /** Waits until something is the case. */
  static void await(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + LENGTH.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() - end > 0) {
        fail("in vain waited until " + what);
      }
      LockSupport.parkNanos(BETWEEN_LOOKS);
    }
  }
}
