package io.sockets4j.internal;

import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What one thread does with a socket at a time. Whoever waits for it is ended by what ends every
 * wait: the deadline, an interrupt, the closing of the socket.
 */
final class Turn {
  private final NativeSocket socket;
  private final ReentrantLock lock = new ReentrantLock();

  Turn(NativeSocket socket) {
    this.socket = socket;
  }

  /**
   * Waits for the turn, to be {@linkplain #give given back}.
   *
   * @param deadline when to give up, or {@link NativeSocket#UNDECIDED} for at once
   * @return 0, {@link NativeSocket#TIMED_OUT} or {@link NativeSocket#UNAVAILABLE}
   */
  long take(long deadline) throws IOException {
    if (lock.tryLock()) {
      return 0;
    }
    if (deadline == NativeSocket.UNDECIDED) {
      return NativeSocket.UNAVAILABLE;
    }
    // Another thread has it. It leaves when the socket is closed, and then so do we.
    try {
      if (deadline == WaitCell.NEVER) {
        lock.lockInterruptibly();
      } else if (!lock.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        return NativeSocket.TIMED_OUT;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      socket.heedInterrupt();
      throw new ClosedByInterruptException(); // not reached: that was one
    }
    if (!socket.descriptor().isOpen()) {
      lock.unlock();
      throw new AsynchronousCloseException();
    }
    return 0;
  }

  void give() {
    lock.unlock();
  }
}
