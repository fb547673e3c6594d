package io.sockets4j.can;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks, keys and flags as values. */
class BcmTaskTest {
  private static final CanFrame A = CanFrame.of(0x123, new byte[] {1});
  private static final CanFrame FD = CanFrame.fd(0x123, new byte[] {1});
  private static final Duration MOST = Duration.ofDays(400);

  @Test
  void transmissionsSayWhatIsSet() {
    BcmTransmission task = BcmTransmission.of(A);
    assertThat(task.id()).isEqualTo(0x123);
    assertThat(task.flags()).isEqualTo(BcmFlags.NONE);
    assertThat(task.isFd()).isFalse();
    BcmTransmission timed = task.first(3, Duration.ofMillis(1)).every(MOST);
    assertThat(timed.count()).isEqualTo(3);
    assertThat(timed.firstInterval()).isEqualTo(Duration.ofMillis(1));
    assertThat(timed.interval()).isEqualTo(MOST);
    assertThat(timed.flags()).hasToString("SETTIMER|STARTTIMER");
    assertThat(timed.with(BcmFlags.TX_COUNTEVT).without(BcmFlags.STARTTIMER).flags())
        .hasToString("SETTIMER|TX_COUNTEVT");
    assertThat(timed.stopped().flags()).isEqualTo(BcmFlags.SETTIMER);
    assertThat(timed.stopped().interval()).isZero();
    assertThat(timed).isEqualTo(task.every(MOST).first(3, Duration.ofMillis(1)));
    assertThat(BcmTransmission.of(FD).isFd()).isTrue();
    assertThat(BcmTransmission.of(FD).without(BcmFlags.CAN_FD_FRAME).isFd()).isTrue();
    assertThat(BcmTransmission.of(A).with(BcmFlags.CAN_FD_FRAME).isFd()).isFalse();
    assertThat(BcmTransmission.of(A).withId(0x800).id()).isEqualTo(CanId.extended(0x800));
    assertThat(BcmTransmission.of(CanFrame.remote(1, 1)).id()).isEqualTo(1 | CanId.REMOTE);
  }

