package io.sockets4j.can;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sockets4j.os.Errno;
import io.sockets4j.spi.ControlType;
import io.sockets4j.spi.ExtendedError;
import io.sockets4j.spi.NativeOption;
import io.sockets4j.spi.OptionCodec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The values of J1939, and how they stand in memory. */
class J1939ValuesTest {
  private static final J1939Name EXAMPLE =
      J1939Name.builder()
          .arbitraryAddressCapable(true)
          .industryGroup(5)
          .vehicleSystemInstance(9)
          .vehicleSystem(0x55)
          .function(0x81)
          .functionInstance(17)
          .ecuInstance(3)
          .manufacturerCode(1025)
          .identityNumber(0x10_0001)
          .build();

  @Test
  void aNameHasItsFieldsWhereTheHeaderSays() {
    long bits =
        1L << 63
            | 5L << 60
            | 9L << 56
            | 0x55L << 49
            | 0x81L << 40
            | 17L << 35
            | 3L << 32
            | 1025L << 21
            | 0x10_0001;
    assertThat(EXAMPLE.value()).isEqualTo(bits);
    assertThat(EXAMPLE).isEqualTo(J1939Name.of(bits)).hasSameHashCodeAs(J1939Name.of(bits));
    assertThat(EXAMPLE.isArbitraryAddressCapable()).isTrue();
    assertThat(EXAMPLE.industryGroup()).isEqualTo(5);
    assertThat(EXAMPLE.vehicleSystemInstance()).isEqualTo(9);
    assertThat(EXAMPLE.vehicleSystem()).isEqualTo(0x55);
    assertThat(EXAMPLE.function()).isEqualTo(0x81);
    assertThat(EXAMPLE.functionInstance()).isEqualTo(17);
    assertThat(EXAMPLE.ecuInstance()).isEqualTo(3);
    assertThat(EXAMPLE.manufacturerCode()).isEqualTo(1025);
    assertThat(EXAMPLE.identityNumber()).isEqualTo(0x10_0001);
    J1939Name other = EXAMPLE.toBuilder().function(0).arbitraryAddressCapable(false).build();
    assertThat(other.value()).isEqualTo(bits & ~(1L << 63) & ~(0xffL << 40));
    assertThat(other).isNotEqualTo(EXAMPLE).isLessThan(EXAMPLE); // unsigned
  }

