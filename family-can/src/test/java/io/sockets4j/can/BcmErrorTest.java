package io.sockets4j.can;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockets4j.NativeError;
import io.sockets4j.os.Errno;
import io.sockets4j.testkit.DescriptorAccounting;
import io.sockets4j.testkit.RequiresFamily;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What goes wrong with sockets of the broadcast manager, and what is said of it. */
@RequiresFamily(value = "AF_CAN", kind = "broadcast manager")
@ExtendWith(DescriptorAccounting.class)
class BcmErrorTest {
  private static final int GONE = 1_000_000;
  private static final CanFrame A = CanFrame.of(0x123, new byte[] {1});

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

  private static void assertFails(ThrowingCallable call, Errno errno, String... words) {
    assertThatThrownBy(call)
        .isInstanceOf(IOException.class)
        .isInstanceOfSatisfying(NativeError.class, e -> assertThat(e.errno()).isEqualTo(errno))
        .hasMessageContainingAll(words);
  }

  @Test
  void interfacesThatAreNotThereOrNotOfCan() {
    assertThatThrownBy(() -> CanBcmSocket.open("nocan0"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'nocan0'");
    assertFails(
        () -> CanBcmSocket.open(CanAddress.of(GONE)), Errno.ENODEV, "connect", "#1000000", "none");
    assertFails(() -> CanBcmSocket.open("lo"), Errno.ENODEV, "lo", "it is none of CAN");
  }

  @Test
  void connectingTwiceAndBinding() {
    assertFails(
        () -> bcm.socket().connect(CanAddress.ANY), Errno.EISCONN, "open a socket for each");
    assertFails(() -> bcm.socket().bind(bench.vcan.address()), Errno.EOPNOTSUPP, "connect it");
  }

  @Test
  void tasksThatAreNotThere() throws Exception {
    BcmKey transmission = BcmKey.ofTransmission(0x123);
    BcmKey reception = BcmKey.ofReception(0x18DA10F1).withFd(true);
    assertFails(
        () -> bcm.delete(transmission),
        Errno.EINVAL,
        "TX_DELETE transmission of 123",
        "no such task");
    assertFails(() -> bcm.requestStatus(transmission), Errno.EINVAL, "TX_READ transmission of 123");
    assertFails(() -> bcm.delete(reception), Errno.EINVAL, "RX_DELETE reception of 18DA10F1 (FD)");
    assertFails(() -> bcm.requestStatus(reception), Errno.EINVAL, "RX_READ");
    bcm.setUp(BcmTransmission.of(A)); // the other direction, and classic
    assertFails(() -> bcm.delete(BcmKey.ofReception(0x123)), Errno.EINVAL, "RX_DELETE");
    assertFails(() -> bcm.delete(transmission.withFd(true)), Errno.EINVAL, "(FD)");
    bcm.delete(transmission);
  }

  @Test
  void framesThatAreNotOfTheBroadcastManager() {
    CanFrame xl = CanFrame.xl(1, 2, 3, new byte[] {4});
    CanFrame error = CanFrame.error(1, new byte[8]);
    assertThatThrownBy(() -> bcm.send(xl)).hasMessageContaining("CAN XL");
    assertThatThrownBy(() -> bcm.send(error)).hasMessageContaining("error frame");
  }

  @Test
  void anInterfaceWithoutCanFd() throws Exception {
    Vcan.ip("link set " + bench.vcan.name() + " down");
    Vcan.ip("link set " + bench.vcan.name() + " mtu 16");
    Vcan.ip("link set " + bench.vcan.name() + " up");
    assertFails(() -> bcm.receive(), Errno.ENETDOWN, "recvmsg");
    assertFails(
        () -> bcm.send(CanFrame.fd(0x123, new byte[1])), Errno.EMSGSIZE, "TX_SEND 123", "MTU");
  }

  @Test
  void anInterfaceThatGoesDownAndComesBack() throws Exception {
    bcm.setUp(BcmReception.of(0x123));
    bcm.setUp(BcmTransmission.of(A).every(Duration.ofMillis(5)));
    assertThat(bench.changed()).isEqualTo(A);
    Vcan.ip("link set " + bench.vcan.name() + " down");
    assertFails(() -> bcm.send(A), Errno.ENETDOWN, "TX_SEND", "up");
    assertThatThrownBy(
            () -> {
              while (bcm.receive() instanceof BcmEvent.RxChanged) {
                // told before it went down
              }
            })
        .isInstanceOfSatisfying(
            NativeError.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENETDOWN));
    bcm.setUp(BcmReception.of(0x124).withTimeout(Duration.ofMillis(5)));
    while (!(bcm.receive() instanceof BcmEvent.RxTimeout)) {
      // told before it went down
    }
    Vcan.ip("link set " + bench.vcan.name() + " up");
    assertThat(bench.changed()).isEqualTo(A); // the tasks are still there
  }

  @Test
  void anInterfaceThatIsRemovedWhileTasksRun() throws Exception {
    try (CanBcmSocket other = CanBcmSocket.open(CanAddress.ANY).setTimeout(BcmBench.DEADLINE)) {
      CanAddress address;
      try (Vcan gone = Vcan.create();
          CanBcmSocket socket = CanBcmSocket.open(gone.name()).setTimeout(BcmBench.DEADLINE)) {
        address = gone.address();
        socket.setUp(BcmTransmission.of(A).every(Duration.ofMillis(5)));
        socket.setUp(BcmReception.of(0x123));
        other.setUp(BcmReception.of(0x123), address);
        other.setUp(BcmTransmission.of(A).withId(1).every(Duration.ofMillis(5)), address);
        assertThat(other.receive()).isInstanceOf(BcmEvent.RxChanged.class);
        Vcan.ip("link del " + gone.name());
        Vcan.ip("link add " + gone.name() + " type vcan"); // for its close
        assertThatThrownBy(
                () -> {
                  while (socket.receive() instanceof BcmEvent.RxChanged) {
                    // told before
                  }
                })
            .isInstanceOfSatisfying(
                NativeError.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENODEV))
            .hasMessageContaining("the interface is gone");
        assertFails(() -> socket.setUp(BcmReception.of(1)), Errno.ENOTCONN, "removed");
        assertFails(() -> socket.send(A), Errno.ENOTCONN, "TX_SEND");
      }
      assertFails(() -> other.setUp(BcmReception.of(2), address), Errno.ENODEV, "gone");
      other.setUp(BcmReception.of(0x123)); // for any interface: it goes on
      bench.put(A);
      while (!(other.receive() instanceof BcmEvent.RxChanged changed
          && changed.address().equals(bench.vcan.address()))) {
        // told before
      }
    }
  }

