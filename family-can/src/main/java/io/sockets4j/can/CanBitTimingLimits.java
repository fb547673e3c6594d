package io.sockets4j.can;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Which bit timings a CAN controller can have: {@code struct can_bittiming_const} of {@code
 * linux/can/netlink.h}.
 *
 * @param driver the driver's name, for instance {@code mcp251x}
 * @param segment1Min the least quanta before the sample point: propagation and phase segment 1
 * @param segment1Max the most of them
 * @param segment2Min the least quanta after the sample point
 * @param segment2Max the most of them
 * @param jumpWidthMax the most of {@link CanBitTiming#jumpWidth}
 * @param prescalerMin the least {@link CanBitTiming#prescaler}
 * @param prescalerMax the largest of them
 * @param prescalerStep by how much one differs from the next
 */
public record CanBitTimingLimits(
    String driver,
    int segment1Min,
    int segment1Max,
    int segment2Min,
    int segment2Max,
    int jumpWidthMax,
    int prescalerMin,
    int prescalerMax,
    int prescalerStep) {

  static CanBitTimingLimits decode(ByteBuffer struct) {
    ByteBuffer driver = ByteBuffer.wrap(RtnetlinkStructs.CONST_NAME.getBytes(struct, 0));
    return new CanBitTimingLimits(
        RtnetlinkAttributes.text(driver, StandardCharsets.US_ASCII),
        RtnetlinkStructs.TSEG1_MIN.getInt(struct, 0),
        RtnetlinkStructs.TSEG1_MAX.getInt(struct, 0),
        RtnetlinkStructs.TSEG2_MIN.getInt(struct, 0),
        RtnetlinkStructs.TSEG2_MAX.getInt(struct, 0),
        RtnetlinkStructs.SJW_MAX.getInt(struct, 0),
        RtnetlinkStructs.BRP_MIN.getInt(struct, 0),
        RtnetlinkStructs.BRP_MAX.getInt(struct, 0),
        RtnetlinkStructs.BRP_INC.getInt(struct, 0));
  }
}
