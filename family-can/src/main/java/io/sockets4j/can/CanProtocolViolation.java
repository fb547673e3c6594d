package io.sockets4j.can;

import io.sockets4j.os.SystemConstant;
import java.util.List;

/**
 * How the protocol was violated: a bit of byte 2 of an error frame. See {@code linux/can/error.h}.
 *
 * <pre>{@code
 * boolean ours = report.protocolViolations().contains(CanProtocolViolation.TRANSMITTING);
 * }</pre>
 */
public final class CanProtocolViolation extends CanErrorValue {
  /** A single bit. */
  public static final CanProtocolViolation BIT =
      new CanProtocolViolation(CanErrorConstants.CAN_ERR_PROT_BIT, 0x1, "single bit error");

  /** The format of the frame. */
  public static final CanProtocolViolation FORM =
      new CanProtocolViolation(CanErrorConstants.CAN_ERR_PROT_FORM, 0x2, "frame format error");

  /** Bit stuffing. */
  public static final CanProtocolViolation STUFF =
      new CanProtocolViolation(CanErrorConstants.CAN_ERR_PROT_STUFF, 0x4, "bit stuffing error");

  /** A dominant bit could not be sent. */
  public static final CanProtocolViolation BIT0 =
      new CanProtocolViolation(CanErrorConstants.CAN_ERR_PROT_BIT0, 0x8, "dominant bit not sent");

  /** A recessive bit could not be sent. */
  public static final CanProtocolViolation BIT1 =
      new CanProtocolViolation(CanErrorConstants.CAN_ERR_PROT_BIT1, 0x10, "recessive bit not sent");

  /** The bus is overloaded. */
  public static final CanProtocolViolation OVERLOAD =
      new CanProtocolViolation(CanErrorConstants.CAN_ERR_PROT_OVERLOAD, 0x20, "bus overload");

  /** An active error flag announced it. */
  public static final CanProtocolViolation ACTIVE =
      new CanProtocolViolation(
          CanErrorConstants.CAN_ERR_PROT_ACTIVE, 0x40, "active error announcement");

  /** It happened while a frame was sent. */
  public static final CanProtocolViolation TRANSMITTING =
      new CanProtocolViolation(CanErrorConstants.CAN_ERR_PROT_TX, 0x80, "on transmission");

  private static final List<CanProtocolViolation> ALL =
      List.of(BIT, FORM, STUFF, BIT0, BIT1, OVERLOAD, ACTIVE, TRANSMITTING);

  private CanProtocolViolation(SystemConstant constant, int value, String text) {
    super(constant, value, text);
  }

  private CanProtocolViolation(int value) {
    super("violation", value);
  }

  /**
   * The one of a number.
   *
   * @param value one bit of 8, 1 to 128
   * @return the value
   * @throws IllegalArgumentException if it is out of range
   */
  public static CanProtocolViolation of(int value) {
    if (value < 1 || value > 0xff) {
      throw new IllegalArgumentException(value + " is not in 1 to 255");
    }
    return of(value, ALL, CanProtocolViolation::new);
  }
}
