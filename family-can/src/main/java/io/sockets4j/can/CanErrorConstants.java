package io.sockets4j.can;

import static io.sockets4j.os.SystemConstant.named;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.SystemConstant;

/**
 * The numbers of {@code linux/can/error.h}, which error frames are made of. As values that a person
 * can read: {@link CanErrorClass}, {@link CanControllerProblem}, {@link CanProtocolViolation},
 * {@link CanErrorLocation} and {@link CanTransceiverFault}, of a {@link CanErrorReport}.
 *
 * <pre>{@code
 * socket.setOption(CanRawOptions.CAN_RAW_ERR_FILTER, CanErrorConstants.CAN_ERR_BUSOFF.value());
 * }</pre>
 */
@CHeaders({"linux/can.h", "linux/can/error.h"})
public final class CanErrorConstants {
  /** The bytes of data in an error frame. */
  public static final SystemConstant CAN_ERR_DLC = named("CAN_ERR_DLC").linux(8);

  /** Class: a frame could not be sent in time, says the driver. */
  public static final SystemConstant CAN_ERR_TX_TIMEOUT = named("CAN_ERR_TX_TIMEOUT").linux(0x1);

  /** Class: arbitration was lost; byte 0 says where. */
  public static final SystemConstant CAN_ERR_LOSTARB = named("CAN_ERR_LOSTARB").linux(0x2);

  /** Class: the controller has a problem; byte 1 says which. */
  public static final SystemConstant CAN_ERR_CRTL = named("CAN_ERR_CRTL").linux(0x4);

  /** Class: the protocol was violated; bytes 2 and 3 say how and where. */
  public static final SystemConstant CAN_ERR_PROT = named("CAN_ERR_PROT").linux(0x8);

  /** Class: the transceiver has a fault; byte 4 says which. */
  public static final SystemConstant CAN_ERR_TRX = named("CAN_ERR_TRX").linux(0x10);

  /** Class: nobody acknowledged a frame. */
  public static final SystemConstant CAN_ERR_ACK = named("CAN_ERR_ACK").linux(0x20);

  /** Class: the controller is off the bus. */
  public static final SystemConstant CAN_ERR_BUSOFF = named("CAN_ERR_BUSOFF").linux(0x40);

  /** Class: an error on the bus; there may be very many of these. */
  public static final SystemConstant CAN_ERR_BUSERROR = named("CAN_ERR_BUSERROR").linux(0x80);

  /** Class: the controller has started again. */
  public static final SystemConstant CAN_ERR_RESTARTED = named("CAN_ERR_RESTARTED").linux(0x100);

  /** Class: bytes 6 and 7 are the counters of errors. Since Linux 6.0. */
  public static final SystemConstant CAN_ERR_CNT = named("CAN_ERR_CNT").linux(0x200);

  /** Arbitration was lost at a bit that is not told. */
  public static final SystemConstant CAN_ERR_LOSTARB_UNSPEC =
      named("CAN_ERR_LOSTARB_UNSPEC").linux(0x0);

  /** The controller's problem is not told. */
  public static final SystemConstant CAN_ERR_CRTL_UNSPEC = named("CAN_ERR_CRTL_UNSPEC").linux(0x0);

  /** Controller: its receive buffer has run over. */
  public static final SystemConstant CAN_ERR_CRTL_RX_OVERFLOW =
      named("CAN_ERR_CRTL_RX_OVERFLOW").linux(0x1);

  /** Controller: its transmit buffer has run over. */
  public static final SystemConstant CAN_ERR_CRTL_TX_OVERFLOW =
      named("CAN_ERR_CRTL_TX_OVERFLOW").linux(0x2);

  /** Controller: as many receive errors as call for a warning. */
  public static final SystemConstant CAN_ERR_CRTL_RX_WARNING =
      named("CAN_ERR_CRTL_RX_WARNING").linux(0x4);

  /** Controller: as many transmit errors as call for a warning. */
  public static final SystemConstant CAN_ERR_CRTL_TX_WARNING =
      named("CAN_ERR_CRTL_TX_WARNING").linux(0x8);

  /** Controller: error passive, for receive errors. */
  public static final SystemConstant CAN_ERR_CRTL_RX_PASSIVE =
      named("CAN_ERR_CRTL_RX_PASSIVE").linux(0x10);

  /** Controller: error passive, for transmit errors. */
  public static final SystemConstant CAN_ERR_CRTL_TX_PASSIVE =
      named("CAN_ERR_CRTL_TX_PASSIVE").linux(0x20);

