package io.sockets4j.can;

import static java.nio.channels.SelectionKey.OP_WRITE;

import io.sockets4j.BsdSocket;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** How long something may take that consists of several calls: a socket's timeout for them all. */
final class CallDeadline {
  /** As good as for ever, and far from an overflow. */
  private static final long FOREVER = Long.MAX_VALUE / 4;

  private static final long FIRST_PAUSE = 100_000;
  private static final long LONGEST_PAUSE = 10_000_000;

  private final BsdSocket<?> socket;
  private final String call;
  private final Duration timeout;
  private final long end;

  /** How long to wait before the next send; 0 for the first, which only a poll precedes. */
  private long pause;

  /**
   * Begins now.
   *
   * @param socket whose timeout counts
   * @param call what is to be done, for the error
   */
  CallDeadline(BsdSocket<?> socket, String call) {
    this.socket = socket;
    this.call = call;
    Duration longest = Duration.ofNanos(FOREVER);
    Duration given = socket.getTimeout().orElse(longest);
    this.timeout = given.compareTo(longest) > 0 ? longest : given;
    this.end = System.nanoTime() + timeout.toNanos();
  }

  private long remaining() {
    return Math.max(end - System.nanoTime(), 0);
  }

  /** Waits until the socket is ready for some operations of a selector. */
  void await(int ops) throws IOException {
    await(ops, FOREVER);
  }

  /** As {@link #await(int)}, but returns after so many nanoseconds at the latest. */
  void await(int ops, long most) throws IOException {
    long left = remaining();
    int ready = socket.poll(ops, Duration.ofNanos(Math.min(left, most)));
    if (remaining() == 0 && (ready == 0 || left == 0)) {
      throw timedOut(); // even if it is ready: it was tried after the time was up
    }
  }

  /**
   * Waits before a send is tried again. Where the queue of the interface is full (ENOBUFS), poll
   * says that the socket is writable all the same: then it is the pause that waits.
   */
  void awaitRoom() throws IOException {
    if (pause > 0) {
      LockSupport.parkNanos(Math.min(pause, remaining()));
      if (!socket.isOpen()) {
        throw new AsynchronousCloseException();
      }
    }
    pause = Math.min(Math.max(pause * 2, FIRST_PAUSE), LONGEST_PAUSE);
    await(OP_WRITE);
  }

  /** Takes a lock; as in java.nio, an interrupt closes the socket. */
  void lock(ReentrantLock lock) throws IOException {
    try {
      if (!lock.tryLock(remaining(), TimeUnit.NANOSECONDS)) {
        throw timedOut();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      socket.close();
      ClosedByInterruptException closed = new ClosedByInterruptException();
      closed.initCause(e);
      throw closed;
    }
  }

  private IOException timedOut() {
    return new CanTimeoutException(
        call, "%s(%s): timed out after %s".formatted(call, socket, timeout));
  }
}
