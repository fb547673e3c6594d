package io.sockets4j.os;

import java.nio.ByteBuffer;

/**
 * What stands before the data of a control message in memory, {@code struct cmsghdr}, and how much
 * memory both take: the macros of <a
 * href="https://man7.org/linux/man-pages/man3/cmsg.3.html">cmsg(3)</a>.
 *
 * <pre>{@code
 * int room = ControlHeader.space(3 * Integer.BYTES) + ControlHeader.space(Long.BYTES);
 * }</pre>
 */
@CHeaders("sys/socket.h")
public final class ControlHeader {
  static final StructLayout CMSGHDR = StructLayout.named("struct cmsghdr").linux(16).bsd(12);
  static final StructLayout.Field CMSG_LEN = CMSGHDR.field("cmsg_len", 0, 8).bsd(0, 4);
  static final StructLayout.Field CMSG_LEVEL = CMSGHDR.field("cmsg_level", 8, 4).bsd(4, 4);
  static final StructLayout.Field CMSG_TYPE = CMSGHDR.field("cmsg_type", 12, 4).bsd(8, 4);

  static final SystemConstant CMSG_LEN_0 =
      SystemConstant.named("CMSG_LEN (0)").linux(16).macos(12).freebsd(16);
  static final SystemConstant CMSG_SPACE_0 =
      SystemConstant.named("CMSG_SPACE (0)").linux(16).macos(12).freebsd(16);
  static final SystemConstant CMSG_SPACE_1 =
      SystemConstant.named("CMSG_SPACE (1)").linux(24).macos(16).freebsd(24);

  /** What lies between the beginning of a message and its data; 0 where there are no messages. */
  private static final int SIZE = CMSG_LEN_0.exists() ? CMSG_LEN_0.value() : 0;

  private static final int ALIGNMENT = CMSG_SPACE_1.exists() ? CMSG_SPACE_1.value() - SIZE : 1;

  private ControlHeader() {}

  /**
   * How long a control message is, without what may follow to align the next one: CMSG_LEN.
   *
   * @param dataLength the length of its data in bytes, 0 or more
   * @return the length in bytes
   * @throws IllegalArgumentException if the length of the data is negative, or so great that the
   *     result would not be an int
   * @throws UnsupportedOperationException if this platform has no control messages
   */
  public static int length(int dataLength) {
    int header = CMSG_LEN_0.value();
    requireLength(dataLength, Integer.MAX_VALUE - header);
    return header + dataLength;
  }

  /**
   * How much memory a control message takes among others: CMSG_SPACE.
   *
   * @param dataLength the length of its data in bytes, 0 or more
   * @return the space in bytes
   * @throws IllegalArgumentException if the length of the data is negative, or so great that the
   *     result would not be an int
   * @throws UnsupportedOperationException if this platform has no control messages
   */
  public static int space(int dataLength) {
    int header = CMSG_SPACE_0.value();
    requireLength(dataLength, Integer.MAX_VALUE - header - ALIGNMENT);
    return header + aligned(dataLength);
  }

  private static void requireLength(int dataLength, int most) {
    if (dataLength < 0 || dataLength > most) {
      throw new IllegalArgumentException(
          "a control message with %d bytes of data: 0 to %d".formatted(dataLength, most));
    }
  }

  /**
   * Where the data of a message begin: CMSG_DATA.
   *
   * @param at the index of the header
   * @return the index of the data
   */
  public static int data(int at) {
    return at + SIZE;
  }

  /**
   * Where the message after another one begins, if there is one: CMSG_NXTHDR.
   *
   * @param at the index of the header
   * @param dataLength the length of its data
   * @return the index of the next header
   */
  public static int next(int at, int dataLength) {
    return data(at) + aligned(dataLength);
  }

  private static int aligned(int length) {
    return (length + ALIGNMENT - 1) & -ALIGNMENT;
  }

  /**
   * Writes a header.
   *
   * @param memory in native byte order
   * @param at its index
   * @param level cmsg_level
   * @param type cmsg_type
   * @param dataLength the length of the data that belong to it
   */
  public static void put(ByteBuffer memory, int at, int level, int type, int dataLength) {
    CMSG_LEN.putUnsigned(memory, at, length(dataLength));
    CMSG_LEVEL.putInt(memory, at, level);
    CMSG_TYPE.putInt(memory, at, type);
  }

  /**
   * The length of the data of a message, as far as they are there: the header may tell of more,
   * where the message was cut.
   *
   * @param memory in native byte order
   * @param at the index of the header
   * @param end where all messages end
   * @return bytes; negative if there is no whole header, or it is none
   */
  public static int dataLength(ByteBuffer memory, int at, int end) {
    if (end - at < SIZE) {
      return -1;
    }
    long length = CMSG_LEN.getUnsigned(memory, at);
    // Unsigned in C: what seems negative here is far more than there is.
    return (int) (Long.compareUnsigned(length, end - at) > 0 ? end - at : length) - SIZE;
  }

  /**
   * The level of a message.
   *
   * @param memory in native byte order
   * @param at the index of the header
   * @return cmsg_level
   */
  public static int level(ByteBuffer memory, int at) {
    return CMSG_LEVEL.getInt(memory, at);
  }

  /**
   * The type of a message.
   *
   * @param memory in native byte order
   * @param at the index of the header
   * @return cmsg_type
   */
  public static int type(ByteBuffer memory, int at) {
    return CMSG_TYPE.getInt(memory, at);
  }
}
