package io.sockets4j.can;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A frame on a CAN bus, as a value that does not change: a classic one, one of CAN FD, or one of
 * CAN XL. See <a href="https://docs.kernel.org/networking/can.html">SocketCAN</a> and {@code
 * linux/can.h}.
 *
 * <pre>{@code
 * CanFrame.of(0x123, (byte) 1, (byte) 2);                 // 123   [2]  01 02
 * CanFrame.of(0x18DA10F1, data);                          // more than 11 bits: extended
 * CanFrame.remote(0x123, 8);                              // asks for a frame of 8 bytes
 * CanFrame.fd(0x123, data).withBitRateSwitch(true);
 * CanFrame.xl(0x123, 0x03, 0x12345678, data).withVcid(7);
 * }</pre>
 *
 * <p>An FD frame may have any length of 0 to 64 bytes here, as in the kernel. A bus carries 0 to 8,
 * 12, 16, 20, 24, 32, 48 and 64: a real controller sends the next of them, and what it sends behind
 * the data is up to its driver; a virtual interface delivers the length as it is. {@link #padded()}
 * makes that length, with zeros.
 *
 * <p>Two frames are equal if all parts are that mean something on a bus.
 */
public final class CanFrame {
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();
  private static final byte[] NONE = {};

  /** What a frame is, by its format. */
  public enum Kind {
    /** A frame of 0 to 8 bytes; a request for one and an error frame are such frames too. */
    CLASSIC,
    /** A frame of CAN FD, with 0 to 64 bytes. */
    FD,
    /** A frame of CAN XL, with 1 to 2048 bytes. */
    XL
  }

  private final Kind kind;

  /** With its flags; with XL, the priority and, from bit 16 on, the VCID, as in the kernel. */
  private final int id;

  /** Without the flag that says what kind the frame is. */
  private final int flags;

  /** The length code of a classic frame: 0 to 15. */
  private final int dlc;

  private final int sdt;
  private final int af;
  private final byte[] data;

  private CanFrame(Kind kind, int id, int flags, int dlc, int sdt, int af, byte[] data) {
    this.kind = kind;
    this.id = id;
    this.flags = flags;
    this.dlc = dlc;
    this.sdt = sdt;
    this.af = af;
    this.data = data;
  }

  /**
   * A classic data frame.
   *
   * @param id 0 to 0x1FFFFFFF; one of more than 11 bits is extended, and so is one with {@link
   *     CanId#EXTENDED}
   * @param data 0 to 8 bytes; copied
   * @return the frame
   * @throws IllegalArgumentException if one of them is out of range
   */
  public static CanFrame of(int id, byte... data) {
    return classic(CanId.of(id), data);
  }

  /**
   * A classic frame that asks for another, and has no data itself.
   *
   * @param id the identifier that the answer is to have, as with {@link #of}
   * @param length the length that the answer is to have, 0 to 8 bytes
   * @return the frame
   * @throws IllegalArgumentException if one of them is out of range
   */
  public static CanFrame remote(int id, int length) {
    CanStructs.check("a frame asked for has 0 to 8 bytes", length, 0, CanStructs.CC_MOST);
    return new CanFrame(Kind.CLASSIC, CanId.of(id) | CanId.REMOTE, 0, length, 0, 0, NONE);
  }

  /**
   * An error frame, as controllers report them. One that is sent goes to whoever listens on this
   * machine, and a real controller is not to be given any.
   *
   * @param classes what happened, one bit or more of {@link CanId#EXTENDED_MASK}
   * @param data the details: 8 bytes (CAN_ERR_DLC); copied
   * @return the frame
   * @throws IllegalArgumentException if one of them is out of range
   */
  public static CanFrame error(int classes, byte... data) {
    CanStructs.check(
        "an error frame has classes in 1 to 0x1FFFFFFF", classes, 1, CanId.EXTENDED_MASK);
    CanStructs.check(
        "an error frame has 8 bytes", data.length, CanStructs.CC_MOST, CanStructs.CC_MOST);
    return classic(classes | CanId.ERROR, data);
  }

  private static CanFrame classic(int id, byte[] data) {
    CanStructs.checkLength(Kind.CLASSIC, data.length);
    return new CanFrame(Kind.CLASSIC, id, 0, data.length, 0, 0, data.clone());
  }

  /**
   * A frame of CAN FD, with neither flag.
   *
   * @param id the identifier, as with {@link #of}
   * @param data 0 to 64 bytes, of which a bus carries certain numbers, see above; copied
   * @return the frame
   * @throws IllegalArgumentException if one of them is out of range
   */
  public static CanFrame fd(int id, byte... data) {
    CanStructs.checkLength(Kind.FD, data.length);
    return new CanFrame(Kind.FD, CanId.of(id), 0, 0, 0, 0, data.clone());
  }

  /**
   * A frame of CAN XL, with neither flag and in virtual network 0.
   *
   * @param priority 0 to 0x7FF
   * @param sdt the type of the data (SDU type), 0 to 255
   * @param acceptanceField any 32 bits, which mean what the type says
   * @param data 1 to 2048 bytes; copied
   * @return the frame
   * @throws IllegalArgumentException if one of them is out of range
   */
  public static CanFrame xl(int priority, int sdt, int acceptanceField, byte... data) {
    CanStructs.check("the priority of an XL frame is 0 to 0x7FF", priority, 0, CanId.STANDARD_MASK);
    CanStructs.check("the SDU type of an XL frame is 0 to 255", sdt, 0, 0xff);
    int unused = CanStructs.checkXl(data.length);
    return new CanFrame(Kind.XL, priority, 0, 0, sdt, acceptanceField, data.clone());
  }

  // ------------------------------------------------------------------------------ parts

  /**
   * What the frame is, by its format.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }

  /**
   * The identifier as the kernel has it, {@code canid_t}.
   *
   * @return the identifier, with its flags of {@link CanId}; of an XL frame, the priority
   */
  public int id() {
    return kind == Kind.XL ? number() : id;
  }

  /**
   * The identifier without flags.
   *
   * @return 11 or 29 bits; of an error frame, its classes; of an XL frame, the priority
   */
  public int number() {
    return isError() ? id & CanId.EXTENDED_MASK : CanId.number(id);
  }

  /**
   * Whether the identifier is an extended one, of 29 bits.
   *
   * @return true if it is; false with error and XL frames
   */
  public boolean isExtended() {
    return CanId.isExtended(id);
  }

  /**
   * Whether the frame asks for another.
   *
   * @return true if it does, and so has no data
   */
  public boolean isRemote() {
    return kind == Kind.CLASSIC && (id & (CanId.REMOTE | CanId.ERROR)) == CanId.REMOTE;
  }

  /**
   * Whether the frame was on no bus, but is a report of the controller's.
   *
   * @return true if it is; {@link CanErrorReport} reads it
   */
  public boolean isError() {
    return (id & CanId.ERROR) != 0;
  }

  /**
   * The length of the data; of a frame that asks for another, the length that this is to have.
   *
   * @return bytes
   */
  public int length() {
    return isRemote() ? Math.min(dlc, CanStructs.CC_MOST) : data.length;
  }

  /**
   * The data.
   *
   * @return a copy; empty if the frame asks for another
   */
  public byte[] data() {
    return data.clone();
  }

  /**
   * A byte of the data.
   *
   * @param index 0 or more, less than the length
   * @return 0 to 255
   * @throws IndexOutOfBoundsException if there is no such byte
   */
  public int data(int index) {
    return data[Objects.checkIndex(index, data.length)] & 0xff;
  }

  /**
   * The length code (DLC) of a classic frame as it is on the bus, where 9 to 15 mean 8 bytes too.
   *
   * @return 0 to 15; 0 with other frames
   */
  public int rawDlc() {
    return dlc;
  }

  /**
   * Whether the data of an FD frame have a bit rate of their own (BRS).
   *
   * @return true if they have
   */
  public boolean hasBitRateSwitch() {
    return kind == Kind.FD && (flags & CanStructs.BRS) != 0;
  }

  /**
   * Whether the node that sent an FD frame was error passive (ESI).
   *
   * @return true if it was
   */
  public boolean hasErrorStateIndicator() {
    return kind == Kind.FD && (flags & CanStructs.ESI) != 0;
  }

  /**
   * Whether an XL frame has simple extended content (SEC), such as security or segmentation.
   *
   * @return true if it has
   */
  public boolean hasSec() {
    return kind == Kind.XL && (flags & CanStructs.SEC) != 0;
  }

  /**
   * The remote request substitution bit (RRS) of an XL frame. Known to headers since Linux 6.15.
   *
   * @return true if it is set
   */
  public boolean hasRrs() {
    return kind == Kind.XL && (flags & CanStructs.RRS) != 0;
  }

  /**
   * The flags of an FD or XL frame as the kernel has them, without that by which it is one
   * (CANFD_FDF, CANXL_XLF), with others that are newer than this library.
   *
   * @return 0 to 255; 0 with a classic frame
   */
  public int flags() {
    return flags;
  }

  /**
   * The type of the data (SDU type) of an XL frame.
   *
   * @return 0 to 255; 0 with other frames
   */
  public int sdt() {
    return sdt;
  }

  /**
   * The acceptance field of an XL frame.
   *
   * @return 32 bits; 0 with other frames
   */
  public int acceptanceField() {
    return af;
  }

  /**
   * The identifier of the virtual network (VCID) of an XL frame.
   *
   * @return 0 to 255; 0 with other frames
   */
  public int vcid() {
    return kind == Kind.XL ? (id >>> CanStructs.VCID_AT) & 0xff : 0;
  }

  // -------------------------------------------------------------------------- variations

  /**
   * This classic frame with another length code, for controllers with cc-len8-dlc.
   *
   * @param rawDlc 9 to 15; 8 for none of these
   * @return the new frame
   * @throws IllegalArgumentException if it is out of range
   * @throws IllegalStateException if this is no classic frame of 8 bytes, or an error frame
   */
  public CanFrame withRawDlc(int rawDlc) {
    if (kind != Kind.CLASSIC || isError() || length() != CanStructs.CC_MOST) {
      throw new IllegalStateException("not a classic frame of 8 bytes: " + this);
    }
    CanStructs.check("the length code of 8 bytes is 8 to 15", rawDlc, 8, 15);
    return new CanFrame(kind, id, flags, rawDlc, sdt, af, data);
  }

  /**
   * This FD frame with another bit rate for its data (BRS), or not.
   *
   * @param on whether with
   * @return the new frame
   * @throws IllegalStateException if this is no FD frame
   */
  public CanFrame withBitRateSwitch(boolean on) {
    return withFlag(Kind.FD, CanStructs.BRS, on);
  }

  /**
   * This FD frame from a node that is error passive (ESI), or not. A real controller tells this by
   * itself.
   *
   * @param on whether it is
   * @return the new frame
   * @throws IllegalStateException if this is no FD frame
   */
  public CanFrame withErrorStateIndicator(boolean on) {
    return withFlag(Kind.FD, CanStructs.ESI, on);
  }

  /**
   * This XL frame with simple extended content (SEC), or not.
   *
   * @param on whether with
   * @return the new frame
   * @throws IllegalStateException if this is no XL frame
   */
  public CanFrame withSec(boolean on) {
    return withFlag(Kind.XL, CanStructs.SEC, on);
  }

  /**
   * This XL frame with the remote request substitution bit (RRS), or not.
   *
   * @param on whether with
   * @return the new frame
   * @throws IllegalStateException if this is no XL frame
   */
  public CanFrame withRrs(boolean on) {
    return withFlag(Kind.XL, CanStructs.RRS, on);
  }

  private CanFrame withFlag(Kind of, int flag, boolean on) {
    require(of);
    return new CanFrame(kind, id, on ? flags | flag : flags & ~flag, dlc, sdt, af, data);
  }

  /**
   * This XL frame in a virtual network. A socket sends the identifier only with {@link
   * CanVcidOptions#transmitAsItIs}.
   *
   * @param vcid 0 to 255
   * @return the new frame
   * @throws IllegalArgumentException if it is out of range
   * @throws IllegalStateException if this is no XL frame
   */
  public CanFrame withVcid(int vcid) {
    require(Kind.XL);
    CanStructs.check("the VCID of an XL frame is 0 to 255", vcid, 0, 0xff);
    return new CanFrame(kind, number() | (vcid << CanStructs.VCID_AT), flags, dlc, sdt, af, data);
  }

  private void require(Kind wanted) {
    if (kind != wanted) {
      throw new IllegalStateException("not a frame of CAN " + wanted + ": " + this);
    }
  }

  /**
   * This frame with zeros behind its data, up to a length that a bus carries.
   *
   * @return this, unless it is an FD frame of 9 bytes or more and of another length
   */
  public CanFrame padded() {
    int whole = kind == Kind.FD ? busLength(data.length) : data.length;
    return whole == data.length
        ? this
        : new CanFrame(kind, id, flags, dlc, sdt, af, Arrays.copyOf(data, whole));
  }

  /**
   * The length of an FD frame on the bus that has room for some bytes.
   *
   * @param length 0 to 64 bytes
   * @return 0 to 8, 12, 16, 20, 24, 32, 48 or 64
   * @throws IllegalArgumentException if it is out of range
   */
  public static int busLength(int length) {
    CanStructs.checkLength(Kind.FD, length);
    int step = length <= 8 ? 1 : length <= 24 ? 4 : length <= 32 ? 8 : 16;
    return (length + step - 1) / step * step;
  }

  // ------------------------------------------------------------------------------ memory

  /**
   * The identifier where the kernel's filters look for it: the VCID of an XL frame is there too.
   */
  int kernelId() {
    return id;
  }

  /** How many bytes the frame is for the kernel. */
  int size() {
    return switch (kind) {
      case CLASSIC -> CanStructs.CC_SIZE;
      case FD -> CanStructs.FD_SIZE;
      case XL -> CanStructs.XL_DATA_AT + data.length;
    };
  }

  /**
   * Writes all of the frame's struct.
   *
   * @param buffer in native byte order, with {@link #size()} bytes from {@code base} on
   */
  void encode(ByteBuffer buffer, int base) {
    switch (kind) {
      case CLASSIC -> {
        CanStructs.CAN_ID.putInt(buffer, base, id);
        buffer.putInt(base + CanStructs.LEN.offset(), 0); // and padding
        CanStructs.LEN.putByte(buffer, base, (byte) length());
        CanStructs.LEN8_DLC.putByte(buffer, base, (byte) (dlc > CanStructs.CC_MOST ? dlc : 0));
        CanStructs.DATA.putBytes(buffer, base, data);
      }
      case FD -> {
        CanStructs.FD_ID.putInt(buffer, base, id);
        buffer.putInt(base + CanStructs.FD_LEN.offset(), 0); // and padding
        CanStructs.FD_LEN.putByte(buffer, base, (byte) data.length);
        CanStructs.FD_FLAGS.putByte(buffer, base, (byte) (flags | CanStructs.FDF));
        CanStructs.FD_DATA.putBytes(buffer, base, data);
      }
      case XL -> {
        CanStructs.XL_PRIO.putInt(buffer, base, id);
        CanStructs.XL_FLAGS.putByte(buffer, base, (byte) (flags | CanStructs.XLF));
        CanStructs.XL_SDT.putByte(buffer, base, (byte) sdt);
        CanStructs.XL_LEN.putShort(buffer, base, (short) data.length);
        CanStructs.XL_AF.putInt(buffer, base, af);
        buffer.put(base + CanStructs.XL_DATA_AT, data);
      }
    }
  }

  /**
   * Reads a frame of any kind.
   *
   * @param buffer in native byte order
   * @param length how many bytes the frame is, from {@code base} on
   * @throws IllegalArgumentException if these bytes are no frame; it says why
   */
  static CanFrame decode(ByteBuffer buffer, int base, int length) {
    Kind kind = CanStructs.kind(buffer, base, length);
    int id = CanStructs.normalize(kind, CanStructs.CAN_ID.getInt(buffer, base));
    if (kind == Kind.XL) {
      return new CanFrame(
          kind,
          id,
          CanStructs.XL_FLAGS.getByte(buffer, base) & 0xff & ~CanStructs.XLF,
          0,
          CanStructs.XL_SDT.getByte(buffer, base) & 0xff,
          CanStructs.XL_AF.getInt(buffer, base),
          bytes(buffer, base + CanStructs.XL_DATA_AT, length - CanStructs.XL_DATA_AT));
    }
    int data = (id & CanId.REMOTE) != 0 ? 0 : CanStructs.LEN.getByte(buffer, base) & 0xff;
    boolean fd = kind == Kind.FD;
    return new CanFrame(
        kind,
        id,
        fd ? CanStructs.FD_FLAGS.getByte(buffer, base) & 0xff & ~CanStructs.FDF : 0,
        fd ? 0 : CanStructs.rawDlc(buffer, base),
        0,
        0,
        bytes(buffer, base + CanStructs.DATA_AT, data));
  }

  private static byte[] bytes(ByteBuffer buffer, int at, int length) {
    byte[] bytes = new byte[length];
    buffer.get(at, bytes);
    return bytes;
  }

  // ------------------------------------------------------------------------------ values

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CanFrame that
        && kind == that.kind
        && id == that.id
        && flags == that.flags
        && dlc == that.dlc
        && sdt == that.sdt
        && af == that.af
        && Arrays.equals(data, that.data);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, id, flags, dlc, sdt, af) * 31 + Arrays.hashCode(data);
  }

  /**
   * The frame for people, as candump of can-utils prints it.
   *
   * @return for instance {@code 123 [2] 11 22}, {@code 123 [02] 11 22} with CAN FD, {@code 123 [1]
   *     remote request}, and {@code 123 [0002] (07|80:03:12345678) 11 22} with CAN XL: VCID, flags,
   *     SDU type and acceptance field; a length code of 9 to 15 stands in braces
   */
  @Override
  public String toString() {
    String bytes = data.length == 0 ? "" : "  " + HEX.formatHex(data);
    return switch (kind) {
      case XL ->
          "%03X  [%04d] (%02X|%02X:%02X:%08X)%s"
              .formatted(number(), data.length, vcid(), flags | CanStructs.XLF, sdt, af, bytes);
      case FD -> "%s  [%02d]%s".formatted(formatId(), data.length, bytes);
      case CLASSIC ->
          "%s   %s%s%s"
              .formatted(
                  formatId(),
                  dlc > CanStructs.CC_MOST ? "{%X}".formatted(dlc) : "[" + length() + "]",
                  isRemote() ? "  remote request" : bytes,
                  isError() ? "   ERRORFRAME" : "");
    };
  }

  private String formatId() {
    return isError() ? "%08X".formatted(id) : CanId.format(id);
  }
}
