package io.sockets4j.can;

import java.time.Duration;
import java.util.Optional;

/**
 * What an ISO-TP socket asks of the other end when that sends a message of several frames: {@code
 * struct can_isotp_fc_options}, the value of {@link IsoTpOptions#CAN_ISOTP_RECV_FC}.
 *
 * <pre>{@code
 * IsoTpFlowControl.of(8, Duration.ofMillis(5)); // waits after each 8 frames; 5 ms between frames
 * }</pre>
 *
 * @param blockSize after how many frames the other end waits to be asked for more, 0 to 255; 0 for
 *     never
 * @param separationTime STmin as it stands in the frame, 0 to 255: up to 0x7F milliseconds, 0xF1 to
 *     0xF9 for 100 to 900 microseconds; others are reserved, and the kernel sends them all the same
 * @param waitFrames how often the other end may be made to wait, 0 to 255; the kernel never does
 */
public record IsoTpFlowControl(int blockSize, int separationTime, int waitFrames) {
  /** Those of a new socket: everything at once. */
  public static final IsoTpFlowControl DEFAULT = new IsoTpFlowControl(0, 0, 0);

  private static final int LONGEST_MILLIS = 0x7f;
  private static final int MICROS_BASE = 0xf0;
  private static final int MICROS_LAST = 0xf9;
  private static final long NANOS_PER_STEP = 100_000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** Refuses what is out of range. */
  public IsoTpFlowControl {
    IsoTpSettings.requireByte("block size", blockSize);
    IsoTpSettings.requireByte("separation time", separationTime);
    IsoTpSettings.requireByte("number of wait frames", waitFrames);
  }

  /**
   * Flow control with a time as a duration.
   *
   * @param blockSize after how many frames the other end waits to be asked for more, 0 to 255; 0
   *     for never
   * @param separation the shortest time between two frames: 0 to 127 ms; below 1 ms in steps of 100
   *     microseconds, else of 1 ms; rounded up to the next
   * @return the value
   * @throws IllegalArgumentException if one is out of range
   */
  public static IsoTpFlowControl of(int blockSize, Duration separation) {
    if (separation.isNegative() || separation.compareTo(Duration.ofMillis(LONGEST_MILLIS)) > 0) {
      throw new IllegalArgumentException(
          "separation time %s is not in 0 to 127 ms".formatted(separation));
    }
    long nanos = separation.toNanos();
    long steps = (nanos + NANOS_PER_STEP - 1) / NANOS_PER_STEP;
    boolean micros = steps > 0 && steps <= MICROS_LAST - MICROS_BASE;
    long time = micros ? MICROS_BASE + steps : (nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI;
    return new IsoTpFlowControl(blockSize, (int) time, 0);
  }

  /**
   * The time between two frames as a duration.
   *
   * @return the time; empty if the value is a reserved one
   */
  public Optional<Duration> separation() {
    if (separationTime <= LONGEST_MILLIS) {
      return Optional.of(Duration.ofMillis(separationTime));
    }
    return separationTime > MICROS_BASE && separationTime <= MICROS_LAST
        ? Optional.of(Duration.ofNanos((separationTime - MICROS_BASE) * NANOS_PER_STEP))
        : Optional.empty();
  }
}
