package io.sockets4j.internal;

import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;

/**
 * What one thread does with a socket at a time. Whoever waits for it is ended by what ends every
 * wait: the deadline, an interrupt, the closing of the socket.
 *
 * <p>One object: with many sockets, each one more that a call looks at is not in the cache.
 */
@SuppressWarnings("serial") // nobody serializes it
final class Turn extends AbstractQueuedSynchronizer {
  private static final int FREE = 0;
  private static final int TAKEN = 1;

  private final NativeSocket socket;

  Turn(NativeSocket socket) {
    this.socket = socket;
  }

  @Override
  protected boolean tryAcquire(int unused) {
    if (!compareAndSetState(FREE, TAKEN)) {
      return false;
    }
    setExclusiveOwnerThread(Thread.currentThread());
    return true;
  }

  @Override
  protected boolean tryRelease(int unused) {
    setExclusiveOwnerThread(null);
    setState(FREE);
    return true;
  }

  /**
   * Waits for the turn, to be {@linkplain #give given back}.
   *
   * @param deadline when to give up, or {@link NativeSocket#UNDECIDED} for at once
   * @return 0, {@link NativeSocket#TIMED_OUT} or {@link NativeSocket#UNAVAILABLE}
   * @throws IllegalStateException if this thread has it already, in code of a user that is called
   *     meanwhile
   */
  long take(long deadline) throws IOException {
    if (tryAcquire(TAKEN)) {
      return 0;
    }
    if (Thread.currentThread().equals(getExclusiveOwnerThread())) {
      throw new IllegalStateException("this thread is about to do the same with this socket");
    }
    if (deadline == NativeSocket.UNDECIDED) {
      return NativeSocket.UNAVAILABLE;
    }
    // Another thread has it. It leaves when the socket is closed, and then so do we.
    try {
      if (deadline == WaitCell.NEVER) {
        acquireInterruptibly(TAKEN);
      } else if (!tryAcquireNanos(TAKEN, deadline - System.nanoTime())) {
        return NativeSocket.TIMED_OUT;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      socket.heedInterrupt();
      throw new ClosedByInterruptException(); // not reached: that was one
    }
    if (!socket.descriptor().isOpen()) {
      give();
      throw new AsynchronousCloseException();
    }
    return 0;
  }

  void give() {
    boolean unused = release(TAKEN);
  }
}
