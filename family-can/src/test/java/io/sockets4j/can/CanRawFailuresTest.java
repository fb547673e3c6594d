package io.sockets4j.can;

import static io.sockets4j.can.CanFrameTest.data;
import static io.sockets4j.can.CanRawSocketTest.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sockets4j.BsdSocket;
import io.sockets4j.BsdSocketOptions;
import io.sockets4j.NativeError;
import io.sockets4j.os.Errno;
import io.sockets4j.testkit.Program;
import io.sockets4j.testkit.RequiresFamily;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong with raw sockets: full queues, interfaces that go away, bytes that are none. */
@Timeout(60)
@RequiresFamily("AF_CAN")
class CanRawFailuresTest {
  private static final CanFrame FRAME = CanFrame.of(0x123, (byte) 1, (byte) 2);
  private static final Duration LONG = Duration.ofSeconds(20);

  private Vcan vcan;
  private CanRawSocket near;
  private CanRawSocket far;

  @BeforeEach
  void open() throws IOException {
    vcan = Vcan.create();
    near = CanRawSocket.open(vcan.address()).setTimeout(LONG);
    far = CanRawSocket.open(vcan.address()).setTimeout(LONG);
  }

  @AfterEach
  void close() throws IOException {
    if (vcan != null) {
      near.close();
      far.close();
      vcan.close();
    }
  }

  private static void assertErrno(ThrowingCallable call, Errno errno, String remedy) {
    assertThatIOException()
        .isThrownBy(call)
        .withMessageContaining(remedy)
        .satisfies(e -> assertThat(((NativeError) e).errno()).isEqualTo(errno));
  }

  private void tc(String line) throws IOException, InterruptedException {
    List<String> words = Arrays.asList(("tc " + line).split(" ", -1));
    try (Program program = Program.start(words.toArray(String[]::new))) {
      Program.Result result = program.finish();
      assertThat(result.status()).as(line + ": " + result.err()).isZero();
    }
  }

  // ------------------------------------------------------------------------- full queues

  /** The queue holds two frames, for longer than any test lasts. */
  private void block() throws IOException, InterruptedException {
    tc("qdisc add dev " + vcan.name() + " root netem delay 200s limit 2");
    for (int i = 0; i < 2; i++) {
      near.send(FRAME);
      assertThat(far.receive()).isEqualTo(FRAME); // on this machine, what is queued has been sent
    }
  }

  private void unblock() throws IOException, InterruptedException {
    tc("qdisc del dev " + vcan.name() + " root");
  }

