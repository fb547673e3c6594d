package io.sockets4j.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations as people write them: {@code 500ms}, {@code 1.5s}, {@code 2m}, {@code 10}. */
final class DurationConverter implements ITypeConverter<Duration> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h)?");
  private static final double NANOS_PER_MILLI = 1e6;

  @Override
  public Duration convert(String text) {
    Matcher matcher = FORM.matcher(text);
    if (matcher.matches()) {
      String unit = matcher.group(2);
      double millis = Double.parseDouble(matcher.group(1)) * millis(unit == null ? "s" : unit);
      Duration duration = Duration.ofNanos(Math.round(millis * NANOS_PER_MILLI));
      if (!duration.isZero()) {
        return duration;
      }
    }
    throw new TypeConversionException(
        "'" + text + "' is no duration: expected a number above zero with ms, s, m or h after it");
  }

  private static int millis(String unit) {
    return switch (unit) {
      case "ms" -> 1;
      case "s" -> 1_000;
      case "m" -> 60_000;
      default -> 3_600_000;
    };
  }
}
