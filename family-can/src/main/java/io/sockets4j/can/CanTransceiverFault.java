package io.sockets4j.can;

import io.sockets4j.os.SystemConstant;
import java.util.List;

/**
 * What is the matter with a wire of the bus, as the transceiver finds it: one half of byte 4 of an
 * error frame, the low one for CANH and the high one for CANL. See {@code linux/can/error.h}.
 *
 * <pre>{@code
 * boolean broken = report.transceiverFaults().contains(CanTransceiverFault.CANL_NO_WIRE);
 * }</pre>
 */
public final class CanTransceiverFault extends CanErrorValue {
  /** CANH is not connected. */
  public static final CanTransceiverFault CANH_NO_WIRE =
      new CanTransceiverFault(
          CanErrorConstants.CAN_ERR_TRX_CANH_NO_WIRE, 0x4, "CANH is not connected");

  /** CANH short to battery. */
  public static final CanTransceiverFault CANH_SHORT_TO_BAT =
      new CanTransceiverFault(
          CanErrorConstants.CAN_ERR_TRX_CANH_SHORT_TO_BAT, 0x5, "CANH short to battery");

  /** CANH short to supply. */
  public static final CanTransceiverFault CANH_SHORT_TO_VCC =
      new CanTransceiverFault(
          CanErrorConstants.CAN_ERR_TRX_CANH_SHORT_TO_VCC, 0x6, "CANH short to supply");

  /** CANH short to ground. */
  public static final CanTransceiverFault CANH_SHORT_TO_GND =
      new CanTransceiverFault(
          CanErrorConstants.CAN_ERR_TRX_CANH_SHORT_TO_GND, 0x7, "CANH short to ground");

  /** CANL is not connected. */
  public static final CanTransceiverFault CANL_NO_WIRE =
      new CanTransceiverFault(
          CanErrorConstants.CAN_ERR_TRX_CANL_NO_WIRE, 0x40, "CANL is not connected");

  /** CANL short to battery. */
  public static final CanTransceiverFault CANL_SHORT_TO_BAT =
      new CanTransceiverFault(
          CanErrorConstants.CAN_ERR_TRX_CANL_SHORT_TO_BAT, 0x50, "CANL short to battery");

  /** CANL short to supply. */
  public static final CanTransceiverFault CANL_SHORT_TO_VCC =
      new CanTransceiverFault(
          CanErrorConstants.CAN_ERR_TRX_CANL_SHORT_TO_VCC, 0x60, "CANL short to supply");

  /** CANL short to ground. */
  public static final CanTransceiverFault CANL_SHORT_TO_GND =
      new CanTransceiverFault(
          CanErrorConstants.CAN_ERR_TRX_CANL_SHORT_TO_GND, 0x70, "CANL short to ground");

  /** CANL short to CANH. */
  public static final CanTransceiverFault CANL_SHORT_TO_CANH =
      new CanTransceiverFault(
          CanErrorConstants.CAN_ERR_TRX_CANL_SHORT_TO_CANH, 0x80, "CANL short to CANH");

  private static final List<CanTransceiverFault> ALL =
      List.of(
          CANH_NO_WIRE,
          CANH_SHORT_TO_BAT,
          CANH_SHORT_TO_VCC,
          CANH_SHORT_TO_GND,
          CANL_NO_WIRE,
          CANL_SHORT_TO_BAT,
          CANL_SHORT_TO_VCC,
          CANL_SHORT_TO_GND,
          CANL_SHORT_TO_CANH);

  private CanTransceiverFault(SystemConstant constant, int value, String text) {
    super(constant, value, text);
  }

  private CanTransceiverFault(int value) {
    super("fault", value);
  }

  /**
   * The one of a number.
   *
   * @param value the half of the byte where it stands, 1 to 15 or 16 to 240
   * @return the value
   * @throws IllegalArgumentException if it is out of range
   */
  public static CanTransceiverFault of(int value) {
    if (value < 1 || value > 0xff) {
      throw new IllegalArgumentException(value + " is not in 1 to 255");
    }
    return of(value, ALL, CanTransceiverFault::new);
  }
}
