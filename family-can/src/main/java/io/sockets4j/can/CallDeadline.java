package io.sockets4j.can;

import io.sockets4j.BsdSocket;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** How long something may take that consists of several calls: a socket's timeout for them all. */
final class CallDeadline {
  /** As good as for ever, and far from an overflow. */
  private static final long FOREVER = Long.MAX_VALUE / 4;

  private final BsdSocket<?> socket;
  private final String call;
  private final Duration timeout;
  private final long end;

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
    long nanos = Math.min(remaining(), most);
    if (socket.poll(ops, Duration.ofNanos(nanos)) == 0 && remaining() == 0) {
      throw timedOut();
    }
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
