package io.sockets4j.can;

import static io.sockets4j.can.J1939AddressClaim.State.CANNOT_CLAIM;
import static io.sockets4j.can.J1939AddressClaim.State.CLAIMED;
import static io.sockets4j.can.J1939AddressClaim.State.CLAIMING;
import static io.sockets4j.can.J1939AddressClaim.State.CLOSED;
import static io.sockets4j.can.J1939AddressClaim.State.FAILED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockets4j.BsdSocket;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.DescriptorAccounting;
import io.sockets4j.testkit.RequiresFamily;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Addresses that are claimed, defended, lost and found. */
@RequiresFamily(value = "AF_CAN", kind = "J1939")
@ExtendWith(DescriptorAccounting.class)
@Timeout(60)
class J1939AddressClaimTest {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final J1939Name LOW = J1939Name.of(0x1000);
  private static final J1939Name HIGH = J1939Name.of(0x2000);
  private static final J1939Name CAPABLE = J1939Name.of(1L << 63 | 0x3000);

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

  private J1939AddressClaim start(J1939Name name, int address) throws IOException {
    return J1939AddressClaim.start(vcan.address(), name, address, 0x80, 0x82);
  }

  /** Frames as they are, to play other nodes. */
  private BsdSocket<CanAddress> raw() throws IOException {
    return BsdSocket.open(CanFamily.AF_CAN, SocketType.RAW, CanProtocols.CAN_RAW)
        .bind(vcan.address())
        .setTimeout(DEADLINE);
  }

  private static void sendClaim(BsdSocket<CanAddress> raw, J1939Name name, int address)
      throws IOException {
    send(raw, 0x18EEFF00 | address, 8, name.value());
  }

