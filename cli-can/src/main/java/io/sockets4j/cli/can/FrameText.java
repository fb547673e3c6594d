package io.sockets4j.cli.can;

import io.sockets4j.can.CanFrame;
import io.sockets4j.can.CanFrameConstants;
import io.sockets4j.can.CanId;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The compact form of a frame, as cansend takes it and log files have it: that of can-utils
 * 2020.11, with the length codes and the CAN XL frames of later versions (those of 2025.01).
 *
 * <pre>
 * 123#11.22              classic; the dots may be left out
 * 12345678#              extended: 8 digits
 * 20000004#0004...       an error frame: the bit 20000000 and 8 bytes
 * 123#R3                 asks for a frame of 3 bytes
 * 123#1122334455667788_E with the length code (DLC) 14
 * 123##511.22            CAN FD, with its flags: 1 BRS, 2 ESI, 4 FDF
 * 45123#81:00:12345678#11.22
 *                        CAN XL: VCID and priority, flags (80 XLF, 1 SEC, 2 RRS), SDU type,
 *                        acceptance field
 * </pre>
 */
final class FrameText {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final int STANDARD_DIGITS = 3;
  private static final int EXTENDED_DIGITS = 8;
  private static final int XL_DIGITS = 5;
  private static final int MOST_CLASSIC = 8;
  private static final int MOST_FD = 64;
  private static final int MOST_XL = 2048;
  private static final int MOST_RAW_DLC = 15;
  private static final int BRS = CanFrameConstants.CANFD_BRS.value();
  private static final int ESI = CanFrameConstants.CANFD_ESI.value();
  private static final int FDF = CanFrameConstants.CANFD_FDF.value();
  private static final int SEC = CanFrameConstants.CANXL_SEC.value();
  private static final int RRS = CanFrameConstants.CANXL_RRS.value();
  private static final int XLF = CanFrameConstants.CANXL_XLF.value();

  private FrameText() {}

  /**
   * Reads a frame.
   *
   * @throws MalformedTextException if the text is no frame
   */
  static CanFrame parse(String text) {
    Cursor cursor = new Cursor(text);
    CanFrame frame = parse(cursor);
    cursor.expectEnd("the end of the frame, or two hexadecimal digits more");
    return frame;
  }

  /** Reads a frame that other text may follow. */
  static CanFrame parse(Cursor cursor) {
    int begin = cursor.position();
    int digits = cursor.countDigits();
    return switch (digits) {
      case XL_DIGITS -> xl(cursor);
      case STANDARD_DIGITS -> standard(cursor, cursor.hex(digits, "an identifier"), begin);
      case EXTENDED_DIGITS -> extended(cursor, cursor.hex(digits, "an identifier"), begin);
      default ->
          throw cursor.malformed(
              "an identifier of 3 hexadecimal digits, an extended one of 8, or the VCID and the"
                  + " priority of a CAN XL frame in 5");
    };
  }

  private static CanFrame standard(Cursor cursor, int id, int begin) {
    if (id > CanId.STANDARD_MASK) {
      throw cursor.malformed(begin, "000 to 7FF; more than that is extended and has 8 digits");
    }
    return withId(cursor, id);
  }

  private static CanFrame extended(Cursor cursor, int id, int begin) {
    if ((id & ~CanId.EXTENDED_MASK) == CanId.ERROR) {
      return error(cursor, id & CanId.EXTENDED_MASK, begin);
    }
    if (id < 0 || id > CanId.EXTENDED_MASK) {
      throw cursor.malformed(begin, "00000000 to 1FFFFFFF, or 20000001 to 3FFFFFFF for an error");
    }
    return withId(cursor, CanId.extended(id));
  }

  private static CanFrame withId(Cursor cursor, int id) {
    cursor.expect('#', "'#' after the identifier");
    if (cursor.skip('#')) {
      return fd(cursor, id);
    }
    if (cursor.skip('R') || cursor.skip('r')) {
      return remote(cursor, id);
    }
    return withRawDlc(cursor, CanFrame.of(id, data(cursor, MOST_CLASSIC)));
  }

  private static CanFrame remote(Cursor cursor, int id) {
    int length = 0;
    if (cursor.peekDigit() >= 0) {
      if (cursor.peekDigit() > MOST_CLASSIC) {
        throw cursor.malformed("a length of 0 to 8");
      }
      length = cursor.hex(1, "a length");
    }
    return withRawDlc(cursor, CanFrame.remote(id, length));
  }

  private static CanFrame withRawDlc(Cursor cursor, CanFrame frame) {
    int begin = cursor.position();
    if (!cursor.skip('_')) {
      return frame;
    }
    if (frame.length() != MOST_CLASSIC) {
      throw cursor.malformed(begin, "no length code, which frames of 8 bytes alone have");
    }
    if (cursor.peekDigit() <= MOST_CLASSIC) {
      throw cursor.malformed("a length code of 9 to F");
    }
    return frame.withRawDlc(cursor.hex(1, "a length code"));
  }

