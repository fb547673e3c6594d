package io.sockets4j.cli.can;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sockets4j.can.CanFrame;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines of log files. */
class LogLineTest {
  private static final Instant TIME = Instant.ofEpochSecond(1_436_509_052, 249_713_000);

  @Test
  void readsLines() {
    LogLine line = LogLine.parse("(1436509052.249713) vcan0 044#2A366C2BBA");
    assertThat(line.time()).isEqualTo(TIME);
    assertThat(line.interfaceName()).isEqualTo("vcan0");
    assertThat(FrameText.format(line.frame())).isEqualTo("044#2A366C2BBA");
    assertThat(line.direction()).isEqualTo(LogLine.Direction.UNKNOWN);
    assertThat(line.format(0)).isEqualTo("(1436509052.249713) vcan0 044#2A366C2BBA");
  }

  @Test
  void readsWhatOtherVersionsWrite() {
    assertThat(LogLine.parse("(1436509052.249713) vcan0 044# R").direction())
        .isEqualTo(LogLine.Direction.RECEIVED);
    assertThat(LogLine.parse("(1436509052.249713)  vcan0  044#00 T  ").direction())
        .as("with blanks")
        .isEqualTo(LogLine.Direction.SENT);
    assertThat(LogLine.parse("(1436509052.249713123) vcan0 044#").time())
        .isEqualTo(TIME.plusNanos(123));
    assertThat(LogLine.parse("(0.5) c 044#").time()).isEqualTo(Instant.ofEpochMilli(500));
  }

  @Test
  void alignsNames() {
    LogLine line = new LogLine(TIME, "can0", CanFrame.of(1), LogLine.Direction.SENT);
    assertThat(line.format(6)).isEqualTo("(1436509052.249713)   can0 001# T");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          "",                                   0,  '(' before the time
          "DROPCOUNT: dropped 1 CAN frame",     0,  '(' before the time
          "(",                                  1,  seconds
          "(-1.5) vcan0 123#",                  1,  seconds
          "(1)",                                2,  '.' after the seconds
          "(1.) vcan0 123#",                    3,  a fraction of a second
          "(1.1234567890) vcan0 123#",          3,  a fraction of a second
          "(1.5 vcan0 123#",                    4,  ')' after the time
          "(1.5)vcan0 123#",                    5,  a blank after the time
          "(1.5) ",                             6,  the name of an interface
          "(1.5) a234567890123456 123#",        6,  the name of an interface
          "(1.5) vcan0",                        11, a blank after the name
          "(1.5) vcan0 12#",                    12, an identifier of 3
          "(1.5) vcan0 123#1",                  17, two hexadecimal digits
          "(1.5) vcan0 123#11x",                18, the end of the line
          "(1.5) vcan0 123#11 X",               19, the end of the line
          "(1.5) vcan0 123#11 R T",             21, the end of the line
          """)
  void tellsWhereAndWhy(String text, int position, String reason) {
    assertThatExceptionOfType(MalformedTextException.class)
        .isThrownBy(() -> LogLine.parse(text))
        .withMessageContaining(reason)
        .satisfies(e -> assertThat(e.position()).isEqualTo(position));
  }

  @Test
  void readsWhatItWrites() {
    Random random = new Random(29);
    List<LogLine.Direction> directions = List.of(LogLine.Direction.values());
    for (int i = 0; i < 2_000; i++) {
      LogLine line =
          new LogLine(
              Instant.ofEpochSecond(
                  random.nextInt(Integer.MAX_VALUE), random.nextInt(1_000_000) * 1_000L),
              "can" + random.nextInt(1_000),
              Frames.random(random),
              directions.get(random.nextInt(directions.size())));
      assertThat(LogLine.parse(line.format(random.nextInt(12)))).isEqualTo(line);
    }
  }

  /** Any characters at all, and lines in which some are others. */
  @Test
  void readsNoiseOrRefusesIt() {
    Random random = new Random(1991);
    int refused = 0;
    for (int i = 0; i < 50_000; i++) {
      String begin =
          i % 4 == 0
              ? new String(random.ints(40, 0, 0x180).toArray(), 0, 40)
              : "(1436509052.249713) vcan0 044#2A366C2BBA T";
      StringBuilder text = new StringBuilder(begin);
      text.setCharAt(random.nextInt(40), (char) random.nextInt(0x100));
      text.setCharAt(random.nextInt(40), "0#(). _R:".charAt(random.nextInt(9)));
      try {
        LogLine line = LogLine.parse(text.toString());
        assertThat(LogLine.parse(line.format(0)).frame()).isEqualTo(line.frame());
      } catch (MalformedTextException e) {
        assertThat(e.position()).isBetween(0, text.length());
        refused++;
      }
    }
    assertThat(refused).isBetween(20_000, 49_999);
  }
}
