package io.sockets4j.benchmarks.work;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Makes an address of the bytes that the kernel gave. */
final class Decoding implements Work {
  private final Decoder decoder;
  private @Nullable Object last;

  /** Decodes the address. */
  interface Decoder {
    @Nullable Object decode() throws IOException;
  }

  Decoding(Decoder decoder) {
    this.decoder = decoder;
  }

  /** What was decoded is kept, so that it cannot be left out. */
  @Override
  public void run() throws IOException {
    last = decoder.decode();
  }

  @Override
  public String toString() {
    return String.valueOf(last);
  }
}
