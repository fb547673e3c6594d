package io.sockets4j.can;

import static io.sockets4j.can.CanFamily.AF_CAN;
import static io.sockets4j.testkit.OptionCase.kept;
import static io.sockets4j.testkit.OptionCase.taken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sockets4j.BsdSocket;
import io.sockets4j.BsdSocketOptions;
import io.sockets4j.Message;
import io.sockets4j.NativeError;
import io.sockets4j.os.Errno;
import io.sockets4j.os.MessageFlag;
import io.sockets4j.os.MessageFlags;
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

/** Messages of J1939, with both ends ours. */
@RequiresFamily(value = "AF_CAN", kind = "J1939")
@ExtendWith(DescriptorAccounting.class)
@Timeout(60)
class J1939SocketTest {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final int PROPRIETARY_A = 0xEF00;
  private static final int PROPRIETARY_B = 0xFF12;

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

  private J1939Address address(int address) throws IOException {
    return J1939Address.of(vcan.name(), address);
  }

  private J1939Address everybody() throws IOException {
    return address(J1939Address.NO_ADDRESS).withPgn(PROPRIETARY_B);
  }

  private J1939Socket open(J1939Address address, SocketSetup setup) throws IOException {
    return J1939Socket.open(
        address,
        socket -> {
          socket.setTimeout(DEADLINE);
          setup.apply(socket);
        });
  }

  private J1939Socket open(int address) throws IOException {
    return open(address(address), socket -> {});
  }

