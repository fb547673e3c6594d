package io.sockets4j.can;

import java.util.ArrayList;
import java.util.List;

/**
 * Which frames a raw socket receives: those whose identifier, flags included, has the bits of
 * {@code id} wherever {@code mask} has ones. {@code struct can_filter} of {@code linux/can.h}; see
 * <a href="https://docs.kernel.org/networking/can.html">SocketCAN</a>.
 *
 * <pre>{@code
 * CanRawSocket.open(CanAddress.of("can0"), List.of(
 *     CanFilter.exact(0x123),         // data frames of this identifier, and no others
 *     new CanFilter(0x100, 0x700),    // identifiers that begin with 1, of every sort of frame
 *     CanFilter.errors(CanErrorClass.mask(CanErrorClass.BUS_OFF))));
 * }</pre>
 *
 * <p>A socket receives what one of its filters lets through; with {@link
 * CanRawOptions#CAN_RAW_JOIN_FILTERS}, what all of them do. Several {@linkplain #inverted inverted}
 * ones make sense only with that. Of XL frames the priority is the identifier. Error frames pass
 * {@link #errors} alone.
 *
 * @param id what the identifier is to be, as {@code canid_t}; {@link #INVERTED} inverts
 * @param mask which bits of it count, {@link CanId#EXTENDED} and {@link CanId#REMOTE} among them;
 *     with {@link CanId#ERROR}, the classes of the error frames that pass
 */
public record CanFilter(int id, int mask) {
  /** The flag of {@link #id} that inverts a filter, as an {@code int}. */
  public static final int INVERTED = 0x2000_0000;

  /** The most filters that a socket has. */
  public static final int MOST = 512;

  /** Lets everything through, error frames aside: what a new socket has. */
  public static final CanFilter ALL = new CanFilter(0, 0);

  private static final int FORMAT = CanId.EXTENDED | CanId.REMOTE;

  /**
   * Lets the data frames of one identifier through, and none that ask for them.
   *
   * @param id 0 to 0x1FFFFFFF; one of more than 11 bits is extended, and so is one with {@link
   *     CanId#EXTENDED}
   * @return the filter
   * @throws IllegalArgumentException if it is out of range
   */
  public static CanFilter exact(int id) {
    int whole = CanId.of(id);
    return new CanFilter(whole, FORMAT | numbers(whole));
  }

  /**
   * Lets the data frames of some identifiers through: as few filters as do it.
   *
   * @param first the first of them; extended or not as with {@link #exact}
   * @param last the last of them, of the same format
   * @return the filters, of which one has to match
   * @throws IllegalArgumentException if the first is after the last, if one is out of range, or if
   *     one is extended and the other is not
   */
  public static List<CanFilter> range(int first, int last) {
    int from = CanId.of(first);
    int to = CanId.of(last);
    if (CanId.isExtended(from) != CanId.isExtended(to) || CanId.number(from) > CanId.number(to)) {
      throw new IllegalArgumentException(
          "no range of identifiers: %s to %s".formatted(CanId.format(from), CanId.format(to)));
    }
    List<CanFilter> filters = new ArrayList<>();
    int numbers = numbers(from);
    int at = CanId.number(from);
    int end = CanId.number(to);
    while (at <= end) {
      int block = at == 0 ? numbers + 1 : Integer.lowestOneBit(at); // as much as begins here
      while (block > end - at + 1) {
        block >>= 1;
      }
      filters.add(new CanFilter((from & CanId.EXTENDED) | at, FORMAT | (numbers & -block)));
      at += block;
    }
    return List.copyOf(filters);
  }

  /**
   * Lets error frames through.
   *
   * @param classes of which one has to be there, as {@link CanErrorClass#mask} makes them
   * @return the filter
   * @throws IllegalArgumentException if it is not in 1 to 0x1FFFFFFF
   */
  public static CanFilter errors(int classes) {
    if (classes <= 0 || classes > CanId.EXTENDED_MASK) {
      throw new IllegalArgumentException(
          "classes of errors 0x%X are not in 1 to 0x1FFFFFFF".formatted(classes));
    }
    return new CanFilter(0, classes | CanId.ERROR);
  }

  private static int numbers(int id) {
    return CanId.isExtended(id) ? CanId.EXTENDED_MASK : CanId.STANDARD_MASK;
  }

  /**
   * The filter that lets through what this one does not.
   *
   * @return the other filter
   * @throws IllegalStateException if this is one for error frames, which Linux does not invert
   */
  public CanFilter inverted() {
    if (isForErrors()) {
      throw new IllegalStateException("a filter for error frames cannot be inverted: " + this);
    }
    return new CanFilter(id ^ INVERTED, mask);
  }

  /**
   * Whether the filter is inverted.
   *
   * @return true if {@link #INVERTED} is in {@link #id}; false with one for error frames
   */
  public boolean isInverted() {
    return !isForErrors() && (id & INVERTED) != 0;
  }

  /**
   * Whether error frames pass, and no others.
   *
   * @return true if {@link CanId#ERROR} is in {@link #mask}
   */
  public boolean isForErrors() {
    return (mask & CanId.ERROR) != 0;
  }

  /**
   * Whether a frame passes, as the kernel decides it.
   *
   * @param frame the frame
   * @return true if it does
   */
  public boolean matches(CanFrame frame) {
    int came = frame.kernelId();
    if (frame.isError() || isForErrors()) {
      return frame.isError() && isForErrors() && (came & mask & CanId.EXTENDED_MASK) != 0;
    }
    int counts = mask;
    if ((mask & CanId.EXTENDED) != 0 && (id & CanId.EXTENDED) == 0) {
      counts &= FORMAT | CanId.STANDARD_MASK;
    }
    return ((came & counts) == (id & ~INVERTED & counts)) != isInverted();
  }

  /**
   * The filter as candump of can-utils takes it.
   *
   * @return for instance {@code 123:C00007FF}, {@code 400~7F0} if inverted, {@code #40} for error
   *     frames; {@code 040000123:C00007FF} for frames that ask for another, as eight digits are an
   *     extended identifier
   */
  @Override
  public String toString() {
    if (isForErrors()) {
      return "#%X".formatted(mask & ~CanId.ERROR);
    }
    return "%s%s%X".formatted(formatId(id & ~INVERTED), isInverted() ? "~" : ":", mask);
  }

  /** All bits that there are: also more than 11 without the flag of an extended identifier. */
  private static String formatId(int id) {
    if ((id & CanId.REMOTE) != 0) {
      return "%09X".formatted(id);
    }
    int number = id & CanId.EXTENDED_MASK;
    boolean extended = CanId.isExtended(id) || number > CanId.STANDARD_MASK;
    return (extended ? "%08X" : "%03X").formatted(number);
  }
}
