package io.sockets4j.os;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A protocol within an address family: the third argument of <a
 * href="https://man7.org/linux/man-pages/man2/socket.2.html">socket(2)</a>.
 *
 * <p>A number means something only together with its family (6 is TCP in AF_INET and ISO-TP in
 * AF_CAN), so that the families declare theirs and none has a name here. An open value type: two
 * protocols are equal if their numbers are.
 */
public final class Protocol {
  /** Zero: the family picks its usual protocol for the socket type. */
  public static final Protocol DEFAULT = of(0);

  private final NamedInt number;

  private Protocol(NamedInt number) {
    this.number = number;
  }

  /**
   * The protocol of a number.
   *
   * @param value the number
   * @return the protocol, named by the number
   */
  public static Protocol of(int value) {
    return new Protocol(NamedInt.of(Integer.toString(value), value));
  }

  /**
   * The protocol of a constant.
   *
   * @param constant the constant, such as {@code IPPROTO_TCP}
   * @return the protocol with the constant's name and value
   */
  public static Protocol of(SystemConstant constant) {
    return new Protocol(NamedInt.of(constant));
  }

  /**
   * The number that the system knows this protocol by.
   *
   * @return the number
   * @throws UnsupportedOperationException if the current platform does not have this protocol
   */
  public int value() {
    return number.value();
  }

  /**
   * Whether the current platform defines this protocol; whether its kernel serves it shows only
   * when a socket is opened.
   *
   * @return true if {@link #value()} returns
   */
  public boolean exists() {
    return number.exists();
  }

  /**
   * The name in the C headers, or the number if it has none.
   *
   * @return such as {@code IPPROTO_TCP}, or {@code 0}
   */
  public String name() {
    return number.name();
  }

  /**
   * The constant this protocol was declared from.
   *
   * @return the constant, or empty if this protocol is a bare number
   */
  public Optional<SystemConstant> constant() {
    return number.constant();
  }

  /**
   * Whether {@code other} is a protocol of the same number on the current platform.
   *
   * @param other the object to compare with
   * @return true if both are equal
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Protocol that && number.equals(that.number);
  }

  @Override
  public int hashCode() {
    return number.hashCode();
  }

  /**
   * The {@link #name()}.
   *
   * @return the name
   */
  @Override
  public String toString() {
    return name();
  }
}
