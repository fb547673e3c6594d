package io.sockets4j.can;

import static io.sockets4j.os.SystemConstant.named;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.SystemConstant;

/**
 * Numbers of {@code linux/can/bcm.h}, by the names that Python gives them: those of the header are
 * without {@code CAN_BCM_}. {@link CanBcmSocket} speaks for those who need no numbers.
 *
 * <pre>{@code
 * int opcode = BcmConstants.CAN_BCM_TX_SETUP.value();
 * }</pre>
 */
@CHeaders({"linux/can.h", "linux/can/bcm.h"})
public final class BcmConstants {

  /** Makes a task that transmits, or changes it. */
  public static final SystemConstant CAN_BCM_TX_SETUP = named("TX_SETUP").linux(1);

  /** Deletes a task that transmits. */
  public static final SystemConstant CAN_BCM_TX_DELETE = named("TX_DELETE").linux(2);

  /** Asks for a task that transmits. */
  public static final SystemConstant CAN_BCM_TX_READ = named("TX_READ").linux(3);

  /** Sends one frame. */
  public static final SystemConstant CAN_BCM_TX_SEND = named("TX_SEND").linux(4);

  /** Makes a task that receives, or changes it. */
  public static final SystemConstant CAN_BCM_RX_SETUP = named("RX_SETUP").linux(5);

  /** Deletes a task that receives. */
  public static final SystemConstant CAN_BCM_RX_DELETE = named("RX_DELETE").linux(6);

  /** Asks for a task that receives. */
  public static final SystemConstant CAN_BCM_RX_READ = named("RX_READ").linux(7);

  /** Answers {@link #CAN_BCM_TX_READ}. */
  public static final SystemConstant CAN_BCM_TX_STATUS = named("TX_STATUS").linux(8);

  /** Tells that the frames of the first interval have been sent. */
  public static final SystemConstant CAN_BCM_TX_EXPIRED = named("TX_EXPIRED").linux(9);

  /** Answers {@link #CAN_BCM_RX_READ}. */
  public static final SystemConstant CAN_BCM_RX_STATUS = named("RX_STATUS").linux(10);

  /** Tells that a frame has not come in time. */
  public static final SystemConstant CAN_BCM_RX_TIMEOUT = named("RX_TIMEOUT").linux(11);

  /** Tells of a frame that has come, or has changed. */
  public static final SystemConstant CAN_BCM_RX_CHANGED = named("RX_CHANGED").linux(12);

  /** {@link BcmFlags#SETTIMER}. */
  public static final SystemConstant CAN_BCM_SETTIMER =
      named("SETTIMER").linux(BcmFlags.SETTIMER.bits());

  /** {@link BcmFlags#STARTTIMER}. */
  public static final SystemConstant CAN_BCM_STARTTIMER =
      named("STARTTIMER").linux(BcmFlags.STARTTIMER.bits());

  /** {@link BcmFlags#TX_COUNTEVT}. */
  public static final SystemConstant CAN_BCM_TX_COUNTEVT =
      named("TX_COUNTEVT").linux(BcmFlags.TX_COUNTEVT.bits());

  /** {@link BcmFlags#TX_ANNOUNCE}. */
  public static final SystemConstant CAN_BCM_TX_ANNOUNCE =
      named("TX_ANNOUNCE").linux(BcmFlags.TX_ANNOUNCE.bits());

  /** {@link BcmFlags#TX_CP_CAN_ID}. */
  public static final SystemConstant CAN_BCM_TX_CP_CAN_ID =
      named("TX_CP_CAN_ID").linux(BcmFlags.TX_CP_CAN_ID.bits());

  /** {@link BcmFlags#RX_FILTER_ID}. */
  public static final SystemConstant CAN_BCM_RX_FILTER_ID =
      named("RX_FILTER_ID").linux(BcmFlags.RX_FILTER_ID.bits());

  /** {@link BcmFlags#RX_CHECK_DLC}. */
  public static final SystemConstant CAN_BCM_RX_CHECK_DLC =
      named("RX_CHECK_DLC").linux(BcmFlags.RX_CHECK_DLC.bits());

  /** {@link BcmFlags#RX_NO_AUTOTIMER}. */
  public static final SystemConstant CAN_BCM_RX_NO_AUTOTIMER =
      named("RX_NO_AUTOTIMER").linux(BcmFlags.RX_NO_AUTOTIMER.bits());

  /** {@link BcmFlags#RX_ANNOUNCE_RESUME}. */
  public static final SystemConstant CAN_BCM_RX_ANNOUNCE_RESUME =
      named("RX_ANNOUNCE_RESUME").linux(BcmFlags.RX_ANNOUNCE_RESUME.bits());

  /** {@link BcmFlags#TX_RESET_MULTI_IDX}. */
  public static final SystemConstant CAN_BCM_TX_RESET_MULTI_IDX =
      named("TX_RESET_MULTI_IDX").linux(BcmFlags.TX_RESET_MULTI_IDX.bits());

  /** {@link BcmFlags#RX_RTR_FRAME}. */
  public static final SystemConstant CAN_BCM_RX_RTR_FRAME =
      named("RX_RTR_FRAME").linux(BcmFlags.RX_RTR_FRAME.bits());

  /** {@link BcmFlags#CAN_FD_FRAME}. */
  public static final SystemConstant CAN_BCM_CAN_FD_FRAME =
      named("CAN_FD_FRAME").linux(BcmFlags.CAN_FD_FRAME.bits());

  private BcmConstants() {}
}
