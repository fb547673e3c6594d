package io.sockets4j.can;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockets4j.NativeError;
import io.sockets4j.os.Errno;
import io.sockets4j.testkit.DescriptorAccounting;
import io.sockets4j.testkit.RequiresFamily;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tasks that transmit, seen by a raw socket. */
@RequiresFamily(value = "AF_CAN", kind = "broadcast manager")
@ExtendWith(DescriptorAccounting.class)
class BcmTransmissionTest {
  private static final Duration SHORT = Duration.ofMillis(2);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final CanFrame A = CanFrame.of(0x123, new byte[] {1, 2, 3});
  private static final CanFrame B = CanFrame.of(0x123, new byte[] {9});
  private static final CanFrame MARK = CanFrame.of(0x7FF);

  private BcmBench bench;
  private CanBcmSocket bcm;

  @BeforeEach
  void open() throws Exception {
    bench = BcmBench.create();
    bcm = bench.bcm;
  }

  @AfterEach
  void close() throws Exception {
    if (bench != null) {
      bench.close();
    }
  }

  private static CanFrame numbered(int number) {
    return CanFrame.of(0x100 + number, new byte[] {(byte) number});
  }

  /** The frames that were sent until now. */
  private List<CanFrame> sent() throws Exception {
    assertThat(bcm.send(MARK)).isTrue();
    List<CanFrame> frames = new ArrayList<>();
    for (CanFrame frame = bench.seen(); !frame.equals(MARK); frame = bench.seen()) {
      frames.add(frame);
    }
    return frames;
  }

  @Test
  void sendsAFrameOnce() throws Exception {
    CanFrame fd = CanFrame.fd(0x18DA10F1, new byte[64]).withBitRateSwitch(true);
    assertThat(bcm.send(A)).isTrue();
    assertThat(bcm.send(fd)).isTrue();
    assertThat(bcm.send(CanFrame.remote(0x5, 4))).isTrue();
    assertThat(sent()).containsExactly(A, fd, CanFrame.remote(0x5, 4));
  }

  @Test
  void sendsAFrameAgainAndAgainUntilItIsDeleted() throws Exception {
    BcmTransmission task = BcmTransmission.of(A).every(SHORT);
    bcm.setUp(task);
    for (int i = 0; i < 10; i++) {
      assertThat(bench.seen()).isEqualTo(A);
    }
    bcm.delete(task.key());
    assertThat(sent()).allMatch(A::equals);
    assertThat(sent()).isEmpty();
    assertThatThrownBy(() -> bcm.requestStatus(task.key())).hasMessageContaining("no such task");
  }

  @Test
  void sendsFramesInTurn() throws Exception {
    List<CanFrame> frames = IntStream.range(0, 256).mapToObj(i -> numbered(i)).toList();
    bcm.setUp(BcmTransmission.of(frames).every(SHORT));
    for (int i = 0; i < 300; i++) {
      assertThat(bench.seen()).isEqualTo(frames.get(i % 256));
    }
  }

  @Test
  void sendsFramesOfCanFd() throws Exception {
    CanFrame first = CanFrame.fd(0x123, new byte[] {1}).withBitRateSwitch(true);
    CanFrame second = CanFrame.fd(0x124, new byte[64]).withErrorStateIndicator(true);
    bcm.setUp(BcmTransmission.of(first, second).every(SHORT));
    bcm.setUp(BcmTransmission.of(A)); // another task, though the identifier is the same
    for (int i = 0; i < 3; i++) {
      assertThat(bench.seen()).isEqualTo(first);
      assertThat(bench.seen()).isEqualTo(second);
    }
    bcm.delete(BcmKey.ofTransmission(0x123).withFd(true));
    bcm.delete(BcmKey.ofTransmission(0x123));
  }

  @Test
  void sendsSomeFramesAndTellsWhenTheyAreThrough() throws Exception {
    bcm.setUp(BcmTransmission.of(A).first(5, SHORT).with(BcmFlags.TX_COUNTEVT));
    assertThat(bcm.receive())
        .isEqualTo(new BcmEvent.TxExpired(bcm.address(), BcmKey.ofTransmission(0x123)));
    assertThat(sent()).containsExactly(A, A, A, A, A);
  }

