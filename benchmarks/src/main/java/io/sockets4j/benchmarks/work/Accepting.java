package io.sockets4j.benchmarks.work;

import java.io.IOException;

/** Connects, accepts the connection, and closes both ends. */
record Accepting(Listener listener) implements Work {
  @Override
  public void run() throws IOException {
    listener.pair().close();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
