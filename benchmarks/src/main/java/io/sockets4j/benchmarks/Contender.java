package io.sockets4j.benchmarks;

import java.io.IOException;

/** One way to send and receive. */
interface Contender extends AutoCloseable {
  long UNKNOWN = -1;

  String name();

  /** Sends and receives so many times; the nanoseconds that it took. */
  long run(int times) throws IOException;

  /** The bytes that the last run allocated, where that is known. */
  default long allocated() {
    return UNKNOWN;
  }

  @Override
  void close() throws IOException;
}
