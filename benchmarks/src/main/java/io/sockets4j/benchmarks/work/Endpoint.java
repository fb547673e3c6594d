package io.sockets4j.benchmarks.work;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One end of a connection, as thin as can be: a JVM has one class of it, whose calls are inlined.
 */
interface Endpoint extends AutoCloseable {
  void send(ByteBuffer source) throws IOException;

  /** How many bytes came, -1 at the end. */
  int receive(ByteBuffer target) throws IOException;

  @Override
  void close() throws IOException;

  /** Sends all that remains. */
  default void sendFully(ByteBuffer source) throws IOException {
    do {
      send(source);
    } while (source.hasRemaining());
  }

  /** Sends all that remains, which may be more than there is room for. */
  default void sendMuch(ByteBuffer source) throws IOException {
    sendFully(source);
  }

  /** Receives as much as there is room for; false at the end. */
  default boolean receiveFully(ByteBuffer target) throws IOException {
    do {
      if (receive(target) < 0) {
        return false;
      }
    } while (target.hasRemaining());
    return true;
  }
}
