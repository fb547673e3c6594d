package io.sockets4j.cli.can;

import io.sockets4j.can.CanFrame;
import java.time.Instant;

/**
 * A frame as it came.
 *
 * @param interfaceName from where
 * @param time when
 * @param frame the frame
 * @param direction whether this machine sent it
 */
record Arrival(String interfaceName, Instant time, CanFrame frame, LogLine.Direction direction) {

  LogLine toLogLine(boolean withDirection) {
    return new LogLine(
        time, interfaceName, frame, withDirection ? direction : LogLine.Direction.UNKNOWN);
  }
}
