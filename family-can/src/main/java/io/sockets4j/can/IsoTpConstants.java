package io.sockets4j.can;

import static io.sockets4j.os.SystemConstant.named;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.SystemConstant;

/**
 * Numbers of {@code linux/can/isotp.h}: the flags of {@link IsoTpSettings}, and what the kernel
 * takes where nothing is set. The options are in {@link IsoTpOptions}.
 *
 * <pre>{@code
 * IsoTpSettings.DEFAULT.with(IsoTpConstants.CAN_ISOTP_LISTEN_MODE);
 * }</pre>
 */
@CHeaders({"sys/socket.h", "linux/can.h", "linux/can/isotp.h"})
public final class IsoTpConstants {

  /** Only listens, and sends no flow control. */
  public static final SystemConstant CAN_ISOTP_LISTEN_MODE =
      named("CAN_ISOTP_LISTEN_MODE").linux(0x1);

  /** The first byte of each frame is an address. */
  public static final SystemConstant CAN_ISOTP_EXTEND_ADDR =
      named("CAN_ISOTP_EXTEND_ADDR").linux(0x2);

  /** Frames that are sent are filled up. */
  public static final SystemConstant CAN_ISOTP_TX_PADDING =
      named("CAN_ISOTP_TX_PADDING").linux(0x4);

  /** Frames that are received have been filled up. */
  public static final SystemConstant CAN_ISOTP_RX_PADDING =
      named("CAN_ISOTP_RX_PADDING").linux(0x8);

  /** The lengths of frames that are received are checked. */
  public static final SystemConstant CAN_ISOTP_CHK_PAD_LEN =
      named("CAN_ISOTP_CHK_PAD_LEN").linux(0x10);

  /** The bytes are checked that frames have been filled up with. */
  public static final SystemConstant CAN_ISOTP_CHK_PAD_DATA =
      named("CAN_ISOTP_CHK_PAD_DATA").linux(0x20);

  /** Nothing is received while something is sent, and the other way round. */
  public static final SystemConstant CAN_ISOTP_HALF_DUPLEX =
      named("CAN_ISOTP_HALF_DUPLEX").linux(0x40);

  /** Sends with the pauses of {@link IsoTpOptions#CAN_ISOTP_TX_STMIN}, whatever is asked for. */
  public static final SystemConstant CAN_ISOTP_FORCE_TXSTMIN =
      named("CAN_ISOTP_FORCE_TXSTMIN").linux(0x80);

  /** Drops frames that follow too fast: {@link IsoTpOptions#CAN_ISOTP_RX_STMIN}. */
  public static final SystemConstant CAN_ISOTP_FORCE_RXSTMIN =
      named("CAN_ISOTP_FORCE_RXSTMIN").linux(0x100);

  /** Frames that are received have another address than those that are sent. */
  public static final SystemConstant CAN_ISOTP_RX_EXT_ADDR =
      named("CAN_ISOTP_RX_EXT_ADDR").linux(0x200);

  /**
   * Each send waits until the message is transmitted, in the kernel, where no timeout, close or
   * interrupt reaches it: {@link IsoTpSocket#sendConfirmed(java.nio.ByteBuffer)} is better.
   */
  public static final SystemConstant CAN_ISOTP_WAIT_TX_DONE =
      named("CAN_ISOTP_WAIT_TX_DONE").linux(0x400);

  /** Sends messages of a single frame to many, and receives nothing. Since Linux 5.12. */
  public static final SystemConstant CAN_ISOTP_SF_BROADCAST =
      named("CAN_ISOTP_SF_BROADCAST").linux(0x800);

  /** Sends messages to many without any flow control, and receives nothing. Since Linux 5.19. */
  public static final SystemConstant CAN_ISOTP_CF_BROADCAST =
      named("CAN_ISOTP_CF_BROADCAST").linux(0x1000);

  /** Heeds block size and pauses of every flow control, not of the first alone. Since Linux 6.6. */
  public static final SystemConstant CAN_ISOTP_DYN_FC_PARMS =
      named("CAN_ISOTP_DYN_FC_PARMS").linux(0x2000);

  /** The flags of a new socket. */
  public static final SystemConstant CAN_ISOTP_DEFAULT_FLAGS =
      named("CAN_ISOTP_DEFAULT_FLAGS").linux(0);

  /** The extended address of a new socket. */
  public static final SystemConstant CAN_ISOTP_DEFAULT_EXT_ADDRESS =
      named("CAN_ISOTP_DEFAULT_EXT_ADDRESS").linux(0);

  /** What frames are filled up with where nothing is set. */
  public static final SystemConstant CAN_ISOTP_DEFAULT_PAD_CONTENT =
      named("CAN_ISOTP_DEFAULT_PAD_CONTENT").linux(0xcc);

  /** The time of a frame of a new socket, in nanoseconds. */
  public static final SystemConstant CAN_ISOTP_DEFAULT_FRAME_TXTIME =
      named("CAN_ISOTP_DEFAULT_FRAME_TXTIME").linux(50_000);

  /** The block size of a new socket. */
  public static final SystemConstant CAN_ISOTP_DEFAULT_RECV_BS =
      named("CAN_ISOTP_DEFAULT_RECV_BS").linux(0);

  /** The pause that a new socket asks for. */
  public static final SystemConstant CAN_ISOTP_DEFAULT_RECV_STMIN =
      named("CAN_ISOTP_DEFAULT_RECV_STMIN").linux(0);

  /** How often a new socket makes the other end wait. */
  public static final SystemConstant CAN_ISOTP_DEFAULT_RECV_WFTMAX =
      named("CAN_ISOTP_DEFAULT_RECV_WFTMAX").linux(0);

  /** The kind of frames of a new socket: CAN_MTU. */
  public static final SystemConstant CAN_ISOTP_DEFAULT_LL_MTU =
      named("CAN_ISOTP_DEFAULT_LL_MTU").linux(16);

  /** How many bytes a frame of a new socket has at the most. */
  public static final SystemConstant CAN_ISOTP_DEFAULT_LL_TX_DL =
      named("CAN_ISOTP_DEFAULT_LL_TX_DL").linux(8);

  /** The flags of the frames of a new socket. */
  public static final SystemConstant CAN_ISOTP_DEFAULT_LL_TX_FLAGS =
      named("CAN_ISOTP_DEFAULT_LL_TX_FLAGS").linux(0);

  /** What sets a time of zero, where zero itself changes nothing. */
  public static final SystemConstant CAN_ISOTP_FRAME_TXTIME_ZERO =
      named("CAN_ISOTP_FRAME_TXTIME_ZERO").linux(0xffff_ffff);

  private IsoTpConstants() {}
}
