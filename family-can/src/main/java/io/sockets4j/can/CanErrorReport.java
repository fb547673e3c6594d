package io.sockets4j.can;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An error frame, read: what a controller reports of the bus and of itself. See {@code
 * linux/can/error.h}.
 *
 * <pre>{@code
 * socket.setOption(CanRawOptions.CAN_RAW_ERR_FILTER, CanErrorClass.all());
 * CanFrame frame = socket.receive();
 * if (frame.isError()) {
 *   log(CanErrorReport.of(frame)); // bus off; error counters: 248 transmit, 0 receive
 * }
 * }</pre>
 *
 * <p>Details count only where {@link #classes} has what they belong to.
 */
public final class CanErrorReport {
  private static final int LOST_AT = 0;
  private static final int CONTROLLER_AT = 1;
  private static final int PROTOCOL_AT = 2;
  private static final int LOCATION_AT = 3;
  private static final int TRANSCEIVER_AT = 4;
  private static final int TRANSMIT_AT = 6;
  private static final int RECEIVE_AT = 7;

  private final CanFrame frame;

  private CanErrorReport(CanFrame frame) {
    this.frame = frame;
  }

  /**
   * Reads an error frame. Bytes that it does not have are taken for zero.
   *
   * @param frame the frame
   * @return what it reports
   * @throws IllegalArgumentException if it is no {@linkplain CanFrame#isError error frame}
   */
  public static CanErrorReport of(CanFrame frame) {
    if (!frame.isError()) {
      throw new IllegalArgumentException("no error frame: " + frame);
    }
    return new CanErrorReport(frame);
  }

  private int data(int index) {
    return index < frame.length() ? frame.data(index) : 0;
  }

  /**
   * What the report is about.
   *
   * @return the classes, from the lowest bit up
   */
  public Set<CanErrorClass> classes() {
    return CanErrorValue.bits(frame.number(), CanErrorClass::of);
  }

  /**
   * Whether the report is about something of a class.
   *
   * @param what the class
   * @return true if it is
   */
  public boolean has(CanErrorClass what) {
    return (frame.number() & what.value()) != 0;
  }

  /**
   * The bit of the frame at which arbitration was lost, with {@link
   * CanErrorClass#LOST_ARBITRATION}.
   *
   * @return the number of the bit in the stream, 1 to 255; 0 if that is not told
   */
  public int arbitrationLostBit() {
    return data(LOST_AT);
  }

  /**
   * What is the matter with the controller, with {@link CanErrorClass#CONTROLLER}.
   *
   * @return the problems, from the lowest bit up; none if that is not told
   */
  public Set<CanControllerProblem> controllerProblems() {
    return CanErrorValue.bits(data(CONTROLLER_AT), CanControllerProblem::of);
  }

  /**
   * How the protocol was violated, with {@link CanErrorClass#PROTOCOL}.
   *
   * @return the violations, from the lowest bit up; none if that is not told
   */
  public Set<CanProtocolViolation> protocolViolations() {
    return CanErrorValue.bits(data(PROTOCOL_AT), CanProtocolViolation::of);
  }

  /**
   * Where in a frame the protocol was violated, with {@link CanErrorClass#PROTOCOL}.
   *
   * @return the place, which may be {@link CanErrorLocation#UNSPECIFIED}
   */
  public CanErrorLocation location() {
    return CanErrorLocation.of(data(LOCATION_AT));
  }

  /**
   * What is the matter with the wires, with {@link CanErrorClass#TRANSCEIVER}.
   *
   * @return one fault at most of CANH, then one of CANL; none if that is not told
   */
  public Set<CanTransceiverFault> transceiverFaults() {
    Set<CanTransceiverFault> faults = new LinkedHashSet<>();
    for (int half : new int[] {data(TRANSCEIVER_AT) & 0x0f, data(TRANSCEIVER_AT) & 0xf0}) {
      if (half != 0) {
        faults.add(CanTransceiverFault.of(half));
      }
    }
    return faults;
  }

  /**
   * The counter of errors when sending. It counts with {@link CanErrorClass#COUNTERS}; drivers that
   * are older than Linux 6.0 tell it without.
   *
   * @return 0 to 255
   */
  public int transmitErrors() {
    return data(TRANSMIT_AT);
  }

  /**
   * The counter of errors when receiving, as {@link #transmitErrors}.
   *
   * @return 0 to 255
   */
  public int receiveErrors() {
    return data(RECEIVE_AT);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CanErrorReport that && frame.equals(that.frame);
  }

  @Override
  public int hashCode() {
    return frame.hashCode();
  }

  /**
   * The report for people.
   *
   * @return for instance {@code controller problem (warning level of transmit errors); protocol
   *     violation (bit stuffing error, on transmission) at data; error counters: 96 transmit, 0
   *     receive}
   */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    for (CanErrorClass each : classes()) {
      if (!each.equals(CanErrorClass.COUNTERS)) {
        parts.add(each.text() + details(each));
      }
    }
    if (has(CanErrorClass.COUNTERS) || transmitErrors() > 0 || receiveErrors() > 0) {
      parts.add(
          "error counters: %d transmit, %d receive".formatted(transmitErrors(), receiveErrors()));
    }
    return String.join("; ", parts);
  }

  private String details(CanErrorClass of) {
    if (of.equals(CanErrorClass.LOST_ARBITRATION)) {
      return arbitrationLostBit() == 0 ? "" : " at bit " + arbitrationLostBit();
    }
    if (of.equals(CanErrorClass.CONTROLLER)) {
      return inBrackets(controllerProblems());
    }
    if (of.equals(CanErrorClass.PROTOCOL)) {
      boolean known = !location().equals(CanErrorLocation.UNSPECIFIED);
      return inBrackets(protocolViolations()) + (known ? " at " + location() : "");
    }
    return of.equals(CanErrorClass.TRANSCEIVER) ? inBrackets(transceiverFaults()) : "";
  }

  private static String inBrackets(Set<? extends CanErrorValue> values) {
    return values.isEmpty()
        ? ""
        : values.stream().map(CanErrorValue::text).collect(Collectors.joining(", ", " (", ")"));
  }
}
