package io.sockets4j.cli.can;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames as candump shows them. */
class FrameViewTest {
  private static final FrameView.Options PLAIN = new FrameView.Options(false, false, false, false);

  private static String show(String frame, FrameView.Options options) {
    return new FrameView(options).format(FrameText.parse(frame));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          123#1122,"123   [2]  11 22"
          123#,"123   [0] "
          12345678#1122,"12345678   [2]  11 22"
          12345678##1.11.22,"12345678  [02]  11 22"
          123##0,"123  [00] "
          123#R3,"123   [3]  remote request"
          123#1122334455667788_E,"123   [8]  11 22 33 44 55 66 77 88"
          20000004#0004000000000060,"20000004   [8]  00 04 00 00 00 00 00 60   ERRORFRAME"
          45123#81:00:12345678#112233,"123 [0003] (45|81:00:12345678) 11 22 33"
          """)
  void showsFrames(String frame, String line) {
    assertThat(show(frame, PLAIN)).isEqualTo(line);
  }

  @Test
  void showsCharacters() {
    FrameView.Options ascii = new FrameView.Options(true, false, false, false);
    assertThat(show("123#4A007E7F61", ascii))
        .isEqualTo("123   [5]  4A 00 7E 7F 61            'J.~.a'");
    assertThat(show("123##0.4142", ascii)).isEqualTo("123  [02]  41 42                     'AB'");
    assertThat(show("123##0" + "41".repeat(9), ascii)).endsWith(" 41 41");
  }

  @Test
  void showsBits() {
    FrameView.Options binary = new FrameView.Options(false, true, false, false);
    assertThat(show("123#80A5", binary)).isEqualTo("123   [2]  10000000 10100101");
  }

  @Test
  void showsTheLastByteFirst() {
    assertThat(show("123#414243", new FrameView.Options(true, false, true, false)))
        .isEqualTo("123   [3]  43`42`41                  `CBA`");
    assertThat(show("123#0102", new FrameView.Options(false, true, true, false)))
        .isEqualTo("123   [2]  00000010`00000001");
  }

  @Test
  void showsLengthCodesIfAsked() {
    FrameView.Options rawDlc = new FrameView.Options(false, false, false, true);
    assertThat(show("321#1122334455667788_B", rawDlc))
        .isEqualTo("321   {B}  11 22 33 44 55 66 77 88");
    assertThat(show("321#R8_F", rawDlc)).isEqualTo("321   {F}  remote request");
    assertThat(show("321#1122334455667788", rawDlc)).contains("[8]");
  }

  @Test
  void alignsOnceThereWasALongIdentifier() {
    FrameView view = new FrameView(PLAIN);
    assertThat(view.format(FrameText.parse("123#00"))).isEqualTo("123   [1]  00");
    assertThat(view.format(FrameText.parse("20000004#0000000000000000"))).startsWith("20000004 ");
    assertThat(view.format(FrameText.parse("123#00"))).as("errors alone").startsWith("123 ");
    assertThat(view.format(FrameText.parse("12345678#00"))).isEqualTo("12345678   [1]  00");
    assertThat(view.format(FrameText.parse("123#00"))).isEqualTo("     123   [1]  00");
    assertThat(view.format(FrameText.parse("45123#80:00:00000000#11")))
        .isEqualTo("     123 [0001] (45|80:00:00000000) 11");
  }

  @Test
  void cutsLongFramesShort() {
    assertThat(show("00123#80:00:00000000#" + "ab".repeat(64), PLAIN)).endsWith(" AB AB");
    assertThat(show("00123#80:00:00000000#" + "ab".repeat(65), PLAIN))
        .startsWith("123 [0065] ")
        .endsWith(" AB AB ...");
  }
}
