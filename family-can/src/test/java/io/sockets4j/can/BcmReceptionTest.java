package io.sockets4j.can;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockets4j.BsdSocketOptions;
import io.sockets4j.testkit.DescriptorAccounting;
import io.sockets4j.testkit.RequiresFamily;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tasks that receive what a raw socket sends. */
@RequiresFamily(value = "AF_CAN", kind = "broadcast manager")
@ExtendWith(DescriptorAccounting.class)
class BcmReceptionTest {
  private static final int ID = 0x123;
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final CanFrame A = frame(1, 0);
  private static final CanFrame B = frame(2, 0);
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

  private static CanFrame frame(int... data) {
    byte[] bytes = new byte[data.length];
    for (int i = 0; i < data.length; i++) {
      bytes[i] = (byte) data[i];
    }
    return CanFrame.of(ID, bytes);
  }

  /** Sends frames, and expects to be told of some. */
  private void expect(CanFrame[] sent, CanFrame... told) throws Exception {
    bcm.setUp(BcmReception.of(MARK.id()));
    bench.put(sent);
    bench.put(MARK);
    for (CanFrame frame : told) {
      assertThat(bench.changed()).isEqualTo(frame);
    }
    assertThat(bench.changed()).isEqualTo(MARK);
  }

  private static CanFrame[] frames(CanFrame... frames) {
    return frames;
  }

  private void expectNothing() throws Exception {
    CanBcmSocket unused = bcm.setTimeout(BcmBench.A_WHILE);
    assertThatThrownBy(() -> bcm.receive()).isInstanceOf(SocketTimeoutException.class);
    unused = bcm.setTimeout(BcmBench.DEADLINE);
  }

  @Test
  void tellsOfEveryFrameOfAnIdentifier() throws Exception {
    bcm.setUp(BcmReception.of(ID));
    CanFrame extended = CanFrame.of(CanId.extended(ID), new byte[] {1});
    CanFrame other = CanFrame.of(ID + 1, new byte[] {1});
    CanFrame fd = CanFrame.fd(ID, new byte[] {1});
    CanFrame remote = CanFrame.remote(ID, 1);
    expect(frames(A, extended, A, other, fd, remote, A, B), A, A, A, B);
  }

  @Test
  void tellsOfExtendedIdentifiersAndOfRequests() throws Exception {
    bcm.setUp(BcmReception.of(CanId.extended(ID)));
    bcm.setUp(BcmReception.of(ID | CanId.REMOTE));
    CanFrame extended = CanFrame.of(CanId.extended(ID), new byte[] {1});
    CanFrame remote = CanFrame.remote(ID, 3);
    expect(frames(A, extended, remote), extended, remote);
  }

  @Test
  void tellsOfChangesUnderAMask() throws Exception {
    bcm.setUp(BcmReception.onChange(ID, 0x0F, 0x00, 0xFF));
    CanFrame first = frame(1, 1, 1);
    CanFrame change = frame(0x12, 9, 1);
    CanFrame back = frame(0x12, 9, 0);
    expect(
        frames(first, frame(0xF1, 1, 1), frame(1, 7, 1), change, change, back),
        first,
        change,
        back);
  }

  @Test
  void aLengthIsAChangeOnRequest() throws Exception {
    CanFrame shorter = frame(1);
    bcm.setUp(BcmReception.onChange(ID, 0xFF));
    expect(frames(A, shorter, B), A, B);
    bcm.setUp(BcmReception.onChange(ID, 0xFF).with(BcmFlags.RX_CHECK_DLC));
    expect(frames(A, shorter, B), A, shorter, B);
  }

  @Test
  void tellsMultiplexedFramesApart() throws Exception {
    byte[] selector = {(byte) 0xF0};
    byte[] first = {0x10, (byte) 0xFF};
    byte[] second = {0x20, 0, (byte) 0xFF};
    bcm.setUp(BcmReception.multiplexed(ID, selector, first, second));
    CanFrame one = frame(0x10, 1, 1);
    CanFrame two = frame(0x20, 1, 1);
    CanFrame oneChanged = frame(0x11, 2, 9);
    CanFrame twoChanged = frame(0x20, 9, 2);
    expect(
        frames(
            one,
            two,
            frame(0x30, 1, 1), // there is no mask for it
            frame(0x10, 1, 7),
            frame(0x20, 7, 1),
            oneChanged,
            twoChanged),
        one,
        two,
        oneChanged,
        twoChanged);
  }

  @Test
  void looksIntoFramesOfCanFd() throws Exception {
    byte[] mask = new byte[48];
    mask[40] = 1;
    bcm.setUp(BcmReception.onChange(ID, mask));
    CanFrame first = CanFrame.fd(ID, new byte[64]);
    byte[] data = new byte[64];
    data[40] = 2;
    CanFrame masked = CanFrame.fd(ID, data);
    data[40] = 3;
    CanFrame change = CanFrame.fd(ID, data).withBitRateSwitch(true);
    expect(frames(first, A, masked, change), first, change);
    bcm.delete(BcmKey.ofReception(ID).withFd(true));
    bcm.setUp(BcmReception.of(ID).fd());
    expect(frames(change, A, change), change, change);
  }

