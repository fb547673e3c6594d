package io.sockets4j.benchmarks.work;

import java.io.IOException;

/** What is measured. */
@FunctionalInterface
public interface Work extends AutoCloseable {
  /** One run of it. */
  void run() throws Exception;

  /** Whether something is to be done before each run that does not count. */
  default boolean prepares() {
    return false;
  }

  /** What is to be done before each run. */
  default void prepare() throws IOException {}

  /** How many operations a run counts for. */
  default int operations() {
    return 1;
  }

  @Override
  default void close() throws IOException {}
}
