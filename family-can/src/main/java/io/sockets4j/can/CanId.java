package io.sockets4j.can;

import static io.sockets4j.os.SystemConstant.named;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.SystemConstant;

/**
 * The identifiers of frames as the kernel has them: {@code canid_t} of {@code linux/can.h}, an
 * {@code int} of 11 or 29 bits and three flags.
 *
 * <pre>{@code
 * int id = CanId.of(0x18DA10F1); // more than 11 bits: CAN_EFF_FLAG goes with it
 * CanId.format(id);              // 18DA10F1
 * CanId.number(id);              // 0x18DA10F1
 * }</pre>
 *
 * <p>Everywhere in this module, an identifier that does not fit into 11 bits is an extended one,
 * with the flag or without it. {@link #extended} makes extended ones of less.
 */
@CHeaders("linux/can.h")
public final class CanId {
  /** {@link #CAN_EFF_FLAG} as an {@code int}: the identifier is an extended one, of 29 bits. */
  public static final int EXTENDED = 0x8000_0000;

  /** {@link #CAN_RTR_FLAG} as an {@code int}: the frame asks for another, and has no data. */
  public static final int REMOTE = 0x4000_0000;

  /** {@link #CAN_ERR_FLAG} as an {@code int}: the frame is a report of the controller's. */
  public static final int ERROR = 0x2000_0000;

  /** {@link #CAN_SFF_MASK} as an {@code int}: the 11 bits of a standard identifier. */
  public static final int STANDARD_MASK = 0x7ff;

  /** {@link #CAN_EFF_MASK} as an {@code int}: the 29 bits of an extended identifier. */
  public static final int EXTENDED_MASK = 0x1fff_ffff;

  /** The flag of an extended identifier. */
  public static final SystemConstant CAN_EFF_FLAG = named("CAN_EFF_FLAG").linux(EXTENDED);

  /** The flag of a frame that asks for another. */
  public static final SystemConstant CAN_RTR_FLAG = named("CAN_RTR_FLAG").linux(REMOTE);

  /** The flag of an error frame. */
  public static final SystemConstant CAN_ERR_FLAG = named("CAN_ERR_FLAG").linux(ERROR);

  /** The bits of a standard identifier. */
  public static final SystemConstant CAN_SFF_MASK = named("CAN_SFF_MASK").linux(STANDARD_MASK);

  /** The bits of an extended identifier. */
  public static final SystemConstant CAN_EFF_MASK = named("CAN_EFF_MASK").linux(EXTENDED_MASK);

  /** The bits of the classes of an error frame. */
  public static final SystemConstant CAN_ERR_MASK = named("CAN_ERR_MASK").linux(EXTENDED_MASK);

  /** How many bits a standard identifier has. */
  public static final SystemConstant CAN_SFF_ID_BITS = named("CAN_SFF_ID_BITS").linux(11);

  /** How many bits an extended identifier has. */
  public static final SystemConstant CAN_EFF_ID_BITS = named("CAN_EFF_ID_BITS").linux(29);

  private CanId() {}

  /**
   * An identifier of a data frame.
   *
   * @param id 0 to 0x1FFFFFFF; one of more than 11 bits is extended, and so is one with {@link
   *     #EXTENDED}
   * @return the identifier, with {@link #EXTENDED} where it is one
   * @throws IllegalArgumentException if it has other flags
   */
  public static int of(int id) {
    int number = id & ~EXTENDED;
    if (number < 0 || number > EXTENDED_MASK) {
      throw new IllegalArgumentException(
          "CAN identifier 0x%X is not in 0 to 0x1FFFFFFF".formatted(id));
    }
    return number > STANDARD_MASK ? number | EXTENDED : id;
  }

  /**
   * An extended identifier, whatever its number.
   *
   * @param id 0 to 0x1FFFFFFF
   * @return the identifier with {@link #EXTENDED}
   * @throws IllegalArgumentException if it is out of range
   */
  public static int extended(int id) {
    return of(id) | EXTENDED;
  }

  /**
   * Whether an identifier is extended.
   *
   * @param id an identifier, with its flags
   * @return true if {@link #EXTENDED} is among them
   */
  public static boolean isExtended(int id) {
    return (id & EXTENDED) != 0;
  }

  /**
   * An identifier without flags.
   *
   * @param id an identifier, with its flags
   * @return its 11 or 29 bits
   */
  public static int number(int id) {
    return id & (isExtended(id) ? EXTENDED_MASK : STANDARD_MASK);
  }

  /**
   * An identifier for people, as can-utils write it.
   *
   * @param id an identifier, with its flags
   * @return three hexadecimal digits, or eight of an extended one
   */
  public static String format(int id) {
    return (isExtended(id) ? "%08X" : "%03X").formatted(number(id));
  }
}
