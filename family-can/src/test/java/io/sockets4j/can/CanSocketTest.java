package io.sockets4j.can;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.BsdSocket;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.RequiresFamily;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** CAN sockets as sockets, without what this module adds to them. */
@RequiresFamily("AF_CAN")
class CanSocketTest {

  @Test
  void framesAreBytesOfACertainForm() throws Exception {
    byte[] frame = {0x23, 1, 0, 0, 2, 0, 0, 0, 'h', 'i', 0, 0, 0, 0, 0, 0};
    try (Vcan vcan = Vcan.create();
        var near = BsdSocket.open(CanFamily.AF_CAN, SocketType.RAW, CanProtocols.CAN_RAW);
        var far = BsdSocket.open(CanFamily.AF_CAN, SocketType.RAW, CanProtocols.CAN_RAW)) {
      near.bind(vcan.address());
      far.bind(vcan.address()).setTimeout(Duration.ofSeconds(20));
      assertThat(near.getLocalAddress()).isEqualTo(vcan.address()).hasToString(vcan.name());
      assertThat(near.send(frame)).isEqualTo(frame.length);
      assertThat(far.receive(100)).isEqualTo(frame);
    }
  }

  @Test
  void whatASocketFromElsewhereIsShowsInItsOptions() throws Exception {
    Map<Protocol, SocketType> all =
        Map.of(
            CanProtocols.CAN_RAW, SocketType.RAW,
            CanProtocols.CAN_BCM, SocketType.DGRAM,
            CanProtocols.CAN_ISOTP, SocketType.DGRAM,
            CanProtocols.CAN_J1939, SocketType.DGRAM);
    for (Map.Entry<Protocol, SocketType> each : all.entrySet()) {
      try (var opened = BsdSocket.open(CanFamily.AF_CAN, each.getValue(), each.getKey());
          var adopted = BsdSocket.adopt(opened.detach())) {
        assertThat(adopted.protocol()).isEqualTo(each.getKey());
      }
    }
  }
}