  @Test
  void aFullQueueIsWaitedForAsLongAsTheTimeoutSays() throws Exception {
    block();
    near.setTimeout(Duration.ofMillis(100));
    long start = System.nanoTime();
    assertThatExceptionOfType(SocketTimeoutException.class)
        .isThrownBy(() -> near.send(FRAME))
        .withMessageContaining("sendmsg")
        .withMessageContaining("0.1 s");
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(100_000_000);
    assertThatExceptionOfType(SocketTimeoutException.class)
        .isThrownBy(() -> near.send(new CanFrameBuffer().set(FRAME)));
    CanFrameBatch batch = new CanFrameBatch(2, CanFrame.Kind.CLASSIC);
    batch.frame(0).set(FRAME);
    batch.frame(1).set(FRAME);
    assertThatExceptionOfType(SocketTimeoutException.class)
        .isThrownBy(() -> near.send(batch, 0, 2))
        .withMessageContaining("sendmmsg");
    unblock();
    assertThat(near.send(batch, 0, 2)).isEqualTo(2);
    assertThat(far.receive()).isEqualTo(FRAME);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sendingGoesOnWhereAFullQueueHasRoomAgain(boolean batched) throws Exception {
    block();
    CanFrameBatch batch = new CanFrameBatch(3, CanFrame.Kind.CLASSIC);
    for (int i = 0; i < 3; i++) {
      batch.frame(i).set(CanFrame.of(i));
    }
    near.setTimeout(null);
    Future<Integer> sending =
        start(() -> batched ? near.send(batch, 0, 3) : near.send(batch.frame(0)) ? 1 : 0);
    unblock();
    assertThat(sending.get(50, TimeUnit.SECONDS)).isEqualTo(batched ? 3 : 1);
    assertThat(far.receive()).isEqualTo(CanFrame.of(0));
  }

  /** A slow queue: all arrive, in their order, however long a send has to wait. */
  @Test
  void aSlowQueueLosesNothing() throws Exception {
    tc("qdisc add dev " + vcan.name() + " root tbf rate 64kbit burst 64 limit 64");
    Future<Void> sending =
        start(
            () -> {
              for (int i = 0; i < 400; i++) {
                near.send(CanFrame.of(i));
              }
              return null;
            });
    for (int i = 0; i < 400; i++) {
      assertThat(far.receive()).isEqualTo(CanFrame.of(i));
    }
    sending.get(20, TimeUnit.SECONDS);
  }

  @Test
  void aFullQueueIsAnErrorInNonBlockingMode() throws Exception {
    block();
    near.socket().configureBlocking(false);
    assertErrno(() -> near.send(FRAME), Errno.ENOBUFS, "txqueuelen");
    unblock();
    assertThat(near.send(FRAME)).isTrue();
  }

  // ---------------------------------------------------- interfaces that go down, or away

  private static Errno errnoOf(Future<?> call) throws Exception {
    try {
      call.get(50, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof NativeError error) {
        return error.errno();
      }
      throw e;
    }
    throw new AssertionError("the call returned");
  }

  @Test
  void anInterfaceThatGoesDownEndsCallsThatWait() throws Exception {
    Future<CanFrame> waiting = start(far::receive);
    Vcan.ip("link set " + vcan.name() + " down");
    assertThat(errnoOf(waiting)).isEqualTo(Errno.ENETDOWN);
    assertErrno(() -> near.send(FRAME), Errno.ENETDOWN, "bring it up");
    Vcan.ip("link set " + vcan.name() + " up");
    // The error was told once; the sockets go on.
    near.send(FRAME);
    assertThat(far.receive()).isEqualTo(FRAME);
  }

  @Test
  void aSocketCanBeBoundToAnInterfaceThatIsDown() throws Exception {
    Vcan.ip("link set " + vcan.name() + " down");
    try (CanRawSocket early = CanRawSocket.open(vcan.address()).setTimeout(LONG)) {
      assertErrno(early::receive, Errno.ENETDOWN, "bring it up");
      Vcan.ip("link set " + vcan.name() + " up");
      early.send(FRAME);
    }
  }

  @Test
  void anInterfaceThatIsRemovedEndsCallsThatWait() throws Exception {
    Vcan other = Vcan.create();
    try (CanRawSocket first = CanRawSocket.open(other.address()).setTimeout(LONG);
        CanRawSocket second = CanRawSocket.open(other.address()).setTimeout(LONG)) {
      CanAddress address = other.address();
      CanFrameBatch batch = new CanFrameBatch(10, CanFrame.Kind.XL);
      Future<CanFrame> waiting = start(first::receive);
      Future<Integer> waitingForMany = start(() -> second.receive(batch));
      other.close();
      // It goes down first: who is quick enough hears of that.
      assertThat(errnoOf(waiting)).isIn(Errno.ENODEV, Errno.ENETDOWN);
      assertThat(errnoOf(waitingForMany)).isIn(Errno.ENODEV, Errno.ENETDOWN);
      assertThatIOException()
          .isThrownBy(
              () -> {
                first.send(FRAME); // whatever is pending
                first.send(FRAME);
              })
          .satisfies(
              e ->
                  assertThat(((NativeError) e).errno())
                      .isIn(Errno.ENXIO, Errno.ENODEV, Errno.ENETDOWN));
      assertErrno(() -> near.send(FRAME, address), Errno.ENXIO, "");
      // The socket lives on, bound to nothing and without filters, perhaps with an error that is
      // still to be told.
      Integer unused = first.getOption(BsdSocketOptions.SO_ERROR);
      assertThat(first.getOption(CanRawOptions.CAN_RAW_FILTER)).isEmpty();
      first.setOption(CanRawOptions.CAN_RAW_FILTER, List.of(CanFilter.ALL)).bind(vcan.address());
      near.send(FRAME);
      assertThat(first.receive()).isEqualTo(FRAME);
    }
  }

  // ---------------------------------------------------------- frames of the wrong lengths

  @Test
  void framesOfAKindThatTheSocketHasNotAreRefused() throws Exception {
    assertErrno(() -> near.send(CanFrame.fd(1)), Errno.EINVAL, "CAN_RAW_FD_FRAMES");
    assertErrno(() -> near.send(CanFrame.xl(1, 0, 0, data(1))), Errno.EINVAL, "CAN_RAW_XL_FRAMES");
    near.setOption(CanRawOptions.CAN_RAW_FD_FRAMES, true).send(CanFrame.fd(1));
    // Who has not asked for such frames does not see them.
    near.send(FRAME);
    assertThat(far.receive()).isEqualTo(FRAME);
  }

  @Test
  void framesThatTheInterfaceDoesNotCarryAreRefused() throws Exception {
    near.setOption(CanRawOptions.CAN_RAW_XL_FRAMES, true);
    Vcan.ip("link set " + vcan.name() + " down");
    Vcan.ip("link set " + vcan.name() + " mtu 16");
    Vcan.ip("link set " + vcan.name() + " up");
    assertErrno(far::receive, Errno.ENETDOWN, ""); // that it was
    assertErrno(near::receive, Errno.ENETDOWN, "");
    assertErrno(() -> near.send(CanFrame.fd(1)), Errno.EINVAL, "MTU");
    assertErrno(() -> near.send(CanFrame.xl(1, 0, 0, data(1))), Errno.EINVAL, "MTU");
    near.send(FRAME);
    assertThat(far.receive()).isEqualTo(FRAME);
  }

  @Test
  void bytesThatAreNoFrameAreRefused() throws Exception {
    near.setOption(CanRawOptions.CAN_RAW_XL_FRAMES, true);
    BsdSocket<CanAddress> underneath = near.socket();
    byte[] tooMuchData = new byte[16];
    tooMuchData[4] = 9;
    byte[] lyingXl = new byte[100];
    lyingXl[4] = (byte) 0x80;
    lyingXl[6] = 1;
    for (byte[] bytes :
        List.of(
            new byte[0],
            new byte[1],
            new byte[15],
            new byte[17],
            new byte[71],
            new byte[2060],
            new byte[2061],
            tooMuchData,
            lyingXl)) {
      assertErrno(() -> underneath.send(bytes), Errno.EINVAL, "send");
    }
    near.send(FRAME);
    assertThat(far.receive()).isEqualTo(FRAME);
  }

  @Test
  void framesThatAreTooLongForTheirMemoryAreCutAndLost() throws Exception {
    near.setOption(CanRawOptions.CAN_RAW_XL_FRAMES, true);
    far.setOption(CanRawOptions.CAN_RAW_XL_FRAMES, true);
    CanFrameBuffer small = new CanFrameBuffer(ByteBuffer.allocateDirect(16));
    near.send(CanFrame.fd(1, data(8)));
    assertThat(far.receive(small)).isTrue();
    assertThat(small.isTruncated()).isTrue();
    assertThat(small.hasFrame()).isFalse();
    assertThatIllegalStateException()
        .isThrownBy(small::toFrame)
        .withMessageContaining("longer than this memory of 16");
    near.send(FRAME);
    far.receive(small);
    assertThat(small.isTruncated()).isFalse();
    assertThat(small.toFrame()).isEqualTo(FRAME);

    CanFrameBatch batch = new CanFrameBatch(3, CanFrame.Kind.FD);
    near.send(CanFrame.fd(1, data(64)));
    near.send(CanFrame.xl(1, 0, 0, data(61)));
    near.send(FRAME);
    assertThat(far.receive(batch)).isEqualTo(3);
    assertThat(batch.frame(0).toFrame()).isEqualTo(CanFrame.fd(1, data(64)));
    assertThat(batch.frame(1).isTruncated()).isTrue();
    assertThat(batch.frame(2).toFrame()).isEqualTo(FRAME);
    assertThat(small.set(FRAME).isTruncated()).isFalse();
  }
}
