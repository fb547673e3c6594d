package io.sockets4j.can;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.testkit.RequiresFamily;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What others on a virtual interface see of round trips: it may lead to a machine after all. */
@RequiresFamily("AF_CAN")
@Timeout(60)
class CanTrialsTest {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final int LOWEST_PRIORITIES = 0x1ff0_0000;

  @Test
  void sendNothingThatOthersTakeForACommand() throws Exception {
    try (Vcan vcan = Vcan.create();
        CanRawSocket other = CanRawSocket.open(vcan.address()).setTimeout(DEADLINE)) {
      CanTrials.raw(vcan.address(), DEADLINE);
      CanTrials.bcm(vcan.address(), DEADLINE);
      for (int i = 0; i < 2; i++) {
        CanFrame frame = other.receive();
        assertThat(frame.isExtended()).as(frame.toString()).isTrue();
        assertThat(frame.number()).isGreaterThanOrEqualTo(LOWEST_PRIORITIES);
      }
    }
  }
}
