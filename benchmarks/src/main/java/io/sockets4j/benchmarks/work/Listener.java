package io.sockets4j.benchmarks.work;

import java.io.IOException;

/** A socket that listens, and the way to connect to it. */
interface Listener extends AutoCloseable {
  /** Connects; the connection waits to be accepted. A TCP one is to be reset when it is closed. */
  Endpoint connect() throws IOException;

  Endpoint accept() throws IOException;

  /** The port, of a TCP one. */
  int port() throws IOException;

  @Override
  void close() throws IOException;

  default Pair pair() throws IOException {
    Endpoint first = connect();
    return new Pair(first, accept());
  }
}