  @Test
  void tellsOfFramesThatDoNotCome() throws Exception {
    bcm.setUp(BcmReception.of(ID).withTimeout(SHORT));
    BcmEvent timeout = new BcmEvent.RxTimeout(bcm.address(), BcmKey.ofReception(ID));
    assertThat(bcm.receive()).isEqualTo(timeout);
    expectNothing(); // it is told once
    bench.put(A);
    assertThat(bench.changed()).isEqualTo(A);
    assertThat(bcm.receive()).isEqualTo(timeout);
    bcm.setUp(BcmReception.of(ID).withTimeout(Duration.ZERO));
    bench.put(A);
    assertThat(bench.changed()).isEqualTo(A);
    expectNothing();
  }

  @Test
  void theTimeOfATimeoutBeginsWithTheFirstFrameOnRequest() throws Exception {
    bcm.setUp(BcmReception.of(ID).withTimeout(SHORT).without(BcmFlags.STARTTIMER));
    expectNothing();
    bench.put(A);
    assertThat(bench.changed()).isEqualTo(A);
    assertThat(bcm.receive()).isInstanceOf(BcmEvent.RxTimeout.class);
  }

  @Test
  void aTimeoutIsNotStartedByFramesOnRequest() throws Exception {
    bcm.setUp(BcmReception.of(ID).withTimeout(SHORT).with(BcmFlags.RX_NO_AUTOTIMER));
    assertThat(bcm.receive()).isInstanceOf(BcmEvent.RxTimeout.class);
    bench.put(A);
    assertThat(bench.changed()).isEqualTo(A);
    expectNothing();
  }

  @Test
  void tellsThatFramesHaveComeBack() throws Exception {
    BcmReception task = BcmReception.onChange(ID, 0xFF).withTimeout(SHORT);
    bcm.setUp(task.with(BcmFlags.RX_ANNOUNCE_RESUME).without(BcmFlags.STARTTIMER));
    bench.put(A);
    assertThat(bench.changed()).isEqualTo(A);
    assertThat(bcm.receive()).isInstanceOf(BcmEvent.RxTimeout.class);
    bench.put(A);
    assertThat(bench.changed()).isEqualTo(A); // though it is the same
    assertThat(bcm.receive()).isInstanceOf(BcmEvent.RxTimeout.class);

    bcm.setUp(task.without(BcmFlags.STARTTIMER));
    bench.put(A);
    assertThat(bench.changed()).isEqualTo(A); // setting up forgets what came
    assertThat(bcm.receive()).isInstanceOf(BcmEvent.RxTimeout.class);
    bench.put(A);
    assertThat(bcm.receive()).isInstanceOf(BcmEvent.RxTimeout.class); // nothing but that
  }

  @Test
  void tellsOfTheLatestWhereThereAreTooMany() throws Exception {
    bcm.setUp(BcmReception.of(ID).withThrottle(Duration.ofMillis(500)));
    int sent = 100;
    for (int i = 0; i < sent; i++) {
      bench.put(frame(i));
    }
    CanFrame last = frame(sent - 1);
    int told = 1;
    while (!bench.changed().equals(last)) {
      told++;
    }
    assertThat(told).isLessThan(sent);
    expectNothing();
  }

  @Test
  void answersWhoeverAsks() throws Exception {
    bcm.setUp(BcmReception.answering(A));
    bench.put(CanFrame.remote(ID, 2));
    assertThat(bench.seen()).isEqualTo(A);
    bcm.update(BcmReception.answering(B));
    bench.put(A, CanFrame.remote(ID, 2));
    assertThat(bench.seen()).isEqualTo(B);
    bcm.delete(BcmReception.answering(B).key());
    bench.put(CanFrame.remote(ID, 2));
    assertThat(bcm.send(MARK)).isTrue();
    assertThat(bench.seen()).isEqualTo(MARK);
  }

  @Test
  void tellsNothingOnceItIsDeleted() throws Exception {
    bcm.setUp(BcmReception.of(ID));
    expect(frames(A), A);
    bcm.delete(BcmKey.ofReception(ID));
    expect(frames(A));
    assertThatThrownBy(() -> bcm.delete(BcmKey.ofReception(ID)))
        .hasMessageContaining("RX_DELETE reception of 123")
        .hasMessageContaining("no such task");
  }

