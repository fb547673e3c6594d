package io.sockets4j.can;

import io.sockets4j.os.SystemConstant;
import java.util.List;

/**
 * What is the matter with a controller: a bit of byte 1 of an error frame. See {@code
 * linux/can/error.h}.
 *
 * <pre>{@code
 * if (report.controllerProblems().contains(CanControllerProblem.RX_OVERFLOW)) {
 *   log("frames were lost");
 * }
 * }</pre>
 */
public final class CanControllerProblem extends CanErrorValue {
  /** Its receive buffer has run over: frames are lost. */
  public static final CanControllerProblem RX_OVERFLOW =
      new CanControllerProblem(
          CanErrorConstants.CAN_ERR_CRTL_RX_OVERFLOW, 0x1, "receive buffer overflow");

  /** Its transmit buffer has run over. */
  public static final CanControllerProblem TX_OVERFLOW =
      new CanControllerProblem(
          CanErrorConstants.CAN_ERR_CRTL_TX_OVERFLOW, 0x2, "transmit buffer overflow");

  /** There were 96 receive errors or more. */
  public static final CanControllerProblem RX_WARNING =
      new CanControllerProblem(
          CanErrorConstants.CAN_ERR_CRTL_RX_WARNING, 0x4, "warning level of receive errors");

  /** There were 96 transmit errors or more. */
  public static final CanControllerProblem TX_WARNING =
      new CanControllerProblem(
          CanErrorConstants.CAN_ERR_CRTL_TX_WARNING, 0x8, "warning level of transmit errors");

  /** There were 128 receive errors or more. */
  public static final CanControllerProblem RX_PASSIVE =
      new CanControllerProblem(
          CanErrorConstants.CAN_ERR_CRTL_RX_PASSIVE, 0x10, "error passive by receive errors");

  /** There were 128 transmit errors or more. */
  public static final CanControllerProblem TX_PASSIVE =
      new CanControllerProblem(
          CanErrorConstants.CAN_ERR_CRTL_TX_PASSIVE, 0x20, "error passive by transmit errors");

  /** It has recovered. */
  public static final CanControllerProblem ACTIVE =
      new CanControllerProblem(CanErrorConstants.CAN_ERR_CRTL_ACTIVE, 0x40, "error active again");

  private static final List<CanControllerProblem> ALL =
      List.of(RX_OVERFLOW, TX_OVERFLOW, RX_WARNING, TX_WARNING, RX_PASSIVE, TX_PASSIVE, ACTIVE);

  private CanControllerProblem(SystemConstant constant, int value, String text) {
    super(constant, value, text);
  }

  private CanControllerProblem(int value) {
    super("problem", value);
  }

  /**
   * The one of a number.
   *
   * @param value one bit of 8, 1 to 128
   * @return the value
   * @throws IllegalArgumentException if it is out of range
   */
  public static CanControllerProblem of(int value) {
    if (value < 1 || value > 0xff) {
      throw new IllegalArgumentException(value + " is not in 1 to 255");
    }
    return of(value, ALL, CanControllerProblem::new);
  }
}
