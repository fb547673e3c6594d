package io.sockets4j.os;

import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A set of {@link MessageFlag}s, held as the one {@code int} that the system takes. Immutable.
 *
 * <pre>{@code
 * static final MessageFlags LOOK = MessageFlags.of(MessageFlag.PEEK, MessageFlag.TRUNC);
 * }</pre>
 *
 * <p>{@link #NONE} and the set of a single flag are made once, and a set that is kept in a constant
 * costs nothing to pass. Bits without a name are kept as they are.
 */
public final class MessageFlags {
  /** No flag. */
  public static final MessageFlags NONE = new MessageFlags(0);

  private final int bits;

  MessageFlags(int bits) {
    this.bits = bits;
  }

  /**
   * The set of one flag; always the same object for the same {@code flag}.
   *
   * @param flag the flag
   * @return the set
   * @throws UnsupportedOperationException if the current platform does not have the flag
   */
  public static MessageFlags of(MessageFlag flag) {
    return flag.alone();
  }

  /**
   * The set of two flags.
   *
   * @param first a flag
   * @param second another flag
   * @return the set
   * @throws UnsupportedOperationException if the current platform does not have one of them
   */
  public static MessageFlags of(MessageFlag first, MessageFlag second) {
    return first.alone().with(second);
  }

  /**
   * The set of the given bits.
   *
   * @param bits the bits, such as {@code msg_flags} after a receive
   * @return the set
   */
  public static MessageFlags of(int bits) {
    return bits == 0 ? NONE : new MessageFlags(bits);
  }

  /**
   * This set and a flag.
   *
   * @param flag the flag
   * @return the set; this one if it contains the flag already
   * @throws UnsupportedOperationException if the current platform does not have the flag
   */
  public MessageFlags with(MessageFlag flag) {
    int changed = bits | flag.value();
    return changed == bits ? this : new MessageFlags(changed);
  }

  /**
   * This set without a flag. One that the current platform does not have is in no set.
   *
   * @param flag the flag
   * @return the set; this one if it does not contain the flag
   */
  public MessageFlags without(MessageFlag flag) {
    return contains(flag) ? of(bits & ~flag.value()) : this;
  }

  /**
   * Whether a flag is in this set.
   *
   * @param flag the flag
   * @return true if it is; false also where the current platform does not have the flag
   */
  public boolean contains(MessageFlag flag) {
    return flag.exists() && (bits & flag.value()) != 0;
  }

  /**
   * Whether this set holds no flag.
   *
   * @return true if {@link #bits()} is 0
   */
  public boolean isEmpty() {
    return bits == 0;
  }

  /**
   * The flags as the system takes them.
   *
   * @return the bits
   */
  public int bits() {
    return bits;
  }

  /**
   * Whether {@code other} is a set of the same bits.
   *
   * @param other the object to compare with
   * @return true if both are equal
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MessageFlags that && bits == that.bits;
  }

  @Override
  public int hashCode() {
    return bits;
  }

  /**
   * The names of the flags from the lowest bit up, what has no name in hexadecimal.
   *
   * @return such as {@code MSG_PEEK|MSG_TRUNC}, {@code MSG_PEEK|0x1000000}, or {@code 0}
   */
  @Override
  public String toString() {
    if (bits == 0) {
      return "0";
    }
    StringJoiner names = new StringJoiner("|");
    int nameless = 0;
    for (int rest = bits; rest != 0; rest &= rest - 1) {
      int bit = Integer.lowestOneBit(rest);
      MessageFlag flag = MessageFlag.of(bit);
      if (flag.constant().isPresent()) {
        names.add(flag.name());
      } else {
        nameless |= bit;
      }
    }
    if (nameless != 0) {
      names.add("0x" + Integer.toHexString(nameless));
    }
    return names.toString();
  }
}
