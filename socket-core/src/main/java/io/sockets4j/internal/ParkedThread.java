package io.sockets4j.internal;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A seat for one virtual thread that waits: parked, which takes no other thread. */
final class ParkedThread extends Seat {
  /** How often to look at a descriptor which the system does not watch. */
  private static final long LOOK_NANOS = 10_000_000;

  /** What poll(2) and epoll(7) tell unasked. */
  private static final int ALWAYS_TOLD = Abi.POLLERR | Abi.POLLHUP | Abi.POLLNVAL;

  private final Parking parking;
  private volatile @Nullable Thread thread;

  /** Whether that has come; true before anything is waited for. */
  private volatile boolean ready = true;

  private volatile boolean woken;

  /** What it waits for. */
  private int events; // guarded by the descriptor

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

  @Override
  void giveBack() {
    thread = null;
    ready = true;
    woken = false;
    parking.keep(this);
  }

  @Override
  void wake() {
    woken = true;
    LockSupport.unpark(thread);
  }

  /** Begins to wait for events. Under the descriptor's lock. */
  void expect(int expected) {
    events = expected | ALWAYS_TOLD;
    ready = false;
  }

  /**
   * Ends the wait if it is for any of some events. Under the descriptor's lock.
   *
   * @return what is still waited for, 0 for nothing
   */
  int arrive(int arrived) {
    if (ready) {
      return 0;
    }
    if ((events & arrived) == 0) {
      return events;
    }
    ready = true;
    LockSupport.unpark(thread);
    return 0;
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
