package io.sockets4j.can;

import io.sockets4j.os.SystemConstant;
import java.util.List;

/**
 * Where in a frame the protocol was violated: byte 3 of an error frame. See {@code
 * linux/can/error.h}.
 *
 * <pre>{@code
 * if (report.location().equals(CanErrorLocation.ACKNOWLEDGEMENT)) {
 *   log("is anybody else on the bus?");
 * }
 * }</pre>
 */
public final class CanErrorLocation extends CanErrorValue {
  /** Unknown place. */
  public static final CanErrorLocation UNSPECIFIED =
      new CanErrorLocation(CanErrorConstants.CAN_ERR_PROT_LOC_UNSPEC, 0x0, "unknown place");

  /** Start of frame. */
  public static final CanErrorLocation START_OF_FRAME =
      new CanErrorLocation(CanErrorConstants.CAN_ERR_PROT_LOC_SOF, 0x3, "start of frame");

  /** Identifier bits 28 to 21. */
  public static final CanErrorLocation ID_28_TO_21 =
      new CanErrorLocation(
          CanErrorConstants.CAN_ERR_PROT_LOC_ID28_21, 0x2, "identifier bits 28 to 21");

  /** Identifier bits 20 to 18. */
  public static final CanErrorLocation ID_20_TO_18 =
      new CanErrorLocation(
          CanErrorConstants.CAN_ERR_PROT_LOC_ID20_18, 0x6, "identifier bits 20 to 18");

  /** Substitute RTR bit. */
  public static final CanErrorLocation SUBSTITUTE_RTR =
      new CanErrorLocation(CanErrorConstants.CAN_ERR_PROT_LOC_SRTR, 0x4, "substitute RTR bit");

  /** Identifier extension bit. */
  public static final CanErrorLocation IDENTIFIER_EXTENSION =
      new CanErrorLocation(CanErrorConstants.CAN_ERR_PROT_LOC_IDE, 0x5, "identifier extension bit");

  /** Identifier bits 17 to 13. */
  public static final CanErrorLocation ID_17_TO_13 =
      new CanErrorLocation(
          CanErrorConstants.CAN_ERR_PROT_LOC_ID17_13, 0x7, "identifier bits 17 to 13");

  /** Identifier bits 12 to 5. */
  public static final CanErrorLocation ID_12_TO_5 =
      new CanErrorLocation(
          CanErrorConstants.CAN_ERR_PROT_LOC_ID12_05, 0xf, "identifier bits 12 to 5");

  /** Identifier bits 4 to 0. */
  public static final CanErrorLocation ID_4_TO_0 =
      new CanErrorLocation(
          CanErrorConstants.CAN_ERR_PROT_LOC_ID04_00, 0xe, "identifier bits 4 to 0");

  /** RTR bit. */
  public static final CanErrorLocation RTR =
      new CanErrorLocation(CanErrorConstants.CAN_ERR_PROT_LOC_RTR, 0xc, "RTR bit");

  /** Reserved bit 1. */
  public static final CanErrorLocation RESERVED_1 =
      new CanErrorLocation(CanErrorConstants.CAN_ERR_PROT_LOC_RES1, 0xd, "reserved bit 1");

  /** Reserved bit 0. */
  public static final CanErrorLocation RESERVED_0 =
      new CanErrorLocation(CanErrorConstants.CAN_ERR_PROT_LOC_RES0, 0x9, "reserved bit 0");

  /** Length code. */
  public static final CanErrorLocation LENGTH_CODE =
      new CanErrorLocation(CanErrorConstants.CAN_ERR_PROT_LOC_DLC, 0xb, "length code");

  /** Data. */
  public static final CanErrorLocation DATA =
      new CanErrorLocation(CanErrorConstants.CAN_ERR_PROT_LOC_DATA, 0xa, "data");

  /** Check sum. */
  public static final CanErrorLocation CHECK_SUM =
      new CanErrorLocation(CanErrorConstants.CAN_ERR_PROT_LOC_CRC_SEQ, 0x8, "check sum");

  /** Delimiter of the check sum. */
  public static final CanErrorLocation CHECK_SUM_DELIMITER =
      new CanErrorLocation(
          CanErrorConstants.CAN_ERR_PROT_LOC_CRC_DEL, 0x18, "delimiter of the check sum");

  /** Acknowledgement. */
  public static final CanErrorLocation ACKNOWLEDGEMENT =
      new CanErrorLocation(CanErrorConstants.CAN_ERR_PROT_LOC_ACK, 0x19, "acknowledgement");

  /** Delimiter of the acknowledgement. */
  public static final CanErrorLocation ACKNOWLEDGEMENT_DELIMITER =
      new CanErrorLocation(
          CanErrorConstants.CAN_ERR_PROT_LOC_ACK_DEL, 0x1b, "delimiter of the acknowledgement");

  /** End of frame. */
  public static final CanErrorLocation END_OF_FRAME =
      new CanErrorLocation(CanErrorConstants.CAN_ERR_PROT_LOC_EOF, 0x1a, "end of frame");

  /** Intermission. */
  public static final CanErrorLocation INTERMISSION =
      new CanErrorLocation(CanErrorConstants.CAN_ERR_PROT_LOC_INTERM, 0x12, "intermission");

  private static final List<CanErrorLocation> ALL =
      List.of(
          UNSPECIFIED,
          START_OF_FRAME,
          ID_28_TO_21,
          ID_20_TO_18,
          SUBSTITUTE_RTR,
          IDENTIFIER_EXTENSION,
          ID_17_TO_13,
          ID_12_TO_5,
          ID_4_TO_0,
          RTR,
          RESERVED_1,
          RESERVED_0,
          LENGTH_CODE,
          DATA,
          CHECK_SUM,
          CHECK_SUM_DELIMITER,
          ACKNOWLEDGEMENT,
          ACKNOWLEDGEMENT_DELIMITER,
          END_OF_FRAME,
          INTERMISSION);

  private CanErrorLocation(SystemConstant constant, int value, String text) {
    super(constant, value, text);
  }

  private CanErrorLocation(int value) {
    super("place", value);
  }

  /**
   * The one of a number.
   *
   * @param value 0 to 255
   * @return the value
   * @throws IllegalArgumentException if it is out of range
   */
  public static CanErrorLocation of(int value) {
    if (value < 0 || value > 0xff) {
      throw new IllegalArgumentException(value + " is not in 0 to 255");
    }
    return of(value, ALL, CanErrorLocation::new);
  }
}
