package io.sockets4j.cli.can;

import io.sockets4j.can.CanFrame;
import java.util.Locale;

/**
 * The form of a frame for people: that of candump.
 *
 * <pre>
 * 123   [2]  11 22            classic
 * 12345678  [02]  11 22       CAN FD, extended
 * 123   [3]  remote request
 * 123   {E}  11 22 33 ...     a length code (DLC) that means 8 bytes, if asked for
 * 123 [0003] (45|81:00:12345678) 11 22 33
 *                             CAN XL: VCID, flags, SDU type, acceptance field
 * </pre>
 */
final class FrameView {
  private static final int MOST_CLASSIC = 8;
  private static final int MOST_SHOWN = 64;
  private static final int XLF = 0x80;
  private static final String INDENT = "     "; // of 3 digits where others have 8
  private static final char SWAPPED = '`';
  private static final int BYTE_BITS = 8;

  // How far from the end of eight bytes, and one byte less, what follows them ends.
  private static final int ASCII_AT = 4;
  private static final int ERROR_AT = 13;

  private final Options options;
  private boolean indent;

  /**
   * What is asked for.
   *
   * @param ascii the bytes as characters too
   * @param binary bits instead of hexadecimal digits
   * @param swapped the last byte first
   * @param rawDlc length codes that mean 8 bytes
   */
  record Options(boolean ascii, boolean binary, boolean swapped, boolean rawDlc) {}

  FrameView(Options options) {
    this.options = options;
  }

  /** Writes a frame. Identifiers of 3 digits are indented as soon as one of 8 was there. */
  String format(CanFrame frame) {
    StringBuilder line = new StringBuilder();
    indent |= frame.isExtended();
    if (indent && !frame.isExtended() && !frame.isError()) {
      line.append(INDENT);
    }
    if (frame.kind() == CanFrame.Kind.XL) {
      xl(line, frame);
      return line.toString();
    }
    line.append(FrameText.id(frame)).append("  ");
    length(line, frame);
    if (frame.isRemote()) {
      return line.append(" remote request").toString();
    }
    bytes(line, frame, frame.length());
    if (frame.length() <= MOST_CLASSIC) {
      int missing = (MOST_CLASSIC - frame.length()) * byteWidth();
      if (frame.isError()) {
        line.append(String.format(Locale.ROOT, "%" + (missing + ERROR_AT) + "s", "ERRORFRAME"));
      } else if (options.ascii) {
        line.append(" ".repeat(missing + ASCII_AT - 1));
        ascii(line, frame);
      }
    }
    return line.toString();
  }

  private void length(StringBuilder line, CanFrame frame) {
    if (frame.kind() == CanFrame.Kind.FD) {
      line.append(String.format(Locale.ROOT, "[%02d] ", frame.length()));
    } else if (options.rawDlc && FrameText.hasRawDlc(frame)) {
      line.append(" {%X} ".formatted(frame.rawDlc()));
    } else {
      line.append(" [").append(frame.length()).append("] ");
    }
  }

  private int byteWidth() {
    return 1 + (options.binary ? BYTE_BITS : 2);
  }

  private void bytes(StringBuilder line, CanFrame frame, int count) {
    for (int i = 0; i < count; i++) {
      line.append(options.swapped && i > 0 ? SWAPPED : ' ');
      int value = frame.data(options.swapped ? count - 1 - i : i);
      if (options.binary) {
        for (int bit = BYTE_BITS - 1; bit >= 0; bit--) {
          line.append((char) ('0' + (value >> bit & 1)));
        }
      } else {
        hex(line, value);
      }
    }
  }

  private static void hex(StringBuilder line, int value) {
    for (int shift = 4; shift >= 0; shift -= 4) {
      line.append(Character.toUpperCase(Character.forDigit(value >> shift & 0xf, 16)));
    }
  }

  private void ascii(StringBuilder line, CanFrame frame) {
    char quote = options.swapped ? SWAPPED : '\'';
    line.append(quote);
    for (int i = 0; i < frame.length(); i++) {
      int value = frame.data(options.swapped ? frame.length() - 1 - i : i);
      line.append(value >= ' ' && value <= '~' ? (char) value : '.');
    }
    line.append(quote);
  }

  /** As many bytes as fit onto a screen; the form of log files has them all. */
  private static void xl(StringBuilder line, CanFrame frame) {
    line.append(
        String.format(
            Locale.ROOT,
            "%03X [%04d] (%02X|%02X:%02X:%08X)",
            frame.number(),
            frame.length(),
            frame.vcid(),
            frame.flags() | XLF,
            frame.sdt(),
            frame.acceptanceField()));
    for (int i = 0; i < Math.min(frame.length(), MOST_SHOWN); i++) {
      line.append(' ');
      hex(line, frame.data(i));
    }
    if (frame.length() > MOST_SHOWN) {
      line.append(" ...");
    }
  }
}
