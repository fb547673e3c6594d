package io.sockets4j.benchmarks.work;

import java.io.IOException;

/**
 * Receives classic CAN frames through a virtual interface, and adds up identifiers and data. They
 * are sent before, which does not count.
 */
abstract class CanFrames implements Work {
  static final int AT_ONCE = 100;

  /**
   * Everybody's own: others send through the interface, and processes have numbers of their own.
   */
  static int id() {
    return 0x100 + (int) (ProcessHandle.current().pid() % 0x600);
  }

  /** Receives those that were sent; the sum of their identifiers and data. */
  abstract long receive() throws IOException;

  @Override
  public final boolean prepares() {
    return true;
  }

  @Override
  public final void run() throws IOException {
    long expected = (long) AT_ONCE * id() + AT_ONCE * (AT_ONCE - 1) / 2;
    long sum = receive();
    if (sum != expected) {
      throw new IOException("received " + sum + " in place of " + expected);
    }
  }

  @Override
  public final int operations() {
    return AT_ONCE;
  }
}
