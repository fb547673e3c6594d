package io.sockets4j.it.places;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Makes lines of the pieces in which output comes. */
final class Lines {
  private final Consumer<String> consumer;
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

  Lines(Consumer<String> consumer) {
    this.consumer = consumer;
  }

  void add(byte[] piece) {
    int from = 0;
    for (int i = 0; i < piece.length; i++) {
      if (piece[i] == '\n') {
        begun.write(piece, from, i - from);
        flush();
        from = i + 1;
      }
    }
    begun.write(piece, from, piece.length - from);
  }

  /** Hands over what has no end of line. */
  void end() {
    if (begun.size() > 0) {
      flush();
    }
  }

  private void flush() {
    consumer.accept(begun.toString(StandardCharsets.UTF_8));
    begun.reset();
  }
}
