package io.sockets4j.cli.can;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sockets4j.can.CanFrame;
import io.sockets4j.can.CanFrame.Kind;
import io.sockets4j.cli.can.FrameGenerator.Ids;
import io.sockets4j.cli.can.FrameGenerator.Lengths;
import io.sockets4j.cli.can.FrameGenerator.Payload;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that are made up. */
class FrameGeneratorTest {

  private static FrameGenerator.Options options(
      Kind kind, boolean mixed, String id, String length, String data) {
    return new FrameGenerator.Options(
        kind,
        mixed,
        false,
        false,
        false,
        false,
        Ids.parse(id),
        Lengths.parse(length),
        Payload.parse(data));
  }

  private static List<CanFrame> frames(FrameGenerator.Options options, long seed, int count) {
    FrameGenerator generator = new FrameGenerator(options, seed);
    return Stream.generate(generator::next).limit(count).toList();
  }

  private static List<String> texts(FrameGenerator.Options options, int count) {
    return frames(options, 1, count).stream().map(FrameText::format).toList();
  }

  @Test
  void theSameSeedMakesTheSameFrames() {
    FrameGenerator.Options mixed = options(Kind.FD, true, "r", "r", "r");
    assertThat(frames(mixed, 7, 100)).isEqualTo(frames(mixed, 7, 100));
    assertThat(frames(mixed, 7, 100)).isNotEqualTo(frames(mixed, 8, 100));
  }

  @Test
  void mixesAllSorts() {
    List<CanFrame> frames = frames(options(Kind.FD, true, "r", "r", "r"), 1, 1_000);
    assertThat(frames).extracting(CanFrame::kind).contains(Kind.CLASSIC, Kind.FD);
    assertThat(frames).anyMatch(CanFrame::isRemote).anyMatch(CanFrame::isExtended);
    assertThat(frames).anyMatch(CanFrame::hasBitRateSwitch).noneMatch(CanFrame::isError);
    assertThat(frames).allMatch(frame -> CanFrame.busLength(frame.length()) == frame.length());
    assertThat(frames).extracting(CanFrame::length).contains(0, 8, 12, 16, 20, 24, 32, 48, 64);
  }

  @Test
  void countsUp() {
    assertThat(texts(options(Kind.CLASSIC, false, "42A", "1", "i"), 3))
        .containsExactly("42A#00", "42A#01", "42A#02");
    assertThat(texts(options(Kind.CLASSIC, false, "i", "i", "11"), 3))
        .containsExactly("000#", "001#11", "002#1100");
    assertThat(frames(options(Kind.CLASSIC, false, "1", "2", "i"), 1, 300).get(258).data())
        .as("the lowest byte first")
        .containsExactly(2, 1);
    assertThat(frames(options(Kind.FD, false, "1", "i", "r"), 1, 17))
        .extracting(CanFrame::length)
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 20, 24, 32, 48, 64, 0);
    assertThat(frames(options(Kind.CLASSIC, false, "1", "i", "r"), 1, 10))
        .extracting(CanFrame::length)
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 0);
    assertThat(frames(options(Kind.CLASSIC, false, "i", "0", "r"), 1, 0x801).get(0x800).id())
        .as("from the beginning")
        .isZero();
  }

  @Test
  void keepsWhatIsGiven() {
    assertThat(texts(options(Kind.CLASSIC, false, "123", "8", "11223344DEADBEEF"), 2))
        .containsOnly("123#11223344DEADBEEF");
    assertThat(texts(options(Kind.CLASSIC, false, "1234567", "1", "ab"), 1))
        .containsExactly("01234567#AB");
  }

  @Test
  void makesXlFrames() {
    assertThat(frames(options(Kind.XL, false, "r", "r", "r"), 1, 200))
        .allMatch(frame -> frame.kind() == Kind.XL)
        .anyMatch(frame -> frame.length() > 1_000);
    assertThat(frames(options(Kind.XL, false, "r", "i", "r"), 1, 2_050))
        .extracting(CanFrame::length)
        .startsWith(1, 2)
        .endsWith(2_048, 1, 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "123456789", "12x", "20000000", "FFFFFFFF"})
  void refusesIdentifiers(String text) {
    assertThatExceptionOfType(MalformedTextException.class).isThrownBy(() -> Ids.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-1", "2049", "99999", "8b"})
  void refusesLengths(String text) {
    assertThatExceptionOfType(MalformedTextException.class).isThrownBy(() -> Lengths.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1", "123", "11 22"})
  void refusesData(String text) {
    assertThatExceptionOfType(MalformedTextException.class).isThrownBy(() -> Payload.parse(text));
  }

  @Test
  void refusesWhatNoFrameCanBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options(Kind.CLASSIC, false, "r", "9", "r"))
        .withMessageContaining("0 to 8 bytes, not 9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options(Kind.XL, false, "r", "0", "r"))
        .withMessageContaining("1 to 2048 bytes, not 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options(Kind.XL, false, "800", "1", "r"))
        .withMessageContaining("0 to 7FF, not 800");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options(Kind.CLASSIC, false, "r", "r", "11".repeat(9)))
        .withMessageContaining("no more than 8 bytes, not 9");
  }
}
