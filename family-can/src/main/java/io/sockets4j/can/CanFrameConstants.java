package io.sockets4j.can;

import static io.sockets4j.os.SystemConstant.named;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.SystemConstant;

/**
 * The numbers of {@code linux/can.h} that tell of frames: how long they are, in memory and on the
 * bus, and their flags. {@link CanFrame} and {@link CanFrameBuffer} know them all.
 *
 * <pre>{@code
 * byte[] bytes = socket.receive(CanFrameConstants.CANXL_MTU.value());
 * }</pre>
 */
@CHeaders("linux/can.h")
public final class CanFrameConstants {
  /** The bytes of a classic frame in memory ({@code struct can_frame}). */
  public static final SystemConstant CAN_MTU = named("CAN_MTU").linux(16);

  /** The bytes of an FD frame in memory ({@code struct canfd_frame}). */
  public static final SystemConstant CANFD_MTU = named("CANFD_MTU").linux(72);

  /** The bytes of the longest XL frame in memory ({@code struct canxl_frame}). Since Linux 6.2. */
  public static final SystemConstant CANXL_MTU = named("CANXL_MTU").linux(2060);

  /** The bytes of an XL frame in memory before its data. */
  public static final SystemConstant CANXL_HDR_SIZE = named("CANXL_HDR_SIZE").linux(12);

  /** The least MTU of an interface that carries XL frames. */
  public static final SystemConstant CANXL_MIN_MTU = named("CANXL_MIN_MTU").linux(76);

  /** The greatest MTU of an interface that carries XL frames. */
  public static final SystemConstant CANXL_MAX_MTU = named("CANXL_MAX_MTU").linux(2060);

  /** The highest length code of a classic frame that is its length in bytes too. */
  public static final SystemConstant CAN_MAX_DLC = named("CAN_MAX_DLC").linux(8);

  /** The highest length code of a classic frame; those of 9 to 15 mean 8 bytes. */
  public static final SystemConstant CAN_MAX_RAW_DLC = named("CAN_MAX_RAW_DLC").linux(15);

  /** The most bytes of data in a classic frame. */
  public static final SystemConstant CAN_MAX_DLEN = named("CAN_MAX_DLEN").linux(8);

  /** The highest length code of an FD frame, which means 64 bytes. */
  public static final SystemConstant CANFD_MAX_DLC = named("CANFD_MAX_DLC").linux(15);

  /** The most bytes of data in an FD frame. */
  public static final SystemConstant CANFD_MAX_DLEN = named("CANFD_MAX_DLEN").linux(64);

  /** The lowest length code of an XL frame, which means one byte. */
  public static final SystemConstant CANXL_MIN_DLC = named("CANXL_MIN_DLC").linux(0);

  /** The highest length code of an XL frame, which means 2048 bytes. */
  public static final SystemConstant CANXL_MAX_DLC = named("CANXL_MAX_DLC").linux(2047);

  /** The bits of the length code of an XL frame. */
  public static final SystemConstant CANXL_MAX_DLC_MASK = named("CANXL_MAX_DLC_MASK").linux(0x7ff);

  /** The least bytes of data in an XL frame. */
  public static final SystemConstant CANXL_MIN_DLEN = named("CANXL_MIN_DLEN").linux(1);

  /** The most bytes of data in an XL frame. */
  public static final SystemConstant CANXL_MAX_DLEN = named("CANXL_MAX_DLEN").linux(2048);

  /** Flag of an FD frame: the data have a bit rate of their own. */
  public static final SystemConstant CANFD_BRS = named("CANFD_BRS").linux(0x01);

  /** Flag of an FD frame: the node that sent it is error passive. */
  public static final SystemConstant CANFD_ESI = named("CANFD_ESI").linux(0x02);

  /** Flag of an FD frame, by which it is one; the kernel sets it. */
  public static final SystemConstant CANFD_FDF = named("CANFD_FDF").linux(0x04);

  /** Flag of an XL frame, by which it is one. */
  public static final SystemConstant CANXL_XLF = named("CANXL_XLF").linux(0x80);

  /** Flag of an XL frame: simple extended content, such as security or segmentation. */
  public static final SystemConstant CANXL_SEC = named("CANXL_SEC").linux(0x01);

  /** Flag of an XL frame: remote request substitution. Since Linux 6.15. */
  public static final SystemConstant CANXL_RRS = named("CANXL_RRS").linux(0x02);

  /** The bits of the priority of an XL frame. */
  public static final SystemConstant CANXL_PRIO_MASK = named("CANXL_PRIO_MASK").linux(0x7ff);

  /** How many bits the priority of an XL frame has. */
  public static final SystemConstant CANXL_PRIO_BITS = named("CANXL_PRIO_BITS").linux(11);

  /** Where the identifier of the virtual network stands in the priority. Since Linux 6.9. */
  public static final SystemConstant CANXL_VCID_OFFSET = named("CANXL_VCID_OFFSET").linux(16);

  /** The bits of the identifier of the virtual network. Since Linux 6.9. */
  public static final SystemConstant CANXL_VCID_VAL_MASK = named("CANXL_VCID_VAL_MASK").linux(0xff);

  /** The bits of the identifier of the virtual network where it stands. Since Linux 6.9. */
  public static final SystemConstant CANXL_VCID_MASK = named("CANXL_VCID_MASK").linux(0xff_0000);

  private CanFrameConstants() {}
}
