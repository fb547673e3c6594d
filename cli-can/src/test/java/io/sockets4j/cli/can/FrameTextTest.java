package io.sockets4j.cli.can;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sockets4j.can.CanFrame;
import io.sockets4j.can.CanId;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The compact form of frames. */
class FrameTextTest {
  private static final HexFormat HEX = HexFormat.of();

  private static CanFrame parse(String text) {
    return FrameText.parse(text);
  }

  private static byte[] hex(String digits) {
    return HEX.parseHex(digits);
  }

  @Test
  void readsClassicFrames() {
    assertThat(parse("123#")).isEqualTo(CanFrame.of(0x123));
    assertThat(parse("5A1#11.2233.44556677.88"))
        .isEqualTo(CanFrame.of(0x5a1, hex("1122334455667788")));
    assertThat(parse("7ff#dEaDbEeF")).isEqualTo(CanFrame.of(0x7ff, hex("deadbeef")));
    assertThat(parse("12345678#00")).isEqualTo(CanFrame.of(0x12345678, hex("00")));
    assertThat(parse("00000123#00")).isEqualTo(CanFrame.of(CanId.extended(0x123), hex("00")));
    assertThat(parse("123#1122334455667788_E"))
        .isEqualTo(CanFrame.of(0x123, hex("1122334455667788")).withRawDlc(14));
  }

  @Test
  void readsRequests() {
    assertThat(parse("123#R")).isEqualTo(CanFrame.remote(0x123, 0));
    assertThat(parse("7A1#r")).isEqualTo(CanFrame.remote(0x7a1, 0));
    assertThat(parse("00000123#R3")).isEqualTo(CanFrame.remote(CanId.extended(0x123), 3));
    assertThat(parse("123#R8_9")).isEqualTo(CanFrame.remote(0x123, 8).withRawDlc(9));
  }

  @Test
  void readsErrorFrames() {
    assertThat(parse("20000004#0004000000000060"))
        .isEqualTo(CanFrame.error(4, hex("0004000000000060")));
  }

  @Test
  void readsFdFrames() {
    assertThat(parse("123##1.11.22"))
        .isEqualTo(CanFrame.fd(0x123, hex("1122")).withBitRateSwitch(true));
    assertThat(parse("213##311223344"))
        .isEqualTo(
            CanFrame.fd(0x213, hex("11223344"))
                .withBitRateSwitch(true)
                .withErrorStateIndicator(true));
    assertThat(parse("123##4")).isEqualTo(CanFrame.fd(0x123)).isEqualTo(parse("123##0"));
    String data = "5a".repeat(64);
    assertThat(parse("1F334455##0" + data)).isEqualTo(CanFrame.fd(0x1f334455, hex(data)));
  }

  @Test
  void readsXlFrames() {
    assertThat(parse("45123#81:00:12345678#11223344.556677"))
        .isEqualTo(
            CanFrame.xl(0x123, 0, 0x12345678, hex("11223344556677")).withVcid(0x45).withSec(true));
    assertThat(parse("007ff#82:fe:ffffffff#00"))
        .isEqualTo(CanFrame.xl(0x7ff, 0xfe, -1, hex("00")).withRrs(true));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          123#,                                123#
          7ff#0a,                              7FF#0A
          00000123#DE.AD,                      00000123#DEAD
          123#r,                               123#R
          123#R0,                              123#R
          123#R8_9,                            123#R8_9
          123#1122334455667788_f,              123#1122334455667788_F
          123##1.11.22,                        123##51122
          123##0,                              123##4
          20000004#0004000000000060,           20000004#0004000000000060
          45123#81:00:12345678#11223344.55,    45123#81:00:12345678#1122334455
          """)
  void writesWhatCanUtilsWrite(String text, String written) {
    assertThat(FrameText.format(parse(text))).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          "",                       0,  an identifier of 3 hexadecimal digits
          "hello",                  0,  an identifier of 3 hexadecimal digits
          "12#",                    0,  an identifier of 3 hexadecimal digits
          "١٢٣#",                   0,  an identifier of 3 hexadecimal digits
          "123",                    3,  '#' after the identifier
          "800#",                   0,  000 to 7FF
          "40000000#",              0,  00000000 to 1FFFFFFF
          "80000123#",              0,  00000000 to 1FFFFFFF
          "60000004#0000000000000000", 0, 00000000 to 1FFFFFFF
          "20000000#0000000000000000", 0, says what it is of
          "20000004#00",            11, 8 bytes
          "20000004#R",             9,  8 bytes
          "123#1",                  5,  two hexadecimal digits
          "123#11.",                7,  two hexadecimal digits
          "123#11..22",             7,  two hexadecimal digits
          "123#1122334455667788.99",20, no more than 8 bytes
          "123#xy",                 4,  the end of the frame
          "123#11 ",                6,  the end of the frame
          "123#R9",                 5,  a length of 0 to 8
          "123#R3_9",               6,  no length code
          "123#1122334455667788_8", 21, a length code of 9 to F
          "123##",                  5,  the flags of a CAN FD frame
          "123##8",                 5,  flags of 0 to 7
          "123###",                 5,  the flags of a CAN FD frame
          "45923#80:00:00000000#00", 2, a priority of 000 to 7FF
          "45123#01:00:00000000#00", 6, flags of 80 to 83
          "45123#84:00:00000000#00", 6, flags of 80 to 83
          "45123#8:00:00000000#00", 7,  the flags of a CAN XL frame
          "45123#80-00:00000000#00", 8, ':' after the flags
          "45123#80:00:0000000#00", 19, 8 hexadecimal digits
          "45123#80:00:00000000#",  21, a byte or more
          """)
  void tellsWhereAndWhy(String text, int position, String reason) {
    assertThatExceptionOfType(MalformedTextException.class)
        .isThrownBy(() -> parse(text))
        .withMessageStartingWith("'%s', from character %d on: ", text, position + 1)
        .withMessageContaining(reason)
        .satisfies(e -> assertThat(e.position()).isEqualTo(position));
  }

  @Test
  void readsWhatItWrites() {
    Random random = new Random(227);
    for (int i = 0; i < 5_000; i++) {
      CanFrame frame = Frames.random(random);
      String text = FrameText.format(frame);
      assertThat(parse(text)).as(text).isEqualTo(frame);
      assertThat(FrameText.format(parse(text))).isEqualTo(text);
    }
  }

  /** Text that is nearly a frame is one, or is refused as it should be. */
  @Test
  void readsNoiseOrRefusesIt() {
    Random random = new Random(11898);
    String signs = "0123456789abcdefABCDEFRrT#_.:() \t-gx\0é１\uD83D";
    int refused = 0;
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder(FrameText.format(Frames.random(random)));
      if (text.length() > 60) {
        text.setLength(60);
      }
      for (int change = random.nextInt(4); change >= 0; change--) {
        int at = random.nextInt(text.length() + 1);
        String sign = String.valueOf(signs.charAt(random.nextInt(signs.length())));
        text.replace(at, Math.min(text.length(), at + random.nextInt(3)), sign);
      }
      try {
        CanFrame frame = parse(text.toString());
        assertThat(parse(FrameText.format(frame))).isEqualTo(frame);
      } catch (MalformedTextException e) {
        assertThat(e.position()).isBetween(0, text.length());
        refused++;
      }
    }
    assertThat(refused).isBetween(10_000, 49_000);
  }
}