  private J1939Socket openForBroadcasts(int address) throws IOException {
    return open(address(address), socket -> socket.setOption(BsdSocketOptions.SO_BROADCAST, true));
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

  // ------------------------------------------------------------------------------- messages

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8, 9, 1785, 1786, 300_000})
  void aMessageArrivesWhole(int length) throws Exception {
    try (J1939Socket near = open(0x20);
        J1939Socket far = open(0x30)) {
      FutureTask<J1939Message> receiving = inThread(() -> far.receive(400_000));
      near.send(bytes(length), address(0x30).withPgn(PROPRIETARY_A));
      J1939Message message = result(receiving);
      assertThat(message.data()).isEqualTo(bytes(length));
      assertThat(message.source()).isEqualTo(address(0x20).withPgn(PROPRIETARY_A));
      assertThat(message.destinationAddress()).isEqualTo(0x30);
      assertThat(message.destinationName()).isNull();
      assertThat(message.priority()).isEqualTo(6);
      assertThat(message.isLocal()).isEqualTo(length <= 8); // the kernel does not tell of others
      assertThat(message.isTruncated()).isFalse();
      assertThat(message.toString()).contains(vcan.name() + ":20,0EF00 to 30", length + " bytes");
      far.send(ByteBuffer.wrap(bytes(12)), message.source()); // an answer
      assertThat(near.receive().data()).isEqualTo(bytes(12));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 30})
  void aBroadcastArrivesAtAllThatWantIt(int length) throws Exception {
    try (J1939Socket near = openForBroadcasts(0x20);
        J1939Socket one = openForBroadcasts(0x30);
        J1939Socket other = openForBroadcasts(0x31);
        J1939Socket deaf = open(0x32)) {
      near.send(bytes(length), everybody());
      for (J1939Socket each : List.of(one, other)) {
        J1939Message message = each.receive();
        assertThat(message.data()).isEqualTo(bytes(length));
        assertThat(message.source().pgn()).isEqualTo(PROPRIETARY_B);
        assertThat(message.destinationAddress()).isEqualTo(J1939Address.NO_ADDRESS);
      }
      near.send(bytes(1), address(0x32).withPgn(PROPRIETARY_A));
      assertThat(deaf.receive().data()).isEqualTo(bytes(1)); // and nothing before
    }
  }

  @Test
  void whatThereIsNoRoomForIsLost() throws Exception {
    try (J1939Socket near = open(0x20);
        J1939Socket far = open(0x30)) {
      near.send(bytes(100), address(0x30).withPgn(PROPRIETARY_A));
      J1939Message message = far.receive(40);
      assertThat(message.isTruncated()).isTrue();
      assertThat(message.data()).isEqualTo(Arrays.copyOf(bytes(100), 40));
      assertThat(message.toString()).contains("and more");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> far.receive(-1))
          .withMessageContaining("-1");
    }
  }

  @Test
  void aConnectedSocketHearsOneAlone() throws Exception {
    try (J1939Socket near = open(0x20);
        J1939Socket other = open(0x21);
        J1939Socket far = open(0x30)) {
      far.socket().connect(address(0x20).withPgn(PROPRIETARY_A));
      other.send(bytes(1), address(0x30).withPgn(PROPRIETARY_A));
      near.send(bytes(2), address(0x30).withPgn(PROPRIETARY_A));
      assertThat(far.receive().data()).isEqualTo(bytes(2));
      assertThat(far.socket().send(bytes(3))).isEqualTo(3);
      assertThat(near.receive().data()).isEqualTo(bytes(3));
      assertThat(far.socket().getRemoteAddress()).isEqualTo(address(0x20).withPgn(PROPRIETARY_A));
    }
  }

  @Test
  void messagesAreReceivedIntoOneAgainAndAgain() throws Exception {
    ByteBuffer buffer = ByteBuffer.allocateDirect(100);
    try (J1939Socket near = open(0x20);
        J1939Socket far = open(0x30);
        Message message =
            new Message(buffer)
                .roomForControl(
                    J1939ControlTypes.SCM_J1939_DEST_ADDR, J1939ControlTypes.SCM_J1939_PRIO)) {
      for (int i = 1; i < 6; i++) {
        near.socket().setOption(J1939Options.SO_J1939_SEND_PRIO, i + 1);
        near.send(bytes(i), address(0x30).withPgn(PROPRIETARY_A));
        assertThat(far.socket().receiveMessage(message)).isEqualTo(i);
        assertThat(message.get(J1939ControlTypes.SCM_J1939_DEST_ADDR)).isEqualTo(0x30);
        assertThat(message.get(J1939ControlTypes.SCM_J1939_PRIO)).isEqualTo(i + 1);
        assertThat(message.address()).isEqualTo(address(0x20).withPgn(PROPRIETARY_A));
        buffer.clear();
      }
    }
  }

  // -------------------------------------------------------------------------------- options

  static List<OptionCase<?>> options() {
    return List.of(
        taken(
            J1939Options.SO_J1939_FILTER,
            new J1939Filter[] {J1939Filter.ALL.withPgn(PROPRIETARY_A), J1939Filter.ALL},
            "the kernel does not tell them"),
        kept(J1939Options.SO_J1939_PROMISC, true, false),
        kept(J1939Options.SO_J1939_SEND_PRIO, 7, 2, 6)
            .refused(Errno.EPERM, "0 and 1 need CAP_NET_ADMIN"),
        kept(J1939Options.SO_J1939_ERRQUEUE, true, false));
  }

  @ParameterizedTest
  @MethodSource("options")
  void theKernelAgrees(OptionCase<?> line) throws IOException {
    try (var socket = BsdSocket.open(AF_CAN, SocketType.DGRAM, CanProtocols.CAN_J1939)) {
      line.run(socket);
      assertThat(socket.supportedOptions()).contains(line.option());
    }
  }

  @Test
  void everyOptionHasALine() {
    assertThat(options().stream().map(line -> line.option().name()))
        .containsExactlyElementsOf(J1939Options.all().stream().map(NativeOption::name).toList());
  }

  @Test
  void filtersLetThroughWhatIsWanted() throws Exception {
    try (J1939Socket near = open(0x20);
        J1939Socket other = open(0x21);
        J1939Socket far = open(0x30)) {
      J1939Filter[] filters = {J1939Filter.ALL.withAddress(0x21).withPgn(PROPRIETARY_A)};
      far.socket().setOption(J1939Options.SO_J1939_FILTER, filters);
      near.send(bytes(1), address(0x30).withPgn(PROPRIETARY_A));
      other.send(bytes(2), address(0x30).withPgn(0x1EF00));
      other.send(bytes(3), address(0x30).withPgn(PROPRIETARY_A));
      assertThat(far.receive().data()).isEqualTo(bytes(3));
      far.socket().setOption(J1939Options.SO_J1939_FILTER, new J1939Filter[0]);
      near.send(bytes(4), address(0x30).withPgn(PROPRIETARY_A));
      assertThat(far.receive().data()).isEqualTo(bytes(4));
    }
  }

  @Test
  void whoListensToAllHearsWhatIsForOthers() throws Exception {
    try (J1939Socket near = open(0x20);
        J1939Socket far = open(0x30);
        J1939Socket spy = open(0x40)) {
      spy.socket().setOption(J1939Options.SO_J1939_PROMISC, true);
      near.socket().setOption(J1939Options.SO_J1939_SEND_PRIO, 3);
      near.send(bytes(20), address(0x30).withPgn(PROPRIETARY_A));
      assertThat(far.receive().data()).isEqualTo(bytes(20));
      J1939Message message = spy.receive();
      assertThat(message.data()).isEqualTo(bytes(20));
      assertThat(message.destinationAddress()).isEqualTo(0x30);
    }
  }

  // ------------------------------------------------------------------------------- progress

  @Test
  void theErrorQueueTellsHowFarAMessageHasGot() throws Exception {
    try (J1939Socket near = open(0x20);
        J1939Socket far = open(0x30)) {
      near.trackProgress();
      far.trackProgress();
      for (int number = 0; number < 2; number++) {
        near.send(bytes(2000), address(0x30).withPgn(PROPRIETARY_A));
        assertThat(far.receive(5000).data()).isEqualTo(bytes(2000));
        J1939Progress progress = near.receiveProgress();
        while (progress.event() == J1939Progress.Event.SCHEDULED) {
          assertThat(progress.number()).isEqualTo(number);
          assertThat(progress.bytesAcknowledged()).isBetween(0L, 2000L);
          progress = near.receiveProgress();
        }
        assertThat(progress)
            .isEqualTo(
                new J1939Progress(
                    J1939Progress.Event.ACKNOWLEDGED, Errno.ENOMSG, number, 2000, -1, null, null));
        J1939Progress received = far.receiveProgress();
        while (received.event() != J1939Progress.Event.RECEIVING) {
          received = far.receiveProgress();
        }
        assertThat(received.totalBytes()).isEqualTo(2000);
        assertThat(received.source()).isEqualTo(J1939Address.of(0, 0x20).withPgn(PROPRIETARY_A));
        assertThat(received.destination())
            .isEqualTo(J1939Address.of(0, 0x30).withPgn(PROPRIETARY_A));
      }
    }
  }

  @Test
  void theErrorQueueTellsWhyAMessageWasGivenUp() throws Exception {
    try (J1939Socket near = open(0x20)) {
      near.trackProgress();
      near.send(bytes(20), address(0x30).withPgn(PROPRIETARY_A)); // nobody is there
      J1939Progress progress = near.receiveProgress();
      while (progress.event() == J1939Progress.Event.SCHEDULED) {
        progress = near.receiveProgress();
      }
      assertThat(progress.event()).isEqualTo(J1939Progress.Event.ABORTED);
      assertThat(progress.error()).isEqualTo(Errno.EHOSTUNREACH);
      near.send(bytes(2), address(0x30).withPgn(PROPRIETARY_A)); // is not told of it again
      near.socket().configureBlocking(false);
      while (near.receiveProgress() != null) {
        // of the last one
      }
    }
  }

  // --------------------------------------------------------------------------------- errors

  @Test
  void nobodyAnswers() throws Exception {
    try (J1939Socket near = open(0x20)) {
      near.send(bytes(9), address(0x30).withPgn(PROPRIETARY_A));
      assertFails(Errno.EHOSTUNREACH, "does not answer", catchThrowable(near::receive));
    }
  }

  @Test
  void theKernelSaysWhatIsWrong() throws Exception {
    J1939Address far = address(0x30).withPgn(PROPRIETARY_A);
    try (J1939Socket near = open(0x20);
        J1939Socket nobody = open(J1939Address.NO_ADDRESS);
        J1939Socket broadcaster = openForBroadcasts(0x21);
        var unbound = BsdSocket.open(AF_CAN, SocketType.DGRAM, CanProtocols.CAN_J1939);
        J1939Socket unnamed = open(address(J1939Address.NO_ADDRESS).withName(77), s -> {})) {
      assertFails(Errno.EBADFD, "not bound", catchThrowable(() -> unbound.sendTo(bytes(1), far)));
      assertFails(Errno.EBADFD, "no address", catchThrowable(() -> nobody.send(bytes(1), far)));
      assertFails(
          Errno.EACCES, "SO_BROADCAST", catchThrowable(() -> near.send(bytes(1), everybody())));
      assertFails(
          Errno.EDESTADDRREQ,
          "1785",
          catchThrowable(() -> broadcaster.send(bytes(1786), everybody())));
      assertFails(
          Errno.EINVAL,
          "has to be 0",
          catchThrowable(() -> near.send(bytes(1), far.withPgn(0xEF01))));
      assertFails(
          Errno.EDOM, "by itself", catchThrowable(() -> near.send(bytes(1), far.withPgn(0xEC00))));
      assertFails(
          Errno.EADDRNOTAVAIL, "has no address", catchThrowable(() -> unnamed.send(bytes(1), far)));
      assertFails(
          Errno.EADDRNOTAVAIL,
          "has no address",
          catchThrowable(() -> near.send(bytes(1), address(J1939Address.NO_ADDRESS).withName(88))));
      assertFails(
          Errno.EDOM,
          "0 to 7",
          catchThrowable(() -> near.socket().setOption(J1939Options.SO_J1939_SEND_PRIO, 8)));
      assertFails(
          Errno.EINVAL,
          "MSG_PEEK",
          catchThrowable(
              () ->
                  near.socket()
                      .receive(ByteBuffer.allocate(1), MessageFlags.of(MessageFlag.PEEK))));
      assertFails(
          Errno.EINVAL,
          "has to be 0",
          catchThrowable(
              () ->
                  near.socket()
                      .sendTo(bytes(1), J1939Address.of(0, 0x30).withPgn(PROPRIETARY_A | 5))));
      assertFails(
          Errno.EINVAL,
          "last byte",
          catchThrowable(() -> near.socket().bind(address(0x20).withPgn(0xEF01))));
    }
    try (var raw = BsdSocket.open(AF_CAN, SocketType.RAW, CanProtocols.CAN_RAW)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> J1939Socket.of(raw))
          .withMessageContaining("CAN_J1939");
    }
  }

  @Test
  void theInterfaceGoesDownAndAway() throws Exception {
    try (J1939Socket near = open(0x20);
        J1939Socket far = open(0x30)) {
      FutureTask<J1939Message> receiving = inThread(far::receive);
      near.send(bytes(20), address(0x30).withPgn(PROPRIETARY_A));
      assertThat(result(receiving).data()).isEqualTo(bytes(20));
      receiving = inThread(far::receive);
      Vcan.ip("link set " + vcan.name() + " down");
      FutureTask<J1939Message> last = receiving;
      assertFails(Errno.ENETDOWN, "link set", failure(last));
      assertFails(Errno.ENETDOWN, "link set", catchThrowable(near::receive));
      assertFails(
          Errno.ENETDOWN, "link set", catchThrowable(() -> J1939Socket.open(address(0x40))));
      J1939Address gone = address(0x50);
      vcan.close();
      vcan = Vcan.create();
      assertFails(Errno.ENODEV, "no CAN interface", catchThrowable(() -> J1939Socket.open(gone)));
      assertThat(catchThrowable(() -> near.send(bytes(1), gone.withPgn(PROPRIETARY_A))))
          .isInstanceOf(IOException.class);
    }
  }

  // -------------------------------------------------------------------------------- waiting

  @Test
  void callsTimeOutAndAreEnded() throws Exception {
    J1939Socket near = open(0x20);
    try (near) {
      near.socket().setTimeout(Duration.ofMillis(30));
      assertThatThrownBy(near::receive).isInstanceOf(SocketTimeoutException.class);
      assertThatThrownBy(near::receiveProgress).isInstanceOf(SocketTimeoutException.class);
      near.socket().configureBlocking(false);
      assertThat(near.receive()).isNull();
      assertThat(near.receiveProgress()).isNull();
      assertThatThrownBy(() -> near.send(bytes(1), everybody()))
          .isInstanceOf(IllegalBlockingModeException.class);
    }
    J1939Socket far = open(0x30);
    try (far) {
      FutureTask<J1939Message> receiving = inThread(far::receive);
      while (Thread.getAllStackTraces().values().stream()
          .flatMap(Arrays::stream)
          .noneMatch(frame -> frame.getClassName().equals("io.sockets4j.internal.Waiter"))) {
        Thread.onSpinWait(); // until it waits; at the latest the test's own deadline ends it
      }
      far.socket().close();
      assertThat(catchThrowable(() -> result(receiving)))
          .hasCauseInstanceOf(AsynchronousCloseException.class);
    }
  }

  /** More than the send buffer holds, to nobody who would take it. */
  @Test
  void aLongMessageTimesOutAsAWhole() throws Exception {
    try (J1939Socket near = open(0x20)) {
      near.socket().setTimeout(Duration.ofMillis(200));
      assertThatThrownBy(() -> near.send(bytes(1_000_000), address(0x30).withPgn(PROPRIETARY_A)))
          .isInstanceOf(SocketTimeoutException.class)
          .isInstanceOf(NativeError.class)
          .hasMessageContaining("PT0.2S");
      assertFails(
          Errno.EIO,
          "close the socket",
          catchThrowable(() -> near.send(bytes(1), address(0x30).withPgn(PROPRIETARY_A))));
    }
    try (J1939Socket near = open(0x20)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> near.send(bytes(1_000_000), address(0x30).withPgn(PROPRIETARY_A)))
          .isInstanceOf(ClosedByInterruptException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
