package io.sockets4j.os;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a socket carries data: the second argument of <a
 * href="https://man7.org/linux/man-pages/man2/socket.2.html">socket(2)</a>.
 *
 * <p>An open value type: {@link #of(int)} takes any number, and two types are equal if their
 * numbers are. A type never holds {@link SocketConstants#SOCK_CLOEXEC} or {@link
 * SocketConstants#SOCK_NONBLOCK}, which the system merely passes in the same argument.
 */
@CHeaders({"sys/socket.h", "winsock2.h"})
public final class SocketType {
  /** A connection that carries bytes in order and reliably, without boundaries. */
  public static final SocketType STREAM = of(SystemConstant.named("SOCK_STREAM").everywhere(1));

  /** Datagrams: messages of a limited size that may get lost. */
  public static final SocketType DGRAM = of(SystemConstant.named("SOCK_DGRAM").everywhere(2));

  /** The protocol below, with its headers. */
  public static final SocketType RAW = of(SystemConstant.named("SOCK_RAW").everywhere(3));

  /** Datagrams that arrive, though not always in order. */
  public static final SocketType RDM = of(SystemConstant.named("SOCK_RDM").everywhere(4));

  /** A connection that carries messages in order and reliably, keeping their boundaries. */
  public static final SocketType SEQPACKET =
      of(SystemConstant.named("SOCK_SEQPACKET").everywhere(5));

  /** The Datagram Congestion Control Protocol; on Linux. */
  public static final SocketType DCCP = of(SystemConstant.named("SOCK_DCCP").linux(6));

  /** Packets of a network device in Linux's obsolete way; new code uses the family AF_PACKET. */
  public static final SocketType PACKET = of(SystemConstant.named("SOCK_PACKET").linux(10));

  private static final List<SocketType> DECLARED =
      List.of(STREAM, DGRAM, RAW, RDM, SEQPACKET, DCCP, PACKET);

  private final NamedInt number;

  private SocketType(NamedInt number) {
    this.number = number;
  }

  /**
   * The type of a number.
   *
   * @param value the number
   * @return the type declared here with that number, or else one that is named by the number
   */
  public static SocketType of(int value) {
    for (SocketType type : DECLARED) {
      if (type.exists() && type.value() == value) {
        return type;
      }
    }
    return new SocketType(NamedInt.of(Integer.toString(value), value));
  }

  /**
   * The type of a constant.
   *
   * @param constant the constant, such as {@code SOCK_STREAM}
   * @return the type with the constant's name and value
   */
  public static SocketType of(SystemConstant constant) {
    return new SocketType(NamedInt.of(constant));
  }

  /**
   * The number that the system knows this type by.
   *
   * @return the number
   * @throws UnsupportedOperationException if the current platform does not have this type
   */
  public int value() {
    return number.value();
  }

  /**
   * Whether the current platform defines this type; whether its kernel serves it for a given family
   * shows only when a socket is opened.
   *
   * @return true if {@link #value()} returns
   */
  public boolean exists() {
    return number.exists();
  }

  /**
   * The name in the C headers, or the number if it has none.
   *
   * @return such as {@code SOCK_STREAM}
   */
  public String name() {
    return number.name();
  }

  /**
   * The constant this type was declared from.
   *
   * @return the constant, or empty if this type is a bare number
   */
  public Optional<SystemConstant> constant() {
    return number.constant();
  }

  /**
   * Whether {@code other} is a type of the same number on the current platform.
   *
   * @param other the object to compare with
   * @return true if both are equal
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SocketType that && number.equals(that.number);
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
