package io.sockets4j.cli.can;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Has a command end by itself, with all that it has written, when Ctrl-C or SIGTERM ends the JVM.
 */
final class Interruption implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook;
  private volatile boolean wanted;

  /**
   * Begins to listen for it.
   *
   * @param wakeUp releases the command from what it waits in
   */
  Interruption(Runnable wakeUp) {
    hook = new Thread(() -> end(wakeUp), "end of a command");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void end(Runnable wakeUp) {
    wanted = true;
    wakeUp.run();
    try {
      boolean unused = ended.await(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the command is to end. */
  boolean wanted() {
    return wanted;
  }

  /** Says that the command has ended, and everything is written. */
  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook has been told.
    }
  }
}
