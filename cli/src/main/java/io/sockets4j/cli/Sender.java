package io.sockets4j.cli;

import io.sockets4j.BsdSocket;
import io.sockets4j.Shutdown;
import io.sockets4j.os.Errno;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Sends standard input through a socket, in a thread of its own. */
final class Sender {
  private final BsdSocket<?> socket;
  private final BsdSocket<?> receiver;
  private final Chunks chunks;
  private final Progress progress;
  private final boolean connection;
  private final Thread thread = new Thread(this::run, "standard input");
  private volatile @Nullable IOException failure;
  private volatile long endedAt;
  private volatile boolean ended;

  /**
   * Makes a sender, which {@link #start} starts.
   *
   * @param socket where to send
   * @param receiver what to close when sending has failed, so that nobody waits for an answer
   * @param chunks what to send
   * @param progress is told of it
   * @param connection whether the peer is to meet an end
   */
  Sender(
      BsdSocket<?> socket,
      BsdSocket<?> receiver,
      Chunks chunks,
      Progress progress,
      boolean connection) {
    this.socket = socket;
    this.receiver = receiver;
    this.chunks = chunks;
    this.progress = progress;
    this.connection = connection;
    thread.setDaemon(true); // a read from a terminal cannot be ended
  }

  void start() {
    thread.start();
  }

  /** When there was nothing more to send, in the time of {@link System#nanoTime}. */
  OptionalLong endedAt() {
    return ended ? OptionalLong.of(endedAt) : OptionalLong.empty();
  }

  /** Waits for the end, and throws what went wrong. */
  void await() throws IOException {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while sending", e);
    }
    throwFailure();
  }

  /** Throws what went wrong until now. */
  void throwFailure() throws IOException {
    IOException thrown = failure;
    if (thrown != null) {
      throw thrown;
    }
  }

  private void run() {
    try {
      for (ByteBuffer chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
        int length = chunk.remaining();
        socket.sendAll(chunk);
        progress.addSent(length);
      }
      if (connection) {
        end();
      }
    } catch (IOException | RuntimeException e) {
      fail(e instanceof IOException io ? io : new IOException(e));
    } finally {
      endedAt = System.nanoTime();
      ended = true;
    }
  }

  private void end() throws IOException {
    try {
      socket.shutdown(Shutdown.WRITE);
    } catch (IOException e) {
      if (!Failures.is(e, Errno.ENOTCONN)) { // the peer has ended both directions meanwhile
        throw e;
      }
    }
  }

  private void fail(IOException e) {
    failure = e;
    if (connection && (Failures.is(e, Errno.EPIPE) || Failures.is(e, Errno.ECONNRESET))) {
      return; // the peer wants no more, but what it has sent may still wait to be received
    }
    try {
      receiver.close();
    } catch (IOException suppressed) {
      e.addSuppressed(suppressed);
    }
  }
}
