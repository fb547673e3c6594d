package io.sockets4j.it.inside;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.can.IsoTpAddress;
import io.sockets4j.can.IsoTpSocket;
import io.sockets4j.examples.ReadVin;
import io.sockets4j.examples.SimulatedEcu;
import io.sockets4j.testkit.Program;
import io.sockets4j.testkit.Program.Result;
import io.sockets4j.testkit.RequiresFamily;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The example that reads a vehicle identification number, with its simulated control unit. */
@Inside
@RequiresFamily(value = "AF_CAN", kind = "ISO-TP")
class ReadVinTest {
  private static final String DEVICE = "vin0";
  private static final String VIN = "1HGBH41JXMN109186";

  @BeforeEach
  void plug() throws Exception {
    Command.ip("link add " + DEVICE + " type vcan");
    Command.ip("link set " + DEVICE + " up");
  }

  @AfterEach
  void unplug() throws Exception {
    Command.ip("link del " + DEVICE);
  }

  private static Result read() throws Exception {
    try (Program reading = Program.start(Program.java(ReadVin.class, DEVICE), null, null)) {
      return reading.finish();
    }
  }

  @Test
  void theNumberIsRead() throws Exception {
    try (Program ecu = Program.start(Program.java(SimulatedEcu.class, DEVICE, VIN), null, null)) {
      assertThat(ecu.await("Listening on (.+)")).isEqualTo(DEVICE);
      Result result = read();
      assertThat(result.err()).isEmpty();
      assertThat(result.out().strip()).isEqualTo("VIN " + VIN);
      assertThat(result.status()).isZero();
      try (var other =
          IsoTpSocket.open(
              IsoTpAddress.of(DEVICE, 0x7E8, 0x7E0),
              socket -> socket.setTimeout(Duration.ofSeconds(20)))) {
        other.sendConfirmed(new byte[] {0x10, 3});
        assertThat(other.receive()).isEqualTo(new byte[] {0x7F, 0x10, 0x11});
        other.sendConfirmed(new byte[] {0x22, 1, 2});
        assertThat(other.receive()).isEqualTo(new byte[] {0x7F, 0x22, 0x31});
      }
    }
  }

  @Test
  void nobodyAnswers() throws Exception {
    Result result = read();
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("timed out", DEVICE);
  }
}
