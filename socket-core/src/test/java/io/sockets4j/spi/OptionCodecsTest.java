package io.sockets4j.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of options to memory and back, and what is refused. */
class OptionCodecsTest {

  private static <T> ByteBuffer encode(OptionCodec<T> codec, T value) {
    ByteBuffer memory = ByteBuffer.allocate(codec.capacity()).order(ByteOrder.nativeOrder());
    return memory.limit(codec.encode(value, memory));
  }

  private static <T> T roundTrip(OptionCodec<T> codec, T value) {
    return codec.decode(encode(codec, value));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void ints(int value) {
    assertThat(roundTrip(OptionCodecs.INT, value)).isEqualTo(value);
    assertThat(roundTrip(OptionCodecs.LONG, (long) value << 20)).isEqualTo((long) value << 20);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 0x7fff_ffffL, 0x8000_0000L, 0xffff_ffffL})
  void unsignedInts(long value) {
    assertThat(roundTrip(OptionCodecs.UNSIGNED_INT, value)).isEqualTo(value);
    assertThatThrownBy(() -> roundTrip(OptionCodecs.UNSIGNED_INT, value - 0x1_0000_0000L))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> roundTrip(OptionCodecs.UNSIGNED_INT, value + 0x1_0000_0000L))
        .hasMessageContaining("0..4294967295");
  }

  @Test
  void anIntMayBeAnsweredInOneByte() {
    assertThat(OptionCodecs.INT.decode(ByteBuffer.wrap(new byte[] {(byte) 200}))).isEqualTo(200);
  }

  @Test
  void anyIntButZeroIsTrue() {
    assertThat(OptionCodecs.BOOLEAN.decode(encode(OptionCodecs.INT, 8))).isTrue();
    assertThat(OptionCodecs.BOOLEAN.decode(encode(OptionCodecs.INT, 0))).isFalse();
    assertThat(OptionCodecs.INT.decode(encode(OptionCodecs.BOOLEAN, true))).isEqualTo(1);
  }

  @Test
  void lingering() {
    assertThat(roundTrip(OptionCodecs.LINGER, 5)).isEqualTo(5);
    assertThat(roundTrip(OptionCodecs.LINGER, 0)).isZero();
    assertThat(roundTrip(OptionCodecs.LINGER, -7)).isEqualTo(-1);
    assertThatThrownBy(() -> roundTrip(OptionCodecs.LINGER, 65_536)).hasMessageContaining("65536");
  }

  @Test
  void durationsAreRoundedUp() {
    assertThat(roundTrip(OptionCodecs.TIMEVAL, Duration.ofNanos(1)))
        .isEqualTo(Duration.ofNanos(1_000));
    assertThat(roundTrip(OptionCodecs.TIMEVAL, Duration.ofMillis(2_500)))
        .isEqualTo(Duration.ofMillis(2_500));
    assertThatThrownBy(() -> roundTrip(OptionCodecs.TIMEVAL, Duration.ofSeconds(-1)))
        .hasMessageContaining("PT-1S");
    Duration longest = Duration.ofSeconds(Integer.MAX_VALUE);
    assertThat(roundTrip(OptionCodecs.TIMEVAL, longest)).isEqualTo(longest);
    for (Duration tooLong :
        new Duration[] {longest.plusNanos(1), Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)}) {
      assertThatThrownBy(() -> roundTrip(OptionCodecs.TIMEVAL, tooLong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(tooLong.toString());
    }
  }

  @Test
  void bytesAndText() {
    assertThat(roundTrip(OptionCodecs.bytes(4), new byte[] {1, 2, 3})).containsExactly(1, 2, 3);
    assertThatThrownBy(() -> roundTrip(OptionCodecs.bytes(4), new byte[5]))
        .hasMessageContaining("5 bytes");
    assertThat(roundTrip(OptionCodecs.string(16), "cubic")).isEqualTo("cubic");
    assertThat(OptionCodecs.string(16).decode(ByteBuffer.wrap(new byte[] {'a', 0, 'b'})))
        .isEqualTo("a");
    assertThatThrownBy(() -> roundTrip(OptionCodecs.string(4), "reno2"))
        .hasMessageContaining("reno2");
    assertThatThrownBy(() -> OptionCodecs.bytes(0)).hasMessageContaining("0 bytes");
  }

  @Test
  void textLeavesRoomForTheZeroByteOfTheKernel() {
    assertThat(roundTrip(OptionCodecs.string(5), "reno")).isEqualTo("reno");
    assertThatThrownBy(() -> roundTrip(OptionCodecs.string(4), "reno"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 bytes");
  }

  @Test
  void whateverTheKernelAnswersIsReadOrRefused() {
    Random random = new Random(7);
    for (OptionCodec<?> codec :
        new OptionCodec<?>[] {
          OptionCodecs.INT,
          OptionCodecs.LONG,
          OptionCodecs.BOOLEAN,
          OptionCodecs.LINGER,
          OptionCodecs.TIMEVAL,
          OptionCodecs.bytes(8),
          OptionCodecs.string(8)
        }) {
      for (int i = 0; i < 2_000; i++) {
        byte[] answer = new byte[random.nextInt(codec.capacity() + 1)];
        random.nextBytes(answer);
        ByteBuffer memory = ByteBuffer.wrap(answer).order(ByteOrder.nativeOrder());
        try {
          assertThat((Object) codec.decode(memory)).isNotNull();
        } catch (IllegalArgumentException refused) {
          assertThat(refused).hasMessageFindingMatch("\\d");
        }
      }
    }
  }
}
