package io.sockets4j.internal;

import io.sockets4j.internal.libc.NativeBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A file descriptor and who is using it. Every system call on it is made between {@link #acquire}
 * and {@link #release}, or {@link #enter} and {@link #leave}; after {@link #close} nobody gets in,
 * whoever waits is woken, and the number goes back to the kernel when the last one has left: no
 * call ever meets a recycled number.
 */
public final class Descriptor {
  private static final int CLOSED = Integer.MIN_VALUE;

  /** No object of its own: with many sockets, each one that a call looks at is not in the cache. */
  private static final AtomicIntegerFieldUpdater<Descriptor> USERS =
      AtomicIntegerFieldUpdater.newUpdater(Descriptor.class, "users");

  @SuppressWarnings("NullAway") // the updater's method says nothing of null
  private static final AtomicReferenceFieldUpdater<Descriptor, @Nullable Residency> RESIDENCY =
      AtomicReferenceFieldUpdater.newUpdater(Descriptor.class, Residency.class, "residency");

  /** How many calls in a row make a thread the resident. */
  private static final int USES_OF_RESIDENT = 64;

  private static final long WAKE_PAUSE = 50_000; // 50 us: a thread that is woken has left by then
  private static final long LONGEST_WAKE = 10_000_000_000L; // 10 s: it hangs in a driver, say

  private final int fd;

  /** How many holds there are; the sign bit says that nobody else gets in. */
  private volatile int users;

  /** Of the first thread that has made many calls in a row: its hold is one, inside or not. */
  private volatile @Nullable Residency residency;

  /**
   * How many calls in a row one thread has made, in the lowest bits, and in the others some of its
   * number. Any thread may mix this up, which makes it a guess.
   */
  private int habit;

  private @Nullable Waiting waiting; // guarded by this: the first of those that wait
  private final List<Registration> registrations = new ArrayList<>(0); // guarded by this
  private volatile @Nullable Parking parking;
  private volatile boolean givenAway;
  private volatile boolean released;

  /** Who waits for that. */
  private volatile @Nullable Thread heir;

  /** A selector's hold on a descriptor. */
  public interface Registration {
    /** Lets go of the descriptor, which is closing: once, then {@link Descriptor#release}s it. */
    void letGo();
  }

  public Descriptor(int fd) {
    this.fd = fd;
  }

  /** The number: only to be used between acquire and release, or enter and leave. */
  public int fd() {
    return fd;
  }

  /** Enters; false if the descriptor is closed, and then it must not be used. */
  public boolean acquire() {
    while (true) {
      int n = users;
      if (n < 0) {
        return false;
      }
      if (USERS.compareAndSet(this, n, n + 1)) {
        return true;
      }
    }
  }

  /** Leaves; whoever leaves last after close gives the number back. */
  public void release() {
    if (USERS.decrementAndGet(this) == CLOSED) {
      finish();
    }
  }

  /**
   * Enters for a call that this thread makes and then {@linkplain #leave leaves}; false if the
   * descriptor is closed. It is {@link #acquire}, but cheaper for a thread that does so often.
   */
  boolean enter() {
    Residency known = residency;
    return (known != null && known.isMine()) ? known.enter(this) : acquire();
  }

  void leave() {
    Residency known = residency;
    if (known != null && known.hasEntered() && known.isMine()) {
      known.leave(this);
    } else {
      try {
        if (known == null) {
          countUse();
        }
      } finally {
        release();
      }
    }
  }

  /**
   * Virtual threads do not take residence: of very many, one object more for each socket is in no
   * cache when it is due, which costs more than it saves.
   */
  private void countUse() {
    int user = (int) Thread.currentThread().getId() * USES_OF_RESIDENT;
    int uses = habit - user;
    if (uses < 0 || uses >= USES_OF_RESIDENT) {
      habit = user;
    } else if (uses < USES_OF_RESIDENT - 1) {
      habit = user + uses + 1;
    } else {
      habit = user;
      if (!VirtualThreads.isCurrent() && ProcessBarrier.isReady()) {
        takeResidence();
      }
    }
  }

  private void takeResidence() {
    Residency mine = new Residency();
    if (acquire()) {
      if (!RESIDENCY.compareAndSet(this, null, mine)) {
        release();
      } else if (!isOpen()) {
        mine.end(this); // whoever closes may have looked too early
      }
    }
  }

  public boolean isOpen() {
    return users >= 0;
  }

  /**
   * Closes: keeps newcomers out, wakes those who wait, takes the descriptor out of selectors.
   *
   * @return what close(2) answered, 0 where somebody else will call it or this was closed before
   */
  public int close() {
    if (!shut()) {
      return 0;
    }
    evict();
    return USERS.decrementAndGet(this) == CLOSED ? finish() : 0;
  }

  /**
   * Closes as {@link #close} does, except that the number is not given back to the kernel: it is
   * the caller's, once {@link #awaitUnused} returns.
   */
  public void giveAway() {
    if (shut()) {
      givenAway = true;
      evict();
      release();
    }
  }

  /**
   * Waits until nobody here uses the number any more, which is soon: all have been woken. For one
   * thread, not to be called under a lock that one of them may need in order to leave.
   */
  public void awaitUnused() {
    boolean interrupted = false;
    heir = Thread.currentThread();
    while (!released) {
      LockSupport.park(this); // in no monitor, for virtual threads
      interrupted |= Thread.interrupted();
    }
    heir = null;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Keeps newcomers out and enters; false if that was done before. */
  private boolean shut() {
    while (true) {
      int n = users;
      if (n < 0) {
        return false;
      }
      if (USERS.compareAndSet(this, n, (n + 1) | CLOSED)) {
        return true;
      }
    }
  }

  /** Whether a thread has made so many calls that it enters more cheaply. */
  boolean hasResident() {
    return residency != null;
  }

  /** Gives up a residency's hold; of those that say so, the first does. */
  void endResidency(Residency ended) {
    if (RESIDENCY.compareAndSet(this, ended, null)) {
      release();
    }
  }

  private void evict() {
    List<Registration> held;
    synchronized (this) {
      for (Waiting one = waiting; one != null; one = one.next) {
        one.wake();
      }
      held = List.copyOf(registrations);
      registrations.clear();
    }
    held.forEach(Registration::letGo);
    wakeUntilGone();
    Residency known = residency;
    if (known != null) {
      known.endAfterClose(this);
    }
  }

  /** Repeats wake-ups that may have been missed, which is soon over: those woken only leave. */
  private void wakeUntilGone() {
    long begin = System.nanoTime();
    while (wakeThoseWhoMissed() && System.nanoTime() - begin < LONGEST_WAKE) {
      Thread.onSpinWait(); // one that is interrupted does not sleep
      LockSupport.parkNanos(WAKE_PAUSE);
    }
  }

  private synchronized boolean wakeThoseWhoMissed() {
    boolean any = false;
    for (Waiting one = waiting; one != null; one = one.next) {
      if (one.mayMissWake()) {
        one.wake();
        any = true;
      }
    }
    return any;
  }

  /** Not under the lock: close(2) may linger, and others may want to know that this is closed. */
  private int finish() {
    int result = givenAway ? 0 : NativeBinding.libc().close(fd);
    released = true;
    LockSupport.unpark(heir);
    return result;
  }

  /** Adds a selector's hold, for which the caller has acquired the descriptor. */
  public synchronized boolean addRegistration(Registration registration) {
    if (!isOpen()) {
      return false;
    }
    registrations.add(registration);
    return true;
  }

  /** Removes a selector's hold; false if close has done so, and told it to let go. */
  public synchronized boolean removeRegistration(Registration registration) {
    return registrations.remove(registration);
  }

  /** Where virtual threads wait. */
  Parking parking() {
    Parking known = parking;
    if (known == null) {
      synchronized (this) {
        known = parking;
        if (known == null) {
          known = new Parking(this);
          parking = known;
        }
      }
    }
    return known;
  }

  /** The first of those that wait; only under the lock, which is this. */
  @Nullable Waiting waiting() {
    return waiting;
  }

  /** Adds one who waits; false if the descriptor is closed. */
  synchronized boolean addWaiting(Waiting one) {
    if (!isOpen()) {
      return false;
    }
    one.previous = null;
    one.next = waiting;
    if (waiting != null) {
      waiting.previous = one;
    }
    waiting = one;
    return true;
  }

  synchronized void removeWaiting(Waiting one) {
    if (one.previous != null) {
      one.previous.next = one.next;
    } else {
      waiting = one.next;
    }
    if (one.next != null) {
      one.next.previous = one.previous;
    }
    one.next = null;
    one.previous = null;
  }

  @Override
  public String toString() {
    return "fd " + fd;
  }
}
