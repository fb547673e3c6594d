package io.sockets4j.internal;

import io.sockets4j.internal.libc.Libc;
import io.sockets4j.internal.libc.NativeBinding;
import io.sockets4j.os.Platform;

/**
 * A descriptor that any thread makes readable, to wake the one that waits for it and for others. It
 * tells nothing but "look again": the reason is kept by whoever rings.
 */
final class Alarm {
  private static final Libc LIBC = NativeBinding.libc();
  private static final String CALL = Platform.current().isLinux() ? "eventfd" : "pipe";

  private final int readEnd;
  private final int writeEnd;
  private boolean ringing; // guarded by this
  private boolean closed; // guarded by this

  private Alarm(int readEnd, int writeEnd) {
    this.readEnd = readEnd;
    this.writeEnd = writeEnd;
  }

  static Alarm open() throws FailedCall {
    try (Scratch scratch = Scratch.take()) {
      int result = LIBC.wakeUpPair(scratch.base);
      if (result < 0) {
        throw new FailedCall(CALL, "to be woken", result);
      }
      return new Alarm(scratch.memory.getInt(0), scratch.memory.getInt(Integer.BYTES));
    }
  }

  /** The descriptor to wait for. */
  int fd() {
    return readEnd;
  }

  /** Makes it readable until {@link #silence}; nothing once closed. */
  synchronized void ring() {
    if (!ringing && !closed) {
      ringing = true;
      try (Scratch scratch = Scratch.take()) {
        scratch.memory.putLong(0, 1); // an eventfd takes eight bytes, a pipe any
        LIBC.write(writeEnd, scratch.base, Long.BYTES);
      }
    }
  }

  synchronized void silence() {
    if (ringing) {
      try (Scratch scratch = Scratch.take()) {
        LIBC.read(readEnd, scratch.base, Long.BYTES);
      }
      ringing = false;
    }
  }

  synchronized void close() {
    closed = true;
    LIBC.close(readEnd);
    if (writeEnd != readEnd) {
      LIBC.close(writeEnd);
    }
  }
}
