package io.sockets4j.can;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames as values, and as bytes. */
class CanFrameTest {
  private static final byte[] TWO = {0x11, (byte) 0xee};
  private static final byte[] EIGHT = {1, 2, 3, 4, 5, 6, 7, 8};
  private static final int AF = 0x8765_4321;

  static byte[] data(int length) {
    byte[] data = new byte[length];
    for (int i = 0; i < length; i++) {
      data[i] = (byte) (i * 7 + 1);
    }
    return data;
  }

  /** Frames of all kinds, no two alike. */
  static List<CanFrame> frames() {
    return List.of(
        CanFrame.of(0x123),
        CanFrame.of(0x123, TWO),
        CanFrame.of(0x124, TWO),
        CanFrame.of(0x123 | CanId.EXTENDED, TWO),
        CanFrame.of(0x18DA10F1, EIGHT),
        CanFrame.of(0x123, EIGHT),
        CanFrame.of(0x123, EIGHT).withRawDlc(9),
        CanFrame.of(0x123, EIGHT).withRawDlc(15),
        CanFrame.remote(0x123, 0),
        CanFrame.remote(0x123, 8),
        CanFrame.remote(0x123, 8).withRawDlc(12),
        CanFrame.remote(0x1FFFFFFF, 3),
        CanFrame.error(0x1FFFFFFF, EIGHT),
        CanFrame.error(0x40, new byte[8]),
        CanFrame.fd(0x123),
        CanFrame.fd(0x123, TWO),
        CanFrame.fd(0x123, TWO).withBitRateSwitch(true),
        CanFrame.fd(0x123, TWO).withErrorStateIndicator(true),
        CanFrame.fd(0x123, TWO).withBitRateSwitch(true).withErrorStateIndicator(true),
        CanFrame.fd(0x18DA10F1, data(64)),
        CanFrame.fd(0x123, data(63)),
        CanFrame.xl(0, 0, 0, (byte) 0),
        CanFrame.xl(0x7FF, 255, -1, data(2048)).withVcid(255).withSec(true).withRrs(true),
        CanFrame.xl(0x123, 3, AF, TWO),
        CanFrame.xl(0x123, 4, AF, TWO),
        CanFrame.xl(0x123, 3, AF + 1, TWO),
        CanFrame.xl(0x123, 3, AF, TWO).withVcid(7),
        CanFrame.xl(0x123, 3, AF, TWO).withSec(true),
        CanFrame.xl(0x123, 3, AF, TWO).withRrs(true),
        CanFrame.xl(0x123, 3, AF, data(60)));
  }

  static ByteBuffer bytes(CanFrame frame) {
    ByteBuffer buffer = ByteBuffer.allocate(frame.size()).order(ByteOrder.nativeOrder());
    Arrays.fill(buffer.array(), (byte) 0xaa);
    frame.encode(buffer, 0);
    return buffer;
  }

  @Test
  void differsWhereOneOfItsPartsDoes() {
    Set<CanFrame> all = new HashSet<>(frames());
    assertThat(all).hasSize(frames().size());
    assertThat(all).containsAll(frames());
  }

  @Test
  void isReadAsItWasWritten() {
    for (CanFrame frame : frames()) {
      ByteBuffer bytes = bytes(frame);
      CanFrame read = CanFrame.decode(bytes, 0, bytes.limit());
      assertThat(read).isEqualTo(frame).hasSameHashCodeAs(frame).hasToString(frame.toString());
      assertThat(bytes(read)).isEqualTo(bytes);
      assertThat(read.data()).isEqualTo(frame.data());

      ByteBuffer amid = ByteBuffer.allocate(5 + bytes.limit() + 9).order(ByteOrder.nativeOrder());
      frame.encode(amid, 5);
      assertThat(CanFrame.decode(amid, 5, bytes.limit())).isEqualTo(frame);
      assertThat(amid.slice(5, bytes.limit())).isEqualTo(bytes);
      assertThat(amid.slice(0, 5)).isEqualTo(ByteBuffer.allocate(5));
      assertThat(amid.slice(5 + bytes.limit(), 9)).isEqualTo(ByteBuffer.allocate(9));
    }
  }

