package io.sockets4j.unix;

import static io.sockets4j.unix.UnixFamily.AF_UNIX;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockets4j.BsdSocket;
import io.sockets4j.ControlMessage;
import io.sockets4j.Message;
import io.sockets4j.NativeError;
import io.sockets4j.OwnedDescriptor;
import io.sockets4j.os.ControlConstants;
import io.sockets4j.os.ControlHeader;
import io.sockets4j.os.Errno;
import io.sockets4j.os.MessageFlag;
import io.sockets4j.os.MessageFlags;
import io.sockets4j.os.SocketConstants;
import io.sockets4j.os.SocketType;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Descriptors that go with messages: they arrive, and none is ever left behind. */
class UnixDescriptorsTest extends DescriptorsTest {
  private static final int SOL_SOCKET = SocketConstants.SOL_SOCKET.value();
  private static final MessageFlags DONT_WAIT = MessageFlags.of(MessageFlag.DONTWAIT);

  static Stream<SocketType> types() {
    return Stream.of(SocketType.STREAM, SocketType.DGRAM, SocketType.SEQPACKET);
  }

  // ---------------------------------------------------------------------- they arrive

  @ParameterizedTest
  @MethodSource("types")
  void aSocketGoesAndComes(SocketType type) throws Exception {
    try (var pair = pair(type);
        var other = pair(SocketType.STREAM);
        Message incoming = receiver(1)) {
      ByteBuffer word = ByteBuffer.wrap("hello".getBytes(UTF_8));
      assertThat(pair.first().sendMessage(new Message(word).addDescriptor(other.first())))
          .isEqualTo(5);
      other.first().close();
      assertThat(pair.second().receiveMessage(incoming)).isEqualTo(5);
      assertThat(incoming.controlTruncated()).isFalse();
      assertThat(incoming.flags()).isEqualTo(MessageFlags.NONE);
      assertThat(incoming.control()).isEmpty();
      List<OwnedDescriptor> taken = incoming.takeDescriptors();
      assertThat(taken).hasSize(1);
      assertThat(incoming.takeDescriptors()).isEmpty();
      try (BsdSocket<?> received = taken.get(0).toSocket()) {
        assertThat(taken.get(0).isOpen()).isFalse();
        assertThat(received.family()).isSameAs(AF_UNIX);
        assertThat(received.isInheritable()).isFalse();
        received.sendAll(new byte[] {1, 2});
        assertThat(other.second().receive(9)).containsExactly(1, 2);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void asManyGoAsTheKernelTakes(SocketType type) throws Exception {
    try (var pair = pair(type);
        Message incoming = receiver(253)) {
      Message outgoing = message(1);
      int fd = pair.first().fd();
      for (int i = 0; i < 253; i++) {
        outgoing.addDescriptor(fd);
      }
      assertThatIllegalArgumentException()
          .isThrownBy(() -> outgoing.addDescriptor(fd))
          .withMessageContaining("253");
      assertThatIllegalArgumentException().isThrownBy(() -> message(1).addDescriptor(-1));
      assertThatIllegalArgumentException().isThrownBy(() -> message(1).roomForDescriptors(254));
      pair.first().sendMessage(outgoing);
      pair.second().receiveMessage(incoming);
      assertThat(incoming.controlTruncated()).isFalse();
      List<OwnedDescriptor> taken = incoming.takeDescriptors();
      assertThat(taken).hasSize(253);
      assertThat(taken.stream().map(UnixDescriptorsTest::number).distinct()).hasSize(253);
      for (OwnedDescriptor one : taken) {
        one.close();
      }
    }
  }

  private static int number(OwnedDescriptor descriptor) {
    try {
      return descriptor.fd();
    } catch (ClosedChannelException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aMessageWithDescriptorsIsSentOnAsItCame() throws Exception {
    try (var pair = pair(SocketType.STREAM);
        var next = pair(SocketType.STREAM);
        Message message = receiver(2);
        Message last = receiver(2)) {
      send(pair.first(), 2);
      pair.second().receiveMessage(message);
      message.setBuffers(ByteBuffer.allocate(1));
      next.first().sendMessage(message);
      assertThat(next.second().receiveMessage(last)).isEqualTo(1);
      List<OwnedDescriptor> taken = last.takeDescriptors();
      assertThat(taken).hasSize(2);
      for (OwnedDescriptor one : taken) {
        one.toSocket().close();
      }
    }
  }

  @Test
  void ofAStreamTheyGoWithTheFirstByteAlone() throws Exception {
    int length = 3_000_000;
    try (var pair = pair(SocketType.STREAM);
        var other = pair(SocketType.STREAM);
        Message incoming = receiver(5)) {
      FutureTask<Integer> counting =
          start(
              () -> {
                int descriptors = 0;
                int bytes = 0;
                while (bytes < length) {
                  incoming.setBuffers(ByteBuffer.allocate(100_000));
                  bytes += pair.second().receiveMessage(incoming);
                  for (OwnedDescriptor one : incoming.takeDescriptors()) {
                    descriptors++;
                    one.close();
                  }
                }
                return descriptors;
              });
      Message outgoing = message(length).addDescriptor(other.first()).addDescriptor(other.second());
      pair.first().sendAll(outgoing, MessageFlags.NONE);
      assertThat(outgoing.length()).isEqualTo(length);
      assertThat(result(counting)).isEqualTo(2);
    }
  }

  @Test
  void waitingForAllStopsAtThem() throws Exception {
    try (var pair = pair(SocketType.STREAM);
        Message incoming = receiver(1)) {
      pair.first().sendAll(new byte[10]);
      send(pair.first(), 1);
      pair.first().sendAll(new byte[200]);
      MessageFlags all = MessageFlags.of(MessageFlag.WAITALL);
      int received = pair.second().receiveMessage(incoming, all);
      assertThat(received).isBetween(11, 100);
      assertThat(incoming.takeDescriptors().get(0).toSocket()).satisfies(BsdSocket::close);
    }
  }

  @Test
  void severalControlMessagesComeAtOnce() throws Exception {
    int passCredentials = SocketConstants.SO_PASSCRED.value();
    int credentials = ControlConstants.SCM_CREDENTIALS.value();
    try (var pair = pair(SocketType.DGRAM);
        Message incoming = receiver(1).roomForControl(ControlHeader.space(12))) {
      pair.second().setOption(SOL_SOCKET, passCredentials, 1);
      send(pair.first(), 1);
      pair.second().receiveMessage(incoming);
      assertThat(incoming.control()).hasSize(1);
      ControlMessage control = incoming.control().get(0);
      assertThat(control.level()).isEqualTo(SOL_SOCKET);
      assertThat(control.type()).isEqualTo(credentials);
      assertThat(control.length()).isEqualTo(12);
      ByteBuffer data = ByteBuffer.wrap(control.data()).order(ByteOrder.nativeOrder());
      assertThat(data.getInt(0)).isEqualTo((int) ProcessHandle.current().pid());
      assertThat(incoming.controlTruncated()).isFalse();
      for (OwnedDescriptor one : incoming.takeDescriptors()) {
        one.close();
      }
      // What came can be sent on, as a process may name itself.
      incoming.setBuffers(ByteBuffer.allocate(1));
      assertThat(pair.first().sendMessage(incoming)).isEqualTo(1);
      pair.second().receiveMessage(incoming);
      assertThat(incoming.control()).containsExactly(control);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theSendersProcessComesAsADescriptor() throws Exception {
    try (var pair = pair(SocketType.DGRAM);
        Message incoming = message(1).roomForControl(ControlHeader.space(Integer.BYTES))) {
      try {
        pair.second().setOption(SOL_SOCKET, SocketConstants.SO_PASSPIDFD.value(), 1);
      } catch (IOException e) { // before Linux 6.5
        assertThat(((NativeError) e).errno()).isEqualTo(Errno.ENOPROTOOPT);
        return;
      }
      for (int i = 0; i < 3; i++) {
        pair.first().send(new byte[1]);
        pair.second().receiveMessage(incoming.setBuffers(ByteBuffer.allocate(1)));
        assertThat(incoming.control()).isEmpty();
      }
      OwnedDescriptor process = requireNonNull(incoming.takePidfd());
      assertThat(incoming.takePidfd()).isNull();
      String info = Files.readString(Path.of("/proc/self/fdinfo/" + process.fd()));
      assertThat(info).contains("Pid:\t" + ProcessHandle.current().pid());
      process.close();
      pair.first().send(new byte[1]);
      pair.second().receiveMessage(incoming.setBuffers(ByteBuffer.allocate(1)));
      // And the last one goes with the message.
    }
  }

  // ----------------------------------------------------------------- what nobody takes

  @ParameterizedTest
  @MethodSource("types")
  void whatNobodyTakesIsClosed(SocketType type) throws Exception {
    try (var pair = pair(type)) {
      int open = open();
      Message incoming = receiver(3);
      send(pair.first(), 3);
      pair.second().receiveMessage(incoming);
      assertThat(open()).isEqualTo(open + 3);
      send(pair.first(), 2);
      incoming.setBuffers(ByteBuffer.allocate(9));
      pair.second().receiveMessage(incoming); // again
      assertThat(open()).isEqualTo(open + 2);
      assertThat(pair.second().receiveMessage(incoming, DONT_WAIT)).isZero();
      assertThat(open()).isEqualTo(open);
      send(pair.first(), 1);
      pair.second().receiveMessage(incoming);
      incoming.clearControl();
      assertThat(open()).isEqualTo(open);
      send(pair.first(), 1);
      pair.second().receiveMessage(incoming);
      incoming.clear();
      assertThat(open()).isEqualTo(open);
      send(pair.first(), 1);
      pair.second().receiveMessage(incoming);
      incoming.close();
      incoming.close();
      assertThat(open()).isEqualTo(open);
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void withoutRoomTheyAreClosedAtOnce(SocketType type) throws Exception {
    try (var pair = pair(type)) {
      int open = open();
      for (Message incoming :
          List.of(message(10), message(10).roomForControl(500), receiver(1), receiver(2))) {
        send(pair.first(), 3);
        pair.second().receiveMessage(incoming);
        assertThat(incoming.controlTruncated()).isTrue();
        incoming.close();
        assertThat(open()).isEqualTo(open);
      }
      send(pair.first(), 3);
      assertThat(pair.second().receive(9)).hasSize(1);
      send(pair.first(), 3);
      pair.second().receiveFrom(ByteBuffer.allocate(1));
      send(pair.first(), 3);
      pair.second().read(new ByteBuffer[] {ByteBuffer.allocate(1)});
      assertThat(open()).isEqualTo(open);
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void fewerThanCameAreTheFirst(SocketType type) throws Exception {
    try (var pair = pair(type);
        Message incoming = receiver(2)) {
      send(pair.first(), 5);
      pair.second().receiveMessage(incoming);
      assertThat(incoming.controlTruncated()).isTrue();
      List<OwnedDescriptor> taken = incoming.takeDescriptors();
      assertThat(taken).hasSize(2);
      for (OwnedDescriptor one : taken) {
        one.toSocket().close();
      }
    }
  }

  @Test
  void thoseThatAreStillOnTheirWayGoWithTheSocket() throws Exception {
    try (var pair = pair(SocketType.STREAM)) {
      send(pair.first(), 10);
    }
  }

  @Test
  void peekedOnesAreDescriptorsOfTheirOwn() throws Exception {
    try (var pair = pair(SocketType.SEQPACKET);
        Message incoming = receiver(1)) {
      send(pair.first(), 1);
      MessageFlags peek = MessageFlags.of(MessageFlag.PEEK);
      pair.second().receiveMessage(incoming, peek);
      pair.second().receiveMessage(incoming, peek);
      List<OwnedDescriptor> peeked = incoming.takeDescriptors();
      pair.second().receiveMessage(incoming);
      List<OwnedDescriptor> received = incoming.takeDescriptors();
      assertThat(peeked).hasSize(1);
      assertThat(received).hasSize(1);
      assertThat(peeked.get(0).fd()).isNotEqualTo(received.get(0).fd());
      peeked.get(0).close();
      received.get(0).close();
    }
  }

  @Test
  void aFailedReceiveLeavesNone() throws Exception {
    try (var pair = pair(SocketType.SEQPACKET)) {
      Message incoming = receiver(1);
      send(pair.first(), 1);
      pair.second().receiveMessage(incoming);
      pair.second().setTimeout(Duration.ofMillis(5));
      assertThatThrownBy(() -> pair.second().receiveMessage(incoming))
          .isInstanceOf(SocketTimeoutException.class);
      assertThat(incoming.takeDescriptors()).isEmpty();
      send(pair.first(), 1);
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> pair.second().receiveMessage(incoming))
          .isInstanceOf(ClosedByInterruptException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  /** The descriptors have come when the thread is interrupted: nobody will see them. */
  @Test
  void anInterruptAmidAReceiveLeavesNone() throws Exception {
    for (int i = 0; i < 300; i++) {
      try (var pair = pair(SocketType.SEQPACKET);
          Message incoming = receiver(2)) {
        FutureTask<Integer> receiving =
            new FutureTask<>(() -> pair.second().receiveMessage(incoming));
        Thread thread = new Thread(receiving, "interrupted");
        thread.start();
        for (int spins = 0; spins < i * 50; spins++) {
          Thread.onSpinWait(); // each time at another moment
        }
        send(pair.first(), 2);
        thread.interrupt();
        thread.join();
        try {
          assertThat(result(receiving)).isEqualTo(1);
        } catch (ExecutionException e) {
          assertThat(e).hasCauseInstanceOf(ClosedChannelException.class);
          assertThat(incoming.takeDescriptors()).isEmpty();
        }
      }
    }
  }

  @Test
  void descriptorsOfABatchAreClosedWithTheirMessages() throws Exception {
    try (var pair = pair(SocketType.DGRAM)) {
      Message[] incoming = {receiver(2), receiver(2), receiver(2), receiver(2)};
      for (int round = 0; round < 20; round++) {
        for (int i = 0; i < 3; i++) {
          send(pair.first(), i);
        }
        for (Message message : incoming) {
          message.setBuffers(ByteBuffer.allocate(10));
        }
        assertThat(pair.second().receiveMessages(incoming, 0, 4, MessageFlags.NONE)).isEqualTo(3);
        for (int i = 0; i < 3 && round % 2 == 0; i++) {
          List<OwnedDescriptor> taken = incoming[i].takeDescriptors();
          assertThat(taken).hasSize(i);
          for (OwnedDescriptor one : taken) {
            one.close();
          }
        }
      }
      for (Message message : incoming) {
        message.close();
      }
    }
  }

  // ------------------------------------------------------------------------- what is sent

  @Test
  void aClosedSocketsDescriptorIsNotSent() throws Exception {
    try (var pair = pair(SocketType.DGRAM)) {
      BsdSocket<?> other = BsdSocket.open(AF_UNIX, SocketType.DGRAM);
      Message outgoing = message(1).addDescriptor(pair.second()).addDescriptor(other);
      other.close();
      assertThatThrownBy(() -> pair.first().sendMessage(outgoing))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("has been closed");
      Message[] batch = {message(1).addDescriptor(pair.second()), outgoing};
      assertThatThrownBy(() -> pair.first().sendMessages(batch, 0, 2, MessageFlags.NONE))
          .hasMessageContaining("has been closed");
      assertThat(pair.second().receiveMessage(message(1), DONT_WAIT)).isZero();
      outgoing.clearControl();
      assertThat(pair.first().sendMessage(outgoing)).isEqualTo(1);
    }
  }

  @Test
  void aNumberThatIsNotOpenIsRefused() throws Exception {
    try (var pair = pair(SocketType.DGRAM)) {
      Message outgoing = message(1).addDescriptor(pair.first()).addDescriptor(1_000_000);
      assertThatThrownBy(() -> pair.first().sendMessage(outgoing))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("sendmsg")
          .hasMessageContaining("2 descriptors")
          .satisfies(e -> assertThat(((NativeError) e).errno()).isEqualTo(Errno.EBADF));
    }
  }

  /** While sockets are closed and others opened, what is sent is never of another kind. */
  @Test
  void noRecycledNumberIsEverSent() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    List<BsdSocket<?>> current = new ArrayList<>();
    current.add(BsdSocket.open(AF_UNIX, SocketType.SEQPACKET));
    try (var pair = pair(SocketType.DGRAM);
        Message incoming = receiver(1)) {
      FutureTask<Boolean> recycling =
          start(
              () -> {
                while (!stop.get()) {
                  BsdSocket<?> next = BsdSocket.open(AF_UNIX, SocketType.SEQPACKET);
                  BsdSocket<?> last;
                  synchronized (current) {
                    last = current.set(0, next);
                  }
                  last.close();
                  BsdSocket.open(AF_UNIX, SocketType.STREAM).close(); // takes its number
                }
                return true;
              });
      int sent = 0;
      for (int i = 0; i < 5000; i++) {
        BsdSocket<?> one;
        synchronized (current) {
          one = current.get(0);
        }
        try {
          pair.first().sendMessage(message(1).addDescriptor(one));
        } catch (IOException e) {
          assertThat(e).hasMessageContaining("has been closed");
          continue;
        }
        sent++;
        incoming.setBuffers(ByteBuffer.allocate(1));
        pair.second().receiveMessage(incoming);
        try (BsdSocket<?> received = incoming.takeDescriptors().get(0).toSocket()) {
          assertThat(received.type()).isEqualTo(SocketType.SEQPACKET);
        }
      }
      stop.set(true);
      result(recycling);
      assertThat(sent).isPositive();
    } finally {
      current.get(0).close();
    }
  }

  // --------------------------------------------------------------------------- adversarial

  /** Control memory of every length, with credentials and descriptors coming at once. */
  @Test
  void memoryOfAnyLengthLeavesNone() throws Exception {
    try (var pair = pair(SocketType.SEQPACKET)) {
      for (int credentials = 0; credentials <= 1; credentials++) {
        pair.second().setOption(SOL_SOCKET, SocketConstants.SO_PASSCRED.value(), credentials);
        for (int room = 0; room <= 100; room++) {
          for (int descriptors = 0; descriptors <= 4; descriptors++) {
            int open = open();
            send(pair.first(), 3);
            Message incoming = message(10).roomForControl(room).roomForDescriptors(descriptors);
            assertThat(pair.second().receiveMessage(incoming)).isEqualTo(1);
            int rest = open() - open;
            assertThat(rest).isBetween(0, descriptors);
            assertThat(incoming.controlTruncated() || rest == 3)
                .as("room for %d bytes, %d descriptors", room, descriptors)
                .isTrue();
            for (ControlMessage control : incoming.control()) {
              assertThat(control.type()).isEqualTo(ControlConstants.SCM_CREDENTIALS.value());
              assertThat(control.length()).isLessThanOrEqualTo(12);
            }
            incoming.close();
            assertThat(open()).isEqualTo(open);
          }
        }
      }
    }
  }

  @Test
  void whateverIsSentAndReceivedNoneIsLeft() throws Exception {
    Random random = new Random(11);
    for (SocketType type : types().toList()) {
      try (var pair = pair(type)) {
        List<OwnedDescriptor> taken = new ArrayList<>();
        Message incoming = message(1);
        for (int round = 0; round < 3000; round++) {
          if (random.nextInt(3) > 0) {
            Message outgoing = message(1 + random.nextInt(50));
            for (int i = random.nextInt(6); i > 0; i--) {
              outgoing.addDescriptor(pair.first().fd());
            }
            if (random.nextInt(5) == 0) {
              byte[] data = new byte[random.nextInt(40)];
              random.nextBytes(data);
              outgoing.add(SOL_SOCKET, random.nextInt(6), data);
            }
            try {
              int unused = pair.first().sendMessage(outgoing, DONT_WAIT);
            } catch (IOException e) {
              assertThat(e).isInstanceOf(NativeError.class);
            }
          } else {
            incoming.setBuffers(ByteBuffer.allocate(random.nextInt(60)));
            incoming.roomForControl(random.nextInt(100)).roomForDescriptors(random.nextInt(5));
            int unused = pair.second().receiveMessage(incoming, DONT_WAIT);
            if (random.nextBoolean()) {
              taken.addAll(incoming.takeDescriptors());
            }
          }
        }
        incoming.close();
        for (OwnedDescriptor one : taken) {
          one.close();
        }
      }
    }
  }

  @Test
  void theNumberCanBeTakenAndAdopted() throws Exception {
    try (var pair = pair(SocketType.DGRAM)) {
      send(pair.first(), 1);
      Message message = receiver(1);
      pair.second().receiveMessage(message);
      OwnedDescriptor received = message.takeDescriptors().get(0);
      int fd = received.detach();
      assertThat(received.isOpen()).isFalse();
      assertThat(received.toString()).doesNotContain(Integer.toString(fd));
      try (OwnedDescriptor again = OwnedDescriptor.adopt(fd)) {
        assertThat(again.fd()).isEqualTo(fd);
        assertThat(again).hasToString("fd " + fd);
        try (BsdSocket<?> socket = BsdSocket.adopt(again.detach())) {
          assertThat(socket.type()).isEqualTo(SocketType.DGRAM);
        }
      }
      assertThatThrownBy(() -> OwnedDescriptor.adopt(1_000_000)).isInstanceOf(IOException.class);
      assertThatIllegalArgumentException().isThrownBy(() -> OwnedDescriptor.adopt(-1));
    }
  }
}