  private static void send(BsdSocket<CanAddress> raw, int id, int length, long data)
      throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());
    frame.putInt(0, CanId.extended(id)).put(4, (byte) length);
    frame.order(ByteOrder.LITTLE_ENDIAN).putLong(8, data);
    assertThat(raw.send(frame)).isEqualTo(16);
  }

  /** The next claim of a NAME: from which address. */
  private static int receiveClaim(BsdSocket<CanAddress> raw, J1939Name name) throws IOException {
    while (true) {
      ByteBuffer frame = ByteBuffer.wrap(raw.receive(16)).order(ByteOrder.nativeOrder());
      int id = CanId.number(frame.getInt(0));
      long data = frame.order(ByteOrder.LITTLE_ENDIAN).getLong(8);
      if ((id & 0x03FFFF00) == 0x00EEFF00 && data == name.value()) {
        return id & 0xFF;
      }
    }
  }

  private static J1939AddressClaim.Status await(
      J1939AddressClaim claim, J1939AddressClaim.State state, int address) throws Exception {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    J1939AddressClaim.Status status = claim.status();
    while (status.state() != state || status.address() != address) {
      assertThat(System.nanoTime()).as("%s", claim).isLessThan(deadline);
      status = claim.awaitChange(status, DEADLINE);
    }
    return status;
  }

  @Test
  void anAddressIsClaimedAndUsed() throws Exception {
    try (BsdSocket<CanAddress> raw = raw();
        J1939AddressClaim claim = start(LOW, 0x40)) {
      long before = System.nanoTime();
      assertThat(claim.status().state()).isIn(CLAIMING, CLAIMED);
      assertThatThrownBy(() -> claim.awaitAddress(Duration.ofNanos(1)))
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessageContaining(LOW.toString());
      assertThat(receiveClaim(raw, LOW)).isEqualTo(0x40);
      assertThat(claim.awaitAddress(DEADLINE)).isEqualTo(0x40);
      assertThat(System.nanoTime() - before).isGreaterThan(Duration.ofMillis(200).toNanos());
      assertThat(claim.status()).isEqualTo(new J1939AddressClaim.Status(CLAIMED, 0x40, null));
      assertThat(claim.toString()).contains(LOW.toString(), vcan.name(), "CLAIMED", "40");

      // Sent and received under the NAME.
      J1939Address named = J1939Address.of(vcan.name(), J1939Address.NO_ADDRESS).withName(LOW);
      J1939Address other = J1939Address.of(vcan.name(), 0x50);
      SocketSetup bounded = socket -> socket.setTimeout(DEADLINE);
      try (J1939Socket mine = J1939Socket.open(named, bounded);
          J1939Socket far = J1939Socket.open(other, bounded)) {
        mine.send(new byte[20], other.withPgn(0xEF00));
        J1939Message message = far.receive();
        assertThat(message.source())
            .isEqualTo(J1939Address.of(vcan.name(), 0x40).withPgn(0xEF00).withName(LOW));
        far.send(new byte[3], named.withPgn(0xEF00));
        J1939Message answer = mine.receive();
        assertThat(answer.destinationName()).isEqualTo(LOW);
        assertThat(answer.destinationAddress()).isEqualTo(0x40);
      }
    }
  }

  @Test
  void theLowerNameKeepsTheAddress() throws Exception {
    try (BsdSocket<CanAddress> raw = raw();
        J1939AddressClaim low = start(LOW, 0x40)) {
      assertThat(low.awaitAddress(DEADLINE)).isEqualTo(0x40);
      try (J1939AddressClaim high = start(HIGH, 0x40)) {
        await(high, CANNOT_CLAIM, J1939Address.IDLE_ADDRESS);
        assertThatThrownBy(() -> high.awaitAddress(DEADLINE))
            .isInstanceOf(IOException.class)
            .hasMessageContaining("lower NAMEs");
        assertThat(receiveClaim(raw, HIGH)).isEqualTo(0x40);
        assertThat(receiveClaim(raw, HIGH)).isEqualTo(J1939Address.IDLE_ADDRESS);
        assertThat(low.status()).isEqualTo(new J1939AddressClaim.Status(CLAIMED, 0x40, null));
      }
    }
  }

  @Test
  void theLowerNameTakesTheAddress() throws Exception {
    try (J1939AddressClaim high = start(HIGH, 0x40);
        J1939AddressClaim capable = start(CAPABLE, 0x41)) {
      assertThat(high.awaitAddress(DEADLINE)).isEqualTo(0x40);
      assertThat(capable.awaitAddress(DEADLINE)).isEqualTo(0x41);
      try (J1939AddressClaim low = start(LOW, 0x40);
          J1939AddressClaim lower = start(J1939Name.of(0x999), 0x41)) {
        assertThat(low.awaitAddress(DEADLINE)).isEqualTo(0x40);
        assertThat(lower.awaitAddress(DEADLINE)).isEqualTo(0x41);
        await(high, CANNOT_CLAIM, J1939Address.IDLE_ADDRESS);
        await(capable, CLAIMED, 0x80); // the first that it may have instead
      }
    }
  }

  @Test
  void whoCanTakesAddressAfterAddressAndAtLastNone() throws Exception {
    try (BsdSocket<CanAddress> raw = raw();
        J1939AddressClaim claim = start(CAPABLE, 0x40)) {
      int number = 1;
      for (int next : new int[] {0x40, 0x80, 0x81, 0x82}) {
        assertThat(receiveClaim(raw, CAPABLE)).isEqualTo(next);
        sendClaim(raw, J1939Name.of(number), next);
        number++;
      }
      assertThat(receiveClaim(raw, CAPABLE)).isEqualTo(J1939Address.IDLE_ADDRESS);
      await(claim, CANNOT_CLAIM, J1939Address.IDLE_ADDRESS);

      sendClaim(raw, J1939Name.of(3), J1939Address.IDLE_ADDRESS); // who had 0x81 leaves
      assertThat(receiveClaim(raw, CAPABLE)).isEqualTo(0x81);
      assertThat(claim.awaitAddress(DEADLINE)).isEqualTo(0x81);
    }
  }

  @Test
  void whoeverAsksIsAnswered() throws Exception {
    long request = 0x00EE00;
    try (BsdSocket<CanAddress> raw = raw();
        J1939AddressClaim claim = start(LOW, 0x40)) {
      assertThat(receiveClaim(raw, LOW)).isEqualTo(0x40);
      send(raw, 0x18EAFFFE, 3, request); // everybody, while it is being claimed
      assertThat(receiveClaim(raw, LOW)).isEqualTo(0x40);
      assertThat(claim.awaitAddress(DEADLINE)).isEqualTo(0x40);
      send(raw, 0x18EA4020, 3, request); // this one alone
      assertThat(receiveClaim(raw, LOW)).isEqualTo(0x40);
      send(raw, 0x18EA4020, 3, 0x00FEDA); // what else is asked for is not answered
      sendClaim(raw, J1939Name.of(1), 0x40);
      assertThat(receiveClaim(raw, LOW)).isEqualTo(J1939Address.IDLE_ADDRESS);
      await(claim, CANNOT_CLAIM, J1939Address.IDLE_ADDRESS);
      send(raw, 0x18EAFF20, 3, request);
      assertThat(receiveClaim(raw, LOW)).isEqualTo(J1939Address.IDLE_ADDRESS);
    }
  }

  @Test
  void whatIsNoClaimChangesNothing() throws Exception {
    try (BsdSocket<CanAddress> raw = raw();
        J1939AddressClaim claim = start(LOW, 0x40)) {
      assertThat(claim.awaitAddress(DEADLINE)).isEqualTo(0x40);
      send(raw, 0x18EEFF40, 3, 1); // too short
      send(raw, 0x18EEFF40, 8, 0); // no NAME
      send(raw, 0x18EAFF20, 2, 0xEE00);
      sendClaim(raw, LOW, 0x40); // its own, from elsewhere
      sendClaim(raw, HIGH, 0x40);
      assertThat(receiveClaim(raw, LOW)).isEqualTo(0x40); // the answer to the last one
      assertThat(claim.status()).isEqualTo(new J1939AddressClaim.Status(CLAIMED, 0x40, null));
    }
  }

  @Test
  void itEndsWithTheInterfaceOrWhenItIsClosed() throws Exception {
    J1939AddressClaim closed = start(LOW, 0x40);
    closed.close();
    assertThat(closed.status().state()).isEqualTo(CLOSED);
    assertThatThrownBy(() -> closed.awaitAddress(DEADLINE))
        .isInstanceOf(ClosedChannelException.class);
    closed.close();
    try (J1939AddressClaim claim = start(HIGH, 0x41)) {
      assertThat(claim.awaitAddress(DEADLINE)).isEqualTo(0x41);
      Vcan.ip("link set " + vcan.name() + " down");
      J1939AddressClaim.Status status = await(claim, FAILED, J1939Address.IDLE_ADDRESS);
      assertThat(status.failure()).hasMessageContaining("ENETDOWN");
      assertThatThrownBy(() -> claim.awaitAddress(DEADLINE))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("ENETDOWN");
    }
    assertThatThrownBy(() -> start(LOW, 0x40)).hasMessageContaining("ENETDOWN");
    assertThatIllegalArgumentException().isThrownBy(() -> start(LOW, 0xFF));
  }
}
