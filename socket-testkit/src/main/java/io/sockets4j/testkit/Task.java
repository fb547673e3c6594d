package io.sockets4j.testkit;

import static io.sockets4j.testkit.SocketScope.DEADLINE;

import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Something that is done in a thread of its own while the test goes on, such as a call that waits.
 *
 * @param <T> the class of its result
 */
final class Task<T> {
  private static final long PAUSE_NANOS = 200_000;
  private static final Set<String> WAYS = Set.of("block", "poll");

  private final FutureTask<T> outcome;
  private final Thread thread;

  private Task(Callable<T> work, boolean virtual) {
    outcome = new FutureTask<>(work);
    if (virtual) {
      thread = VirtualThread.start(outcome);
    } else {
      thread = new Thread(outcome, "contract");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** What is done without a result. */
  @FunctionalInterface
  interface Action {
    void run() throws Exception;
  }

  static <T> Task<T> start(Callable<T> work) {
    return new Task<>(work, VirtualThread.isWanted());
  }

  /** In a platform thread whatever is wanted: for what virtual threads do not have. */
  static <T> Task<T> startPlatform(Callable<T> work) {
    return new Task<>(work, false);
  }

  static <T> Task<T> startVirtual(Callable<T> work) {
    return new Task<>(work, true);
  }

  static Task<Boolean> run(Action action) {
    return start(
        () -> {
          action.run();
          return true;
        });
  }

  Thread thread() {
    return thread;
  }

  /**
   * Returns once the thread waits in a call of a socket. Not by its state, which is the same when
   * it is about to wait or computes: by where it is.
   */
  Task<T> awaitWaiting() throws Exception {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (!waits()) {
      if (outcome.isDone()) {
        throw new AssertionError("did not wait, but ended with " + outcome.get());
      }
      if (System.nanoTime() - deadline > 0) {
        throw failure("does not wait");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return this;
  }

  private boolean waits() {
    boolean parked =
        thread.getState() == Thread.State.WAITING
            || thread.getState() == Thread.State.TIMED_WAITING;
    for (StackTraceElement frame : thread.getStackTrace()) {
      String name = frame.getClassName();
      // The engine's two ways to wait, in the call or before it, and the one to wait for each
      // other.
      if ((name.equals("io.sockets4j.internal.Waiter") && WAYS.contains(frame.getMethodName()))
          || (parked && name.equals("io.sockets4j.internal.Turn"))) {
        return true;
      }
    }
    return false;
  }

  boolean isDone() {
    return outcome.isDone();
  }

  /** What came out, at the latest at the deadline. */
  T result() throws Exception {
    try {
      return outcome.get(DEADLINE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } catch (TimeoutException e) {
      throw failure("does not end");
    }
  }

  private AssertionError failure(String what) {
    AssertionError error = new AssertionError("the thread of the test " + what + "; it is here:");
    error.setStackTrace(thread.getStackTrace());
    return error;
  }
}
