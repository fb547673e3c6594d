package io.sockets4j.can;

import static io.sockets4j.can.IsoTpConstants.CAN_ISOTP_CF_BROADCAST;
import static io.sockets4j.can.IsoTpConstants.CAN_ISOTP_CHK_PAD_DATA;
import static io.sockets4j.can.IsoTpConstants.CAN_ISOTP_EXTEND_ADDR;
import static io.sockets4j.can.IsoTpConstants.CAN_ISOTP_LISTEN_MODE;
import static io.sockets4j.can.IsoTpConstants.CAN_ISOTP_SF_BROADCAST;
import static io.sockets4j.can.IsoTpConstants.CAN_ISOTP_TX_PADDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sockets4j.spi.NativeOption;
import io.sockets4j.spi.OptionCodec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The values of the options of ISO-TP, and how they stand in memory. */
class IsoTpValuesTest {

  static java.util.List<NativeOption<?>> options() {
    return IsoTpOptions.all();
  }

  private static ByteBuffer memory(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
  }

  @Test
  void settingsStandInMemoryAsTheHeaderSays() {
    IsoTpSettings settings =
        IsoTpSettings.DEFAULT
            .with(CAN_ISOTP_LISTEN_MODE)
            .withExtendedAddresses(0x11, 0x22)
            .withTransmitPadding(0x33)
            .withReceivePadding(0x44)
            .withPaddingChecks()
            .withFrameTime(Duration.ofNanos(0x05060708));
    ByteBuffer memory = memory(12);
    assertThat(IsoTpOptions.CAN_ISOTP_OPTS.codec().encode(settings, memory)).isEqualTo(12);
    ByteBuffer expected = memory(12).putInt(0x23f).putInt(0x05060708);
    expected.put(new byte[] {0x11, 0x33, 0x44, 0x22});
    assertThat(memory).isEqualTo(expected.flip());
    assertThat(IsoTpOptions.CAN_ISOTP_OPTS.codec().decode(memory)).isEqualTo(settings);
  }

  @Test
  void aFrameTimeIsZeroOrLeftAlone() {
    OptionCodec<IsoTpSettings> codec = IsoTpOptions.CAN_ISOTP_OPTS.codec();
    IsoTpSettings zero = IsoTpSettings.DEFAULT.withFrameTime(Duration.ZERO);
    IsoTpSettings unchanged = IsoTpSettings.DEFAULT.withFrameTime(null);
    ByteBuffer memory = memory(12);
    int unused = codec.encode(zero, memory);
    assertThat(memory.getInt(4)).isEqualTo(-1);
    assertThat(codec.decode(memory)).isEqualTo(zero);
    unused = codec.encode(unchanged, memory);
    assertThat(memory.getInt(4)).isZero();
    assertThat(codec.decode(memory)).isEqualTo(unchanged);
  }

  @Test
  void flagsComeAndGo() {
    IsoTpSettings padded = IsoTpSettings.DEFAULT.withTransmitPadding(0);
    assertThat(padded.has(CAN_ISOTP_TX_PADDING)).isTrue();
    assertThat(padded.without(CAN_ISOTP_TX_PADDING).flags()).isZero();
    assertThat(padded.with(CAN_ISOTP_CHK_PAD_DATA).flags()).isEqualTo(0x24);
    IsoTpSettings one = new IsoTpSettings(CAN_ISOTP_EXTEND_ADDR.value(), null, 9, 0, 0, 7);
    assertThat(one.receiveExtendedAddress()).isEqualTo(9); // there is one for both
  }

  @Test
  void settingsRefuseWhatIsOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> IsoTpSettings.DEFAULT.with(CAN_ISOTP_SF_BROADCAST).with(CAN_ISOTP_CF_BROADCAST))
        .withMessageContaining("CAN_ISOTP_CF_BROADCAST");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IsoTpSettings.DEFAULT.withTransmitPadding(256))
        .withMessageContaining("0x100");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IsoTpSettings.DEFAULT.withFrameTime(Duration.ofSeconds(5)))
        .withMessageContaining("PT5S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IsoTpSettings.DEFAULT.withFrameTime(Duration.ofNanos(-1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IsoTpFlowControl(0, 0, -1))
        .withMessageContaining("wait");
    OptionCodec<Duration> codec = IsoTpOptions.CAN_ISOTP_TX_STMIN.codec();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.encode(Duration.ofSeconds(5), memory(4)))
        .withMessageContaining("PT5S");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 0xF1",
    "100000, 0xF1",
    "100001, 0xF2",
    "900000, 0xF9",
    "900001, 1",
    "1000000, 1",
    "1000001, 2",
    "127000000, 127"
  })
  void separationTimesAreRoundedUp(long nanos, int expected) {
    IsoTpFlowControl control = IsoTpFlowControl.of(7, Duration.ofNanos(nanos));
    assertThat(control.separationTime()).isEqualTo(expected);
    assertThat(control.blockSize()).isEqualTo(7);
    assertThat(control.separation().orElseThrow()).isGreaterThanOrEqualTo(Duration.ofNanos(nanos));
    assertThat(IsoTpFlowControl.of(7, control.separation().orElseThrow())).isEqualTo(control);
  }

  @Test
  void someSeparationTimesAreReserved() {
    for (int reserved : new int[] {0x80, 0xf0, 0xfa, 0xff}) {
      assertThat(new IsoTpFlowControl(0, reserved, 0).separation()).isEmpty();
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IsoTpFlowControl.of(0, Duration.ofMillis(128)))
        .withMessageContaining("PT0.128S");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 9, 63, 65})
  void framesHaveCertainLengths(int length) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IsoTpLinkLayer.fd(length))
        .withMessageContaining(" " + length + " bytes");
  }

  @Test
  void classicFramesHaveNothingElse() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IsoTpLinkLayer.CLASSIC.withFlags(1))
        .withMessageContaining("0x1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IsoTpLinkLayer(16, 64, 0))
        .withMessageContaining("64");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IsoTpLinkLayer(17, 8, 0))
        .withMessageContaining("17");
    assertThat(IsoTpLinkLayer.fd(12).withFlags(1)).isEqualTo(new IsoTpLinkLayer(72, 12, 1));
  }

  /**
   * Whatever stands there is a value, or none: nothing else is thrown, and what is read is kept.
   */
  @ParameterizedTest
  @MethodSource("options")
  void anyBytesAreDecodedOrRefused(NativeOption<?> option) {
    anyBytes(option.codec());
  }

  static <T> void anyBytes(OptionCodec<T> codec) {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(codec.capacity() + 2)];
      random.nextBytes(bytes);
      ByteBuffer memory = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
      T value;
      try {
        value = codec.decode(memory);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageMatching(".*\\d.*|CAN_ISOTP.*");
        continue;
      }
      ByteBuffer written = memory(codec.capacity());
      int unused = codec.encode(value, written);
      assertThat(codec.decode(written)).isEqualTo(value);
    }
  }
}
