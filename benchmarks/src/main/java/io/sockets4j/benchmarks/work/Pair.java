package io.sockets4j.benchmarks.work;

import java.io.IOException;

/** Two ends that are connected with each other. */
record Pair(Endpoint first, Endpoint second) implements AutoCloseable {
  @Override
  public void close() throws IOException {
    try (second) {
      first.close();
    }
  }
}
