package io.sockets4j.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Cuts standard input into the pieces that are sent one by one. */
final class Chunks {
  /** What a UDP datagram over IPv4 can carry, and less than what most others can. */
  static final int MAX_LINE = 65_507;

  private static final int STREAM_BUFFER = 256 * 1024;

  private final Streams streams;
  private final ByteBuffer buffer; // from position to limit: what has been read and not yet cut off
  private final Cut cut;
  private boolean ended;

  /** Decides where to cut. */
  @FunctionalInterface
  private interface Cut {
    /** How many of the bytes that have been read are the next piece; 0 if that is not yet known. */
    int length(ByteBuffer read);
  }

  private Chunks(Streams streams, int capacity, Cut cut) {
    this.streams = streams;
    this.buffer = ByteBuffer.allocateDirect(capacity).limit(0);
    this.cut = cut;
  }

  /** As it comes, for streams. */
  static Chunks asRead(Streams streams) {
    return new Chunks(streams, STREAM_BUFFER, ByteBuffer::remaining);
  }

  /** By lines, each with its newline; one longer than {@link #MAX_LINE} bytes is cut there. */
  static Chunks lines(Streams streams) {
    return new Chunks(streams, MAX_LINE, Chunks::lineLength);
  }

  /** By blocks of a size; the last one may be shorter. */
  static Chunks blocks(Streams streams, int size) {
    return new Chunks(streams, size, read -> 0);
  }

  private static int lineLength(ByteBuffer read) {
    for (int i = read.position(); i < read.limit(); i++) {
      if (read.get(i) == '\n') {
        return i + 1 - read.position();
      }
    }
    return 0;
  }

  /** Waits for the next piece, which is valid until the next call: null at the end. */
  @Nullable ByteBuffer next() throws IOException {
    while (true) {
      int length = cut.length(buffer);
      if (length == 0 && (ended || buffer.remaining() == buffer.capacity())) {
        length = buffer.remaining(); // there will be no better place to cut
      }
      if (length > 0) {
        ByteBuffer chunk = buffer.slice(buffer.position(), length);
        buffer.position(buffer.position() + length);
        return chunk;
      }
      if (ended) {
        return null;
      }
      buffer.compact();
      ended = streams.read(buffer) < 0;
      buffer.flip();
    }
  }
}
