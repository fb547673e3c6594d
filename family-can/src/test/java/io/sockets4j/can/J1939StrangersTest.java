package io.sockets4j.can;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.BsdSocketOptions;
import io.sockets4j.testkit.Program;
import io.sockets4j.testkit.Python;
import io.sockets4j.testkit.RequiresFamily;
import io.sockets4j.testkit.Tool;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages of J1939 to and from can-utils and Python. */
@RequiresFamily(value = "AF_CAN", kind = "J1939")
@Timeout(60)
class J1939StrangersTest {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final int PGN = 0x12300;

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

  private J1939Socket open(int address) throws IOException {
    return J1939Socket.open(
        J1939Address.of(vcan.name(), address),
        socket -> socket.setTimeout(DEADLINE).setOption(BsdSocketOptions.SO_BROADCAST, true));
  }

  @Test
  void testj1939Sends() throws Exception {
    try (J1939Socket socket = open(0x90);
        Program stranger =
            Program.start(
                Tool.TESTJ1939.require(), "-s20", "-p3", vcan.name() + ":0x80", ":0x90,0x12300")) {
      J1939Message message = socket.receive();
      assertThat(message.source()).isEqualTo(J1939Address.of(vcan.name(), 0x80).withPgn(PGN));
      assertThat(message.data())
          .isEqualTo(HexFormat.of().parseHex("0123456789abcdef".repeat(2) + "01234567"));
      assertThat(stranger.finish().status()).isZero();
    }
  }

  @Test
  void testj1939Echoes() throws Exception {
    try (J1939Socket socket = open(0x90);
        Program stranger =
            Program.start(
                Tool.TESTJ1939.require(),
                "-s1",
                "-e",
                "-w20",
                vcan.name() + ":0x80",
                ":0x90,0x12300")) {
      assertThat(socket.receive().data()).hasSize(1); // so it is there
      byte[] data = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f10");
      socket.send(data, J1939Address.of(vcan.name(), 0x80).withPgn(PGN));
      assertThat(socket.receive().data()).isEqualTo(data);
      assertThat(stranger.process().isAlive()).isTrue();
    }
  }

  @Test
  void pythonAnswers() throws Exception {
    try (J1939Socket socket = open(0x90);
        Python stranger =
            Python.start(
                """
                s = socket.socket(socket.AF_CAN, socket.SOCK_DGRAM, socket.CAN_J1939)
                s.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
                s.bind((sys.argv[1], socket.J1939_NO_NAME, socket.J1939_NO_PGN, 0x80))
                print('bound')
                for i in range(3):
                    data, address = s.recvfrom(5000)
                    print(len(data), hex(address[2]), hex(address[3]))
                    s.sendto(bytes(reversed(data)),
                             (sys.argv[1], socket.J1939_NO_NAME, 0x12300, 0x90))
                """,
                vcan.name())) {
      assertThat(stranger.line()).isEqualTo("bound");
      for (int length : new int[] {5, 1785, 3000}) {
        byte[] data = new byte[length];
        for (int i = 0; i < length; i++) {
          data[i] = (byte) (i * 7);
        }
        socket.send(data, J1939Address.of(vcan.name(), 0x80).withPgn(PGN));
        J1939Message answer = socket.receive(5000);
        assertThat(stranger.line()).isEqualTo(length + " 0x12300 0x90");
        assertThat(answer.data()).hasSize(length);
        for (int i = 0; i < length; i++) {
          assertThat(answer.data()[length - 1 - i]).isEqualTo(data[i]);
        }
      }
      stranger.finish();
    }
  }

  /** The daemon's NAME is lower: it gets the address, and ours another one. */
  @Test
  void anAddressIsLostToJ1939acd() throws Exception {
    J1939Name name = J1939Name.builder().arbitraryAddressCapable(true).identityNumber(9).build();
    try (J1939AddressClaim claim = J1939AddressClaim.start(vcan.address(), name, 0x80)) {
      assertThat(claim.awaitAddress(DEADLINE)).isEqualTo(0x80);
      J1939AddressClaim.Status status = claim.status();
      try (Program stranger = acd("0000000000001234", "128")) {
        status = claim.awaitChange(status, DEADLINE);
        assertThat(status.address()).isEqualTo(0x81);
        assertThat(claim.awaitAddress(DEADLINE)).isEqualTo(0x81);
        assertThat(stranger.process().isAlive()).isTrue();
      }
    }
  }

  /** The daemon's NAME is higher: it has to take another address. */
  @Test
  void anAddressIsKeptFromJ1939acd() throws Exception {
    J1939Name stranger = J1939Name.parse("8000000000005678");
    try (J1939AddressClaim claim =
        J1939AddressClaim.start(vcan.address(), J1939Name.of(0x77), 0x40)) {
      assertThat(claim.awaitAddress(DEADLINE)).isEqualTo(0x40);
      try (J1939Socket socket = open(0x90);
          Program other = acd(stranger.toString(), "64,96")) {
        J1939Message message = socket.receive();
        while (message.source().pgn() != J1939Constants.J1939_PGN_ADDRESS_CLAIMED.value()
            || message.source().name() != stranger.value()
            || message.source().address() != 0x60) {
          message = socket.receive();
        }
        assertThat(claim.status().address()).isEqualTo(0x40);
        assertThat(other.process().isAlive()).isTrue();
      }
    }
  }

  /** The daemon, which takes addresses in decimal. */
  private Program acd(String name, String range) throws IOException {
    return Program.start(Tool.J1939ACD.require(), "-v", "-r", range, name, vcan.name());
  }
}