  @Test
  void hasPartsOfItsKind() {
    CanFrame classic = CanFrame.of(0x18DA10F1, TWO);
    assertThat(classic.kind()).isEqualTo(CanFrame.Kind.CLASSIC);
    assertThat(classic.id()).isEqualTo(0x98DA10F1);
    assertThat(classic.number()).isEqualTo(0x18DA10F1);
    assertThat(classic.isExtended()).isTrue();
    assertThat(classic.isRemote()).isFalse();
    assertThat(classic.isError()).isFalse();
    assertThat(classic.length()).isEqualTo(2);
    assertThat(classic.data(1)).isEqualTo(0xee);
    assertThatThrownBy(() -> classic.data(2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(classic.rawDlc()).isEqualTo(2);
    assertThat(classic.hasBitRateSwitch() || classic.hasErrorStateIndicator()).isFalse();
    assertThat(classic.hasSec() || classic.hasRrs()).isFalse();
    assertThat(classic.flags() + classic.sdt() + classic.acceptanceField() + classic.vcid())
        .isZero();

    CanFrame remote = CanFrame.remote(0x123, 5);
    assertThat(remote.isRemote()).isTrue();
    assertThat(remote.length()).isEqualTo(5);
    assertThat(remote.data()).isEmpty();
    assertThat(remote.number()).isEqualTo(0x123);

    CanFrame error = CanFrame.error(0x12345678, EIGHT);
    assertThat(error.isError()).isTrue();
    assertThat(error.isExtended() || error.isRemote()).isFalse();
    assertThat(error.number()).isEqualTo(0x12345678);

    CanFrame fd = CanFrame.fd(0x7FF, data(48)).withBitRateSwitch(true);
    assertThat(fd.kind()).isEqualTo(CanFrame.Kind.FD);
    assertThat(fd.hasBitRateSwitch()).isTrue();
    assertThat(fd.hasErrorStateIndicator()).isFalse();
    assertThat(fd.withBitRateSwitch(false)).isEqualTo(CanFrame.fd(0x7FF, data(48)));
    assertThat(fd.rawDlc()).isZero();

    CanFrame xl = CanFrame.xl(0x123, 3, AF, TWO).withVcid(9).withSec(true).withRrs(true);
    assertThat(xl.kind()).isEqualTo(CanFrame.Kind.XL);
    assertThat(xl.id()).isEqualTo(0x123);
    assertThat(xl.number()).isEqualTo(0x123);
    assertThat(xl.sdt()).isEqualTo(3);
    assertThat(xl.acceptanceField()).isEqualTo(AF);
    assertThat(xl.vcid()).isEqualTo(9);
    assertThat(xl.hasSec() && xl.hasRrs()).isTrue();
    assertThat(xl.withSec(false).flags()).isEqualTo(2);
    assertThat(xl.withVcid(0).withSec(false).withRrs(false))
        .isEqualTo(CanFrame.xl(0x123, 3, AF, TWO));
  }

  @Test
  void doesNotChangeWithTheArraysItWasMadeFrom() {
    byte[] data = EIGHT.clone();
    for (CanFrame frame :
        List.of(CanFrame.of(1, data), CanFrame.fd(1, data), CanFrame.xl(1, 0, 0, data))) {
      data[0]++;
      assertThat(frame.data(0)).isEqualTo(1);
      frame.data()[1] = 99;
      assertThat(frame.data(1)).isEqualTo(2);
    }
  }

  @Test
  void refusesWhatNoFrameHolds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanFrame.of(1, new byte[9]))
        .withMessageContaining("9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanFrame.of(CanId.REMOTE | 1))
        .withMessageContaining("40000001");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanFrame.fd(CanId.ERROR | 1))
        .withMessageContaining("20000001");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanFrame.remote(1, 9))
        .withMessageContaining("9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanFrame.remote(1, -1))
        .withMessageContaining("-1");
    assertThatIllegalArgumentException().isThrownBy(() -> CanFrame.error(0, EIGHT));
    assertThatIllegalArgumentException().isThrownBy(() -> CanFrame.error(CanId.ERROR, EIGHT));
    assertThatIllegalArgumentException().isThrownBy(() -> CanFrame.error(1, TWO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanFrame.fd(1, new byte[65]))
        .withMessageContaining("65");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanFrame.xl(0x800, 0, 0, TWO))
        .withMessageContaining("0x800");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanFrame.xl(1, 256, 0, TWO))
        .withMessageContaining("256");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanFrame.xl(1, 0, 0))
        .withMessageContaining("0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanFrame.xl(1, 0, 0, new byte[2049]))
        .withMessageContaining("2049");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanFrame.xl(1, 0, 0, TWO).withVcid(256))
        .withMessageContaining("256");
    assertThatIllegalArgumentException().isThrownBy(() -> CanFrame.of(1, EIGHT).withRawDlc(7));
    assertThatIllegalArgumentException().isThrownBy(() -> CanFrame.of(1, EIGHT).withRawDlc(16));
    assertThatIllegalStateException().isThrownBy(() -> CanFrame.of(1, TWO).withRawDlc(9));
    assertThatIllegalStateException().isThrownBy(() -> CanFrame.fd(1, EIGHT).withRawDlc(9));
    assertThatIllegalStateException().isThrownBy(() -> CanFrame.of(1).withBitRateSwitch(true));
    assertThatIllegalStateException()
        .isThrownBy(() -> CanFrame.xl(1, 0, 0, TWO).withErrorStateIndicator(true));
    assertThatIllegalStateException().isThrownBy(() -> CanFrame.fd(1).withSec(true));
    assertThatIllegalStateException().isThrownBy(() -> CanFrame.of(1).withVcid(1));
  }

  @ParameterizedTest
  @CsvSource({
    "0,0", "1,1", "8,8", "9,12", "12,12", "13,16", "17,20", "21,24", "25,32", "32,32", "33,48",
    "48,48", "49,64", "64,64"
  })
  void isPaddedToALengthThatABusCarries(int length, int whole) {
    assertThat(CanFrame.busLength(length)).isEqualTo(whole);
    CanFrame frame = CanFrame.fd(1, data(length)).withBitRateSwitch(true);
    CanFrame padded = frame.padded();
    assertThat(padded.data()).isEqualTo(Arrays.copyOf(data(length), whole));
    assertThat(padded.padded()).isSameAs(padded);
    assertThat(padded.hasBitRateSwitch()).isTrue();
    assertThat(frame.length()).isEqualTo(length);
  }

  @Test
  void isPaddedOnlyWhereItIsAnFdFrame() {
    CanFrame xl = CanFrame.xl(1, 0, 0, data(9));
    assertThat(xl.padded()).isSameAs(xl);
    assertThatIllegalArgumentException().isThrownBy(() -> CanFrame.busLength(65));
  }

  @Test
  void isWrittenAsCandumpDoes() {
    assertThat(CanFrame.of(0x23, TWO)).hasToString("023   [2]  11 EE");
    assertThat(CanFrame.of(0x18DA10F1)).hasToString("18DA10F1   [0]");
    assertThat(CanFrame.of(CanId.EXTENDED | 1)).hasToString("00000001   [0]");
    assertThat(CanFrame.remote(0x123, 4)).hasToString("123   [4]  remote request");
    assertThat(CanFrame.fd(0x123, TWO)).hasToString("123  [02]  11 EE");
    assertThat(CanFrame.of(1, EIGHT).withRawDlc(14))
        .hasToString("001   {E}  01 02 03 04 05 06 07 08");
    assertThat(CanFrame.error(0x88, EIGHT))
        .hasToString("20000088   [8]  01 02 03 04 05 06 07 08   ERRORFRAME");
    assertThat(CanFrame.xl(0x123, 3, 0x12345678, TWO).withVcid(7).withSec(true))
        .hasToString("123  [0002] (07|81:03:12345678)  11 EE");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 12, 15, 17, 71, 73, 2061})
  void refusesBytesOfALengthThatNoFrameHas(int length) {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanFrame.decode(bytes, 0, length))
        .withMessageContaining(length + " bytes");
  }

  @Test
  void refusesBytesThatSayThatTheyHaveMoreThanThereAre() {
    ByteBuffer classic = bytes(CanFrame.of(1, EIGHT)).put(4, (byte) 9);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanFrame.decode(classic, 0, 16))
        .withMessageContaining("9 of data");
    ByteBuffer fd = bytes(CanFrame.fd(1, EIGHT)).put(4, (byte) 65);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanFrame.decode(fd, 0, 72))
        .withMessageContaining("65 of data");
    ByteBuffer xl = bytes(CanFrame.xl(1, 0, 0, data(60))).putShort(6, (short) 61);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanFrame.decode(xl, 0, 72))
        .withMessageContaining("61 of data");
    xl.putShort(6, (short) 60);
    assertThatIllegalArgumentException().isThrownBy(() -> CanFrame.decode(xl, 0, 71));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanFrame.decode(xl, 1, 72))
        .withMessageContaining("72 bytes at 1");
    assertThatIllegalArgumentException().isThrownBy(() -> CanFrame.decode(xl, -1, 16));
    assertThatIllegalArgumentException().isThrownBy(() -> CanFrame.decode(xl, 0, -1));
  }

  @Test
  void takesBitsForNothingWhereTheyMeanNothing() {
    ByteBuffer noise = bytes(CanFrame.of(0x123, TWO));
    noise.putInt(0, 0x1FFFF123).put(5, (byte) 1).put(6, (byte) 2).put(7, (byte) 14);
    for (int i = 10; i < 16; i++) {
      noise.put(i, (byte) 5);
    }
    assertThat(CanFrame.decode(noise, 0, 16)).isEqualTo(CanFrame.of(0x123, TWO));
    ByteBuffer remoteFd = bytes(CanFrame.fd(0x123, TWO)).putInt(0, CanId.REMOTE | 0x123);
    assertThat(CanFrame.decode(remoteFd, 0, 72)).isEqualTo(CanFrame.fd(0x123, TWO));
    ByteBuffer unmarkedFd = bytes(CanFrame.fd(0x123, TWO)).put(5, (byte) 0);
    assertThat(CanFrame.decode(unmarkedFd, 0, 72)).isEqualTo(CanFrame.fd(0x123, TWO));
    ByteBuffer error = bytes(CanFrame.error(0x40, EIGHT)).putInt(0, 0xE0000040);
    assertThat(CanFrame.decode(error, 0, 16)).isEqualTo(CanFrame.error(0x40, EIGHT));
    ByteBuffer xl = bytes(CanFrame.xl(0x123, 0, 0, TWO)).putInt(0, 0xFF00F923);
    assertThat(CanFrame.decode(xl, 0, 14)).isEqualTo(CanFrame.xl(0x123, 0, 0, TWO));
  }

  @Test
  void keepsFlagsThatAreNewerThanThisLibrary() {
    ByteBuffer fd = bytes(CanFrame.fd(0x123, TWO)).put(5, (byte) 0xf9);
    CanFrame read = CanFrame.decode(fd, 0, 72);
    assertThat(read.flags()).isEqualTo(0xf9);
    assertThat(read.hasBitRateSwitch()).isTrue();
    assertThat(bytes(read).get(5)).isEqualTo((byte) 0xfd);
  }

  /** Whatever the bytes are: they are a frame, which is the same again, or none, and it says so. */
  @Test
  void takesAnyBytesWithoutAnyOtherFailure() {
    Random random = new Random(7);
    int[] lengths = {16, 72, 13, 14, 2060};
    int frames = 0;
    for (int i = 0; i < 30_000; i++) {
      int length = i % 3 == 0 ? random.nextInt(80) : lengths[i % lengths.length];
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      if (length > 5 && i % 2 == 0) {
        bytes[4] &= 0x0f;
      }
      CanFrame frame;
      try {
        frame = CanFrame.decode(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()), 0, length);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageContaining("bytes");
        continue;
      }
      frames++;
      ByteBuffer again = bytes(frame);
      assertThat(CanFrame.decode(again, 0, again.limit())).isEqualTo(frame);
      assertThat(frame.toString()).isNotEmpty();
    }
    assertThat(frames).isGreaterThan(1_000);
  }
}
