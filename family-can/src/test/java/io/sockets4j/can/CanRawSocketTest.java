package io.sockets4j.can;

import static io.sockets4j.can.CanFrameTest.data;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.sockets4j.BsdSocketOptions;
import io.sockets4j.NativeError;
import io.sockets4j.os.Errno;
import io.sockets4j.testkit.DescriptorAccounting;
import io.sockets4j.testkit.RequiresFamily;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.SocketTimeoutException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.IllegalBlockingModeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Raw sockets, ours at both ends. */
@Timeout(60)
@RequiresFamily("AF_CAN")
@ExtendWith(DescriptorAccounting.class)
class CanRawSocketTest {
  private static final CanFrame FRAME = CanFrame.of(0x123, (byte) 1, (byte) 2);

  private Vcan vcan;
  private CanRawSocket near;
  private CanRawSocket far;

  @BeforeEach
  void open() throws IOException {
    vcan = Vcan.create();
    near = CanRawSocket.open().setTimeout(Duration.ofSeconds(20));
    far = CanRawSocket.open().setTimeout(Duration.ofSeconds(20));
    for (CanRawSocket each : List.of(near, far)) {
      each.setOption(CanRawOptions.CAN_RAW_XL_FRAMES, true);
      each.setOption(
          CanRawOptions.CAN_RAW_XL_VCID_OPTS, CanVcidOptions.NONE.transmitAsItIs().receive(0, 0));
      each.setOption(CanRawOptions.CAN_RAW_ERR_FILTER, CanErrorClass.all());
      each.bind(vcan.address());
    }
  }

  @AfterEach
  void close() throws IOException {
    if (vcan != null) {
      near.close();
      far.close();
      vcan.close();
    }
  }

  @Test
  void framesOfEveryKindArriveAsTheyAre() throws IOException {
    for (CanFrame frame : CanFrameTest.frames()) {
      assertThat(near.send(frame)).isTrue();
      // A virtual controller knows of no bits newer than its kernel, and hands them on.
      assertThat(far.receive()).isEqualTo(frame);
    }
  }

  @Test
  void framesArriveInMemoryThatIsUsedAgainAndAgain() throws IOException {
    CanFrameBuffer out = new CanFrameBuffer();
    CanFrameBuffer in = new CanFrameBuffer();
    for (CanFrame frame : CanFrameTest.frames()) {
      assertThat(near.send(out.set(frame))).isTrue();
      assertThat(far.receive(in)).isTrue();
      assertThat(in.toFrame()).isEqualTo(frame);
      assertThat(in.interfaceIndex()).isEqualTo(vcan.address().interfaceIndex());
      assertThat(in.isLocal()).isTrue();
      assertThat(in.isOwn()).isFalse();
    }
    out.setClassic(5, 8).data().putLong(0, 77);
    near.send(out);
    near.send(out); // which is as it was
    for (int i = 0; i < 2; i++) {
      far.receive(in);
      assertThat(in.id()).isEqualTo(5);
      assertThat(in.data().getLong()).isEqualTo(77);
    }
  }

  @Test
  void framesThatCameCanBeSentOn() throws IOException {
    try (Vcan other = Vcan.create();
        CanRawSocket onOther = CanRawSocket.open(other.address());
        CanRawSocket gateway = CanRawSocket.open(other.address())) {
      onOther.setTimeout(Duration.ofSeconds(20));
      far.tellTimestamps().tellDropped();
      CanFrameBuffer frame = new CanFrameBuffer();
      near.send(FRAME);
      far.receive(frame);
      assertThat(frame.timestampNanos()).isPositive();
      gateway.send(frame); // not back to where it came from
      assertThat(onOther.receive()).isEqualTo(FRAME);
      assertThat(frame.timestampNanos()).isZero();
      assertThat(frame.interfaceIndex()).isZero();
      assertThat(frame.toFrame()).isEqualTo(FRAME);
    }
  }

