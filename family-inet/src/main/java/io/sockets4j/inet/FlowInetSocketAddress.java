package io.sockets4j.inet;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * An IPv6 socket address with flow information, the field {@code sin6_flowinfo} of <a
 * href="https://man7.org/linux/man-pages/man7/ipv6.7.html">ipv6(7)</a>, which its parent cannot
 * hold. Python spells it {@code (host, port, flowinfo, scopeid)}.
 *
 * <pre>{@code
 * socket.setOption(Ipv6Options.IPV6_FLOWINFO_SEND, true); // Linux ignores the field without it
 * socket.connect(new FlowInetSocketAddress(address, 80, 0x28 << 20)); // traffic class 0x28
 * }</pre>
 *
 * <p>Received addresses are of this class only where the field is not zero. An {@code AF_INET}
 * socket takes such an address as the plain one that it extends.
 *
 * <p>The flow information labels traffic and does not tell who is addressed: {@link #equals}, which
 * is final in the parent, compares address and port alone. To compare all, compare {@link
 * #flowInfo()} as well.
 */
public final class FlowInetSocketAddress extends InetSocketAddress {
  private static final long serialVersionUID = 1L;

  private static final int LABEL_BITS = 20;

  /** The flow label in bits 0 to 19, the traffic class in bits 20 to 27. */
  private final int flowInfo;

  /**
   * Makes an address.
   *
   * @param address the host; for null the wildcard address
   * @param port the port, 0 to 65535
   * @param flowInfo {@code sin6_flowinfo} as a number: the flow label in bits 0 to 19 and the
   *     traffic class in bits 20 to 27
   * @throws IllegalArgumentException if the port is out of range
   */
  public FlowInetSocketAddress(InetAddress address, int port, int flowInfo) {
    super(address, port);
    this.flowInfo = flowInfo;
  }

  /**
   * The whole field as a number.
   *
   * @return 32 bits, in the byte order of this machine
   */
  public int flowInfo() {
    return flowInfo;
  }

  /**
   * The flow label (RFC 6437).
   *
   * @return 0 to 0xfffff
   */
  public int flowLabel() {
    return flowInfo & ((1 << LABEL_BITS) - 1);
  }

  /**
   * The traffic class (RFC 8200).
   *
   * @return 0 to 255
   */
  public int trafficClass() {
    return flowInfo >>> LABEL_BITS & 0xff;
  }

  @Override
  public String toString() {
    return "%s flowinfo 0x%x".formatted(super.toString(), flowInfo);
  }
}