  @Test
  void aNameIsWrittenInHexadecimal() {
    J1939Name name = J1939Name.of(0xABCL);
    assertThat(name).hasToString("0000000000000ABC");
    assertThat(J1939Name.parse("abc")).isEqualTo(name);
    assertThat(J1939Name.parse(EXAMPLE.toString())).isEqualTo(EXAMPLE);
    assertThat(J1939Address.of(1, 2).withName(EXAMPLE).name()).isEqualTo(EXAMPLE.value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "+1", "12345678123456781", "xyz", " 1"})
  void someTextIsNoName(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> J1939Name.parse(text));
  }

  @Test
  void fieldsAreKeptWithinTheirBits() {
    J1939Name.Builder builder = J1939Name.builder();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.identityNumber(1 << 21))
        .withMessageContaining("identity number 2097152");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.vehicleSystem(-1))
        .withMessageContaining("vehicle system -1");
    assertThatIllegalArgumentException().isThrownBy(builder::build);
    assertThatIllegalArgumentException().isThrownBy(() -> J1939Name.of(0));
  }

  @Test
  void filtersAreOfGroupsThatThereAre() {
    for (int none : new int[] {-1, J1939Address.NO_PGN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> J1939Filter.ALL.withPgn(none))
          .withMessageContaining("0x%X", none);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new J1939Filter(0, 0, 0, none, 0, 0))
          .withMessageContaining("0x%X", none);
    }
  }

  @Test
  void filtersStandOneAfterTheOther() {
    J1939Filter[] filters = {
      J1939Filter.ALL.withPgn(0x12300),
      J1939Filter.ALL.withAddress(0x20).withName(EXAMPLE),
      new J1939Filter(1, 2, 3, 4, 5, 6)
    };
    OptionCodec<J1939Filter[]> codec = J1939Options.SO_J1939_FILTER.codec();
    ByteBuffer memory = ByteBuffer.allocate(codec.capacity()).order(ByteOrder.nativeOrder());
    assertThat(codec.encode(filters, memory)).isEqualTo(96);
    assertThat(memory.getInt(16)).isEqualTo(0x12300);
    assertThat(memory.getInt(20)).isEqualTo(0x3ffff);
    assertThat(memory.getLong(40)).isEqualTo(-1);
    assertThat(memory.get(56)).isEqualTo((byte) 0x20);
    assertThat(codec.decode(memory.limit(96))).isEqualTo(filters);
    memory.clear();
    assertThat(codec.encode(new J1939Filter[0], memory)).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.encode(new J1939Filter[513], memory))
        .withMessageContaining("513");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.decode(memory.limit(33)))
        .withMessageContaining("33");
    assertThatIllegalArgumentException().isThrownBy(() -> J1939Filter.ALL.withPgn(0x40000));
    assertThatIllegalArgumentException().isThrownBy(() -> J1939Filter.ALL.withAddress(-1));
  }

  static Stream<OptionCodec<?>> codecs() {
    return Stream.concat(
        J1939Options.all().stream()
            .filter(option -> !option.type().isArray() && option.type() != Boolean.class)
            .map(NativeOption::codec),
        J1939ControlTypes.all().stream()
            .filter(type -> type.codec() != ExtendedError.CODEC) // which cannot be written
            .map(ControlType::codec));
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void anyBytesAreDecodedOrRefused(OptionCodec<?> codec) {
    IsoTpValuesTest.anyBytes(codec);
  }

  // ------------------------------------------------------------------------------- progress

  private static ExtendedError error(int origin, long info, Errno errno) {
    return new ExtendedError(errno, origin, 0, 0, info, 7, null);
  }

  private static ByteBuffer attributes(Object... typesAndValues) {
    ByteBuffer bytes = ByteBuffer.allocate(200).order(ByteOrder.nativeOrder());
    for (int i = 0; i < typesAndValues.length; i += 2) {
      short type = ((Integer) typesAndValues[i]).shortValue();
      Object value = typesAndValues[i + 1];
      if (value instanceof Byte number) {
        bytes.putShort((short) 5).putShort(type).put(number).put(new byte[3]);
      } else if (value instanceof Integer number) {
        bytes.putShort((short) 8).putShort(type).putInt(number);
      } else if (value instanceof Long number) {
        bytes.putShort((short) 12).putShort(type).putLong(number);
      } else {
        bytes.putShort((short) 4).putShort(type); // padding
      }
    }
    return bytes.flip();
  }

  @Test
  void progressOfWhatIsReceived() {
    J1939Progress progress =
        J1939Progress.decode(
            error(1, 2, Errno.ENOMSG),
            attributes(2, 1785, 3, 0xEF00, 0, "", 4, 5L, 5, 6L, 6, (byte) 0x80, 7, (byte) 0xFD));
    assertThat(progress)
        .isEqualTo(
            new J1939Progress(
                J1939Progress.Event.RECEIVING,
                Errno.ENOMSG,
                7,
                -1,
                1785,
                J1939Address.of(0, 0x80).withPgn(0xEF00).withName(5),
                J1939Address.of(0, 0xFD).withPgn(0xEF00).withName(6)));
  }

  @Test
  void progressOfWhatIsSent() {
    for (var expected :
        java.util.Map.of(
                error(4, 1, Errno.ENOMSG), J1939Progress.Event.SCHEDULED,
                error(4, 2, Errno.ENOMSG), J1939Progress.Event.ACKNOWLEDGED,
                error(4, 0, Errno.ENOMSG), J1939Progress.Event.OTHER,
                error(1, 1, Errno.EHOSTUNREACH), J1939Progress.Event.ABORTED,
                error(1, 3, Errno.ENOMSG), J1939Progress.Event.RECEIVING_MORE,
                error(1, 4, Errno.EHOSTUNREACH), J1939Progress.Event.RECEIVING_ABORTED,
                error(1, 5, Errno.ENOMSG), J1939Progress.Event.OTHER,
                error(2, 1, Errno.ENOMSG), J1939Progress.Event.OTHER)
            .entrySet()) {
      J1939Progress progress = J1939Progress.decode(expected.getKey(), attributes(1, -2));
      assertThat(progress.event()).isEqualTo(expected.getValue());
      assertThat(progress.bytesAcknowledged()).isEqualTo(0xffff_fffeL); // unsigned
      assertThat(progress.error()).isEqualTo(expected.getKey().errno());
      assertThat(progress.totalBytes()).isEqualTo(-1);
      assertThat(progress.source()).isNull();
      assertThat(progress.destination()).isNull();
    }
  }

  @Test
  void anyAttributesAreDecodedOrRefused() {
    Random random = new Random(3);
    int decoded = 0;
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      for (int at = 0; at + 4 <= bytes.length; at += 8) { // most of the time something like them
        if (random.nextInt(3) > 0) {
          ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).putShort(at, (short) 8);
          ByteBuffer.wrap(bytes)
              .order(ByteOrder.nativeOrder())
              .putShort(at + 2, (short) random.nextInt(9));
        }
      }
      ByteBuffer buffer = ByteBuffer.wrap(bytes.clone());
      try {
        J1939Progress progress = J1939Progress.decode(error(1, 2, Errno.ENOMSG), buffer);
        assertThat(progress.number()).isEqualTo(7);
        decoded++;
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageMatching(".*(\\d|0x\\p{XDigit}).*");
      }
      assertThat(buffer.array()).isEqualTo(bytes);
      assertThat(buffer.position()).isZero();
    }
    assertThat(decoded).isGreaterThan(1000);
  }

  // ------------------------------------------------------------------------- address claims

  @Test
  void theNextAddressIsOneThatCanBeHad() {
    J1939Name low = J1939Name.of(100);
    J1939Name capable = J1939Name.of(1L << 63 | 100);
    J1939Name lower = J1939Name.of(7);
    J1939Name higher = J1939Name.of(-1);

    J1939Neighbours fixed = new J1939Neighbours(low, 0x20, 0x80, 0x82);
    assertThat(fixed.next()).isEqualTo(0x20);
    fixed.heard(higher, 0x20);
    assertThat(fixed.next()).isEqualTo(0x20); // which it would win
    fixed.heard(lower, 0x20);
    assertThat(fixed.next()).isEqualTo(-1);
    fixed.heard(lower, J1939Address.IDLE_ADDRESS);
    assertThat(fixed.next()).isEqualTo(0x20);

    J1939Neighbours free = new J1939Neighbours(capable, 0x20, 0x80, 0x82);
    free.heard(lower, 0x20);
    assertThat(free.next()).isEqualTo(0x80);
    free.heard(higher, 0x80);
    assertThat(free.next()).isEqualTo(0x81);
    free.heard(J1939Name.of(8), 0x81);
    free.heard(J1939Name.of(9), 0x82);
    assertThat(free.next()).isEqualTo(0x80); // no free one is left
    free.heard(J1939Name.of(10), 0x80);
    assertThat(free.next()).isEqualTo(-1);
    free.heard(J1939Name.of(9), 0x10); // moved
    assertThat(free.next()).isEqualTo(0x82);
  }

  @Test
  void addressesToClaimAreOfNodes() {
    J1939Name name = J1939Name.of(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new J1939Neighbours(name, 0xFE, 0x80, 0x90))
        .withMessageContaining("0xFE");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new J1939Neighbours(name, 0, 0x80, 0x7F))
        .withMessageContaining("0x80 to 0x7F");
  }

  @Test
  void aRequestAsksForOneGroup() {
    for (byte[] request : new byte[][] {{0, (byte) 0xEE, 0}, {0, (byte) 0xEE, 0, -1}}) {
      assertThat(J1939Neighbours.isRequestForClaim(little(request))).isTrue();
    }
    for (byte[] other :
        new byte[][] {{}, {0, (byte) 0xEE}, {0, (byte) 0xEE, 1}, {(byte) 0xEE, 0, 0}}) {
      assertThat(J1939Neighbours.isRequestForClaim(little(other)))
          .as(Arrays.toString(other))
          .isFalse();
    }
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