  @Test
  void tellsOfATaskAsItIs() throws Exception {
    byte[][] masks = new byte[256][];
    for (int i = 0; i < masks.length; i++) {
      masks[i] = new byte[64];
      Arrays.fill(masks[i], (byte) i);
    }
    BcmReception task =
        BcmReception.multiplexed(0x18DA10F1, new byte[] {(byte) 0xFF}, masks)
            .withTimeout(Duration.ofDays(400))
            .withThrottle(Duration.ofNanos(1_000_001_000))
            .with(BcmFlags.RX_CHECK_DLC);
    bcm.setUp(task);
    bcm.requestStatus(task.key());
    assertThat(bcm.receive()).isEqualTo(new BcmEvent.RxStatus(bcm.address(), task));

    BcmReception simple = BcmReception.of(ID);
    bcm.setUp(simple);
    bcm.requestStatus(simple.key());
    assertThat(bcm.receive()).isEqualTo(new BcmEvent.RxStatus(bcm.address(), simple));

    BcmReception answering = BcmReception.answering(A);
    bcm.setUp(answering);
    bcm.requestStatus(answering.key());
    assertThat(bcm.receive()).isEqualTo(new BcmEvent.RxStatus(bcm.address(), answering));
  }

  @Test
  void tellsWhoseFramesTheyAre() throws Exception {
    bcm.setUp(BcmReception.of(ID));
    bench.put(A);
    BcmKey key = BcmKey.ofReception(ID);
    assertThat(bcm.receive())
        .isEqualTo(new BcmEvent.RxChanged(bcm.address(), key, A, true, false, null));
    assertThat(bcm.send(B)).isTrue();
    assertThat(bcm.receive())
        .isEqualTo(new BcmEvent.RxChanged(bcm.address(), key, B, true, true, null));
  }

  @Test
  void tellsWhenFramesCame() throws Exception {
    bcm.socket().setOption(BsdSocketOptions.SO_TIMESTAMPNS, true);
    bcm.setUp(BcmReception.of(ID));
    Instant before = Instant.now();
    bench.put(A);
    BcmEvent.RxChanged changed = (BcmEvent.RxChanged) bcm.receive();
    assertThat(changed.time())
        .isBetween(before.minusSeconds(1), Instant.now().plusSeconds(1)); // clocks of two ticks
  }

  @Test
  void aSocketForAnyInterfaceTellsWhich() throws Exception {
    try (Vcan other = Vcan.create();
        var raw = BcmBench.raw(other);
        CanBcmSocket any = CanBcmSocket.open(CanAddress.ANY).setTimeout(BcmBench.DEADLINE);
        CanBcmSocket sender = CanBcmSocket.open(other.address())) {
      any.setUp(BcmReception.of(ID));
      CanAddress there = other.address();
      any.setUp(BcmReception.of(ID + 1), there);
      bench.put(A, CanFrame.of(ID + 1));
      assertThat(any.receive())
          .isEqualTo(
              new BcmEvent.RxChanged(
                  bench.vcan.address(), BcmKey.ofReception(ID), A, true, false, null));
      assertThat(sender.send(CanFrame.of(ID + 1))).isTrue();
      assertThat(any.receive())
          .isInstanceOfSatisfying(
              BcmEvent.RxChanged.class,
              changed -> {
                assertThat(changed.address()).isEqualTo(there);
                assertThat(changed.frame().id()).isEqualTo(ID + 1);
              });
      any.delete(BcmKey.ofReception(ID + 1), other.address());
      any.setUp(BcmReception.answering(B), other.address());
      assertThat(sender.send(CanFrame.remote(ID, 2))).isTrue();
      assertThat(BcmBench.seen(raw).id()).isEqualTo(ID + 1);
      assertThat(BcmBench.seen(raw).isRemote()).isTrue();
      assertThat(BcmBench.seen(raw)).isEqualTo(B);
    }
  }

  @Test
  void countsWhatThereIsNoRoomFor() throws Exception {
    bcm.socket().setOption(BsdSocketOptions.SO_RCVBUF, 4096);
    bcm.setUp(BcmReception.of(ID));
    int sent = 500;
    for (int i = 0; i < sent; i++) {
      bench.put(frame(i >> 8, i));
    }
    bcm.setUp(BcmReception.of(MARK.id()));
    int told = 0;
    assertThat(bcm.lost()).isZero();
    CanFrame frame = bench.changed();
    while (!frame.equals(MARK)) {
      assertThat(frame).isEqualTo(frame(told >> 8, told)); // the first ones are kept, in order
      told++;
      bench.put(MARK); // now there is room for it
      frame = bench.changed();
    }
    assertThat(told).isLessThan(sent);
    assertThat(bcm.lost()).isEqualTo(sent - told);
  }

  @Test
  void waitsForNothingInNonBlockingMode() throws Exception {
    bcm.socket().configureBlocking(false);
    assertThat(bcm.receive()).isNull();
    bcm.setUp(BcmReception.of(ID));
    assertThat(bcm.send(A)).isTrue();
    assertThat(bench.changed()).isEqualTo(A);
    assertThat(bcm.receive()).isNull();
  }
}
