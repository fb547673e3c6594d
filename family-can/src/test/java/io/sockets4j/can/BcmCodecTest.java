package io.sockets4j.can;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages as bytes, without a kernel. */
class BcmCodecTest {
  private static final CanAddress HERE = CanAddress.of(1_000_000);
  private static final BcmCodec.Circumstances PLAIN =
      new BcmCodec.Circumstances(HERE, false, false, null);
  private static final CanFrame A = CanFrame.of(0x123, new byte[] {1, 2, 3});
  private static final CanFrame FD = CanFrame.fd(0x18DA10F1, new byte[64]).withBitRateSwitch(true);

  /** A message as C would write it. */
  private static ByteBuffer message(int opcode, int flags, int id, CanFrame... frames) {
    int size = (flags & 0x800) != 0 ? 72 : 16;
    ByteBuffer buffer =
        ByteBuffer.allocate(56 + size * frames.length).order(ByteOrder.nativeOrder());
    buffer.putInt(opcode).putInt(flags).putInt(7).putInt(0);
    buffer.putLong(1).putLong(2).putLong(3).putLong(4).putInt(id).putInt(frames.length);
    for (int i = 0; i < frames.length; i++) {
      frames[i].encode(buffer, 56 + size * i);
    }
    return buffer.clear();
  }

  private static BcmEvent decode(ByteBuffer buffer) {
    return BcmCodec.decode(buffer, PLAIN);
  }

  @Test
  void tasksThatTransmitAreAsInC() {
    BcmTransmission task =
        new BcmTransmission(
            0x456,
            List.of(FD, FD),
            7,
            Duration.ofSeconds(1, 2_000),
            Duration.ofSeconds(3, 4_000),
            BcmFlags.SETTIMER);
    assertThat(BcmCodec.setUp(task)).isEqualTo(message(1, 0x801, 0x456, FD, FD));
  }

  @Test
  void tasksThatReceiveAreAsInC() {
    BcmReception task =
        new BcmReception(
            0x123,
            List.of(A),
            Duration.ofSeconds(1, 2_000),
            Duration.ofSeconds(3, 4_000),
            BcmFlags.SETTIMER);
    ByteBuffer expected = message(5, 1, 0x123, A).putInt(8, 0); // no count
    assertThat(BcmCodec.setUp(task)).isEqualTo(expected);
  }

  @Test
  void tasksAreReadAsTheyWereWritten() {
    assertThat(decode(message(8, 0x801, 0x456, FD, FD)))
        .isEqualTo(
            new BcmEvent.TxStatus(
                HERE,
                BcmTransmission.of(FD, FD)
                    .withId(0x456)
                    .first(7, Duration.ofSeconds(1, 2_000))
                    .every(Duration.ofSeconds(3, 4_000))
                    .without(BcmFlags.STARTTIMER)));
    assertThat(decode(message(10, 0x20, 0x123)))
        .isInstanceOfSatisfying(
            BcmEvent.RxStatus.class,
            status -> {
              assertThat(status.task().frames()).isEmpty();
              assertThat(status.task().timeout()).isEqualTo(Duration.ofSeconds(1, 2_000));
              assertThat(status.task().throttle()).isEqualTo(Duration.ofSeconds(3, 4_000));
            });
  }