  /** Controller: error active again. */
  public static final SystemConstant CAN_ERR_CRTL_ACTIVE = named("CAN_ERR_CRTL_ACTIVE").linux(0x40);

  /** The violation is not told. */
  public static final SystemConstant CAN_ERR_PROT_UNSPEC = named("CAN_ERR_PROT_UNSPEC").linux(0x0);

  /** Violation: a single bit. */
  public static final SystemConstant CAN_ERR_PROT_BIT = named("CAN_ERR_PROT_BIT").linux(0x1);

  /** Violation: the format of the frame. */
  public static final SystemConstant CAN_ERR_PROT_FORM = named("CAN_ERR_PROT_FORM").linux(0x2);

  /** Violation: bit stuffing. */
  public static final SystemConstant CAN_ERR_PROT_STUFF = named("CAN_ERR_PROT_STUFF").linux(0x4);

  /** Violation: a dominant bit could not be sent. */
  public static final SystemConstant CAN_ERR_PROT_BIT0 = named("CAN_ERR_PROT_BIT0").linux(0x8);

  /** Violation: a recessive bit could not be sent. */
  public static final SystemConstant CAN_ERR_PROT_BIT1 = named("CAN_ERR_PROT_BIT1").linux(0x10);

  /** Violation: the bus is overloaded. */
  public static final SystemConstant CAN_ERR_PROT_OVERLOAD =
      named("CAN_ERR_PROT_OVERLOAD").linux(0x20);

  /** Violation: announced by an active error flag. */
  public static final SystemConstant CAN_ERR_PROT_ACTIVE = named("CAN_ERR_PROT_ACTIVE").linux(0x40);

  /** Violation: while a frame was sent. */
  public static final SystemConstant CAN_ERR_PROT_TX = named("CAN_ERR_PROT_TX").linux(0x80);

  /** The place of the violation is not told. */
  public static final SystemConstant CAN_ERR_PROT_LOC_UNSPEC =
      named("CAN_ERR_PROT_LOC_UNSPEC").linux(0x0);

  /** Place: start of frame. */
  public static final SystemConstant CAN_ERR_PROT_LOC_SOF =
      named("CAN_ERR_PROT_LOC_SOF").linux(0x3);

  /** Place: bits 28 to 21 of the identifier, 10 to 3 of a standard one. */
  public static final SystemConstant CAN_ERR_PROT_LOC_ID28_21 =
      named("CAN_ERR_PROT_LOC_ID28_21").linux(0x2);

  /** Place: bits 20 to 18 of the identifier, 2 to 0 of a standard one. */
  public static final SystemConstant CAN_ERR_PROT_LOC_ID20_18 =
      named("CAN_ERR_PROT_LOC_ID20_18").linux(0x6);

  /** Place: substitute RTR, RTR of a standard frame. */
  public static final SystemConstant CAN_ERR_PROT_LOC_SRTR =
      named("CAN_ERR_PROT_LOC_SRTR").linux(0x4);

  /** Place: identifier extension. */
  public static final SystemConstant CAN_ERR_PROT_LOC_IDE =
      named("CAN_ERR_PROT_LOC_IDE").linux(0x5);

  /** Place: bits 17 to 13 of the identifier. */
  public static final SystemConstant CAN_ERR_PROT_LOC_ID17_13 =
      named("CAN_ERR_PROT_LOC_ID17_13").linux(0x7);

  /** Place: bits 12 to 5 of the identifier. */
  public static final SystemConstant CAN_ERR_PROT_LOC_ID12_05 =
      named("CAN_ERR_PROT_LOC_ID12_05").linux(0xf);

  /** Place: bits 4 to 0 of the identifier. */
  public static final SystemConstant CAN_ERR_PROT_LOC_ID04_00 =
      named("CAN_ERR_PROT_LOC_ID04_00").linux(0xe);

  /** Place: RTR. */
  public static final SystemConstant CAN_ERR_PROT_LOC_RTR =
      named("CAN_ERR_PROT_LOC_RTR").linux(0xc);

  /** Place: reserved bit 1. */
  public static final SystemConstant CAN_ERR_PROT_LOC_RES1 =
      named("CAN_ERR_PROT_LOC_RES1").linux(0xd);

  /** Place: reserved bit 0. */
  public static final SystemConstant CAN_ERR_PROT_LOC_RES0 =
      named("CAN_ERR_PROT_LOC_RES0").linux(0x9);

  /** Place: length code. */
  public static final SystemConstant CAN_ERR_PROT_LOC_DLC =
      named("CAN_ERR_PROT_LOC_DLC").linux(0xb);

