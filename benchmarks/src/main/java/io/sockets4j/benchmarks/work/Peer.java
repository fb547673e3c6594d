package io.sockets4j.benchmarks.work;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The thread at the other end of a connection, which ends when the connection does. */
final class Peer implements AutoCloseable {
  private final Pair pair;
  private final Thread thread;
  private volatile boolean closing;

  /** What it does. */
  interface Part {
    void play(Endpoint endpoint) throws IOException;
  }

  Peer(Pair pair, Part part) {
    this.pair = pair;
    thread = new Thread(() -> play(part), "peer");
    thread.setDaemon(true);
    thread.start();
  }

  private void play(Part part) {
    try {
      part.play(pair.second());
    } catch (IOException e) {
      if (!closing) {
        throw new UncheckedIOException(e);
      }
    }
  }

  Endpoint endpoint() {
    return pair.first();
  }

  @Override
  public void close() throws IOException {
    closing = true;
    try (pair) {
      pair.first().close();
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