  @Test
  void notificationsAreRead() {
    Instant now = Instant.now();
    BcmKey key = BcmKey.ofReception(0x123);
    assertThat(
            BcmCodec.decode(
                message(12, 0, 0x123, A), new BcmCodec.Circumstances(HERE, true, false, now)))
        .isEqualTo(new BcmEvent.RxChanged(HERE, key, A, true, false, now));
    assertThat(decode(message(12, 0x800, 0x8000_0123, FD)))
        .isEqualTo(
            new BcmEvent.RxChanged(
                HERE,
                BcmKey.ofReception(CanId.extended(0x123)).withFd(true),
                FD,
                false,
                false,
                null));
    assertThat(decode(message(11, 1, 0x123))).isEqualTo(new BcmEvent.RxTimeout(HERE, key));
    assertThat(decode(message(9, 1, 0x123)))
        .isEqualTo(new BcmEvent.TxExpired(HERE, BcmKey.ofTransmission(0x123)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 13, -1, Integer.MIN_VALUE})
  void whatIsNotKnownIsKept(int opcode) {
    ByteBuffer message = message(opcode, 0, 0x123, A);
    assertThat(decode(message))
        .isInstanceOfSatisfying(
            BcmEvent.Unknown.class,
            unknown -> {
              assertThat(unknown.address()).isEqualTo(HERE);
              assertThat(unknown.bytes()).isEqualTo(message);
              assertThat(unknown.bytes().isReadOnly()).isTrue();
              assertThat(unknown.bytes().getInt()).isEqualTo(opcode);
              assertThat(unknown.bytes().position()).isZero(); // another view
              assertThat(unknown.reason()).contains("opcode " + opcode);
            });
  }

  @Test
  void everyOtherLengthIsNoticed() {
    List<ByteBuffer> whole =
        List.of(
            message(12, 0, 0x123, A),
            message(8, 0, 0x123, A, A, A),
            message(10, 0x800, 0x123, FD, FD),
            message(11, 0, 0x123));
    for (ByteBuffer message : whole) {
      assertThat(decode(message)).isNotInstanceOf(BcmEvent.Unknown.class);
      for (int length = 0; length < message.capacity(); length++) {
        ByteBuffer cut = message.duplicate().order(ByteOrder.nativeOrder()).limit(length);
        assertThat(decode(cut)).as("%d bytes", length).isInstanceOf(BcmEvent.Unknown.class);
      }
      ByteBuffer longer =
          ByteBuffer.allocate(message.capacity() + 16).order(ByteOrder.nativeOrder());
      longer.put(message.duplicate()).clear();
      assertThat(decode(longer)).isInstanceOf(BcmEvent.Unknown.class);
    }
  }

  @Test
  void numbersThatCannotBeAreNoticed() {
    for (int count : new int[] {0, 2, 257, -1, Integer.MIN_VALUE, 0x1000_0000}) {
      assertThat(decode(message(12, 0, 0x123, A).putInt(52, count)))
          .isInstanceOf(BcmEvent.Unknown.class);
    }
    assertThat(decode(message(9, 0, 0x123, A))).isInstanceOf(BcmEvent.Unknown.class);
    assertThat(decode(message(8, 0, 0x123))).isInstanceOf(BcmEvent.Unknown.class); // no frame
    assertThat(decode(message(12, 0, 0x123, A).put(60, (byte) 9)))
        .isInstanceOf(BcmEvent.Unknown.class); // 9 bytes of data
    for (long micros : new long[] {-1, 1_000_000, Long.MIN_VALUE, Long.MAX_VALUE}) {
      assertThat(decode(message(8, 0, 0x123, A).putLong(24, micros)))
          .isInstanceOf(BcmEvent.Unknown.class);
    }
    for (long seconds : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE}) {
      assertThat(decode(message(8, 0, 0x123, A).putLong(32, seconds)))
          .isInstanceOf(BcmEvent.Unknown.class);
    }
    assertThat(decode(message(11, 0, 0x2000_0000))).isInstanceOf(BcmEvent.Unknown.class);
  }

  @Test
  void anyBytesAreAnEvent() {
    Random random = new Random(20_240_611);
    for (int round = 0; round < 50_000; round++) {
      byte[] bytes = new byte[random.nextInt(round % 10 == 0 ? 20_000 : 300)];
      random.nextBytes(bytes);
      ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
      if (bytes.length >= 56 && round % 2 == 0) { // of those that are read further
        buffer.putInt(0, 8 + random.nextInt(5)).putInt(48, random.nextInt(0x800));
        buffer.putInt(52, (bytes.length - 56) / (random.nextBoolean() ? 16 : 72));
      }
      BcmEvent event = decode(buffer);
      assertThat(event.address()).isEqualTo(HERE);
      assertThat(event.toString()).isNotEmpty();
    }
  }
}