  /** Place: data. */
  public static final SystemConstant CAN_ERR_PROT_LOC_DATA =
      named("CAN_ERR_PROT_LOC_DATA").linux(0xa);

  /** Place: check sum. */
  public static final SystemConstant CAN_ERR_PROT_LOC_CRC_SEQ =
      named("CAN_ERR_PROT_LOC_CRC_SEQ").linux(0x8);

  /** Place: delimiter of the check sum. */
  public static final SystemConstant CAN_ERR_PROT_LOC_CRC_DEL =
      named("CAN_ERR_PROT_LOC_CRC_DEL").linux(0x18);

  /** Place: acknowledgement. */
  public static final SystemConstant CAN_ERR_PROT_LOC_ACK =
      named("CAN_ERR_PROT_LOC_ACK").linux(0x19);

  /** Place: delimiter of the acknowledgement. */
  public static final SystemConstant CAN_ERR_PROT_LOC_ACK_DEL =
      named("CAN_ERR_PROT_LOC_ACK_DEL").linux(0x1b);

  /** Place: end of frame. */
  public static final SystemConstant CAN_ERR_PROT_LOC_EOF =
      named("CAN_ERR_PROT_LOC_EOF").linux(0x1a);

  /** Place: intermission. */
  public static final SystemConstant CAN_ERR_PROT_LOC_INTERM =
      named("CAN_ERR_PROT_LOC_INTERM").linux(0x12);

  /** The transceiver's fault is not told. */
  public static final SystemConstant CAN_ERR_TRX_UNSPEC = named("CAN_ERR_TRX_UNSPEC").linux(0x0);

  /** Transceiver: CANH is not connected. */
  public static final SystemConstant CAN_ERR_TRX_CANH_NO_WIRE =
      named("CAN_ERR_TRX_CANH_NO_WIRE").linux(0x4);

  /** Transceiver: CANH is connected to the battery. */
  public static final SystemConstant CAN_ERR_TRX_CANH_SHORT_TO_BAT =
      named("CAN_ERR_TRX_CANH_SHORT_TO_BAT").linux(0x5);

  /** Transceiver: CANH is connected to the supply. */
  public static final SystemConstant CAN_ERR_TRX_CANH_SHORT_TO_VCC =
      named("CAN_ERR_TRX_CANH_SHORT_TO_VCC").linux(0x6);

  /** Transceiver: CANH is connected to ground. */
  public static final SystemConstant CAN_ERR_TRX_CANH_SHORT_TO_GND =
      named("CAN_ERR_TRX_CANH_SHORT_TO_GND").linux(0x7);

  /** Transceiver: CANL is not connected. */
  public static final SystemConstant CAN_ERR_TRX_CANL_NO_WIRE =
      named("CAN_ERR_TRX_CANL_NO_WIRE").linux(0x40);

  /** Transceiver: CANL is connected to the battery. */
  public static final SystemConstant CAN_ERR_TRX_CANL_SHORT_TO_BAT =
      named("CAN_ERR_TRX_CANL_SHORT_TO_BAT").linux(0x50);

  /** Transceiver: CANL is connected to the supply. */
  public static final SystemConstant CAN_ERR_TRX_CANL_SHORT_TO_VCC =
      named("CAN_ERR_TRX_CANL_SHORT_TO_VCC").linux(0x60);

  /** Transceiver: CANL is connected to ground. */
  public static final SystemConstant CAN_ERR_TRX_CANL_SHORT_TO_GND =
      named("CAN_ERR_TRX_CANL_SHORT_TO_GND").linux(0x70);

  /** Transceiver: CANL is connected to CANH. */
  public static final SystemConstant CAN_ERR_TRX_CANL_SHORT_TO_CANH =
      named("CAN_ERR_TRX_CANL_SHORT_TO_CANH").linux(0x80);

  /** As many errors call for a warning. Since Linux 6.0. */
  public static final SystemConstant CAN_ERROR_WARNING_THRESHOLD =
      named("CAN_ERROR_WARNING_THRESHOLD").linux(96);

  /** As many errors make a controller error passive. Since Linux 6.0. */
  public static final SystemConstant CAN_ERROR_PASSIVE_THRESHOLD =
      named("CAN_ERROR_PASSIVE_THRESHOLD").linux(128);

  /** As many errors take a controller off the bus. Since Linux 6.0. */
  public static final SystemConstant CAN_BUS_OFF_THRESHOLD =
      named("CAN_BUS_OFF_THRESHOLD").linux(256);

  private CanErrorConstants() {}
}