  @Test
  void framesAreCopied() {
    CanFrame[] frames = {A, A};
    BcmTransmission task = BcmTransmission.of(frames);
    frames[0] = FD;
    assertThat(task.frames()).containsExactly(A, A);
    assertThatThrownBy(() -> task.frames().add(A))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void refusesFramesThatDoNotGo() {
    assertThatThrownBy(() -> BcmTransmission.of()).hasMessageContaining("0 frames: a task has 1");
    assertThatThrownBy(() -> BcmTransmission.of(Collections.nCopies(257, A)))
        .hasMessageContaining("257 frames")
        .hasMessageContaining("256");
    assertThat(BcmTransmission.of(Collections.nCopies(256, FD)).frames()).hasSize(256);
    assertThatThrownBy(() -> BcmTransmission.of(A, FD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two kinds");
    CanFrame xl = CanFrame.xl(1, 2, 3, new byte[] {4});
    assertThatThrownBy(() -> BcmTransmission.of(A, xl)).hasMessageContaining("CAN XL");
    assertThatThrownBy(() -> BcmTransmission.of(CanFrame.error(1, new byte[8])))
        .hasMessageContaining("error frame");
    assertThatThrownBy(() -> BcmReception.answering(xl)).hasMessageContaining("CAN XL");
    assertThatThrownBy(() -> BcmReception.answering(FD)).hasMessageContaining("classic frame");
    assertThatThrownBy(() -> BcmReception.answering(CanFrame.remote(1, 1)))
        .hasMessageContaining("classic frame with data");
    assertThatThrownBy(() -> BcmReception.of(1).with(BcmFlags.RX_RTR_FRAME))
        .hasMessageContaining("one frame");
  }

  @Test
  void refusesTimesOutOfRange() {
    BcmTransmission task = BcmTransmission.of(A);
    assertThatThrownBy(() -> task.every(Duration.ZERO)).hasMessageContaining("interval is zero");
    assertThatThrownBy(() -> task.every(Duration.ofMillis(-1)))
        .hasMessageContaining("interval PT-0.001S is not in 0 to 400 days");
    assertThatThrownBy(() -> task.every(MOST.plusNanos(1))).hasMessageContaining("PT9600H");
    assertThatThrownBy(() -> task.first(1, Duration.ZERO)).hasMessageContaining("first interval");
    assertThatThrownBy(() -> task.first(0, MOST)).hasMessageContaining("count");
    assertThatThrownBy(() -> task.first(-1, MOST)).hasMessageContaining("count -1");
    assertThatThrownBy(() -> task.first(1L << 32, MOST)).hasMessageContaining("4294967296");
    assertThat(task.first((1L << 32) - 1, MOST).count()).isEqualTo(4294967295L);
    assertThatThrownBy(() -> BcmReception.of(1).withTimeout(Duration.ofDays(401)))
        .hasMessageContaining("timeout PT9624H");
    assertThatThrownBy(() -> BcmReception.of(1).withThrottle(Duration.ofSeconds(-1)))
        .hasMessageContaining("throttle PT-1S");
  }

  @Test
  void timesAreOfWholeMicroseconds() {
    BcmTransmission task = BcmTransmission.of(A);
    assertThat(task.every(Duration.ofNanos(1)).interval()).isEqualTo(Duration.ofNanos(1_000));
    assertThat(task.every(Duration.ofNanos(2_000)).interval()).isEqualTo(Duration.ofNanos(2_000));
    assertThat(task.every(Duration.ofNanos(999_999_001)).interval())
        .isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void receptionsSayWhatIsSet() {
    BcmReception all = BcmReception.of(0x123);
    assertThat(all.flags()).isEqualTo(BcmFlags.RX_FILTER_ID);
    assertThat(all.withTimeout(MOST).flags()).hasToString("SETTIMER|STARTTIMER|RX_FILTER_ID");
    assertThat(all.withThrottle(MOST).flags()).hasToString("SETTIMER|RX_FILTER_ID");
    assertThat(all.without(BcmFlags.RX_FILTER_ID)).isEqualTo(all);
    assertThat(all.fd().isFd()).isTrue();
    BcmReception masked = BcmReception.onChange(0x123, 0xFF, 0x80);
    assertThat(masked.frames())
        .containsExactly(CanFrame.of(0x123, new byte[] {(byte) 0xFF, (byte) 0x80}));
    assertThat(masked.fd().frames().get(0).kind()).isEqualTo(CanFrame.Kind.FD);
    assertThat(masked.fd().key()).isEqualTo(BcmKey.ofReception(0x123).withFd(true));
    assertThat(BcmReception.onChange(0x123, new byte[9]).isFd()).isTrue();
    BcmReception multiplexed =
        BcmReception.multiplexed(0x123, new byte[] {1}, new byte[] {2}, new byte[64]);
    assertThat(multiplexed.isFd()).isTrue();
    assertThat(multiplexed.frames()).hasSize(3).allMatch(each -> each.kind() == CanFrame.Kind.FD);
    assertThat(BcmReception.answering(A).id()).isEqualTo(0x123 | CanId.REMOTE);
  }

  @Test
  void refusesMasksThatDoNotGo() {
    assertThatThrownBy(() -> BcmReception.onChange(1, 0, 256))
        .hasMessageContaining("byte 1 of the mask is 0x100");
    assertThatThrownBy(() -> BcmReception.onChange(1, new int[0])).hasMessageContaining("mask");
    assertThatThrownBy(() -> BcmReception.onChange(1, new byte[65])).hasMessageContaining("65");
    assertThatThrownBy(() -> BcmReception.multiplexed(1, new byte[9], new byte[1]))
        .hasMessageContaining("selector of 9 bytes");
    assertThatThrownBy(() -> BcmReception.multiplexed(1, new byte[1]))
        .hasMessageContaining("no mask");
    assertThatThrownBy(() -> BcmReception.multiplexed(1, new byte[1], many(257)))
        .hasMessageContaining("258 frames");
    assertThat(BcmReception.multiplexed(1, new byte[1], many(256)).frames()).hasSize(257);
    assertThatThrownBy(() -> BcmReception.onChange(1, 1).with(BcmFlags.RX_FILTER_ID))
        .hasMessageContaining("RX_FILTER_ID");
  }

  private static byte[][] many(int count) {
    return Collections.nCopies(count, new byte[1]).toArray(byte[][]::new);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0x2000_0000, 0x6000_0000, CanId.EXTENDED | CanId.ERROR})
  void refusesWhatIsNoIdentifier(int id) {
    assertThatThrownBy(() -> BcmKey.ofReception(id)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BcmReception.of(id)).hasMessageContaining("CAN identifier 0x");
    assertThatThrownBy(() -> BcmTransmission.of(A).withId(id))
        .hasMessageContaining("CAN identifier 0x");
  }

  @Test
  void keysAreReadable() {
    assertThat(BcmKey.ofTransmission(0x123)).hasToString("transmission of 123");
    assertThat(BcmKey.ofReception(0x18DA10F1).withFd(true))
        .hasToString("reception of 18DA10F1 (FD)");
    assertThat(BcmKey.ofReception(1 | CanId.REMOTE)).hasToString("reception of 001 (remote)");
  }

  @Test
  void flagsAreSets() {
    BcmFlags both = BcmFlags.SETTIMER.with(BcmFlags.CAN_FD_FRAME);
    assertThat(both).isEqualTo(BcmFlags.of(0x801)).hasToString("SETTIMER|CAN_FD_FRAME");
    assertThat(both.contains(BcmFlags.SETTIMER)).isTrue();
    assertThat(both.contains(BcmFlags.of(3))).isFalse();
    assertThat(both.without(both)).isSameAs(BcmFlags.NONE).hasToString("0");
    assertThat(BcmFlags.of(0x8000_1001)).hasToString("SETTIMER|0x80001000");
    assertThat(BcmFlags.of(0xFFF).toString().split("\\|", -1)).hasSize(12);
    List<BcmFlags> same = List.of(BcmFlags.of(5), BcmFlags.of(5));
    assertThat(same.get(0)).isEqualTo(same.get(1)).hasSameHashCodeAs(same.get(1));
  }
}
