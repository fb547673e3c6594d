package io.sockets4j;

import java.io.IOException;
import java.net.SocketAddress;

/**
 * Two sockets that are connected to each other, from {@link BsdSocket#pair}.
 *
 * @param <A> the class of the family's addresses
 * @param first the one
 * @param second the other; they are alike
 */
public record SocketPair<A extends SocketAddress>(BsdSocket<A> first, BsdSocket<A> second)
    implements AutoCloseable {

  /**
   * Closes both.
   *
   * @throws IOException if one of them cannot be closed; the other is closed all the same
   */
  @Override
  public void close() throws IOException {
    try (first) {
      second.close();
    }
  }
}
