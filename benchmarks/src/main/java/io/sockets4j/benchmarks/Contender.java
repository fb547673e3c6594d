package io.sockets4j.benchmarks;

import java.io.IOException;

/** One way to send and receive. */
interface Contender extends AutoCloseable {
  String name();

  /** Sends and receives so many times; the nanoseconds that it took. */
  long run(int times) throws IOException;

  @Override
  void close() throws IOException;
}
