package io.sockets4j.can;

import io.sockets4j.os.SystemConstant;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a CAN controller is to be set to, by {@link CanInterface#configure}. What is not given stays
 * as it is.
 *
 * <pre>{@code
 * can.down();
 * can.configure(
 *     CanSettings.NONE
 *         .withBitTiming(CanBitTiming.ofBitrate(500_000))
 *         .withDataBitTiming(CanBitTiming.ofBitrate(2_000_000))
 *         .with(CanMode.FD)
 *         .withRestartDelay(Duration.ofMillis(100)));
 * can.up();
 * }</pre>
 *
 * <p>Immutable: each step returns new settings.
 */
public final class CanSettings {
  /** Nothing is changed. */
  public static final CanSettings NONE = new CanSettings(null, null, 0, 0, null, -1);

  private static final int LARGEST_TERMINATION = 0xffff;

  private final @Nullable CanBitTiming bitTiming;
  private final @Nullable CanBitTiming dataBitTiming;
  private final int modeMask;
  private final int modes;
  private final @Nullable Duration restartDelay;
  private final int termination;

  private CanSettings(
      @Nullable CanBitTiming bitTiming,
      @Nullable CanBitTiming dataBitTiming,
      int modeMask,
      int modes,
      @Nullable Duration restartDelay,
      int termination) {
    this.bitTiming = bitTiming;
    this.dataBitTiming = dataBitTiming;
    this.modeMask = modeMask;
    this.modes = modes;
    this.restartDelay = restartDelay;
    this.termination = termination;
  }

  /**
   * These with a bit rate, or all of the timing of a bit.
   *
   * @param timing where only the bit rate is given, the kernel chooses the rest
   * @return the new settings
   * @throws IllegalArgumentException if a number is negative, or the sample point is 100 % or more
   */
  public CanSettings withBitTiming(CanBitTiming timing) {
    timing.requireSettable();
    return new CanSettings(timing, dataBitTiming, modeMask, modes, restartDelay, termination);
  }

  /**
   * These with a bit rate, or all of the timing of a bit, for the data of CAN FD. The kernel takes
   * it only together with {@link #withBitTiming} and with {@link CanMode#FD}.
   *
   * @param timing where only the bit rate is given, the kernel chooses the rest
   * @return the new settings
   * @throws IllegalArgumentException if a number is negative, or the sample point is 100 % or more
   */
  public CanSettings withDataBitTiming(CanBitTiming timing) {
    timing.requireSettable();
    return new CanSettings(bitTiming, timing, modeMask, modes, restartDelay, termination);
  }

  /**
   * These with a mode that is on.
   *
   * @param mode the mode
   * @return the new settings
   */
  public CanSettings with(CanMode mode) {
    int bit = mode.value();
    return new CanSettings(
        bitTiming, dataBitTiming, modeMask | bit, modes | bit, restartDelay, termination);
  }

  /**
   * These with a mode that is off.
   *
   * @param mode the mode
   * @return the new settings
   */
  public CanSettings without(CanMode mode) {
    int bit = mode.value();
    return new CanSettings(
        bitTiming, dataBitTiming, modeMask | bit, modes & ~bit, restartDelay, termination);
  }

  /**
   * These with a time after which the controller is restarted when it has gone off the bus.
   *
   * @param delay in whole milliseconds, less than 2^32 of them; zero to leave that to {@link
   *     CanInterface#restart}
   * @return the new settings
   * @throws IllegalArgumentException if it is out of range, or has a part of a millisecond
   */
  public CanSettings withRestartDelay(Duration delay) {
    if (delay.isNegative() || delay.compareTo(Duration.ofMillis(0xffff_ffffL)) > 0) {
      throw new IllegalArgumentException("restart delay " + delay + " is out of range");
    }
    if (!delay.truncatedTo(ChronoUnit.MILLIS).equals(delay)) { // 0.5 ms would be never
      throw new IllegalArgumentException(
          "restart delay " + delay + " is not one of whole milliseconds");
    }
    return new CanSettings(bitTiming, dataBitTiming, modeMask, modes, delay, termination);
  }

  /**
   * These with a resistor at the end of the bus.
   *
   * @param ohms one of {@link CanController#terminations}; 0 for none
   * @return the new settings
   * @throws IllegalArgumentException if it is not in 0 to 65535
   */
  public CanSettings withTermination(int ohms) {
    if (ohms < 0 || ohms > LARGEST_TERMINATION) {
      throw new IllegalArgumentException("termination " + ohms + " is not in 0 to 65535");
    }
    return new CanSettings(bitTiming, dataBitTiming, modeMask, modes, restartDelay, ohms);
  }

  /** The attributes of IFLA_INFO_DATA. */
  void putInto(Rtnetlink.Request request) {
    if (modeMask != 0) {
      byte[] bytes = new byte[RtnetlinkStructs.CTRLMODE.size()];
      ByteBuffer struct = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
      RtnetlinkStructs.MODE_MASK.putInt(struct, 0, modeMask);
      RtnetlinkStructs.MODE_FLAGS.putInt(struct, 0, modes);
      request.put(RtnetlinkStructs.IFLA_CAN_CTRLMODE, bytes);
    }
    put(request, RtnetlinkStructs.IFLA_CAN_BITTIMING, bitTiming);
    put(request, RtnetlinkStructs.IFLA_CAN_DATA_BITTIMING, dataBitTiming);
    if (restartDelay != null) {
      request.put(RtnetlinkStructs.IFLA_CAN_RESTART_MS, (int) restartDelay.toMillis());
    }
    if (termination >= 0) {
      request.put(RtnetlinkStructs.IFLA_CAN_TERMINATION, (short) termination);
    }
  }

  private static void put(
      Rtnetlink.Request request, SystemConstant attribute, @Nullable CanBitTiming timing) {
    if (timing != null) {
      byte[] bytes = new byte[RtnetlinkStructs.BITTIMING.size()];
      timing.encode(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()));
      request.put(attribute, bytes);
    }
  }
}