  @Test
  void goesOnAtTheSecondInterval() throws Exception {
    bcm.setUp(BcmTransmission.of(A, B).first(4, SHORT).every(SHORT).with(BcmFlags.TX_COUNTEVT));
    for (int i = 0; i < 10; i++) {
      assertThat(bench.seen()).isEqualTo(A);
      assertThat(bench.seen()).isEqualTo(B);
    }
    assertThat(bcm.receive()).isInstanceOf(BcmEvent.TxExpired.class);
    bcm.requestStatus(BcmKey.ofTransmission(0x123));
    assertThat(bcm.receive()).isInstanceOf(BcmEvent.TxStatus.class); // it expired once
  }

  @Test
  void theKernelDoesNotTellThatASingleFrameIsThrough() throws Exception {
    bcm.setUp(BcmTransmission.of(A).first(1, SHORT).every(SHORT).with(BcmFlags.TX_COUNTEVT));
    for (int i = 0; i < 5; i++) {
      assertThat(bench.seen()).isEqualTo(A);
    }
    bcm.requestStatus(BcmKey.ofTransmission(0x123));
    assertThat(bcm.receive())
        .isInstanceOfSatisfying(
            BcmEvent.TxStatus.class, status -> assertThat(status.task().count()).isZero());
  }

  @Test
  void changesTheFrameAndNotTheTimes() throws Exception {
    bcm.setUp(BcmTransmission.of(A).every(HOUR));
    bcm.update(BcmTransmission.of(B).every(SHORT)); // the interval is not looked at
    assertThat(sent()).containsExactly(A); // and no timer started anew, which would send
    bcm.update(BcmTransmission.of(B).with(BcmFlags.TX_ANNOUNCE));
    assertThat(sent()).containsExactly(B);
    bcm.requestStatus(BcmKey.ofTransmission(0x123));
    assertThat(bcm.receive())
        .isEqualTo(
            new BcmEvent.TxStatus(
                bcm.address(),
                BcmTransmission.of(B)
                    .every(HOUR)
                    .without(BcmFlags.SETTIMER)
                    .without(BcmFlags.STARTTIMER)
                    .with(BcmFlags.TX_ANNOUNCE)));
  }

  @Test
  void aRunningTaskGoesOnWithTheOtherFrame() throws Exception {
    bcm.setUp(BcmTransmission.of(A).every(SHORT));
    assertThat(bench.seen()).isEqualTo(A);
    bcm.update(BcmTransmission.of(B));
    CanFrame frame = bench.seen();
    while (frame.equals(A)) {
      frame = bench.seen();
    }
    for (int i = 0; i < 5; i++) {
      assertThat(frame).isEqualTo(B);
      frame = bench.seen();
    }
  }

  @Test
  void restsWhenItIsStopped() throws Exception {
    BcmTransmission task = BcmTransmission.of(A).every(SHORT);
    bcm.setUp(task);
    assertThat(bench.seen()).isEqualTo(A);
    bcm.setUp(task.stopped());
    assertThat(sent()).allMatch(A::equals);
    bcm.requestStatus(task.key());
    BcmEvent.TxStatus status = (BcmEvent.TxStatus) bcm.receive();
    assertThat(status.task().interval()).isZero();
    assertThat(sent()).isEmpty();
    bcm.setUp(task);
    assertThat(bench.seen()).isEqualTo(A);
  }

  @Test
  void aTimerThatIsSetIsStartedLater() throws Exception {
    bcm.setUp(BcmTransmission.of(A).every(HOUR).without(BcmFlags.STARTTIMER));
    assertThat(sent()).isEmpty();
    bcm.setUp(BcmTransmission.of(A).with(BcmFlags.STARTTIMER));
    assertThat(sent()).containsExactly(A);
  }

  @Test
  void givesAllFramesItsOwnIdentifier() throws Exception {
    bcm.setUp(
        BcmTransmission.of(numbered(1), numbered(2))
            .withId(0x18DA10F1)
            .with(BcmFlags.TX_CP_CAN_ID)
            .every(SHORT));
    assertThat(bench.seen()).isEqualTo(CanFrame.of(0x18DA10F1, new byte[] {1}));
    assertThat(bench.seen()).isEqualTo(CanFrame.of(0x18DA10F1, new byte[] {2}));
    bcm.delete(BcmKey.ofTransmission(0x18DA10F1));
  }

