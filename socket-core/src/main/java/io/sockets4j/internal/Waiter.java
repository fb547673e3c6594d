package io.sockets4j.internal;

import java.io.IOException;

/**
 * The one place where a thread waits: until a descriptor is ready, a deadline passes, the
 * descriptor is closed or the thread is interrupted (which closes it, as in java.nio).
 *
 * <p>A platform thread with no deadline blocks in the call itself where that can wait, since asking
 * poll(2) first and calling again costs two system calls more; else it blocks in poll(2). A virtual
 * thread is parked.
 *
 * <p>Readiness lies in places: poll(2) says that a UNIX socket can connect, or an unconnected one
 * send, while its peer's queue is full. Where it has said so in vain, we wait with pauses that
 * grow, so that two seconds blocked cost milliseconds of processor time.
 */
final class Waiter {
  private static final long LONGEST_PAUSE = 10_000_000; // 10 ms: nobody notices it, no CPU does
  private static final long SHORTEST_PAUSE = 1_000_000; // 1 ms: the resolution of poll

  private Waiter() {}

  /** What is waited for: an open file, and how its channel is interrupted. */
  interface Subject {
    Descriptor descriptor();

    NativeSocket.Interruption interruption();
  }

  /**
   * One try of a call that may have to wait.
   *
   * @param <S> whose call it is
   * @param <T> what it works on
   */
  @FunctionalInterface
  interface Attempt<S, T> {
    /**
     * Makes the call.
     *
     * @param flags for the call: unless MSG_DONTWAIT is among them, it may wait
     * @return what it gave; -EAGAIN if it would have to wait
     */
    long once(S subject, T operand, int flags) throws IOException;

    /** Makes the call so that it does not wait. */
    default long onceWithoutWaiting(S subject, T operand, int flags) throws IOException {
      long result;
      do {
        result = once(subject, operand, flags | Abi.MSG_DONTWAIT);
      } while (result == -Abi.EINTR);
      return result;
    }

    /** Whether the call waits by itself where it is not told MSG_DONTWAIT. */
    default boolean canWait() {
      return false;
    }
  }

  /**
   * Repeats an attempt until it succeeds, fails for good, or time is up. It has been made once, or
   * may wait at once; the caller is inside the descriptor.
   *
   * @return what the attempt gave, or {@link NativeSocket#TIMED_OUT}
   */
  static <S extends Subject, T> long retry(
      S subject, Attempt<S, T> attempt, T operand, int flags, int events, long deadline)
      throws IOException {
    if (canBlock(attempt, deadline)) {
      long result = block(subject, attempt, operand, flags);
      if (!NativeSocket.mustWait(result, events)) {
        return result;
      }
    }
    return poll(subject, attempt, operand, flags, events, deadline);
  }

  /** Whether a thread may block in the call itself. */
  static boolean canBlock(Attempt<?, ?> attempt, long deadline) {
    return deadline == WaitCell.NEVER
        && attempt.canWait()
        && BlockedThread.canBeWoken()
        && !VirtualThreads.isCurrent();
  }

  /**
   * Blocks in the call itself, where {@link #canBlock} allows that.
   *
   * @return what the attempt gave: what {@link NativeSocket#mustWait} says of it holds of a socket
   *     in non-blocking mode, or of a call that is not to wait in the kernel
   */
  static <S extends Subject, T> long block(S subject, Attempt<S, T> attempt, T operand, int flags)
      throws IOException {
    Descriptor descriptor = subject.descriptor();
    BlockedThread thread = BlockedThread.current();
    long result = NativeSocket.CLOSED;
    boolean waiting = false;
    subject.interruption().begin();
    try {
      waiting = descriptor.addWaiting(thread);
      while (waiting && descriptor.isOpen()) {
        result = attempt.once(subject, operand, flags);
        if (result != -Abi.EINTR) {
          break;
        }
      }
      if (result < 0 && !descriptor.isOpen()) {
        result = NativeSocket.CLOSED;
      }
      return result;
    } finally {
      if (waiting) {
        descriptor.removeWaiting(thread);
      }
      subject.interruption().end(result != NativeSocket.CLOSED);
    }
  }

  private static <S extends Subject, T> long poll(
      S subject, Attempt<S, T> attempt, T operand, int flags, int events, long deadline)
      throws IOException {
    Descriptor descriptor = subject.descriptor();
    Seat seat = Seat.take(descriptor);
    boolean seesInterrupts = seat.seesInterrupts();
    boolean completed = false;
    boolean waiting = false;
    if (!seesInterrupts) {
      subject.interruption().begin();
    }
    try {
      int opened = seat.open();
      if (opened < 0) {
        completed = true;
        return opened;
      }
      waiting = seat.enter(descriptor);
      if (!waiting) {
        return NativeSocket.CLOSED;
      }
      long result = poll(seat, subject, attempt, operand, flags, events, deadline);
      completed = result != NativeSocket.CLOSED;
      return result;
    } finally {
      if (waiting) {
        seat.leave(descriptor);
      }
      seat.giveBack();
      if (!seesInterrupts) {
        subject.interruption().end(completed);
      } else if (!completed) {
        subject.interruption().begin(); // which closes the channel if there was an interrupt
        subject.interruption().end(false);
      }
    }
  }

  private static <S extends Subject, T> long poll(
      Seat seat, S subject, Attempt<S, T> attempt, T operand, int flags, int events, long deadline)
      throws IOException {
    Descriptor descriptor = subject.descriptor();
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
      long result = attempt.onceWithoutWaiting(subject, operand, flags);
      if (!NativeSocket.mustWait(result, events)) {
        return result;
      }
      // Still ready: a lie. No longer ready: another thread was faster, and we wait for the next.
      boolean lie = PollOnce.poll(descriptor.fd(), events) != 0;
      pause = !lie ? 0 : pause == 0 ? SHORTEST_PAUSE : Math.min(pause * 2, LONGEST_PAUSE);
    }
  }
}
