package io.sockets4j.internal;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * With epoll(7): any thread asks the kernel itself, also while nobody waits for it.
 *
 * <p>A virtual thread tells what has come. It takes its turn among those that it unparks, so that
 * no thread is switched for that, and each time tells all that has come since. When there is
 * nothing to tell, it leaves it to a platform thread to wait for something, and to call it. If it
 * is called and does not come, since all carriers are busy, or are held by virtual threads that
 * wait pinned, then the platform thread tells what there is until it comes.
 */
final class EpollPoller extends Poller {
  /** For how long, in ms, the virtual thread may not come. */
  private static final int PATIENCE = 10;

  /** Even if others begin to wait, which those that hold their carriers do, too. */
  private static final int ROUNDS_AT_MOST = 20;

  // Who tells, which is who calls epoll_wait for the events.
  private static final int NOBODY = 0;
  private static final int WHO_COMES = 1; // the virtual thread has been called, or yields
  private static final int VIRTUAL = 2;
  private static final int PLATFORM = 3;

  private final EpollOneShot epoll;

  /** Where it is seen that there is something to tell. */
  private final EpollOneShot outer;

  private final Watch something;
  private final AtomicInteger teller = new AtomicInteger(WHO_COMES);
  private final Thread virtual;

  private volatile boolean present;

  /**
   * How many waits of virtual threads have begun, but for some that did at the same time: while
   * they do, the one that tells has its turn, too.
   */
  private int waits;

  private int waitsBefore; // of the platform thread

  /** How many turns the virtual thread has had. */
  private int turns;

  private int turnsBefore; // of the platform thread

  /** For how many rounds of the platform thread the virtual one has had no turn. */
  private int roundsWithout;

  /** Whether there was something to tell: of the one who tells. */
  private boolean told;

  /** Whether the virtual thread has just been called: of the platform thread. */
  private boolean called;

  private EpollPoller(EpollOneShot epoll, EpollOneShot outer) {
    super(epoll);
    this.epoll = epoll;
    this.outer = outer;
    something = Watch.on(new Descriptor(epoll.fd()), outer, events -> call());
    virtual = VirtualThreads.start("sockets4j-poller", this::tellInTurn);
  }

  static EpollPoller open() throws FailedCall {
    EpollOneShot epoll = EpollOneShot.open();
    try {
      return new EpollPoller(epoll, EpollOneShot.open());
    } catch (FailedCall e) {
      epoll.close();
      throw e;
    }
  }

  @Override
  boolean ask(Watch watch, int events, boolean standing) throws FailedCall {
    watch.ask(standing ? events | EpollOneShot.STANDING : events);
    return standing;
  }

  @Override
  void noteWait() {
    waits++;
  }

  /** The virtual thread. */
  @SuppressWarnings("ThreadPriorityCheck") // it gives way to those that it has unparked
  private void tellInTurn() {
    try {
      while (true) {
        present = true;
        if (!teller.compareAndSet(WHO_COMES, VIRTUAL)) {
          LockSupport.park(this);
        } else if (takeTurn()) {
          teller.set(WHO_COMES);
          Thread.yield();
        } else {
          teller.set(NOBODY);
          something.ask(Abi.POLLIN);
        }
      }
    } catch (FailedCall e) {
      throw broken(e);
    }
  }

  private boolean takeTurn() throws FailedCall {
    turns++;
    return tell(0);
  }

  /** The platform thread. */
  @Override
  void poll() throws FailedCall {
    called = false;
    outer.await(teller.get() == NOBODY ? -1 : PATIENCE, Watch::ready);
    int waitsNow = waits;
    int turnsNow = turns;
    roundsWithout = turnsNow == turnsBefore ? roundsWithout + 1 : 0;
    boolean stuck = !called && (waitsNow == waitsBefore || roundsWithout > ROUNDS_AT_MOST);
    waitsBefore = waitsNow;
    turnsBefore = turnsNow;
    if (stuck && teller.compareAndSet(WHO_COMES, PLATFORM)) {
      present = false;
      while (!present) {
        boolean unused = tell(PATIENCE);
      }
      boolean unused = call();
    }
  }

  private boolean call() {
    called = true;
    teller.set(WHO_COMES);
    LockSupport.unpark(virtual);
    return true;
  }

  private boolean tell(int millis) throws FailedCall {
    told = false;
    epoll.await(millis, this);
    return told;
  }

  @Override
  public void ready(Watch watch, int events) {
    told = true;
    boolean unused = watch.ready(events);
  }
}
