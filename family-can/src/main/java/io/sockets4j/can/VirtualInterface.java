package io.sockets4j.can;

import io.sockets4j.spi.NotSetUpException;
import io.sockets4j.spi.RoundTrip;
import java.io.IOException;

/**
 * A virtual CAN interface for round trips. Never a real one: what is sent there is sent to a
 * machine, or a car.
 */
final class VirtualInterface {
  private VirtualInterface() {}

  static RoundTrip.Lease lease() throws IOException {
    for (CanInterface each : CanInterface.all()) {
      if (each.isVirtual() && each.isUp()) {
        return RoundTrip.Lease.of(each.address());
      }
    }
    throw new NotSetUpException(
        "no virtual CAN interface is up, and nothing is sent through real ones: try 'ip link add"
            + " vcan0 type vcan' and 'ip link set vcan0 up' as root");
  }
}
