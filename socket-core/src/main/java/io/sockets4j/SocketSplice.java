package io.sockets4j;

import io.sockets4j.internal.FailedCall;
import io.sockets4j.internal.NativeSocket;
import io.sockets4j.internal.Splice;
import io.sockets4j.internal.libc.NativeBinding;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.IllegalBlockingModeException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Hands on what one stream socket receives to another, without copying it into this process:
 * splice(2) through a pipe, on Linux. A relay has two of these, one for each direction, in two
 * threads.
 *
 * <pre>{@code
 * try (var splice = SocketSplice.between(client, server)) {
 *   splice.transferAll();
 *   server.shutdown(Shutdown.WRITE);
 * }
 * }</pre>
 *
 * <p>No byte is lost when a transfer fails: what has come from the source and not gone to the
 * target stays in the pipe, as {@link #pending} tells, and the next transfer begins with it. It is
 * lost with the pipe, when this is closed. The sockets stay open.
 *
 * <p>The source's timeout bounds the wait for something to come, the target's the time until it has
 * gone. Neither is bounded by the length of the whole, so that a timeout of the source is one of
 * silence. {@link BsdSocket#sendAll} of other threads to the target does not come amid. As the call
 * takes no flag that keeps it from waiting, O_NONBLOCK, which others may share with the sockets, is
 * set for moments.
 *
 * <p>Bytes out of band are not handed on as such: those of TCP are left out, unless the source has
 * SO_OOBINLINE, and UNIX sockets hand them on among the others.
 */
public final class SocketSplice implements Closeable {
  private final BsdSocket<?> source;
  private final BsdSocket<?> target;
  private final Splice pipe;
  private final ReentrantLock transferring = new ReentrantLock();
  private final AtomicLong transferred = new AtomicLong();

  private SocketSplice(BsdSocket<?> source, BsdSocket<?> target, Splice pipe) {
    this.source = source;
    this.target = target;
    this.pipe = pipe;
  }

  /**
   * Makes the pipe between two sockets: pipe2(2).
   *
   * @param source what is received from
   * @param target what is sent to; may be the same, which makes an echo
   * @return what hands on, to be closed
   * @throws IOException if there are no descriptors left, say
   * @throws UnsupportedOperationException if a socket carries messages, or on other systems than
   *     Linux
   */
  public static SocketSplice between(BsdSocket<?> source, BsdSocket<?> target) throws IOException {
    NativeBinding.require();
    source.requireStream();
    target.requireStream();
    try {
      return new SocketSplice(source, target, Splice.open());
    } catch (FailedCall e) {
      throw ErrorReport.of(e);
    }
  }

  /**
   * Waits until something comes from the source, up to 64 KiB, and sends all of it to the target:
   * splice(2), at least twice.
   *
   * @return how many bytes have gone, 1 or more; -1 at the end of the source
   * @throws java.net.SocketTimeoutException if the timeout of the source or the target passed
   * @throws IOException if the kernel refuses; {@link NativeError#bytesTransferred} tells how much
   *     of this transfer has gone all the same
   * @throws ClosedChannelException if a socket or this is closed
   * @throws IllegalBlockingModeException if a socket is in non-blocking mode
   * @throws IllegalStateException if another thread is in a transfer
   */
  public int transfer() throws IOException {
    if (!transferring.tryLock()) {
      throw new IllegalStateException("another thread is in a transfer");
    }
    try {
      if (!pipe.acquire()) {
        throw new ClosedChannelException();
      }
      try {
        return fillAndDrain();
      } finally {
        pipe.release();
      }
    } finally {
      transferring.unlock();
    }
  }

  private int fillAndDrain() throws IOException {
    if (!source.isBlocking() || !target.isBlocking()) {
      throw new IllegalBlockingModeException();
    }
    if (pipe.pending() == 0) {
      long filled = pipe.fill(source.nativeSocket());
      if (filled == NativeSocket.END) {
        return -1;
      }
      source.errors().check("splice", "to a pipe", filled);
    }
    int length = pipe.pending();
    long result;
    try {
      result = pipe.drain(target.nativeSocket());
    } finally {
      transferred.addAndGet(length - pipe.pending());
    }
    if (result < 0) {
      throw target.errors().ofTransfer("splice", length, length - pipe.pending(), result);
    }
    return length;
  }

  /**
   * Makes transfers until the source has ended.
   *
   * @return how many bytes have gone since this was made
   * @throws IOException as {@link #transfer}
   */
  public long transferAll() throws IOException {
    int moved;
    do {
      moved = transfer();
    } while (moved >= 0);
    return transferred.get();
  }

  /**
   * How many bytes have gone to the target so far.
   *
   * @return bytes, those of transfers that failed included
   */
  public long transferred() {
    return transferred.get();
  }

  /**
   * How many bytes have come from the source and not gone to the target, after a transfer failed.
   *
   * @return bytes; 0 between transfers that did not
   * @throws IllegalStateException if another thread is in a transfer
   */
  public int pending() {
    if (!transferring.tryLock()) {
      throw new IllegalStateException("another thread is in a transfer");
    }
    try {
      return pipe.pending();
    } finally {
      transferring.unlock();
    }
  }

  /**
   * Closes the pipe; the sockets stay open. A transfer that is under way goes on to its end:
   * closing one of the sockets ends it.
   */
  @Override
  public void close() {
    pipe.close();
  }
}
