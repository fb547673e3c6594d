package io.sockets4j.can;

import io.sockets4j.os.SystemConstant;
import java.util.List;

/**
 * What an error frame reports: the classes in its identifier. See {@code linux/can/error.h}.
 *
 * <pre>{@code
 * socket.setOption(
 *     CanRawOptions.CAN_RAW_ERR_FILTER,
 *     CanErrorClass.mask(CanErrorClass.BUS_OFF, CanErrorClass.CONTROLLER));
 * }</pre>
 */
public final class CanErrorClass extends CanErrorValue {
  /** A frame could not be sent in time, says the driver. */
  public static final CanErrorClass TX_TIMEOUT =
      new CanErrorClass(CanErrorConstants.CAN_ERR_TX_TIMEOUT, 0x1, "transmit timeout");

  /** Arbitration was lost: {@link CanErrorReport#arbitrationLostBit}. */
  public static final CanErrorClass LOST_ARBITRATION =
      new CanErrorClass(CanErrorConstants.CAN_ERR_LOSTARB, 0x2, "lost arbitration");

  /** The controller has a problem: {@link CanErrorReport#controllerProblems}. */
  public static final CanErrorClass CONTROLLER =
      new CanErrorClass(CanErrorConstants.CAN_ERR_CRTL, 0x4, "controller problem");

  /** The protocol was violated: {@link CanErrorReport#protocolViolations}. */
  public static final CanErrorClass PROTOCOL =
      new CanErrorClass(CanErrorConstants.CAN_ERR_PROT, 0x8, "protocol violation");

  /** The transceiver has a fault: {@link CanErrorReport#transceiverFaults}. */
  public static final CanErrorClass TRANSCEIVER =
      new CanErrorClass(CanErrorConstants.CAN_ERR_TRX, 0x10, "transceiver fault");

  /** Nobody acknowledged a frame. */
  public static final CanErrorClass NO_ACKNOWLEDGEMENT =
      new CanErrorClass(CanErrorConstants.CAN_ERR_ACK, 0x20, "no acknowledgement");

  /** The controller is off the bus. */
  public static final CanErrorClass BUS_OFF =
      new CanErrorClass(CanErrorConstants.CAN_ERR_BUSOFF, 0x40, "bus off");

  /** An error on the bus; there may be very many of these. */
  public static final CanErrorClass BUS_ERROR =
      new CanErrorClass(CanErrorConstants.CAN_ERR_BUSERROR, 0x80, "bus error");

  /** The controller has started again. */
  public static final CanErrorClass RESTARTED =
      new CanErrorClass(CanErrorConstants.CAN_ERR_RESTARTED, 0x100, "controller restarted");

  /** The report has counters: {@link CanErrorReport#transmitErrors}. */
  public static final CanErrorClass COUNTERS =
      new CanErrorClass(CanErrorConstants.CAN_ERR_CNT, 0x200, "error counters");

  private static final List<CanErrorClass> ALL =
      List.of(
          TX_TIMEOUT,
          LOST_ARBITRATION,
          CONTROLLER,
          PROTOCOL,
          TRANSCEIVER,
          NO_ACKNOWLEDGEMENT,
          BUS_OFF,
          BUS_ERROR,
          RESTARTED,
          COUNTERS);

  private CanErrorClass(SystemConstant constant, int value, String text) {
    super(constant, value, text);
  }

  private CanErrorClass(int value) {
    super("class", value);
  }

  /**
   * The class of a bit.
   *
   * @param bit one bit of {@link CanId#EXTENDED_MASK}
   * @return the class
   * @throws IllegalArgumentException if it is no such bit
   */
  public static CanErrorClass of(int bit) {
    if (Integer.bitCount(bit) != 1 || (bit & CanId.EXTENDED_MASK) == 0) {
      throw new IllegalArgumentException("0x%X is no bit of 0x1FFFFFFF".formatted(bit));
    }
    return of(bit, ALL, CanErrorClass::new);
  }

  /**
   * All classes, also those that are newer than this library.
   *
   * @return the bits, for {@link CanRawOptions#CAN_RAW_ERR_FILTER}
   */
  public static int all() {
    return CanId.EXTENDED_MASK;
  }

  /**
   * Some classes as bits.
   *
   * @param classes the classes
   * @return the bits, for {@link CanRawOptions#CAN_RAW_ERR_FILTER} and {@link CanFilter#errors}; 0
   *     for none
   */
  public static int mask(CanErrorClass... classes) {
    int mask = 0;
    for (CanErrorClass each : classes) {
      mask |= each.value();
    }
    return mask;
  }
}