  @Test
  void manyAreSentAndReceivedByACall() throws IOException {
    CanFrameBatch out = new CanFrameBatch(100, CanFrame.Kind.FD);
    CanFrameBatch in = new CanFrameBatch(64, CanFrame.Kind.FD);
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 100; i++) {
        if (i % 2 == 0) {
          out.frame(i).setClassic(i, 8).data().putInt(0, round);
        } else {
          out.frame(i).setFd(i, 64).data().putInt(60, round);
        }
      }
      assertThat(near.send(out, 10, 90)).isEqualTo(90);
      int next = 10;
      while (next < 100) {
        int count = far.receive(in);
        assertThat(count).isBetween(1, 64);
        for (int i = 0; i < count; i++, next++) {
          assertThat(in.frame(i).toFrame()).isEqualTo(out.frame(next).toFrame());
          assertThat(in.frame(i).isLocal()).isTrue();
        }
      }
    }
    assertThatThrownBy(() -> near.send(out, 1, 100)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatIllegalStateException()
        .isThrownBy(() -> near.send(new CanFrameBatch(1, CanFrame.Kind.FD), 0, 1));
  }

  @Test
  void aSocketBoundToAnyTellsTheInterface() throws IOException {
    try (Vcan other = Vcan.create();
        CanRawSocket any = CanRawSocket.open(CanAddress.ANY)) {
      any.setTimeout(Duration.ofSeconds(20));
      for (Vcan each : List.of(vcan, other, vcan)) {
        any.send(FRAME, each.address());
        near.send(FRAME, each.address());
        ReceivedFrame received = any.receiveFrom();
        assertThat(received.frame()).isEqualTo(FRAME);
        assertThat(received.source()).isEqualTo(each.address());
        assertThat(received.local()).isTrue();
        assertThat(received.own()).isFalse();
        assertThat(received.timestamp()).isNull();
        CanFrameBuffer buffer = new CanFrameBuffer().set(FRAME);
        near.send(buffer, each.address());
        any.receive(buffer);
        assertThat(buffer.interfaceIndex()).isEqualTo(each.address().interfaceIndex());
      }
      assertThatIOException()
          .isThrownBy(() -> any.send(FRAME))
          .withMessageContaining("bound to no single interface")
          .satisfies(e -> assertThat(((NativeError) e).errno()).isEqualTo(Errno.ENXIO));
    }
  }

  @Test
  void ownFramesAreToldFromThoseOfOthers() throws IOException {
    near.setOption(CanRawOptions.CAN_RAW_RECV_OWN_MSGS, true);
    near.send(FRAME);
    far.send(CanFrame.remote(0x124, 1));
    ReceivedFrame first = near.receiveFrom();
    assertThat(first.frame()).isEqualTo(FRAME);
    assertThat(first.own()).isTrue();
    assertThat(first.local()).isTrue();
    CanFrameBuffer second = new CanFrameBuffer();
    near.receive(second);
    assertThat(second.isRemote()).isTrue();
    assertThat(second.isOwn()).isFalse();
    assertThat(second.isLocal()).isTrue();
  }

  /** A pair of virtual controllers is a bus: what comes from the other one is nobody's here. */
  @Test
  void framesOfOtherNodesAreNotLocal() throws IOException {
    Vcan.ip("link add tpair1 type vxcan peer name tpair2");
    try {
      Vcan.ip("link set tpair1 up");
      Vcan.ip("link set tpair2 up");
      try (CanRawSocket one = CanRawSocket.open("tpair1");
          CanRawSocket two = CanRawSocket.open("tpair2")) {
        one.send(FRAME);
        ReceivedFrame received = two.setTimeout(Duration.ofSeconds(20)).receiveFrom();
        assertThat(received.frame()).isEqualTo(FRAME);
        assertThat(received.local()).isFalse();
        assertThat(received.own()).isFalse();
      }
    } finally {
      Vcan.ip("link del tpair1");
    }
  }

  @Test
  void withoutLoopbackNobodyHereReceivesIt() throws IOException {
    near.setOption(CanRawOptions.CAN_RAW_LOOPBACK, false);
    near.send(FRAME);
    near.setOption(CanRawOptions.CAN_RAW_LOOPBACK, true);
    near.send(CanFrame.of(1));
    assertThat(far.receive()).isEqualTo(CanFrame.of(1));
  }

  @Test
  void framesComeWithTheirTime() throws IOException {
    far.tellTimestamps();
    // What it is to come after is read from another clock of the kernel, some milliseconds coarse.
    Instant before = Instant.now().minusSeconds(1);
    near.send(FRAME);
    ReceivedFrame received = far.receiveFrom();
    assertThat(received.timestamp()).isBetween(before, Instant.now().plusSeconds(1));
    assertThat(received.hardwareTimestampNanos()).isZero(); // a virtual controller has no clock

    far.setOption(BsdSocketOptions.SO_TIMESTAMPING, 0);
    far.setOption(BsdSocketOptions.SO_TIMESTAMPNS, true);
    near.send(FRAME);
    assertThat(far.receiveFrom().timestamp()).isBetween(before, Instant.now().plusSeconds(1));
  }

  @Test
  void framesTellHowManyWereLostBefore() throws IOException {
    far.tellDropped().setOption(BsdSocketOptions.SO_RCVBUF, 1); // as few as possible
    int sent = 500;
    for (int i = 0; i < sent; i++) {
      near.send(FRAME);
    }
    CanFrameBuffer buffer = new CanFrameBuffer();
    far.socket().configureBlocking(false);
    int came = 0;
    while (far.receive(buffer)) {
      came++;
      assertThat(buffer.dropped()).isZero(); // none before these
    }
    far.socket().configureBlocking(true);
    near.send(FRAME);
    assertThat(far.receiveFrom().dropped()).isEqualTo(sent - came);
    assertThat(came).isBetween(1, sent - 1);
  }

  @Test
  void errorFramesAreReadAsReports() throws IOException {
    byte[] details = {0, 0x08, (byte) 0x82, 0x0a, 0, 0, 96, 3};
    near.send(CanFrame.error(0x20c, details));
    assertThat(CanErrorReport.of(far.receive()))
        .hasToString(
            "controller problem (warning level of transmit errors); protocol violation (frame"
                + " format error, on transmission) at data; error counters: 96 transmit, 3"
                + " receive");
    far.setOption(CanRawOptions.CAN_RAW_ERR_FILTER, CanErrorClass.mask(CanErrorClass.BUS_OFF));
    near.send(CanFrame.error(0x20c, details));
    near.send(CanFrame.error(0x240, details));
    assertThat(CanErrorReport.of(far.receive()).has(CanErrorClass.BUS_OFF)).isTrue();
  }

  @Test
  void xlFramesGoToTheNetworkThatTheSocketSays() throws IOException {
    CanFrame frame = CanFrame.xl(0x123, 3, -1, data(60));
    near.setOption(CanRawOptions.CAN_RAW_XL_VCID_OPTS, CanVcidOptions.NONE.transmitAs(7));
    near.send(frame.withVcid(9));
    assertThat(far.receive()).isEqualTo(frame.withVcid(7));
    near.setOption(CanRawOptions.CAN_RAW_XL_VCID_OPTS, CanVcidOptions.NONE);
    near.send(frame.withVcid(9));
    assertThat(far.receive()).isEqualTo(frame);

    near.setOption(CanRawOptions.CAN_RAW_XL_VCID_OPTS, CanVcidOptions.NONE.transmitAsItIs());
    far.setOption(CanRawOptions.CAN_RAW_XL_VCID_OPTS, CanVcidOptions.NONE.receive(8, 0x0c));
    for (int vcid : new int[] {0, 4, 8, 12, 0xfb}) {
      near.send(frame.withVcid(vcid));
    }
    assertThat(far.receive().vcid()).isEqualTo(8);
    assertThat(far.receive().vcid()).isEqualTo(0xfb);
    near.send(FRAME);
    assertThat(far.receive()).isEqualTo(FRAME);
  }

  /** Filters that are set after binding let go what came before. */
  @Test
  void filtersThatAreSetBeforeBindingAreTheOnlyOnes() throws IOException {
    List<CanFilter> filters = List.of(CanFilter.exact(0x124));
    try (CanRawSocket first = CanRawSocket.open(vcan.address(), filters);
        CanRawSocket late = CanRawSocket.open(vcan.address());
        CanRawSocket unbound = CanRawSocket.open();
        CanRawSocket none = CanRawSocket.open(vcan.address(), List.of())) {
      near.send(FRAME);
      late.setOption(CanRawOptions.CAN_RAW_FILTER, filters);
      near.send(FRAME);
      near.send(CanFrame.of(0x124));
      first.setTimeout(Duration.ofSeconds(20));
      late.setTimeout(Duration.ofSeconds(20));
      assertThat(first.receive()).isEqualTo(CanFrame.of(0x124));
      assertThat(late.receive()).isEqualTo(FRAME);
      assertThat(late.receive()).isEqualTo(CanFrame.of(0x124));
      for (CanRawSocket deaf : List.of(unbound, none)) {
        deaf.socket().configureBlocking(false);
        assertThat(deaf.receive(new CanFrameBuffer())).isFalse();
      }
    }
  }

  @Test
  void waitsNoLongerThanItsTimeout() {
    far.setTimeout(Duration.ofMillis(20));
    assertThatExceptionOfType(SocketTimeoutException.class)
        .isThrownBy(() -> far.receive())
        .withMessageContaining("recvmsg")
        .withMessageContaining("0.02 s");
    assertThatExceptionOfType(SocketTimeoutException.class)
        .isThrownBy(() -> far.receive(new CanFrameBuffer()));
    assertThatExceptionOfType(SocketTimeoutException.class)
        .isThrownBy(() -> far.receive(new CanFrameBatch(3, CanFrame.Kind.XL)));
  }

  @Test
  void doesNotWaitInNonBlockingMode() throws IOException {
    far.socket().configureBlocking(false);
    CanFrameBuffer buffer = new CanFrameBuffer();
    CanFrameBatch batch = new CanFrameBatch(3, CanFrame.Kind.XL);
    assertThat(far.receive(buffer)).isFalse();
    assertThat(buffer.hasFrame()).isFalse();
    assertThat(far.receive(batch)).isZero();
    near.send(FRAME);
    assertThatExceptionOfType(IllegalBlockingModeException.class).isThrownBy(far::receive);
    assertThatExceptionOfType(IllegalBlockingModeException.class).isThrownBy(far::receiveFrom);
    assertThat(far.receive(batch)).isEqualTo(1); // not lost
    assertThat(batch.frame(0).toFrame()).isEqualTo(FRAME);
    assertThat(batch.frame(1).hasFrame()).isFalse();
  }

  @Test
  void closingEndsACallThatWaits() throws Exception {
    Future<CanFrame> waiting = start(far::receive);
    while (!waiting.isDone()) {
      // Whether it waits already cannot be seen: closed at any moment, it ends so or so.
      far.close();
    }
    assertThatThrownBy(waiting::get)
        .cause()
        .isInstanceOfAny(
            AsynchronousCloseException.class, java.nio.channels.ClosedChannelException.class);
  }

  @Test
  void severalThreadsSendAndReceiveAtOnce() throws Exception {
    int threads = 4;
    int each = 500;
    far.setOption(BsdSocketOptions.SO_RCVBUFFORCE, 16 << 20);
    List<Future<List<CanFrame>>> receivers = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      receivers.add(
          start(
              () -> {
                List<CanFrame> frames = new ArrayList<>();
                for (int i = 0; i < each; i++) {
                  frames.add(far.receive());
                }
                return frames;
              }));
    }
    List<Future<?>> senders = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int id = t;
      senders.add(
          start(
              () -> {
                for (int i = 0; i < each; i++) {
                  near.send(CanFrame.of(id, (byte) (i >> 8), (byte) i));
                }
                return null;
              }));
    }
    List<CanFrame> all = new ArrayList<>();
    for (Future<List<CanFrame>> receiver : receivers) {
      all.addAll(receiver.get(50, TimeUnit.SECONDS));
    }
    for (Future<?> sender : senders) {
      sender.get(50, TimeUnit.SECONDS); // until then it may be in the socket, and holds it open
    }
    assertThat(all).hasSize(threads * each).doesNotHaveDuplicates();
  }

  /** Whatever comes with the frames, and by whichever interface. */
  @Test
  void framesInMemoryThatIsUsedAgainAreNoGarbage() throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    CanFrameBuffer frame = new CanFrameBuffer();
    CanFrameBatch batch = new CanFrameBatch(1, CanFrame.Kind.XL);
    try (Vcan other = Vcan.create();
        CanRawSocket beyond = CanRawSocket.open(other.address());
        CanRawSocket any = CanRawSocket.open().setTimeout(Duration.ofSeconds(20))) {
      any.setOption(CanRawOptions.CAN_RAW_RECV_OWN_MSGS, true);
      any.tellTimestamps().tellDropped().bind(CanAddress.ANY);
      CanAddress address = vcan.address();
      long before = 0;
      int rounds = 3_000;
      for (int round = -1_000; round < rounds; round++) {
        if (round == 0) {
          before = threads.getCurrentThreadAllocatedBytes();
        }
        near.send(frame.setClassic(round & 0x7ff, 8));
        beyond.send(frame.setLength(4));
        any.send(frame.setId(1), address);
        boolean own = false;
        long times = 0;
        for (int i = 0; i < 2; i++) {
          any.receive(frame);
          own |= frame.isOwn();
          times += frame.timestampNanos() + frame.interfaceIndex() + frame.dropped();
        }
        int came = any.receive(batch);
        own |= batch.frame(0).isOwn();
        if (came != 1 || !own || times <= 0 || batch.frame(0).data().getInt() != 0) {
          throw new AssertionError(came + " frames, own: " + own + ", " + times);
        }
      }
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      // For a compiler that does not see through it, JNA has an object for each of the six buffers,
      // and the target one. Addresses of interfaces with greater numbers are not kept.
      int addresses = other.address().interfaceIndex() < CanAddress.KEPT ? 0 : 3 * 24;
      // Of java.lang.foreign the same compiler leaves some 180 bytes for each of the six calls.
      int foreign = "ffm".equals(System.getProperty("sockets4j.native")) ? 6 * 200 : 0;
      assertThat(allocated / rounds).isLessThanOrEqualTo(6 * 24 + 16 + addresses + foreign);
    }
  }

  @Test
  void whatCannotBeOpenedLeavesNothingOpen() {
    // The extension counts descriptors.
    CanAddress gone = CanAddress.of(1_000_000);
    assertThatIOException()
        .isThrownBy(() -> CanRawSocket.open(gone))
        .withMessageContaining("no CAN interface has this number");
    assertThatIOException()
        .isThrownBy(() -> CanRawSocket.open("lo"))
        .satisfies(e -> assertThat(((NativeError) e).errno()).isEqualTo(Errno.ENODEV));
    assertThatIOException()
        .isThrownBy(() -> CanRawSocket.open("nocan0"))
        .withMessageContaining("'nocan0'");
  }

  static <T> Future<T> start(Callable<T> task) {
    ExecutorService executor =
        Executors.newSingleThreadExecutor(
            run -> {
              Thread thread = new Thread(run, "CAN test");
              thread.setDaemon(true);
              return thread;
            });
    Future<T> future = executor.submit(task);
    executor.shutdown();
    return future;
  }
}
