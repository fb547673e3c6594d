package io.sockets4j.cli.can;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Lines as candump shows them. */
class ScreenLineTest {
  private static final Instant TIME = Instant.ofEpochSecond(1_436_509_052, 249_713_999);

  private static ScreenLine line(ScreenLine.@Nullable Clock clock, int colour, boolean extra) {
    return new ScreenLine(
        new ScreenLine.Options(
            clock, colour, extra, true, new FrameView.Options(false, false, false, false)));
  }

  private static Arrival arrival(String name, Instant time, String frame) {
    return new Arrival(name, time, FrameText.parse(frame), LogLine.Direction.SENT);
  }

  @Test
  void alignsInterfaces() {
    ScreenLine line = line(null, 0, false);
    assertThat(line.format(arrival("vcan0", TIME, "123#1122"), 5))
        .isEqualTo("  vcan0  123   [2]  11 22");
    assertThat(line.format(arrival("can0", TIME, "123#1122"), 5))
        .isEqualTo("   can0  123   [2]  11 22");
  }

  @Test
  void tellsTheTime() {
    assertThat(line(ScreenLine.Clock.ABSOLUTE, 0, false).format(arrival("c", TIME, "123#11"), 1))
        .isEqualTo(" (1436509052.249713)  c  123   [1]  11");
    Instant local =
        LocalDateTime.of(2026, 2, 3, 4, 5, 6, 7_000).atZone(ZoneId.systemDefault()).toInstant();
    assertThat(line(ScreenLine.Clock.DATE, 0, false).format(arrival("c", local, "123#11"), 1))
        .isEqualTo(" (2026-02-03 04:05:06.000007)  c  123   [1]  11");
  }

  @Test
  void tellsTimeThatHasPassed() {
    ScreenLine delta = line(ScreenLine.Clock.DELTA, 0, false);
    ScreenLine zero = line(ScreenLine.Clock.ZERO, 0, false);
    long[] millis = {0, 1_500, 2_000, 1_900, 1_002_000};
    String[] deltas = {"(000.000000)", "(001.500000)", "(000.500000)", "(000.000000)", "(1000.1"};
    String[] zeros = {"(000.000000)", "(001.500000)", "(002.000000)", "(001.900000)", "(1002.0"};
    for (int i = 0; i < millis.length; i++) {
      Arrival arrival = arrival("c", TIME.plusMillis(millis[i]), "123#11");
      assertThat(delta.format(arrival, 1)).startsWith(" " + deltas[i]);
      assertThat(zero.format(arrival, 1)).startsWith(" " + zeros[i]);
    }
  }

  @Test
  void tellsDirectionAndFlags() {
    ScreenLine line = line(null, 0, true);
    assertThat(line.format(arrival("c", TIME, "123#11"), 1))
        .isEqualTo("  c  TX - -  123   [1]  11");
    Arrival received =
        new Arrival("c", TIME, FrameText.parse("123##3.11"), LogLine.Direction.RECEIVED);
    assertThat(line.format(received, 1)).isEqualTo("  c  RX B E  123  [01]  11");
  }

  @Test
  void tellsWhatErrorFramesReport() {
    String line = line(null, 0, false).format(arrival("c", TIME, "20000004#0004000000006000"), 1);
    assertThat(line.lines())
        .hasSize(2)
        .first()
        .isEqualTo("  c  20000004   [8]  00 04 00 00 00 00 60 00   ERRORFRAME");
    assertThat(line).contains("\n\t").contains("96");
  }

  @Test
  void coloursAsMuchAsAsked() {
    String blue = "\033[1;34m";
    String red = "\033[1;31m";
    String off = "\033[0m";
    ScreenLine name = line(null, 1, false);
    assertThat(name.format(arrival("a", TIME, "123#11"), 1))
        .isEqualTo("  " + blue + "a" + off + "  123   [1]  11");
    assertThat(name.format(arrival("b", TIME, "123#11"), 1)).contains(red + "b" + off);
    assertThat(name.format(arrival("a", TIME, "123#11"), 1)).contains(blue + "a" + off);
    assertThat(line(null, 2, false).format(arrival("a", TIME, "123#11"), 1))
        .isEqualTo("  " + blue + "a  123   [1]  11" + off);
    assertThat(line(null, 3, false).format(arrival("a", TIME, "123#11"), 1))
        .isEqualTo(" " + blue + " a  123   [1]  11" + off);
  }
}
