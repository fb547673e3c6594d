package io.sockets4j.internal;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * Where virtual threads wait for one descriptor: what the poller watches it for, and whom that
 * concerns. The system tells each event once, and is asked anew by whoever waits next, so that it
 * also tells what has been so all along.
 */
final class Parking extends Watch {
  /** What poll(2) and epoll(7) tell unasked. */
  private static final int ALWAYS_TOLD = Abi.POLLERR | Abi.POLLHUP | Abi.POLLNVAL;

  @SuppressWarnings("NullAway") // the updater's method says nothing of null
  private static final AtomicReferenceFieldUpdater<Parking, @Nullable ParkedThread> SPARE =
      AtomicReferenceFieldUpdater.newUpdater(Parking.class, ParkedThread.class, "spare");

  @SuppressWarnings("UnusedVariable") // the updater uses it
  private volatile @Nullable ParkedThread spare;

  private volatile @Nullable Poller poller;

  /** What the system has been asked for and has not told yet; 0 for nothing. */
  private int asked; // guarded by the descriptor

  Parking(Descriptor descriptor) {
    super(descriptor);
  }

  /** A seat for the current thread. One is kept, since mostly one thread waits at a time. */
  ParkedThread seat() {
    ParkedThread kept = SPARE.getAndSet(this, null);
    ParkedThread seat = kept != null ? kept : new ParkedThread(this);
    seat.occupy();
    return seat;
  }

  void keep(ParkedThread seat) {
    SPARE.lazySet(this, seat);
  }

  /**
   * Takes hold of the descriptor, which the caller is inside of, for the poller: 0, or -errno if
   * there can be no poller.
   */
  int open() {
    if (poller != null) {
      return 0;
    }
    try {
      Poller shared = Poller.shared();
      synchronized (descriptor) {
        if (poller == null) {
          hold(shared.readiness());
          poller = shared;
        }
      }
      return 0;
    } catch (FailedCall e) {
      return -e.errno().value();
    }
  }

  /**
   * Sees to it that a thread is told of events, from this moment on.
   *
   * @return false if the system cannot watch this descriptor, or it is closed
   */
  boolean expect(ParkedThread one, int events) {
    synchronized (descriptor) {
      return one.expect(descriptor, events | ALWAYS_TOLD) && askFor(events);
    }
  }

  /** Sees to it that a thread is told when the descriptor is closed; false if it is. */
  boolean stay(ParkedThread one) {
    synchronized (descriptor) {
      return one.expect(descriptor, 0);
    }
  }

  /** Asks the system for events besides those that it has been asked for. Under the lock. */
  private boolean askFor(int events) {
    int all =
        asked | events | Abi.POLLERR; // which is always told: it marks that there is a request
    if (all == asked) {
      return true;
    }
    try {
      Objects.requireNonNull(poller, "open").ask(this, all);
      asked = all;
      return true;
    } catch (FailedCall e) {
      return false; // no file for epoll(7), or too many: the one who waits looks by itself
    }
  }

  /** Called by the poller: unparks those that wait for what has come, and asks for the rest. */
  @Override
  boolean arrived(int events) {
    synchronized (descriptor) {
      asked = 0;
      int rest = unpark(events);
      if (rest != 0 && !askFor(rest)) {
        int unused = unpark(rest);
      }
    }
    return true;
  }

  /** Unparks those that wait for any of some events; what the others wait for. */
  private int unpark(int events) {
    int rest = 0;
    Waiting one = descriptor.waiting();
    while (one != null) {
      Waiting next = one.next; // one that is unparked leaves the list
      if (one instanceof ParkedThread parked) {
        rest |= parked.arrive(descriptor, events);
      }
      one = next;
    }
    return rest;
  }
}