  @Test
  void hasTasksOfOneFrameUnderSeveralIdentifiers() throws Exception {
    bcm.setUp(BcmTransmission.of(A).withId(1).every(HOUR));
    bcm.setUp(BcmTransmission.of(A).withId(2).every(HOUR));
    bcm.delete(BcmKey.ofTransmission(2));
    bcm.delete(BcmKey.ofTransmission(1));
    assertThat(sent()).containsExactly(A, A);
  }

  @Test
  void goesOnWithTheFirstFrameOnRequest() throws Exception {
    BcmTransmission task = BcmTransmission.of(numbered(0), numbered(1), numbered(2));
    BcmTransmission next = task.with(BcmFlags.TX_ANNOUNCE);
    bcm.setUp(task);
    bcm.update(next);
    bcm.update(next);
    bcm.update(next.with(BcmFlags.TX_RESET_MULTI_IDX));
    bcm.update(next);
    assertThat(sent()).containsExactly(numbered(0), numbered(1), numbered(0), numbered(1));
  }

  @Test
  void getsFewerFramesAndNotMore() throws Exception {
    BcmTransmission two = BcmTransmission.of(numbered(0), numbered(1));
    bcm.setUp(two.with(BcmFlags.TX_ANNOUNCE));
    bcm.update(BcmTransmission.of(numbered(0)).with(BcmFlags.TX_ANNOUNCE));
    assertThat(sent()).containsExactly(numbered(0), numbered(0));
    assertThatThrownBy(() -> bcm.update(two))
        .isInstanceOfSatisfying(
            NativeError.class, e -> assertThat(e.errno()).isEqualTo(Errno.E2BIG))
        .hasMessageContaining("TX_SETUP transmission of 100")
        .hasMessageContaining("fewer frames");
  }

  @Test
  void tellsOfATaskAsItIs() throws Exception {
    CanFrame[] frames = new CanFrame[256];
    for (int i = 0; i < frames.length; i++) {
      frames[i] = CanFrame.fd(i, new byte[] {(byte) i}).withBitRateSwitch(i % 2 == 0);
    }
    BcmTransmission task =
        BcmTransmission.of(frames)
            .first(4_000_000_000L, Duration.ofDays(400))
            .every(Duration.ofSeconds(1, 5_000))
            .with(BcmFlags.TX_COUNTEVT)
            .without(BcmFlags.STARTTIMER);
    bcm.setUp(task);
    bcm.requestStatus(task.key());
    assertThat(bcm.receive()).isEqualTo(new BcmEvent.TxStatus(bcm.address(), task));
  }

  @Test
  void aSocketForAnyInterfaceIsToldWhich() throws Exception {
    try (Vcan other = Vcan.create();
        var raw = BcmBench.raw(other);
        CanBcmSocket any = CanBcmSocket.open(CanAddress.ANY).setTimeout(BcmBench.DEADLINE)) {
      BcmTransmission task = BcmTransmission.of(A).every(HOUR);
      any.setUp(task, other.address());
      any.update(BcmTransmission.of(B).with(BcmFlags.TX_ANNOUNCE), other.address());
      assertThat(any.send(MARK, other.address())).isTrue();
      assertThat(BcmBench.seen(raw)).isEqualTo(A);
      assertThat(BcmBench.seen(raw)).isEqualTo(B);
      assertThat(BcmBench.seen(raw)).isEqualTo(MARK);
      assertThat(sent()).isEmpty();
      any.requestStatus(task.key(), other.address());
      assertThat(any.receive())
          .isInstanceOfSatisfying(
              BcmEvent.TxStatus.class,
              status -> assertThat(status.task().interval()).isEqualTo(HOUR));
      assertThatThrownBy(() -> any.delete(task.key(), bench.vcan.address()))
          .hasMessageContaining("no such task");
      any.delete(task.key(), other.address());
    }
  }
}