  @Test
  void interfacesThatAreNotSaidOrAreOthers() throws Exception {
    try (CanBcmSocket any = CanBcmSocket.open(CanAddress.ANY)) {
      assertThatThrownBy(() -> any.setUp(BcmTransmission.of(A)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("TX_SETUP transmission of 123")
          .hasMessageContaining("interface to send through");
      assertThatThrownBy(() -> any.setUp(BcmReception.answering(A)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> any.send(A)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> any.delete(BcmKey.ofTransmission(1)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(any).hasToString(any.socket() + ", any");
    }
    assertThatThrownBy(() -> bcm.setUp(BcmReception.of(1), CanAddress.of(GONE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("#1000000")
        .hasMessageContaining(bench.vcan.name());
    assertThatThrownBy(() -> bcm.setUp(BcmReception.of(1), CanAddress.ANY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSocketThatIsClosed() throws Exception {
    CanBcmSocket closed = CanBcmSocket.open(bench.vcan.address());
    closed.close();
    closed.close();
    assertThatThrownBy(() -> closed.receive()).isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(() -> closed.send(A)).isInstanceOf(ClosedChannelException.class);
  }

  @Test
  void closingEndsTasks() throws Exception {
    try (CanBcmSocket closed = CanBcmSocket.open(bench.vcan.address())) {
      closed.setUp(BcmTransmission.of(A).every(Duration.ofMillis(5)));
      assertThat(bench.seen()).isEqualTo(A);
    }
    CanFrame mark = CanFrame.of(0x7FF);
    for (int i = 0; i < 2; i++) {
      assertThat(bcm.send(mark)).isTrue();
      CanFrame frame = bench.seen();
      while (frame.equals(A) && i == 0) { // sent before
        frame = bench.seen();
      }
      assertThat(frame).isEqualTo(mark);
    }
  }
}
