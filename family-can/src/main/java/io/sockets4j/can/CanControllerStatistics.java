package io.sockets4j.can;

import java.nio.ByteBuffer;

/**
 * What has happened to a CAN controller since its driver was loaded: {@code struct
 * can_device_stats} of {@code linux/can/netlink.h}.
 *
 * @param busErrors errors on the bus
 * @param errorWarnings how often it came into {@link CanState#ERROR_WARNING}
 * @param errorPassives how often it came into {@link CanState#ERROR_PASSIVE}
 * @param busOffs how often it came into {@link CanState#BUS_OFF}
 * @param arbitrationLosses how often another's frame went first
 * @param restarts how often it was restarted
 */
public record CanControllerStatistics(
    long busErrors,
    long errorWarnings,
    long errorPassives,
    long busOffs,
    long arbitrationLosses,
    long restarts) {
  /** Of kernels that do not tell. */
  static final CanControllerStatistics NONE = new CanControllerStatistics(0, 0, 0, 0, 0, 0);

  static CanControllerStatistics decode(ByteBuffer struct) {
    return new CanControllerStatistics(
        RtnetlinkStructs.BUS_ERROR.getUnsigned(struct, 0),
        RtnetlinkStructs.ERROR_WARNING.getUnsigned(struct, 0),
        RtnetlinkStructs.ERROR_PASSIVE.getUnsigned(struct, 0),
        RtnetlinkStructs.BUS_OFF.getUnsigned(struct, 0),
        RtnetlinkStructs.ARBITRATION_LOST.getUnsigned(struct, 0),
        RtnetlinkStructs.RESTARTS.getUnsigned(struct, 0));
  }
}
