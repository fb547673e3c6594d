package io.sockets4j.it.selector;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Something that another thread does meanwhile.
 *
 * @param <T> what it gives
 */
final class Background<T> {
  /**
   * Where the selectors wait for the system: the interests of their keys have been learnt there.
   */
  private static final List<String> WAITS =
      List.of(
          "sun.nio.ch.EPoll.wait",
          "io.sockets4j.internal.EpollReadiness.await",
          "io.sockets4j.internal.PollReadiness.await");

  private final FutureTask<T> task;
  private final Thread thread;

  private Background(Callable<T> work) {
    task = new FutureTask<>(work);
    thread = new Thread(task, "background");
    thread.setDaemon(true);
  }

  static <T> Background<T> start(Callable<T> work) {
    Background<T> background = new Background<>(work);
    background.thread.start();
    return background;
  }

  /** Starts a selection and returns when it waits for the system. */
  static <T> Background<T> startSelection(Callable<T> selection) throws Exception {
    Background<T> background = start(selection);
    Deadline.await("the selection waits", () -> background.isDone() || background.isSelecting());
    return background;
  }

  private boolean isSelecting() {
    return Stream.of(thread.getStackTrace())
        .map(frame -> frame.getClassName() + "." + frame.getMethodName())
        .anyMatch(WAITS::contains);
  }

  /** Whether the thread is inside a method of a class, both named together. */
  boolean isIn(String method) {
    return Stream.of(thread.getStackTrace())
        .anyMatch(frame -> (frame.getClassName() + "." + frame.getMethodName()).endsWith(method));
  }

  /** Waits until the thread wants a monitor that another thread has. */
  void awaitBlocked() throws Exception {
    Deadline.await(
        "the thread waits for a monitor", () -> thread.getState() == Thread.State.BLOCKED);
  }

  boolean isDone() {
    return task.isDone();
  }

  void interrupt() {
    thread.interrupt();
  }

  T result() throws Exception {
    return result(Deadline.LENGTH.toSeconds());
  }

  T result(long seconds) throws Exception {
    return task.get(seconds, TimeUnit.SECONDS);
  }
}
