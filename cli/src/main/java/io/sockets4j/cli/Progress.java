package io.sockets4j.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/**
 * Tells a person who watches how much has been transferred: one line that is written anew. Nobody
 * is told who types at the terminal, or reads what comes there, since the line would get in
 * between.
 */
final class Progress implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMillis(500);
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  private static final int STEP = 1024;
  private static final double NANOS_PER_SECOND = 1e9;

  private final PrintWriter err;
  private final LongAdder sent = new LongAdder();
  private final LongAdder received = new LongAdder();
  private final long begin = System.nanoTime();
  private final Thread thread = new Thread(this::run, "progress");

  private Progress(PrintWriter err) {
    this.err = err;
    thread.setDaemon(true);
    thread.start();
  }

  /** Begins to count. The line is first written after half a second. */
  static Progress to(PrintWriter err) {
    return new Progress(err);
  }

  void addSent(int bytes) {
    sent.add(bytes);
  }

  void addReceived(int bytes) {
    received.add(bytes);
  }

  /** Writes the last line. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Audience audience;
    try {
      Thread.sleep(INTERVAL.toMillis());
      audience = Audience.find();
    } catch (InterruptedException e) {
      return; // done before anybody could get impatient
    }
    if (audience == Audience.NONE) {
      return;
    }
    try {
      long before = 0;
      long then = begin;
      while (audience == Audience.WATCHES || received.sum() == 0) {
        long bytes = sent.sum() + received.sum();
        long now = System.nanoTime();
        write(bytes - before, now - then);
        before = bytes;
        then = now;
        Thread.sleep(INTERVAL.toMillis());
      }
    } catch (InterruptedException e) {
      write(sent.sum() + received.sum(), System.nanoTime() - begin);
      err.println();
    }
  }

  private void write(long bytes, long nanos) {
    // Back to the beginning of the line, and what is left of the longer one before is erased.
    err.print("\r" + line(sent.sum(), received.sum(), bytes, nanos) + "\033[K");
    err.flush();
  }

  /** For instance {@code sent 1.5 GiB, received 0 B, 812.3 MiB/s}. */
  static String line(long sent, long received, long bytes, long nanos) {
    long rate = Math.round(bytes * NANOS_PER_SECOND / Math.max(nanos, 1));
    return "sent %s, received %s, %s/s".formatted(size(sent), size(received), size(rate));
  }

  private static String size(long bytes) {
    double amount = bytes;
    int unit = 0;
    while (amount >= STEP && unit < UNITS.length - 1) {
      amount /= STEP;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", amount, UNITS[unit]);
  }

  /** Who reads standard error. */
  private enum Audience {
    /** A file or a program, or somebody who has a conversation. */
    NONE,
    /** Somebody who wants to read what is received, if anything is. */
    READS,
    /** Somebody who has nothing else to look at. */
    WATCHES;

    static Audience find() throws InterruptedException {
      if (!Shell.says("test -t 2 && ! test -t 0")) {
        return NONE;
      }
      return Shell.says("test -t 1") ? READS : WATCHES;
    }
  }
}
