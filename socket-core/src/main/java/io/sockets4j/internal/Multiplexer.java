package io.sockets4j.internal;

import io.sockets4j.os.Platform;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Waits for many descriptors at once: what a selector runs on.
 *
 * <p>One thread at a time waits and says what it wants to know; any thread may wake it, and any may
 * close a descriptor that is watched.
 */
public final class Multiplexer {
  /** The system property that forces a mechanism: {@code epoll} or {@code poll}. */
  public static final String PROPERTY = "sockets4j.selector";

  /** How long readiness that means nothing is not looked at. */
  private static final int PAUSE_MILLIS = 10;

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Alarm alarm;
  private final Readiness readiness;

  /** What tells the poller that the mechanism has something to tell; null where it cannot. */
  private final @Nullable Descriptor parkable;

  /** Whether the one who waits is to return: the alarm alone does not say so. */
  private volatile boolean woken;

  // Of the thread that waits.
  private final List<Watch> meaningless = new ArrayList<>();
  private final List<Watch> leftOut = new ArrayList<>();
  private boolean found;

  private final Readiness.Receiver receiver = this::receive;

  private Multiplexer(Alarm alarm, Readiness readiness) {
    this.alarm = alarm;
    this.readiness = readiness;
    this.parkable = readiness.fd() < 0 ? null : new Descriptor(readiness.fd());
  }

  /** One with the mechanism that the property names, else with the platform's best. */
  public static Multiplexer open() throws FailedCall {
    String mechanism =
        System.getProperty(PROPERTY, Platform.current().isLinux() ? "epoll" : "poll");
    Alarm alarm = Alarm.open();
    boolean opened = false;
    try {
      Readiness readiness =
          switch (mechanism) {
            case "epoll" -> EpollReadiness.open(alarm);
            case "poll" -> new PollReadiness(alarm);
            default ->
                throw new IllegalArgumentException(
                    "-D%s=%s: there are 'epoll' and 'poll'".formatted(PROPERTY, mechanism));
          };
      opened = true;
      return new Multiplexer(alarm, readiness);
    } finally {
      if (!opened) {
        alarm.close();
      }
    }
  }

  /** Takes hold of a descriptor, watching it for nothing yet. Any thread may do so. */
  public Watch watch(Descriptor descriptor, Watch.Listener listener) {
    return Watch.on(descriptor, readiness, listener);
  }

  /**
   * Waits until something is ready that means anything to its listener, until {@link #wakeUp} or
   * until time is up.
   *
   * <p>Readiness that means nothing would be reported over and over (a socket that is still being
   * connected and is wanted for reading, say). What it may mean later, nobody will tell: so it is
   * left out for some milliseconds and then looked at again.
   *
   * @param nanos how long; {@link NativeSocket#FOREVER}
   */
  public void await(long nanos) throws FailedCall {
    boolean once = nanos == 0; // without asking for the time
    long deadline =
        nanos == NativeSocket.FOREVER || once ? WaitCell.NEVER : System.nanoTime() + nanos;
    found = false;
    while (true) {
      meaningless.clear();
      await(woken || once ? 0 : millisUntil(deadline));
      alarm.silence();
      lookAgain();
      if (found || woken || once || hasPassed(deadline)) {
        return;
      }
      leaveOut();
    }
  }

  private void await(int millis) throws FailedCall {
    Descriptor mechanism = parkable;
    if (mechanism != null && millis != 0 && VirtualThreads.isCurrentAndParksInMonitors()) {
      park(mechanism, millis);
      readiness.await(0, receiver);
    } else {
      readiness.await(millis, receiver);
    }
  }

  /** Parks a virtual thread until the mechanism has something to tell, or time is up. */
  private static void park(Descriptor mechanism, int millis) throws FailedCall {
    long deadline = millis < 0 ? WaitCell.NEVER : System.nanoTime() + millis * NANOS_PER_MILLI;
    Seat seat = Seat.take(mechanism);
    boolean waiting = false;
    try {
      int result = seat.open();
      if (result == 0) {
        waiting = seat.enter(mechanism);
        result = seat.await(mechanism, Abi.POLLIN, deadline);
      }
      if (result < 0) {
        throw new FailedCall("epoll_wait", "selector", result);
      }
    } finally {
      if (waiting) {
        seat.leave(mechanism);
      }
      seat.giveBack();
    }
  }

  private void receive(Watch watch, int events) {
    if (watch.ready(events)) {
      found = true;
    } else {
      meaningless.add(watch);
    }
  }

  private void leaveOut() throws FailedCall {
    for (Watch watch : meaningless) {
      leftOut.add(watch);
      watch.pause();
    }
  }

  private void lookAgain() throws FailedCall {
    if (!leftOut.isEmpty()) {
      for (Watch watch : leftOut) {
        watch.resume();
      }
      leftOut.clear();
    }
  }

  private int millisUntil(long deadline) {
    int millis = WaitCell.millisUntil(deadline);
    boolean shorter = !leftOut.isEmpty() && (millis < 0 || millis > PAUSE_MILLIS);
    return shorter ? PAUSE_MILLIS : millis;
  }

  private static boolean hasPassed(long deadline) {
    return deadline != WaitCell.NEVER && deadline - System.nanoTime() <= 0;
  }

  /** Makes the one that waits return; if nobody does, the next. */
  public void wakeUp() {
    woken = true;
    alarm.ring();
  }

  /** Ends the effect of {@link #wakeUp}. */
  public void forgetWakeUp() {
    woken = false;
  }

  /** Gives back what the system holds. Nothing is watched any more. */
  public void close() {
    if (parkable != null) {
      parkable.giveAway(); // out of the poller first
    }
    readiness.close();
    alarm.close();
  }
}
