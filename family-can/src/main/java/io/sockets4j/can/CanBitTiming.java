package io.sockets4j.can;

import java.nio.ByteBuffer;

/**
 * How a CAN controller divides a bit into time quanta: {@code struct can_bittiming} of {@code
 * linux/can/netlink.h}.
 *
 * <pre>{@code
 * controller.bitTiming().map(CanBitTiming::bitrate); // 500000
 * }</pre>
 *
 * @param bitrate bits a second
 * @param samplePoint where a bit is sampled, in tenths of a percent of its time: 875 is 87.5 %
 * @param quantum the length of a time quantum in nanoseconds
 * @param propagationSegment in quanta
 * @param phaseSegment1 in quanta, before the sample point
 * @param phaseSegment2 in quanta, after the sample point
 * @param jumpWidth the most quanta by which a bit is stretched or cut to follow others
 * @param prescaler the length of a quantum in periods of the controller's clock
 */
public record CanBitTiming(
    int bitrate,
    int samplePoint,
    int quantum,
    int propagationSegment,
    int phaseSegment1,
    int phaseSegment2,
    int jumpWidth,
    int prescaler) {

  private static final int LARGEST_SAMPLE_POINT = 999;

  /**
   * A bit rate, for the kernel to choose the rest.
   *
   * @param bitrate bits a second
   * @return the timing, of which all else is 0
   */
  public static CanBitTiming ofBitrate(int bitrate) {
    return new CanBitTiming(bitrate, 0, 0, 0, 0, 0, 0, 0);
  }

  /**
   * This timing with a sample point.
   *
   * @param samplePoint in tenths of a percent, 0 to 999; 0 for the kernel to choose
   * @return the new timing
   */
  public CanBitTiming withSamplePoint(int samplePoint) {
    return new CanBitTiming(
        bitrate,
        samplePoint,
        quantum,
        propagationSegment,
        phaseSegment1,
        phaseSegment2,
        jumpWidth,
        prescaler);
  }

  /** Refuses what no controller can be set to; what one has, the kernel knows. */
  void requireSettable() {
    if (samplePoint < 0 || samplePoint > LARGEST_SAMPLE_POINT) {
      throw new IllegalArgumentException("sample point " + samplePoint + " is not in 0 to 999");
    }
    int together =
        bitrate
            | quantum
            | propagationSegment
            | phaseSegment1
            | phaseSegment2
            | jumpWidth
            | prescaler;
    if (together < 0) {
      throw new IllegalArgumentException("a number is negative in " + this);
    }
  }

  void encode(ByteBuffer struct) {
    RtnetlinkStructs.BITRATE.putInt(struct, 0, bitrate);
    RtnetlinkStructs.SAMPLE_POINT.putInt(struct, 0, samplePoint);
    RtnetlinkStructs.TQ.putInt(struct, 0, quantum);
    RtnetlinkStructs.PROP_SEG.putInt(struct, 0, propagationSegment);
    RtnetlinkStructs.PHASE_SEG1.putInt(struct, 0, phaseSegment1);
    RtnetlinkStructs.PHASE_SEG2.putInt(struct, 0, phaseSegment2);
    RtnetlinkStructs.SJW.putInt(struct, 0, jumpWidth);
    RtnetlinkStructs.BRP.putInt(struct, 0, prescaler);
  }

  static CanBitTiming decode(ByteBuffer struct) {
    return new CanBitTiming(
        RtnetlinkStructs.BITRATE.getInt(struct, 0),
        RtnetlinkStructs.SAMPLE_POINT.getInt(struct, 0),
        RtnetlinkStructs.TQ.getInt(struct, 0),
        RtnetlinkStructs.PROP_SEG.getInt(struct, 0),
        RtnetlinkStructs.PHASE_SEG1.getInt(struct, 0),
        RtnetlinkStructs.PHASE_SEG2.getInt(struct, 0),
        RtnetlinkStructs.SJW.getInt(struct, 0),
        RtnetlinkStructs.BRP.getInt(struct, 0));
  }
}
