package io.sockets4j.internal;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * Where virtual threads wait for one descriptor: what the poller watches it for, and whom that
 * concerns. The system tells each event once, and is asked anew by whoever waits next, so that it
 * also tells what has been so all along.
 *
 * <p>Where somebody has waited for each of the last events, a request for input stands, and nobody
 * asks anew, until the system tells of input again and again for which nobody waits.
 */
final class Parking extends Watch {
  /** What poll(2) and epoll(7) tell unasked. */
  private static final int ALWAYS_TOLD = Abi.POLLERR | Abi.POLLHUP | Abi.POLLNVAL;

  /** A request for input alone. */
  private static final int INPUT = Abi.POLLIN | Abi.POLLERR;

  /** After so many events in a row for which somebody waited, a request for input stands. */
  private static final int HEARD_TO_STAND = 8;

  /** So often in a row a standing request may tell nobody: who has been unparked may yet run. */
  private static final int UNHEARD_AT_MOST = 1;

  @SuppressWarnings("NullAway") // the updater's method says nothing of null
  private static final AtomicReferenceFieldUpdater<Parking, @Nullable ParkedThread> SPARE =
      AtomicReferenceFieldUpdater.newUpdater(Parking.class, ParkedThread.class, "spare");

  @SuppressWarnings("UnusedVariable") // the updater uses it
  private volatile @Nullable ParkedThread spare;

  private volatile @Nullable Poller poller;

  /** What the system has been asked for and is yet to tell; 0 for nothing. */
  private int asked; // guarded by the descriptor

  /** Whether that stands: told or not, it need not be asked for anew. */
  private boolean standing; // guarded by the descriptor

  /** How many events in a row somebody waited for; no more are counted than matter. */
  private int heard; // guarded by the descriptor

  /** How many events in a row nobody waited for. */
  private int unheard; // guarded by the descriptor

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
      poller().noteWait();
      return one.expect(descriptor, events | ALWAYS_TOLD) && askFor(events);
    }
  }

  private Poller poller() {
    return Objects.requireNonNull(poller, "open");
  }

  /** Sees to it that a thread is told when the descriptor is closed; false if it is. */
  boolean stay(ParkedThread one) {
    synchronized (descriptor) {
      return one.expect(descriptor, 0);
    }
  }

  /** Asks the system for events besides those that it has been asked for. Under the lock. */
  private boolean askFor(int events) {
    // What is always told need not be asked for; one such bit marks that there is a request.
    int all = ((asked | events) & ~ALWAYS_TOLD) | Abi.POLLERR;
    if (all == asked) {
      return true;
    }
    try {
      standing = poller().ask(this, all, all == INPUT && heard >= HEARD_TO_STAND);
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
      count(unpark(events));
      if (standing) {
        if (unheard > UNHEARD_AT_MOST) {
          asked = 0;
          boolean unused = askFor(INPUT); // to be told once more, and then no more
        }
      } else {
        asked = 0;
        int rest = awaited();
        if (rest != 0 && !askFor(rest)) {
          boolean unused = unpark(rest);
        }
      }
    }
    return true;
  }

  private void count(boolean wasHeard) {
    if (wasHeard) {
      heard = Math.min(heard + 1, HEARD_TO_STAND);
      unheard = 0;
    } else {
      heard = 0;
      unheard = Math.min(unheard + 1, UNHEARD_AT_MOST + 1);
    }
  }

  /** Unparks those that wait for any of some events; whether there were any. */
  private boolean unpark(int events) {
    boolean any = false;
    Waiting one = descriptor.waiting();
    while (one != null) {
      Waiting next = one.next; // one that is unparked leaves the list
      if (one instanceof ParkedThread parked) {
        any |= parked.arrive(descriptor, events);
      }
      one = next;
    }
    return any;
  }

  /** What those wait for that are left. */
  private int awaited() {
    int events = 0;
    for (Waiting one = descriptor.waiting(); one != null; one = one.next) {
      if (one instanceof ParkedThread parked) {
        events |= parked.events();
      }
    }
    return events;
  }
}
