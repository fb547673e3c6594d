package io.sockets4j.internal;

import io.sockets4j.internal.libc.NativeBinding;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A full memory barrier on every processor that runs a thread of this process: membarrier(2).
 * Whoever acts rarely executes it, and those that act often need no barrier of their own.
 */
final class ProcessBarrier {
  // Of linux/membarrier.h.
  private static final int PRIVATE_EXPEDITED = 1 << 3;
  private static final int REGISTER_PRIVATE_EXPEDITED = 1 << 4;

  private static final long LONGEST_WRITE_NANOS = 1_000_000;

  private static final AtomicBoolean WANTED = new AtomicBoolean();
  private static volatile boolean ready;

  private ProcessBarrier() {}

  /** Whether there is one, where the system has it: from some time after the first question on. */
  static boolean isReady() {
    if (!ready && WANTED.compareAndSet(false, true)) {
      prepare();
    }
    return ready;
  }

  /**
   * Executes one. Where the system refuses that after all (a process that was restored from a file,
   * a filter that was set later), it is the last, and we wait for longer than any write is on its
   * way to the other processors.
   */
  static void execute() {
    if (!isDone(PRIVATE_EXPEDITED)
        && !(isDone(REGISTER_PRIVATE_EXPEDITED) && isDone(PRIVATE_EXPEDITED))) {
      ready = false;
      long begin = System.nanoTime();
      while (System.nanoTime() - begin < LONGEST_WRITE_NANOS) {
        Thread.onSpinWait();
      }
    }
  }

  private static boolean isDone(int command) {
    return NativeBinding.libc().membarrier(command) == 0;
  }

  /** In a thread of its own: the kernel takes some 10 ms to register a process with threads. */
  private static void prepare() {
    try {
      BackgroundThread.start(
          "sockets4j-membarrier", () -> ready = isDone(REGISTER_PRIVATE_EXPEDITED));
    } catch (OutOfMemoryError e) {
      // There can be no more threads: then there is no barrier, which only saves time.
    }
  }
}
