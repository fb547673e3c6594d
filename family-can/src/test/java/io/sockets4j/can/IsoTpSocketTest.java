package io.sockets4j.can;

import static io.sockets4j.can.CanFamily.AF_CAN;
import static io.sockets4j.testkit.OptionCase.kept;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sockets4j.BsdSocket;
import io.sockets4j.NativeError;
import io.sockets4j.os.Errno;
import io.sockets4j.os.SocketType;
import io.sockets4j.spi.NativeOption;
import io.sockets4j.testkit.DescriptorAccounting;
import io.sockets4j.testkit.OptionCase;
import io.sockets4j.testkit.RequiresFamily;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.IllegalBlockingModeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages of ISO-TP, with both ends ours, or single frames at the other end. */
@RequiresFamily(value = "AF_CAN", kind = "ISO-TP")
@ExtendWith(DescriptorAccounting.class)
@Timeout(60)
class IsoTpSocketTest {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final int TESTER = 0x7E0;
  private static final int ECU = 0x7E8;

  private Vcan vcan;

  @BeforeEach
  void makeInterface() throws IOException {
    vcan = Vcan.create();
  }

  @AfterEach
  void removeInterface() throws IOException {
    if (vcan != null) { // else this was skipped
      vcan.close();
    }
  }

  private IsoTpAddress address() throws IOException {
    return IsoTpAddress.of(vcan.name(), ECU, TESTER);
  }

  private IsoTpSocket tester(SocketSetup setup) throws IOException {
    return IsoTpSocket.open(
        address(),
        socket -> {
          socket.setTimeout(DEADLINE);
          setup.apply(socket);
        });
  }

  private IsoTpSocket tester() throws IOException {
    return tester(socket -> {});
  }

  private IsoTpSocket ecu(SocketSetup setup) throws IOException {
    return IsoTpSocket.open(
        address().peer(),
        socket -> {
          socket.setTimeout(DEADLINE);
          setup.apply(socket);
        });
  }

  private IsoTpSocket ecu() throws IOException {
    return ecu(socket -> {});
  }

  /** Frames as they are, to play the other end. */
  private BsdSocket<CanAddress> raw() throws IOException {
    return BsdSocket.open(AF_CAN, SocketType.RAW, CanProtocols.CAN_RAW)
        .bind(vcan.address())
        .setTimeout(DEADLINE);
  }

