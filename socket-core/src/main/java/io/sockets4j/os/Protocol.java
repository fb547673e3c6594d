package io.sockets4j.os;

/**
 * A protocol within an address family: the third argument of <a
 * href="https://man7.org/linux/man-pages/man2/socket.2.html">socket(2)</a>.
 *
 * <p>A number means something only together with its family (6 is TCP in AF_INET and ISO-TP in
 * AF_CAN), so that the families declare theirs and none has a name here. An open value type: two
 * protocols are equal if their numbers are.
 */
public final class Protocol extends OpenValue {
  /** Zero: the family picks its usual protocol for the socket type. */
  public static final Protocol DEFAULT = of(0);

  private Protocol(SystemConstant constant) {
    super(constant);
  }

  private Protocol(String name, int value) {
    super(name, value);
  }

  /**
   * The protocol of a number.
   *
   * @param value the number
   * @return the protocol, named by the number
   */
  public static Protocol of(int value) {
    return new Protocol(Integer.toString(value), value);
  }

  /**
   * The protocol of a constant.
   *
   * @param constant the constant, such as {@code IPPROTO_TCP}
   * @return the protocol with the constant's name and value
   */
  public static Protocol of(SystemConstant constant) {
    return new Protocol(constant);
  }
}
