package io.sockets4j.internal;

import java.io.IOException;

/**
 * The one place where a thread waits: until a descriptor is ready, a deadline passes, the
 * descriptor is closed or the thread is interrupted (which closes it, as in java.nio).
 *
 * <p>Readiness lies in places: poll(2) says that a UNIX socket can connect, or an unconnected one
 * send, while its peer's queue is full. Where it has said so in vain, we wait with pauses that
 * grow, so that two seconds blocked cost milliseconds of processor time.
 */
final class Waiter {
  private static final long LONGEST_PAUSE = 10_000_000; // 10 ms: nobody notices it, no CPU does
  private static final long SHORTEST_PAUSE = 1_000_000; // 1 ms: the resolution of poll

  private Waiter() {}

  /** One try of a call that may have to wait: it never blocks, and gives -EAGAIN instead. */
  @FunctionalInterface
  interface Try {
    long once() throws IOException;
  }

  /**
   * Repeats an attempt until it succeeds, fails for good, or time is up. The first attempt has been
   * made; the caller is inside the descriptor.
   *
   * @return what the attempt gave, or {@link NativeSocket#TIMED_OUT}
   */
  static long retry(
      Descriptor descriptor,
      NativeSocket.Interruption interruption,
      Try attempt,
      int events,
      long deadline)
      throws IOException {
    Seat seat = Seat.take(descriptor);
    boolean completed = false;
    boolean waiting = false;
    interruption.begin();
    try {
      int opened = seat.open();
      if (opened < 0) {
        completed = true;
        return opened;
      }
      waiting = descriptor.addWaiting(seat);
      if (!waiting) {
        return NativeSocket.CLOSED;
      }
      long result = retry(seat, descriptor, attempt, events, deadline);
      completed = result != NativeSocket.CLOSED;
      return result;
    } finally {
      if (waiting) {
        descriptor.removeWaiting(seat);
      }
      seat.giveBack();
      interruption.end(completed);
    }
  }

  private static long retry(
      Seat seat, Descriptor descriptor, Try attempt, int events, long deadline) throws IOException {
    long pause = 0;
    while (true) {
      int state =
          pause == 0 ? seat.await(descriptor, events, deadline) : seat.pause(pause, deadline);
      if (state == WaitCell.TIMED_OUT) {
        return NativeSocket.TIMED_OUT;
      }
      if (state == WaitCell.CLOSED) {
        return NativeSocket.CLOSED;
      }
      if (state < 0) {
        return state;
      }
      long result = attempt.once();
      if (!NativeSocket.mustWait(result, events)) {
        return result;
      }
      // Still ready: a lie. No longer ready: another thread was faster, and we wait for the next.
      boolean lie = PollOnce.poll(descriptor.fd(), events) != 0;
      pause = !lie ? 0 : pause == 0 ? SHORTEST_PAUSE : Math.min(pause * 2, LONGEST_PAUSE);
    }
  }
}
