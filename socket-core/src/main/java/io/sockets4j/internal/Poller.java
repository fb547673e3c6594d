package io.sockets4j.internal;

import org.jspecify.annotations.Nullable;

/**
 * The thread that waits for all descriptors that virtual threads wait for, and unparks these. There
 * is one, from the first such wait on until the JVM ends.
 */
final class Poller implements Runnable, Readiness.Receiver {
  private static @Nullable Poller shared; // guarded by the class

  private final Alarm alarm;
  private final Readiness readiness;

  /** Makes the system tell an event once; 0 where it cannot, and then this sees to it. */
  private final int once;

  private Poller(Alarm alarm, Readiness readiness) {
    this.alarm = alarm;
    this.readiness = readiness;
    this.once = readiness instanceof EpollReadiness ? EpollAbi.EPOLLONESHOT.value() : 0;
  }

  /** The one that there is; it fails if there are no descriptors left to start it, say. */
  static synchronized Poller shared() throws FailedCall {
    if (shared == null) {
      shared = start();
    }
    return shared;
  }

  private static Poller start() throws FailedCall {
    Alarm alarm = Alarm.open();
    boolean opened = false;
    try {
      Poller poller = new Poller(alarm, Multiplexer.readiness(alarm));
      Thread thread = new Thread(null, poller, "sockets4j-poller", 0, false);
      thread.setDaemon(true);
      thread.setContextClassLoader(null); // it belongs to nobody in particular
      thread.start();
      opened = true;
      return poller;
    } finally {
      if (!opened) {
        alarm.close();
      }
    }
  }

  /** Takes hold of a descriptor, watching it for nothing yet. */
  Watch watch(Descriptor descriptor, Watch.Listener listener) {
    return Watch.on(descriptor, readiness, listener);
  }

  /** Tells the listener of one of some events, once: also if it is there already. */
  void ask(Watch watch, int events) throws FailedCall {
    watch.ask(events | once);
    if (once == 0) {
      alarm.ring(); // poll(2) learns of it when it is called the next time
    }
  }

  @Override
  public void run() {
    try {
      while (true) {
        readiness.await(-1, this);
        alarm.silence();
      }
    } catch (FailedCall e) {
      throw new IllegalStateException("nothing wakes virtual threads that wait any more", e);
    }
  }

  @Override
  public void ready(Watch watch, int events) {
    try {
      if (once == 0) {
        watch.pause();
      }
    } catch (FailedCall e) {
      throw new IllegalStateException("poll(2) is not told what to forget", e);
    }
    boolean unused = watch.ready(events);
  }
}
