package io.sockets4j.internal;

/**
 * Where a thread waits for a descriptor: a platform thread in poll(2), a virtual thread parked, so
 * that it holds no other.
 */
abstract class Seat extends Waiting {

  /** One for the current thread, to be given back. */
  static Seat take(Descriptor descriptor) {
    return VirtualThreads.isCurrent() ? descriptor.parking().seat() : WaitCell.take();
  }

  /** Makes what it takes to be woken, if it is not there yet: 0, or -errno. */
  abstract int open();

  /** Sees to it that a close wakes the one who waits here; false if the descriptor is closed. */
  abstract boolean enter(Descriptor descriptor);

  /** Ends that; to be called after {@link #enter} has succeeded. */
  abstract void leave(Descriptor descriptor);

  /**
   * Waits until a descriptor is ready.
   *
   * @return {@link WaitCell#READY}, {@link WaitCell#TIMED_OUT}, {@link WaitCell#CLOSED}, or -errno
   */
  abstract int await(Descriptor descriptor, int events, long deadline);

  /** Waits for a while whatever the descriptor says: as {@link #await}, READY when it is over. */
  abstract int pause(long nanos, long deadline);

  /** Whether an interrupt of the thread ends {@link #await} by itself. */
  abstract boolean seesInterrupts();

  /** Gives it back. */
  abstract void giveBack();
}
