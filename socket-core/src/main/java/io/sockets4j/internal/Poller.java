package io.sockets4j.internal;

import io.sockets4j.os.Platform;
import org.jspecify.annotations.Nullable;

/**
 * The thread that waits for all descriptors that virtual threads wait for, and tells of what comes.
 * There is one, from the first such wait on until the JVM ends.
 */
abstract class Poller implements Runnable, Readiness.Receiver {
  private static @Nullable Poller shared; // guarded by the class

  private final Readiness readiness;

  Poller(Readiness readiness) {
    this.readiness = readiness;
  }

  /** The one that there is; it fails if there are no descriptors left to start it, say. */
  static synchronized Poller shared() throws FailedCall {
    if (shared == null) {
      boolean epoll =
          System.getProperty(Multiplexer.PROPERTY, "epoll").equals("epoll")
              && Platform.current().isLinux();
      Poller poller = epoll ? EpollPoller.open() : PollPoller.open();
      BackgroundThread.start("sockets4j-poller", poller);
      shared = poller;
    }
    return shared;
  }

  /** With what it waits. */
  Readiness readiness() {
    return readiness;
  }

  /**
   * Sees to it that the listener is told of one of some events, also if it is there already. Any
   * thread may ask; of what was asked before and not told, nothing is left.
   *
   * @param standing whether it may be told again and again, as long as it is there; else once
   * @return whether it will be
   */
  abstract boolean ask(Watch watch, int events, boolean standing) throws FailedCall;

  /** Notes that a wait begins. */
  void noteWait() {}

  /** Waits once, and tells. */
  abstract void poll() throws FailedCall;

  @Override
  public final void run() {
    try {
      while (true) {
        poll();
      }
    } catch (FailedCall e) {
      throw broken(e);
    }
  }

  static IllegalStateException broken(FailedCall e) {
    return new IllegalStateException("nothing wakes virtual threads that wait any more", e);
  }
}
