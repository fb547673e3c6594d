package io.sockets4j.os;

import java.util.List;

/**
 * How a socket carries data: the second argument of <a
 * href="https://man7.org/linux/man-pages/man2/socket.2.html">socket(2)</a>.
 *
 * <p>An open value type: {@link #of(int)} takes any number, and two types are equal if their
 * numbers are. A type never holds {@link SocketConstants#SOCK_CLOEXEC} or {@link
 * SocketConstants#SOCK_NONBLOCK}, which the system merely passes in the same argument.
 */
@CHeaders({"sys/socket.h", "winsock2.h"})
public final class SocketType extends OpenValue {
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

  private SocketType(SystemConstant constant) {
    super(constant);
  }

  private SocketType(String name, int value) {
    super(name, value);
  }

  /**
   * The type of a number.
   *
   * @param value the number
   * @return the type declared here with that number, or else one that is named by the number
   * @throws IllegalArgumentException if SOCK_CLOEXEC or SOCK_NONBLOCK is among it
   */
  public static SocketType of(int value) {
    requireNone(SocketConstants.SOCK_CLOEXEC, value);
    requireNone(SocketConstants.SOCK_NONBLOCK, value);
    for (SocketType type : DECLARED) {
      if (type.exists() && type.value() == value) {
        return type;
      }
    }
    return new SocketType(Integer.toString(value), value);
  }

  private static void requireNone(SystemConstant flag, int value) {
    if (flag.exists() && (value & flag.value()) != 0) {
      throw new IllegalArgumentException(
          "%s is among the type 0x%x: it is no part of one".formatted(flag, value));
    }
  }

  /**
   * The type of a constant.
   *
   * @param constant the constant, such as {@code SOCK_STREAM}
   * @return the type with the constant's name and value
   */
  public static SocketType of(SystemConstant constant) {
    return new SocketType(constant);
  }
}
