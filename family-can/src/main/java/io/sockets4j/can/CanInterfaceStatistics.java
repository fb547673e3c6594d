package io.sockets4j.can;

import java.nio.ByteBuffer;

/**
 * What has gone through a network interface: {@code struct rtnl_link_stats64} of {@code
 * linux/if_link.h}.
 *
 * @param receivedFrames frames that were received
 * @param sentFrames frames that were sent
 * @param receivedBytes the data in those that were received
 * @param sentBytes the data in those that were sent
 * @param receiveErrors frames that were received with errors
 * @param sendErrors frames that could not be sent
 * @param receiveDrops frames that were received and lost, since there was no room
 * @param sendDrops frames that were lost before they were sent
 */
public record CanInterfaceStatistics(
    long receivedFrames,
    long sentFrames,
    long receivedBytes,
    long sentBytes,
    long receiveErrors,
    long sendErrors,
    long receiveDrops,
    long sendDrops) {
  /** Of kernels that do not tell. */
  static final CanInterfaceStatistics NONE = new CanInterfaceStatistics(0, 0, 0, 0, 0, 0, 0, 0);

  static CanInterfaceStatistics decode(ByteBuffer struct) {
    return new CanInterfaceStatistics(
        RtnetlinkStructs.RX_PACKETS.getLong(struct, 0),
        RtnetlinkStructs.TX_PACKETS.getLong(struct, 0),
        RtnetlinkStructs.RX_BYTES.getLong(struct, 0),
        RtnetlinkStructs.TX_BYTES.getLong(struct, 0),
        RtnetlinkStructs.RX_ERRORS.getLong(struct, 0),
        RtnetlinkStructs.TX_ERRORS.getLong(struct, 0),
        RtnetlinkStructs.RX_DROPPED.getLong(struct, 0),
        RtnetlinkStructs.TX_DROPPED.getLong(struct, 0));
  }
}
