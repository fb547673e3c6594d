package io.sockets4j.internal;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A seat for one virtual thread that waits: parked, which takes no other thread. */
final class ParkedThread extends Seat {
  /** How often to look at a descriptor which the system does not watch. */
  private static final long LOOK_NANOS = 10_000_000;

  private final Parking parking;

  private @Nullable Thread thread; // written by itself, before it is in the descriptor's list

  /** Whether this is in the descriptor's list. */
  private boolean listed; // guarded by the descriptor

  /** What it waits for. */
  private int events; // guarded by the descriptor

  /**
   * Whether that has come, and this is no longer in the list; true before anything is waited for.
   */
  private volatile boolean ready = true;

  /** Whether the descriptor is closed. */
  private volatile boolean woken;

  ParkedThread(Parking parking) {
    this.parking = parking;
  }

  /** Seats the current thread. */
  void occupy() {
    thread = Thread.currentThread();
  }

  @Override
  boolean seesInterrupts() {
    return true;
  }

  @Override
  int open() {
    return parking.open();
  }

  /** Nothing yet: this enters the list when it asks for events, under one lock. */
  @Override
  boolean enter(Descriptor descriptor) {
    return descriptor.isOpen();
  }

  @Override
  void leave(Descriptor descriptor) {
    if (!ready) {
      synchronized (descriptor) {
        unlist(descriptor);
      }
      ready = true;
    }
  }

  @Override
  void giveBack() {
    thread = null;
    parking.keep(this);
  }

  @Override
  void wake() {
    woken = true;
    LockSupport.unpark(thread);
  }

  /** Begins to wait for these events alone; false if the descriptor is closed. Under its lock. */
  boolean expect(Descriptor descriptor, int expected) {
    if (!listed && !descriptor.addWaiting(this)) {
      return false;
    }
    listed = true;
    events = expected;
    ready = false;
    return true;
  }

  private void unlist(Descriptor descriptor) {
    if (listed) {
      listed = false;
      descriptor.removeWaiting(this);
    }
  }

  /** What is waited for, 0 for nothing but a close. Under the descriptor's lock. */
  int events() {
    return events;
  }

  /** Ends the wait if it is for any of some events; whether it was. Under the descriptor's lock. */
  boolean arrive(Descriptor descriptor, int arrived) {
    if ((events & arrived) == 0) {
      return false;
    }
    Thread waiting = thread;
    unlist(descriptor);
    ready = true; // from here on the thread may leave, and another one sit here
    LockSupport.unpark(waiting);
    return true;
  }

  @Override
  int await(Descriptor descriptor, int expected, long deadline) {
    if (!parking.expect(this, expected)) {
      return pause(LOOK_NANOS, deadline);
    }
    while (true) {
      if (isOver()) {
        return WaitCell.CLOSED;
      }
      if (ready) {
        return WaitCell.READY;
      }
      if (!park(deadline)) {
        return WaitCell.TIMED_OUT;
      }
    }
  }

  @Override
  int pause(long nanos, long deadline) {
    if (!parking.stay(this)) {
      return WaitCell.CLOSED;
    }
    long now = System.nanoTime();
    boolean last = deadline != WaitCell.NEVER && deadline - now < nanos;
    long end = last ? deadline : now + nanos;
    do {
      if (isOver()) {
        return WaitCell.CLOSED;
      }
    } while (park(end));
    return last ? WaitCell.TIMED_OUT : WaitCell.READY;
  }

  /** Parks once, if it is not too late for that. */
  private boolean park(long deadline) {
    if (deadline == WaitCell.NEVER) {
      LockSupport.park(parking);
      return true;
    }
    long nanos = deadline - System.nanoTime();
    if (nanos <= 0) {
      return false;
    }
    LockSupport.parkNanos(parking, nanos);
    return true;
  }

  /** Whether there is nothing more to wait for: an interrupted thread is not parked any more. */
  private boolean isOver() {
    return woken || Thread.currentThread().isInterrupted();
  }
}
