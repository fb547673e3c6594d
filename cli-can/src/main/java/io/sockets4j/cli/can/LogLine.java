package io.sockets4j.cli.can;

import io.sockets4j.can.CanFrame;
import java.time.Instant;
import java.util.Locale;

/**
 * A line of a log file of candump, which canplayer replays.
 *
 * <pre>
 * (1436509052.249713) vcan0 044#2A366C2BBA
 * (1436509052.249713) vcan0 044#2A366C2BBA T
 * </pre>
 *
 * @param time when the frame came
 * @param interfaceName where
 * @param frame the frame
 * @param direction whether it was sent by this machine
 */
record LogLine(Instant time, String interfaceName, CanFrame frame, Direction direction) {
  /** Names are shorter than IFNAMSIZ. */
  private static final int LONGEST_NAME = 15;

  private static final int MOST_SECONDS_DIGITS = 11;
  private static final int NANO_DIGITS = 9;
  private static final int NANOS_PER_MICRO = 1_000;

  /** Where a frame came from, which later versions of can-utils than 2020.11 tell if asked (-x). */
  enum Direction {
    /** The line does not tell. */
    UNKNOWN(""),
    /** The bus. */
    RECEIVED(" R"),
    /** This machine. */
    SENT(" T");

    private final String suffix;

    Direction(String suffix) {
      this.suffix = suffix;
    }
  }

  LogLine(Instant time, String interfaceName, CanFrame frame) {
    this(time, interfaceName, frame, Direction.UNKNOWN);
  }

  /** Whether a line claims to be one with a frame; canplayer passes others by. */
  static boolean hasFrame(String line) {
    return line.startsWith("(");
  }

  /**
   * Reads a line, without its end.
   *
   * @throws MalformedTextException if it has no such form
   */
  static LogLine parse(String line) {
    Cursor cursor = new Cursor(line);
    cursor.expect('(', "'(' before the time");
    Instant time = time(cursor);
    cursor.expect(')', "')' after the time");
    blanks(cursor, "a blank after the time");
    int begin = cursor.position();
    String name = cursor.word();
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw cursor.malformed(begin, "the name of an interface, 1 to 15 characters");
    }
    blanks(cursor, "a blank after the name of the interface");
    CanFrame frame = FrameText.parse(cursor);
    Direction direction = direction(cursor);
    cursor.skipBlanks();
    cursor.expectEnd("the end of the line after the frame");
    return new LogLine(time, name, frame, direction);
  }

  private static void blanks(Cursor cursor, String what) {
    if (cursor.skipBlanks() == 0) {
      throw cursor.malformed(what);
    }
  }

  private static Instant time(Cursor cursor) {
    int begin = cursor.position();
    String seconds = cursor.decimals();
    if (seconds.isEmpty() || seconds.length() > MOST_SECONDS_DIGITS) {
      throw cursor.malformed(begin, "seconds, 1 to 11 digits");
    }
    cursor.expect('.', "'.' after the seconds");
    begin = cursor.position();
    String fraction = cursor.decimals();
    if (fraction.isEmpty() || fraction.length() > NANO_DIGITS) {
      throw cursor.malformed(begin, "a fraction of a second, 1 to 9 digits");
    }
    long nanos = Long.parseLong(fraction + "0".repeat(NANO_DIGITS - fraction.length()));
    return Instant.ofEpochSecond(Long.parseLong(seconds), nanos);
  }

  private static Direction direction(Cursor cursor) {
    if (cursor.skipBlanks() == 0) {
      return Direction.UNKNOWN;
    }
    if (cursor.skip('R')) {
      return Direction.RECEIVED;
    }
    return cursor.skip('T') ? Direction.SENT : Direction.UNKNOWN;
  }

  /**
   * Writes the line as {@link #parse} reads it, with microseconds.
   *
   * @param nameWidth how wide the names of interfaces are to be
   */
  String format(int nameWidth) {
    String name = " ".repeat(Math.max(0, nameWidth - interfaceName.length())) + interfaceName;
    return formatTime(time) + ' ' + name + ' ' + FrameText.format(frame) + direction.suffix;
  }

  /** For instance {@code (1436509052.249713)}. */
  static String formatTime(Instant time) {
    return String.format(
        Locale.ROOT, "(%010d.%06d)", time.getEpochSecond(), time.getNano() / NANOS_PER_MICRO);
  }
}
