package io.sockets4j.can;

import static io.sockets4j.os.SystemConstant.named;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.SystemConstant;
import java.util.List;

/**
 * A mode of a CAN controller that can be on or off: {@code CAN_CTRLMODE_*} of {@code
 * linux/can/netlink.h}. See <a
 * href="https://docs.kernel.org/networking/can.html#netlink-interface-to-set-get-devices-properties">
 * SocketCAN</a>.
 *
 * <pre>{@code
 * boolean fd = controller.modes().contains(CanMode.FD);
 * }</pre>
 *
 * @param value its bit; a kernel may be newer than this library
 */
@CHeaders("linux/can/netlink.h")
public record CanMode(int value) {
  /** The controller receives what it sends, without a bus. */
  public static final CanMode LOOPBACK = new CanMode(0x1);

  /** It sends nothing, not even acknowledgements. */
  public static final CanMode LISTEN_ONLY = new CanMode(0x2);

  /** Each bit is sampled three times. */
  public static final CanMode TRIPLE_SAMPLING = new CanMode(0x4);

  /** A frame that failed is not sent again. */
  public static final CanMode ONE_SHOT = new CanMode(0x8);

  /** Each error on the bus makes an error frame. */
  public static final CanMode BUS_ERROR_REPORTING = new CanMode(0x10);

  /** Frames of CAN FD can be sent and received. */
  public static final CanMode FD = new CanMode(0x20);

  /** It does without acknowledgements of others. */
  public static final CanMode PRESUME_ACK = new CanMode(0x40);

  /** CAN FD as it was before ISO 11898-1:2015. */
  public static final CanMode FD_NON_ISO = new CanMode(0x80);

  /** Classic frames of 8 bytes tell their DLC of 9 to 15. */
  public static final CanMode CC_LEN8_DLC = new CanMode(0x100);

  /** The controller measures the delay of its transceiver. */
  public static final CanMode TDC_AUTO = new CanMode(0x200);

  /** The delay of the transceiver is given. */
  public static final CanMode TDC_MANUAL = new CanMode(0x400);

  private static final SystemConstant CAN_CTRLMODE_LOOPBACK =
      named("CAN_CTRLMODE_LOOPBACK").linux(LOOPBACK.value);
  private static final SystemConstant CAN_CTRLMODE_LISTENONLY =
      named("CAN_CTRLMODE_LISTENONLY").linux(LISTEN_ONLY.value);
  private static final SystemConstant CAN_CTRLMODE_3_SAMPLES =
      named("CAN_CTRLMODE_3_SAMPLES").linux(TRIPLE_SAMPLING.value);
  private static final SystemConstant CAN_CTRLMODE_ONE_SHOT =
      named("CAN_CTRLMODE_ONE_SHOT").linux(ONE_SHOT.value);
  private static final SystemConstant CAN_CTRLMODE_BERR_REPORTING =
      named("CAN_CTRLMODE_BERR_REPORTING").linux(BUS_ERROR_REPORTING.value);
  private static final SystemConstant CAN_CTRLMODE_FD = named("CAN_CTRLMODE_FD").linux(FD.value);
  private static final SystemConstant CAN_CTRLMODE_PRESUME_ACK =
      named("CAN_CTRLMODE_PRESUME_ACK").linux(PRESUME_ACK.value);
  private static final SystemConstant CAN_CTRLMODE_FD_NON_ISO =
      named("CAN_CTRLMODE_FD_NON_ISO").linux(FD_NON_ISO.value);
  private static final SystemConstant CAN_CTRLMODE_CC_LEN8_DLC =
      named("CAN_CTRLMODE_CC_LEN8_DLC").linux(CC_LEN8_DLC.value);
  private static final SystemConstant CAN_CTRLMODE_TDC_AUTO =
      named("CAN_CTRLMODE_TDC_AUTO").linux(TDC_AUTO.value);
  private static final SystemConstant CAN_CTRLMODE_TDC_MANUAL =
      named("CAN_CTRLMODE_TDC_MANUAL").linux(TDC_MANUAL.value);

  private static final List<SystemConstant> CONSTANTS =
      List.of(
          CAN_CTRLMODE_LOOPBACK,
          CAN_CTRLMODE_LISTENONLY,
          CAN_CTRLMODE_3_SAMPLES,
          CAN_CTRLMODE_ONE_SHOT,
          CAN_CTRLMODE_BERR_REPORTING,
          CAN_CTRLMODE_FD,
          CAN_CTRLMODE_PRESUME_ACK,
          CAN_CTRLMODE_FD_NON_ISO,
          CAN_CTRLMODE_CC_LEN8_DLC,
          CAN_CTRLMODE_TDC_AUTO,
          CAN_CTRLMODE_TDC_MANUAL);

  /** The beginning of the names in the header. */
  private static final String PREFIX = "CAN_CTRLMODE_";

  /**
   * The name in the header, without what all of them begin with.
   *
   * @return for instance {@code LISTENONLY}; of a number that has no name, the number
   */
  @Override
  public String toString() {
    for (SystemConstant constant : CONSTANTS) {
      if (constant.exists() && constant.value() == value) {
        return constant.name().substring(PREFIX.length());
      }
    }
    return "0x" + Integer.toHexString(value);
  }
}