  private static CanFrame error(Cursor cursor, int classes, int begin) {
    if (classes == 0) {
      throw cursor.malformed(begin, "20000001 to 3FFFFFFF, as an error frame says what it is of");
    }
    cursor.expect('#', "'#' after the identifier");
    byte[] data = data(cursor, MOST_CLASSIC);
    if (data.length < MOST_CLASSIC) {
      throw cursor.malformed("8 bytes, as every error frame has");
    }
    return CanFrame.error(classes, data);
  }

  private static CanFrame fd(Cursor cursor, int id) {
    int begin = cursor.position();
    int flags = cursor.hex(1, "the flags of a CAN FD frame, a hexadecimal digit");
    if ((flags & ~(BRS | ESI | FDF)) != 0) {
      throw cursor.malformed(begin, "flags of 0 to 7: 1 BRS, 2 ESI, 4 FDF");
    }
    return CanFrame.fd(id, data(cursor, MOST_FD))
        .withBitRateSwitch((flags & BRS) != 0)
        .withErrorStateIndicator((flags & ESI) != 0);
  }

  private static CanFrame xl(Cursor cursor) {
    int vcid = cursor.hex(2, "a VCID");
    int begin = cursor.position();
    int priority = cursor.hex(3, "a priority");
    if (priority > CanId.STANDARD_MASK) {
      throw cursor.malformed(begin, "a priority of 000 to 7FF");
    }
    cursor.expect('#', "'#' after the VCID and the priority");
    begin = cursor.position();
    int flags = cursor.hex(2, "the flags of a CAN XL frame, two hexadecimal digits");
    if ((flags & ~(SEC | RRS)) != XLF) {
      throw cursor.malformed(begin, "flags of 80 to 83: 80 XLF, always, 1 SEC, 2 RRS");
    }
    cursor.expect(':', "':' after the flags");
    int sdt = cursor.hex(2, "an SDU type of two hexadecimal digits");
    cursor.expect(':', "':' after the SDU type");
    int af = cursor.hex(EXTENDED_DIGITS, "an acceptance field of 8 hexadecimal digits");
    cursor.expect('#', "'#' after the acceptance field");
    byte[] data = data(cursor, MOST_XL);
    if (data.length == 0) {
      throw cursor.malformed("data, of which a CAN XL frame has a byte or more");
    }
    return CanFrame.xl(priority, sdt, af, data)
        .withVcid(vcid)
        .withSec((flags & SEC) != 0)
        .withRrs((flags & RRS) != 0);
  }

  /** Bytes, with a dot before any of them or not. */
  private static byte[] data(Cursor cursor, int most) {
    byte[] data = new byte[most];
    int length = 0;
    while (true) {
      int begin = cursor.position();
      if (!cursor.skip('.') && cursor.peekDigit() < 0) {
        return Arrays.copyOf(data, length);
      }
      if (length == most) {
        throw cursor.malformed(begin, "no more than %d bytes of data".formatted(most));
      }
      data[length] = (byte) cursor.hex(2, "two hexadecimal digits, a byte");
      length++;
    }
  }

  /** Writes a frame as {@link #parse(String)} reads it, without dots. */
  static String format(CanFrame frame) {
    String data = HEX.formatHex(frame.data());
    return switch (frame.kind()) {
      case XL ->
          "%02X%03X#%02X:%02X:%08X#%s"
              .formatted(
                  frame.vcid(),
                  frame.number(),
                  frame.flags() | XLF,
                  frame.sdt(),
                  frame.acceptanceField(),
                  data);
      case FD -> "%s##%X%s".formatted(id(frame), (frame.flags() | FDF) & 0xf, data);
      case CLASSIC -> id(frame) + '#' + (frame.isRemote() ? remote(frame) : data) + rawDlc(frame);
    };
  }

  /** The identifier: 3 digits, or 8 of an extended one and of an error frame, with its flag. */
  static String id(CanFrame frame) {
    return frame.isError() ? HEX.toHexDigits(frame.id()) : CanId.format(frame.id());
  }

  private static String remote(CanFrame frame) {
    return frame.length() == 0 ? "R" : "R" + frame.length();
  }

  private static String rawDlc(CanFrame frame) {
    return hasRawDlc(frame) ? "_%X".formatted(frame.rawDlc()) : "";
  }

  /** Whether the frame has a length code that means 8 bytes and is not 8. */
  static boolean hasRawDlc(CanFrame frame) {
    return frame.rawDlc() > MOST_CLASSIC && frame.rawDlc() <= MOST_RAW_DLC;
  }
}
