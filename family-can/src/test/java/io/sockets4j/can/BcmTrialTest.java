package io.sockets4j.can;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockets4j.os.Errno;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketType;
import io.sockets4j.spi.SocketKind;
import io.sockets4j.testkit.DescriptorAccounting;
import io.sockets4j.testkit.RequiresFamily;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How the family shows that its broadcast manager works, and what it says where it does not. */
@ExtendWith(DescriptorAccounting.class)
class BcmTrialTest {
  private static final SocketKind KIND =
      CanFamily.AF_CAN.kinds().stream()
          .filter(kind -> kind.protocol().equals(CanProtocols.CAN_BCM))
          .findAny()
          .orElseThrow();

  @Test
  void isOfDatagrams() {
    assertThat(KIND.name()).isEqualTo("broadcast manager");
    assertThat(KIND.type()).isEqualTo(SocketType.DGRAM);
  }

  @Test
  @RequiresFamily(value = "AF_CAN", kind = "broadcast manager")
  void succeedsWhileOthersSend() throws Exception {
    try (Vcan vcan = Vcan.create();
        CanBcmSocket other = CanBcmSocket.open(vcan.name())) {
      other.setUp(BcmTransmission.of(CanFrame.of(0x123)).every(Duration.ofMillis(1)));
      CanTrials.bcm(vcan.address(), BcmBench.DEADLINE);
    }
  }

  @Test
  @RequiresFamily(value = "AF_CAN", kind = "broadcast manager")
  void failsWhereTheInterfaceIsDown() throws Exception {
    try (Vcan vcan = Vcan.create()) {
      Vcan.ip("link set " + vcan.name() + " down");
      assertThatThrownBy(() -> CanTrials.bcm(vcan.address(), BcmBench.DEADLINE))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("ENETDOWN");
    }
  }

  @Test
  void remediesAreOfTheBroadcastManagerAlone() {
    for (Errno errno : new Errno[] {Errno.EISCONN, Errno.ENOTCONN, Errno.E2BIG, Errno.EMSGSIZE}) {
      assertThat(remedy(errno, CanProtocols.CAN_BCM)).isNotEmpty();
      assertThat(CanRemedies.remedy("sendmsg", errno, Protocol.of(99))).isNull();
    }
    assertThat(remedy(Errno.EINVAL, CanProtocols.CAN_BCM)).contains("no such task");
    assertThat(CanRemedies.remedy("recvmsg", Errno.EINVAL, CanProtocols.CAN_BCM)).isNull();
    assertThat(CanRemedies.remedy("connect", Errno.ENODEV, CanProtocols.CAN_BCM))
        .contains("none of CAN");
  }

  private static String remedy(Errno errno, Protocol protocol) {
    return String.valueOf(CanRemedies.remedy("sendmsg", errno, protocol));
  }
}
