package io.sockets4j.cli.can;

import io.sockets4j.can.CanErrorReport;
import io.sockets4j.can.CanFrame;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes what candump shows of a frame: the time, the interface, and the frame.
 *
 * <pre>
 *  (1436509052.249713)  vcan0  123   [2]  11 22
 * </pre>
 */
final class ScreenLine {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("(uuuu-MM-dd HH:mm:ss.SSSSSS) ", Locale.ROOT);
  private static final String OFF = "\033[0m";

  /** Of interfaces in the order in which they turn up: blue, red, green, none, magenta, cyan. */
  private static final List<String> COLOURS =
      List.of("\033[1;34m", "\033[1;31m", "\033[1;32m", "\033[1m", "\033[1;35m", "\033[1;36m");

  private static final long MICROS_PER_SECOND = 1_000_000;

  private final Options options;
  private final FrameView view;
  private final Map<String, String> colours = new HashMap<>();
  private @Nullable Instant base;

  /**
   * What is asked for.
   *
   * @param clock which time, or none
   * @param colour what is coloured: 0 nothing, 1 the interface, 2 the frame too, 3 all
   * @param extra whether to tell of direction, BRS and ESI
   * @param errors whether to tell what error frames report
   * @param view how frames look
   */
  record Options(
      @Nullable Clock clock, int colour, boolean extra, boolean errors, FrameView.Options view) {}

  /** Which time a line begins with. */
  enum Clock {
    /** Seconds since 1970. */
    ABSOLUTE,
    /** Since the frame before. */
    DELTA,
    /** Since the first frame. */
    ZERO,
    /** Date and time of day. */
    DATE
  }

  ScreenLine(Options options) {
    this.options = options;
    this.view = new FrameView(options.view);
  }

  /** Writes a frame, without the end of the line. */
  String format(Arrival arrival, int nameWidth) {
    int colour = options.colour;
    String on = colour > 0 ? colour(arrival.interfaceName()) : "";
    StringBuilder line = new StringBuilder(" ");
    line.append(colour > 2 ? on : "").append(time(arrival.time())).append(' ');
    line.append(colour <= 2 ? on : "");
    String name = arrival.interfaceName();
    line.append(" ".repeat(Math.max(0, nameWidth - name.length()))).append(name);
    if (options.extra) {
      extra(line, arrival);
    }
    line.append(colour == 1 ? OFF : "").append("  ").append(view.format(arrival.frame()));
    if (options.errors && arrival.frame().isError()) {
      line.append("\n\t").append(CanErrorReport.of(arrival.frame()));
    }
    return line.append(colour > 1 ? OFF : "").toString();
  }

  private String colour(String name) {
    return colours.computeIfAbsent(name, any -> COLOURS.get(colours.size() % COLOURS.size()));
  }

  private static void extra(StringBuilder line, Arrival arrival) {
    CanFrame frame = arrival.frame();
    line.append(arrival.direction() == LogLine.Direction.SENT ? "  TX " : "  RX ");
    line.append(frame.hasBitRateSwitch() ? 'B' : '-').append(' ');
    line.append(frame.hasErrorStateIndicator() ? 'E' : '-');
  }

  private String time(Instant time) {
    if (options.clock == null) {
      return "";
    }
    Instant micros = time.truncatedTo(ChronoUnit.MICROS);
    return switch (options.clock) {
      case ABSOLUTE -> LogLine.formatTime(micros) + ' ';
      case DATE -> DATE.format(micros.atZone(ZoneId.systemDefault()));
      case DELTA, ZERO -> since(micros);
    };
  }

  private String since(Instant time) {
    Instant from = base == null ? time : base;
    if (base == null || options.clock == Clock.DELTA) {
      base = time;
    }
    long micros = Math.max(0, Duration.between(from, time).toNanos() / 1_000);
    return String.format(
        Locale.ROOT, "(%03d.%06d) ", micros / MICROS_PER_SECOND, micros % MICROS_PER_SECOND);
  }
}
