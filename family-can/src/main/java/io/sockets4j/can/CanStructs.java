package io.sockets4j.can;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.StructLayout;
import io.sockets4j.os.StructLayout.Field;
import java.nio.ByteBuffer;

/** The structs of frames, and what is checked before any of them is believed. */
@CHeaders("linux/can.h")
final class CanStructs {
  static final StructLayout CAN_FRAME = StructLayout.named("struct can_frame").linux(16);
  static final Field CAN_ID = CAN_FRAME.field("can_id", 0, 4);
  static final Field LEN = CAN_FRAME.field("len", 4, 1);
  static final Field LEN8_DLC = CAN_FRAME.field("len8_dlc", 7, 1);
  static final Field DATA = CAN_FRAME.field("data", 8, 8);

  static final StructLayout CANFD_FRAME = StructLayout.named("struct canfd_frame").linux(72);
  static final Field FD_ID = CANFD_FRAME.field("can_id", 0, 4);
  static final Field FD_LEN = CANFD_FRAME.field("len", 4, 1);
  static final Field FD_FLAGS = CANFD_FRAME.field("flags", 5, 1);
  static final Field FD_DATA = CANFD_FRAME.field("data", 8, 64);

  static final StructLayout CANXL_FRAME = StructLayout.named("struct canxl_frame").linux(2060);
  static final Field XL_PRIO = CANXL_FRAME.field("prio", 0, 4);
  static final Field XL_FLAGS = CANXL_FRAME.field("flags", 4, 1);
  static final Field XL_SDT = CANXL_FRAME.field("sdt", 5, 1);
  static final Field XL_LEN = CANXL_FRAME.field("len", 6, 2);
  static final Field XL_AF = CANXL_FRAME.field("af", 8, 4);
  static final Field XL_DATA = CANXL_FRAME.field("data", 12, 2048);

  // As numbers, for code that runs with every frame.
  static final int CC_SIZE = 16;
  static final int FD_SIZE = 72;
  static final int XL_SIZE = 2060;
  static final int CC_MOST = 8;
  static final int FD_MOST = 64;
  static final int XL_MOST = 2048;
  static final int DATA_AT = 8;
  static final int XL_DATA_AT = 12;
  static final int BRS = 0x01;
  static final int ESI = 0x02;
  static final int FDF = 0x04;
  static final int SEC = 0x01;
  static final int RRS = 0x02;
  static final int XLF = 0x80;
  static final int VCID_AT = 16;

  private CanStructs() {}

  /**
   * Tells what kind of frame some bytes are, by their number and their own length, as the kernel
   * does. After this, every field can be read.
   *
   * @param length how many bytes there are from {@code base} on; the buffer may have more
   * @throws IllegalArgumentException if they are no frame
   */
  static CanFrame.Kind kind(ByteBuffer buffer, int base, int length) {
    if (base < 0 || length < 0 || length > buffer.limit() - base) {
      throw new IllegalArgumentException(
          "%d bytes at %d of a buffer of %d".formatted(length, base, buffer.limit()));
    }
    if (length > XL_DATA_AT && (XL_FLAGS.getByte(buffer, base) & XLF) != 0) {
      int data = (int) XL_LEN.getUnsigned(buffer, base);
      if (data >= 1 && data <= XL_MOST && data == length - XL_DATA_AT) {
        return CanFrame.Kind.XL;
      }
      throw new IllegalArgumentException(
          "no CAN XL frame: %d bytes, which say that they have %d of data".formatted(length, data));
    }
    if (length != CC_SIZE && length != FD_SIZE) {
      throw new IllegalArgumentException(
          ("no CAN frame: %d bytes; a classic frame has 16, an FD frame 72, and an XL frame 13 to"
                  + " 2060 and its flag")
              .formatted(length));
    }
    int data = LEN.getByte(buffer, base) & 0xff;
    if (data > (length == CC_SIZE ? CC_MOST : FD_MOST)) {
      throw new IllegalArgumentException(
          "no CAN frame: %d bytes, which say that they have %d of data".formatted(length, data));
    }
    return length == CC_SIZE ? CanFrame.Kind.CLASSIC : CanFrame.Kind.FD;
  }

  /**
   * An identifier as it came, without bits that mean nothing beside its flags. An error frame has
   * no other flag; one that asks for a frame may have an extended identifier.
   */
  static int normalize(CanFrame.Kind kind, int id) {
    if (kind == CanFrame.Kind.XL) {
      return id & ((0xff << VCID_AT) | CanId.STANDARD_MASK);
    }
    if ((id & CanId.ERROR) != 0) {
      return id & (CanId.ERROR | CanId.EXTENDED_MASK);
    }
    int remote = kind == CanFrame.Kind.CLASSIC ? CanId.REMOTE : 0; // which CAN FD has not
    return id
        & ((id & CanId.EXTENDED) != 0
            ? CanId.EXTENDED | remote | CanId.EXTENDED_MASK
            : remote | CanId.STANDARD_MASK);
  }

  /** The length code of a classic frame: another one than its length counts with 8 bytes alone. */
  static int rawDlc(ByteBuffer buffer, int base) {
    int bytes = LEN.getByte(buffer, base) & 0xff;
    int dlc = LEN8_DLC.getByte(buffer, base) & 0xff;
    return bytes == CC_MOST && dlc > CC_MOST && dlc <= 15 ? dlc : bytes;
  }

  static void check(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException("%s, not %d (0x%<X)".formatted(what, value));
    }
  }

  static void checkLength(CanFrame.Kind kind, int length) {
    if (kind == CanFrame.Kind.FD) {
      check("an FD frame has 0 to 64 bytes", length, 0, FD_MOST);
    } else {
      check("a classic frame has 0 to 8 bytes", length, 0, CC_MOST);
    }
  }

  static int checkXl(int length) {
    check("an XL frame has 1 to 2048 bytes", length, 1, XL_MOST);
    return length;
  }
}
