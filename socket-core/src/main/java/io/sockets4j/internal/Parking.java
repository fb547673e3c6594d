package io.sockets4j.internal;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * Where virtual threads wait for one descriptor: what the poller watches it for, and whom that
 * concerns. The system tells each event once, and is asked anew by whoever waits next, so that it
 * also tells what has been so all along.
 */
final class Parking implements Watch.Listener {
  @SuppressWarnings("NullAway") // the updater's method says nothing of null
  private static final AtomicReferenceFieldUpdater<Parking, @Nullable ParkedThread> SPARE =
      AtomicReferenceFieldUpdater.newUpdater(Parking.class, ParkedThread.class, "spare");

  private final Descriptor descriptor;

  @SuppressWarnings("UnusedVariable") // the updater uses it
  private volatile @Nullable ParkedThread spare;

  private volatile @Nullable Poller poller;
  private @Nullable Watch watch; // guarded by the descriptor

  /** What the system has been asked for and has not told yet; 0 for nothing. */
  private int asked; // guarded by the descriptor

  Parking(Descriptor descriptor) {
    this.descriptor = descriptor;
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

  /** Takes hold of the descriptor for the poller: 0, or -errno if there can be no poller. */
  int open() {
    if (poller != null) {
      return 0;
    }
    try {
      Poller shared = Poller.shared();
      synchronized (descriptor) {
        if (watch == null) {
          watch = shared.watch(descriptor, this);
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
   * @return false if the system cannot watch this descriptor
   */
  boolean expect(ParkedThread one, int events) {
    synchronized (descriptor) {
      one.expect(events);
      return ask(events);
    }
  }

  /** Asks the system for events besides those that it has been asked for. Under the lock. */
  private boolean ask(int events) {
    int all =
        asked | events | Abi.POLLERR; // which is always told: it marks that there is a request
    if (all == asked) {
      return true;
    }
    try {
      Objects.requireNonNull(poller, "open").ask(Objects.requireNonNull(watch, "open"), all);
      asked = all;
      return true;
    } catch (FailedCall e) {
      return false; // no file for epoll(7), or too many: the one who waits looks by itself
    }
  }

  /** Called by the poller: unparks those that wait for what has come, and asks for the rest. */
  @Override
  public boolean ready(int events) {
    synchronized (descriptor) {
      asked = 0;
      int rest = unpark(events);
      if (rest != 0 && !ask(rest)) {
        int unused = unpark(rest);
      }
    }
    return true;
  }

  /** Unparks those that wait for any of some events; what the others wait for. */
  private int unpark(int events) {
    int rest = 0;
    for (Waiting one = descriptor.waiting(); one != null; one = one.next) {
      if (one instanceof ParkedThread parked) {
        rest |= parked.arrive(events);
      }
    }
    return rest;
  }
}
