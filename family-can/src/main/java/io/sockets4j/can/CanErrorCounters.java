package io.sockets4j.can;

import java.nio.ByteBuffer;

/**
 * The error counters of a CAN controller: {@code struct can_berr_counter} of {@code
 * linux/can/netlink.h}. Errors let them grow, and what goes well lets them shrink.
 *
 * @param transmit of what was sent, 0 or more
 * @param receive of what was received, 0 or more
 */
public record CanErrorCounters(int transmit, int receive) {

  static CanErrorCounters decode(ByteBuffer struct) {
    return new CanErrorCounters(
        (int) RtnetlinkStructs.TXERR.getUnsigned(struct, 0),
        (int) RtnetlinkStructs.RXERR.getUnsigned(struct, 0));
  }
}
