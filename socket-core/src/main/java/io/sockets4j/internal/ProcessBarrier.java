package io.sockets4j.internal;

import io.sockets4j.internal.libc.NativeBinding;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A full memory barrier on every processor that runs a thread of this process: membarrier(2).
 * Whoever acts rarely executes it, and those that act often need no barrier of their own.
 */
final class ProcessBarrier implements Runnable {
  // Of linux/membarrier.h.
  private static final int PRIVATE_EXPEDITED = 1 << 3;
  private static final int REGISTER_PRIVATE_EXPEDITED = 1 << 4;

  private static final AtomicBoolean WANTED = new AtomicBoolean();
  private static volatile boolean ready;

  private ProcessBarrier() {}

  /**
   * Whether there is one: from some time after the first question on, and then for ever, where the
   * system has it. What was true once is true later: the man page says that a command's answer does
   * not change.
   */
  static boolean isReady() {
    if (!ready && !WANTED.get() && WANTED.compareAndSet(false, true)) {
      prepare();
    }
    return ready;
  }

  /** Executes one; false if the system would not, against its word. */
  static boolean execute() {
    return NativeBinding.libc().membarrier(PRIVATE_EXPEDITED) == 0;
  }

  /** In a thread of its own: the kernel takes some 10 ms to register a process with threads. */
  private static void prepare() {
    Thread thread = new Thread(null, new ProcessBarrier(), "sockets4j-membarrier", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null); // it belongs to no application
    thread.start();
  }

  @Override
  public void run() {
    ready = NativeBinding.libc().membarrier(REGISTER_PRIVATE_EXPEDITED) == 0;
  }
}
