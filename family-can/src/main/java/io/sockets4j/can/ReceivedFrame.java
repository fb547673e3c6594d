package io.sockets4j.can;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A frame that came, with what the kernel told of it. {@link CanFrameBuffer} tells the same without
 * garbage.
 *
 * <pre>{@code
 * ReceivedFrame received = socket.tellTimestamps().receiveFrom();
 * log(received.timestamp(), received.source(), received.frame());
 * }</pre>
 *
 * @param frame the frame
 * @param source the interface that it came in by
 * @param local whether a socket of this machine sent it (MSG_DONTROUTE)
 * @param own whether the very socket that received it had sent it (MSG_CONFIRM)
 * @param timestampNanos when it came, as {@link CanFrameBuffer#timestampNanos}; 0 if not told
 * @param hardwareTimestampNanos when it came by the clock of the controller, as {@link
 *     CanFrameBuffer#hardwareTimestampNanos}; 0 if not told
 * @param dropped how many frames had been lost before, as {@link CanFrameBuffer#dropped}
 */
public record ReceivedFrame(
    CanFrame frame,
    CanAddress source,
    boolean local,
    boolean own,
    long timestampNanos,
    long hardwareTimestampNanos,
    long dropped) {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /**
   * When the frame came, by the clock of the system.
   *
   * @return the time; null if it is not told
   */
  public @Nullable Instant timestamp() {
    return timestampNanos == 0
        ? null
        : Instant.ofEpochSecond(
            timestampNanos / NANOS_PER_SECOND, timestampNanos % NANOS_PER_SECOND);
  }
}