  private static void sendFrame(BsdSocket<CanAddress> raw, int id, int... bytes)
      throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(16).order(java.nio.ByteOrder.nativeOrder());
    frame.putInt(0, id).put(4, (byte) bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      frame.put(8 + i, (byte) bytes[i]);
    }
    assertThat(raw.send(frame)).isEqualTo(16);
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static <T> FutureTask<T> inThread(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "other end");
    thread.setDaemon(true);
    thread.start();
    return task;
  }

  private static <T> T result(FutureTask<T> task) throws Exception {
    return task.get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
  }

  private static Throwable failure(FutureTask<?> task) {
    ExecutionException e = assertThrows(ExecutionException.class, () -> result(task));
    return Objects.requireNonNull(e.getCause());
  }

  private static void assertFails(Errno errno, String text, Throwable thrown) {
    assertThat(thrown).isInstanceOf(IOException.class).isInstanceOf(NativeError.class);
    assertThat(((NativeError) thrown).errno()).as(thrown.toString()).isEqualTo(errno);
    assertThat(thrown).hasMessageContaining(errno.name()).hasMessageContaining(text);
  }

  // ----------------------------------------------------------------------------- messages

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 62, 4095, 4096, 8300})
  void aMessageArrivesWhole(int length) throws Exception {
    byte[] message = bytes(length);
    try (IsoTpSocket tester = tester();
        IsoTpSocket ecu = ecu()) {
      tester.sendConfirmed(message);
      assertThat(ecu.receive()).isEqualTo(message);
      assertThat(ecu.send(message)).isEqualTo(length);
      assertThat(tester.receive()).isEqualTo(message);
      assertThat(tester).hasToString(tester.socket().toString());
      assertThat(tester.socket().getLocalAddress()).isEqualTo(address());
    }
  }

  @Test
  void buffersAreTakenFromPositionToLimit() throws Exception {
    byte[] message = bytes(100);
    ByteBuffer source = ByteBuffer.allocateDirect(120).put(10, message);
    try (IsoTpSocket tester = tester();
        IsoTpSocket ecu = ecu()) {
      tester.sendConfirmed(source.position(10).limit(110));
      assertThat(source.hasRemaining()).isFalse();
      ByteBuffer target = ByteBuffer.allocate(50).position(10);
      assertThat(ecu.receive(target)).isEqualTo(100); // of which there was room for 40
      assertThat(target.hasRemaining()).isFalse();
      assertThat(Arrays.copyOfRange(target.array(), 10, 50)).isEqualTo(Arrays.copyOf(message, 40));
    }
  }

  @Test
  void messagesFollowOneAnother() throws Exception {
    try (IsoTpSocket tester = tester();
        IsoTpSocket ecu = ecu()) {
      FutureTask<Integer> received =
          inThread(
              () -> {
                for (int i = 1; i <= 50; i++) {
                  assertThat(ecu.receive()).isEqualTo(bytes(i * 7));
                }
                return 50;
              });
      for (int i = 1; i <= 50; i++) {
        tester.send(bytes(i * 7)); // waits until the one before is done
      }
      assertThat(result(received)).isEqualTo(50);
    }
  }

  @Test
  void manySendInTurn() throws Exception {
    try (IsoTpSocket tester = tester();
        IsoTpSocket ecu = ecu()) {
      List<FutureTask<Boolean>> senders =
          java.util.stream.IntStream.range(0, 4)
              .mapToObj(
                  sender ->
                      inThread(
                          () -> {
                            for (int i = 0; i < 10; i++) {
                              byte[] message = new byte[100];
                              Arrays.fill(message, (byte) sender);
                              tester.sendConfirmed(message);
                            }
                            return true;
                          }))
              .toList();
      int[] seen = new int[4];
      for (int i = 0; i < 40; i++) {
        byte[] message = ecu.receive();
        byte[] expected = new byte[100];
        Arrays.fill(expected, message[0]);
        assertThat(message).isEqualTo(expected);
        seen[message[0]]++;
      }
      assertThat(seen).containsOnly(10);
      for (FutureTask<Boolean> sender : senders) {
        assertThat(result(sender)).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 12, 64})
  void messagesGoInFramesOfCanFd(int length) throws Exception {
    SocketSetup fd =
        socket ->
            socket.setOption(
                IsoTpOptions.CAN_ISOTP_LL_OPTS, IsoTpLinkLayer.fd(length).withFlags(1));
    byte[] message = bytes(500);
    try (IsoTpSocket tester = tester(fd);
        IsoTpSocket ecu = ecu(fd);
        BsdSocket<CanAddress> raw = raw()) {
      int fdFrames = 5; // CAN_RAW_FD_FRAMES
      raw.setOption(CanProtocols.SOL_CAN_RAW.value(), fdFrames, 1);
      tester.sendConfirmed(message);
      assertThat(ecu.receive()).isEqualTo(message);
      byte[] first = raw.receive(100);
      assertThat(first).hasSize(72);
      assertThat(first[4]).isEqualTo((byte) length);
    }
  }

  @Test
  void framesAreFilledUpAndHaveAnAddressOfTheirOwn() throws Exception {
    SocketSetup near =
        socket ->
            socket.setOption(
                IsoTpOptions.CAN_ISOTP_OPTS,
                IsoTpSettings.DEFAULT
                    .withExtendedAddresses(0xA1, 0xB2)
                    .withTransmitPadding(0x55)
                    .withReceivePadding(0x66)
                    .withPaddingChecks());
    SocketSetup far =
        socket ->
            socket.setOption(
                IsoTpOptions.CAN_ISOTP_OPTS,
                IsoTpSettings.DEFAULT
                    .withExtendedAddresses(0xB2, 0xA1)
                    .withTransmitPadding(0x66)
                    .withReceivePadding(0x55)
                    .withPaddingChecks());
    try (IsoTpSocket tester = tester(near);
        IsoTpSocket ecu = ecu(far);
        BsdSocket<CanAddress> raw = raw()) {
      tester.sendConfirmed(new byte[] {1, 2});
      assertThat(ecu.receive()).isEqualTo(new byte[] {1, 2});
      byte[] frame = raw.receive(100);
      assertThat(frame).hasSize(16);
      assertThat(frame[4]).isEqualTo((byte) 8);
      assertThat(Arrays.copyOfRange(frame, 8, 16))
          .isEqualTo(new byte[] {(byte) 0xA1, 2, 1, 2, 0x55, 0x55, 0x55, 0x55});
      ecu.sendConfirmed(bytes(90));
      assertThat(tester.receive()).isEqualTo(bytes(90));
      sendFrame(raw, ECU, 0xB2, 2, 1, 2, 0x77, 0x77, 0x77, 0x77); // filled up with something else
      assertFails(Errno.EBADMSG, "padding", catchThrowable(tester::receive));
    }
  }

  @Test
  void aBroadcastNeedsNobody() throws Exception {
    for (var flag :
        List.of(IsoTpConstants.CAN_ISOTP_SF_BROADCAST, IsoTpConstants.CAN_ISOTP_CF_BROADCAST)) {
      boolean single = flag.equals(IsoTpConstants.CAN_ISOTP_SF_BROADCAST);
      byte[] message = bytes(single ? 7 : 30);
      try (IsoTpSocket all =
              tester(
                  socket ->
                      socket.setOption(
                          IsoTpOptions.CAN_ISOTP_OPTS, IsoTpSettings.DEFAULT.with(flag)));
          IsoTpSocket listener =
              ecu(
                  socket ->
                      socket.setOption(
                          IsoTpOptions.CAN_ISOTP_OPTS,
                          IsoTpSettings.DEFAULT.with(IsoTpConstants.CAN_ISOTP_LISTEN_MODE)))) {
        all.sendConfirmed(message);
        assertThat(listener.receive()).isEqualTo(message);
        if (single) {
          assertFails(
              Errno.EINVAL,
              "fits into one frame",
              catchThrowable(() -> all.sendConfirmed(bytes(8))));
        }
      }
    }
  }

  @Test
  void aBlockSizeAndPausesAreKeptTo() throws Exception {
    try (IsoTpSocket tester = tester();
        IsoTpSocket ecu =
            ecu(
                socket ->
                    socket.setOption(
                        IsoTpOptions.CAN_ISOTP_RECV_FC,
                        IsoTpFlowControl.of(3, Duration.ofMillis(5))))) {
      long before = System.nanoTime();
      tester.sendConfirmed(bytes(6 + 9 * 7)); // a first frame and nine more
      assertThat(System.nanoTime() - before).isGreaterThan(Duration.ofMillis(6 * 5).toNanos());
      assertThat(ecu.receive()).isEqualTo(bytes(6 + 9 * 7));
    }
  }

  // -------------------------------------------------------------------------------- options

  static List<OptionCase<?>> options() {
    return List.of(
        kept(
            IsoTpOptions.CAN_ISOTP_OPTS,
            IsoTpSettings.DEFAULT.withExtendedAddresses(1, 2).withTransmitPadding(3),
            new IsoTpSettings(0x2fff & ~0x800, Duration.ZERO, 1, 2, 3, 4),
            IsoTpSettings.DEFAULT),
        kept(
            IsoTpOptions.CAN_ISOTP_RECV_FC,
            new IsoTpFlowControl(1, 2, 3),
            IsoTpFlowControl.DEFAULT),
        kept(IsoTpOptions.CAN_ISOTP_TX_STMIN, Duration.ofNanos(123_456_789), Duration.ZERO),
        kept(IsoTpOptions.CAN_ISOTP_RX_STMIN, Duration.ofNanos(0xffff_ffffL), Duration.ZERO),
        kept(
            IsoTpOptions.CAN_ISOTP_LL_OPTS,
            IsoTpLinkLayer.fd(48).withFlags(1),
            IsoTpLinkLayer.CLASSIC));
  }

  @ParameterizedTest
  @MethodSource("options")
  void theKernelAgrees(OptionCase<?> line) throws IOException {
    try (var socket = BsdSocket.open(AF_CAN, SocketType.DGRAM, CanProtocols.CAN_ISOTP)) {
      line.run(socket);
      assertThat(socket.supportedOptions()).contains(line.option());
    }
  }

  @Test
  void aNewSocketHasTheDefaults() throws IOException {
    assertThat(options().stream().map(line -> line.option().name()))
        .containsExactlyElementsOf(IsoTpOptions.all().stream().map(NativeOption::name).toList());
    try (IsoTpSocket socket = tester()) {
      assertThat(socket.socket().getOption(IsoTpOptions.CAN_ISOTP_OPTS))
          .isEqualTo(IsoTpSettings.DEFAULT);
      assertThat(socket.socket().getOption(IsoTpOptions.CAN_ISOTP_RECV_FC))
          .isEqualTo(IsoTpFlowControl.DEFAULT);
      assertThat(socket.socket().getOption(IsoTpOptions.CAN_ISOTP_LL_OPTS))
          .isEqualTo(IsoTpLinkLayer.CLASSIC);
    }
  }

  @Test
  void optionsAreSetBeforeTheSocketIsBound() throws IOException {
    try (IsoTpSocket socket = tester()) {
      assertFails(
          Errno.EISCONN,
          "before the socket is bound",
          catchThrowable(
              () ->
                  socket
                      .socket()
                      .setOption(IsoTpOptions.CAN_ISOTP_RECV_FC, IsoTpFlowControl.DEFAULT)));
    }
  }

  @Test
  void whatFailsToBeSetUpIsClosed() throws IOException {
    BsdSocket<?>[] opened = new BsdSocket<?>[1];
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                tester(
                    socket -> {
                      opened[0] = socket;
                      socket.setOption(
                          IsoTpOptions.CAN_ISOTP_OPTS,
                          IsoTpSettings.DEFAULT.with(IsoTpConstants.CAN_ISOTP_WAIT_TX_DONE));
                    }))
        .withMessageContaining("sendConfirmed");
    assertThat(opened[0].isOpen()).isFalse();
    assertFails(
        Errno.EADDRNOTAVAIL,
        "have to differ",
        catchThrowable(() -> IsoTpSocket.open(IsoTpAddress.of(vcan.name(), 5, 5))));
    assertFails(
        Errno.ENODEV,
        "no CAN interface",
        catchThrowable(() -> IsoTpSocket.open(IsoTpAddress.of(1_000_000, 5, 6))));
    try (var other = BsdSocket.open(AF_CAN, SocketType.RAW, CanProtocols.CAN_RAW)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> IsoTpSocket.of(other))
          .withMessageContaining("CAN_ISOTP");
    }
  }

  // --------------------------------------------------------------------------------- errors

  @Test
  void nobodyIsThereToAskForMore() throws Exception {
    try (IsoTpSocket tester = tester()) {
      tester.sendConfirmed(bytes(7)); // one frame: nobody has to be there
      long before = System.nanoTime();
      Throwable thrown = catchThrowable(() -> tester.sendConfirmed(bytes(8)));
      assertThat(thrown).isInstanceOf(IsoTpException.class);
      assertFails(Errno.ECOMM, "no flow control", thrown);
      assertThat(System.nanoTime() - before).isGreaterThan(Duration.ofMillis(900).toNanos());
      tester.sendConfirmed(bytes(7)); // and all is well again
    }
  }

  @Test
  void whatWasNotConfirmedIsToldByTheNextCall() throws Exception {
    try (IsoTpSocket tester = tester()) {
      tester.send(bytes(20));
      assertFails(Errno.ECOMM, "no flow control", catchThrowable(tester::receive));
      tester.send(bytes(20));
      assertFails(
          Errno.ECOMM, "no flow control", catchThrowable(() -> tester.sendConfirmed(bytes(1))));
      tester.sendConfirmed(bytes(1));
    }
  }

  @Test
  void theOtherEndRefuses() throws Exception {
    try (IsoTpSocket tester = tester();
        BsdSocket<CanAddress> raw = raw()) {
      for (int status : new int[] {0x32, 0x3f, 0x30}) {
        FutureTask<Throwable> sending =
            inThread(() -> catchThrowable(() -> tester.sendConfirmed(bytes(20))));
        assertThat(raw.receive(16)[8]).isEqualTo((byte) 0x10); // the first frame
        if (status == 0x30) {
          sendFrame(raw, ECU, status); // too short
        } else {
          sendFrame(raw, ECU, status, 0, 0);
        }
        boolean overflow = status == 0x32;
        assertFails(
            overflow ? Errno.EMSGSIZE : Errno.EBADMSG,
            overflow ? "no room" : "none of ISO-TP",
            result(sending));
      }
    }
  }

  @Test
  void flowControlMayMakeTheSenderWait() throws Exception {
    try (IsoTpSocket tester = tester();
        BsdSocket<CanAddress> raw = raw()) {
      FutureTask<Throwable> sending =
          inThread(() -> catchThrowable(() -> tester.sendConfirmed(bytes(20))));
      assertThat(raw.receive(16)[8]).isEqualTo((byte) 0x10);
      sendFrame(raw, ECU, 0x31, 0, 0); // wait
      sendFrame(raw, ECU, 0x30, 1, 0); // one more
      assertThat(raw.receive(16)[8]).isEqualTo((byte) 0x21);
      assertThat(sending.isDone()).isFalse();
      sendFrame(raw, ECU, 0x30, 0, 0);
      assertThat(raw.receive(16)[8]).isEqualTo((byte) 0x22);
      assertThat(result(sending)).isNull();
    }
  }

  @Test
  void framesAreLost() throws Exception {
    try (IsoTpSocket tester = tester();
        BsdSocket<CanAddress> raw = raw()) {
      sendFrame(raw, ECU, 0x10, 20, 1, 2, 3, 4, 5, 6);
      sendFrame(raw, ECU, 0x22, 7, 8, 9, 10, 11, 12, 13); // the second one first
      assertFails(Errno.EILSEQ, "wrong order", catchThrowable(tester::receive));
      sendFrame(raw, ECU, 0x10, 20, 1, 2, 3, 4, 5, 6);
      assertFails(Errno.ETIMEDOUT, "did not go on", catchThrowable(tester::receive));
      sendFrame(raw, ECU, 0x01, 42);
      assertThat(tester.receive()).isEqualTo(new byte[] {42});
    }
  }

  /** The kernel has one error for both: each has to get its own. */
  @Test
  void whoSendsAndWhoReceivesGetTheirOwnErrors() throws Exception {
    try (IsoTpSocket tester = tester();
        BsdSocket<CanAddress> raw = raw()) {
      for (int i = 0; i < 3; i++) {
        FutureTask<byte[]> receiving = inThread(tester::receive);
        FutureTask<Throwable> sending =
            inThread(() -> catchThrowable(() -> tester.sendConfirmed(bytes(20))));
        while (raw.receive(16)[8] != 0x10) {
          // our own flow control, of the message before
        }
        sendFrame(raw, ECU, 0x10, 20, 1, 2, 3, 4, 5, 6);
        sendFrame(raw, ECU, 0x25, 7, 8, 9, 10, 11, 12, 13);
        assertFails(Errno.EILSEQ, "wrong order", failure(receiving));
        FutureTask<byte[]> receivingAgain = inThread(tester::receive);
        assertFails(Errno.ECOMM, "no flow control", result(sending));
        sendFrame(raw, ECU, 0x01, i);
        assertThat(result(receivingAgain)).isEqualTo(new byte[] {(byte) i});
        FutureTask<byte[]> last = inThread(tester::receive);
        sendFrame(raw, ECU, 0x01, 9);
        assertThat(result(last)).isEqualTo(new byte[] {9});
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8301})
  void messagesHaveALeastAndAGreatestLength(int length) throws Exception {
    assertThat(IsoTpSocket.longestMessage()).isEqualTo(8300);
    try (IsoTpSocket tester = tester()) {
      assertFails(
          Errno.EINVAL, "max_pdu_size", catchThrowable(() -> tester.sendConfirmed(bytes(length))));
      assertFails(Errno.EINVAL, "max_pdu_size", catchThrowable(() -> tester.send(bytes(length))));
    }
  }

  @Test
  void theInterfaceGoesDownAndAway() throws Exception {
    try (IsoTpSocket tester = tester();
        IsoTpSocket ecu = ecu()) {
      FutureTask<byte[]> receiving = inThread(tester::receive);
      awaitWaiting(tester);
      Vcan.ip("link set " + vcan.name() + " down");
      assertFails(Errno.ENETDOWN, "link set", failure(receiving));
      assertFails(Errno.ENETDOWN, "link set", catchThrowable(ecu::receive));
      assertFails(Errno.ENETDOWN, "link set", catchThrowable(() -> tester.sendConfirmed(bytes(3))));
      Vcan.ip("link set " + vcan.name() + " up");
      tester.sendConfirmed(bytes(30));
      assertThat(ecu.receive()).isEqualTo(bytes(30));

      FutureTask<byte[]> last = inThread(ecu::receive);
      awaitWaiting(ecu);
      vcan.close();
      vcan = Vcan.create();
      // Down, then away: it is told of one of them, or of both, or that it is bound no more.
      Throwable thrown = failure(last);
      assertThat(((NativeError) thrown).errno())
          .isIn(Errno.ENETDOWN, Errno.ENODEV, Errno.EADDRNOTAVAIL);
      Throwable after = catchThrowable(() -> tester.sendConfirmed(bytes(3)));
      assertThat(((NativeError) after).errno())
          .isIn(Errno.ENETDOWN, Errno.ENODEV, Errno.EADDRNOTAVAIL);
      assertThat(catchThrowable(() -> tester.sendConfirmed(bytes(3)))).isNotNull();
    }
  }

  /** Returns once a thread waits for something to receive, or does so for a moment. */
  private static void awaitWaiting(IsoTpSocket socket) {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (Thread.getAllStackTraces().values().stream()
        .flatMap(Arrays::stream)
        .noneMatch(frame -> frame.getClassName().equals("io.sockets4j.internal.Waiter"))) {
      assertThat(System.nanoTime()).as("nobody waits for %s", socket).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  // -------------------------------------------------------------------------------- waiting

  @Test
  void timeoutsAreForTheWhole() throws Exception {
    try (IsoTpSocket tester = tester()) {
      tester.socket().setTimeout(Duration.ofMillis(100));
      assertThatThrownBy(() -> tester.sendConfirmed(bytes(20)))
          .isInstanceOf(SocketTimeoutException.class)
          .isInstanceOf(NativeError.class)
          .hasMessageContaining("PT0.1S")
          .hasMessageContaining(vcan.name());
      assertThatThrownBy(() -> tester.send(bytes(3))) // the kernel is not done yet
          .isInstanceOf(SocketTimeoutException.class);
      tester.socket().setTimeout(DEADLINE);
      assertFails(Errno.ECOMM, "", catchThrowable(() -> tester.send(bytes(3))));
      tester.socket().setTimeout(Duration.ofMillis(50));
      assertThatThrownBy(tester::receive).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void withoutBlockingNothingWaits() throws Exception {
    try (IsoTpSocket tester = tester();
        IsoTpSocket ecu = ecu()) {
      tester.socket().configureBlocking(false);
      assertThat(tester.receive(ByteBuffer.allocate(9))).isZero();
      assertThatThrownBy(tester::receive).isInstanceOf(IllegalBlockingModeException.class);
      assertThatThrownBy(() -> tester.sendConfirmed(bytes(3)))
          .isInstanceOf(IllegalBlockingModeException.class);
      assertThat(tester.send(bytes(100))).isEqualTo(100);
      assertThat(ecu.receive()).isEqualTo(bytes(100));
    }
  }

  @Test
  void closingEndsWhoWaits() throws Exception {
    try (IsoTpSocket tester = tester()) {
      FutureTask<byte[]> receiving = inThread(tester::receive);
      FutureTask<Throwable> sending =
          inThread(() -> catchThrowable(() -> tester.sendConfirmed(bytes(20))));
      awaitWaiting(tester);
      tester.socket().close();
      assertThat(catchThrowable(() -> result(receiving)))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(ClosedChannelException.class);
      assertThat(result(sending)).isInstanceOf(ClosedChannelException.class);
      assertThatThrownBy(() -> tester.send(bytes(1))).isInstanceOf(ClosedChannelException.class);
      assertThatThrownBy(tester::receive).isInstanceOf(ClosedChannelException.class);
    }
  }

  @Test
  void anInterruptClosesTheSocket() throws Exception {
    try (IsoTpSocket tester = tester()) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> tester.sendConfirmed(bytes(20)))
          .isInstanceOf(ClosedByInterruptException.class)
          .isInstanceOf(AsynchronousCloseException.class);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(tester.socket().isOpen()).isFalse();
    }
  }
}
