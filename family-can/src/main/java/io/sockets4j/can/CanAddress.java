package io.sockets4j.can;

import io.sockets4j.NetInterface;
import java.io.IOException;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The address of a CAN socket: a network interface, or any. That is all there is to it for {@link
 * CanProtocols#CAN_RAW} and {@link CanProtocols#CAN_BCM}; {@link IsoTpAddress} and {@link
 * J1939Address} say more. See <a href="https://docs.kernel.org/networking/can.html">SocketCAN</a>
 * ({@code struct sockaddr_can}).
 *
 * <pre>{@code
 * socket.bind(CanAddress.of("can0"));
 * socket.bind(CanAddress.ANY); // receives from all interfaces
 * }</pre>
 *
 * <p>It has the number of the interface, which stays the same while the interface has other names,
 * and is no one else's until the machine starts again or the namespace of the network is left.
 */
public sealed class CanAddress extends SocketAddress permits IsoTpAddress, J1939Address {
  private static final long serialVersionUID = 1L;

  /** All interfaces. */
  public static final CanAddress ANY = new CanAddress(0);

  /** Addresses of smaller numbers are kept: frames from several interfaces make no garbage. */
  static final int KEPT = 256;

  private static final @Nullable CanAddress[] KNOWN = new CanAddress[KEPT];

  private final int interfaceIndex;

  CanAddress(int interfaceIndex) {
    if (interfaceIndex < 0) {
      throw new IllegalArgumentException("interface number " + interfaceIndex + " is negative");
    }
    this.interfaceIndex = interfaceIndex;
  }

  /**
   * The address of an interface by its name.
   *
   * @param interfaceName for instance {@code "can0"}
   * @return the address
   * @throws IOException if there is no such interface; the message names it and the CAN interfaces
   *     there are
   */
  public static CanAddress of(String interfaceName) throws IOException {
    return of(CanInterfaces.indexOf(interfaceName));
  }

  /**
   * The address of an interface by its number.
   *
   * @param interfaceIndex 1 or more; 0 for all interfaces
   * @return the address
   * @throws IllegalArgumentException if the number is negative
   */
  public static CanAddress of(int interfaceIndex) {
    if (interfaceIndex <= 0 || interfaceIndex >= KEPT) {
      return interfaceIndex == 0 ? ANY : new CanAddress(interfaceIndex);
    }
    CanAddress known = KNOWN[interfaceIndex];
    if (known == null) { // in several threads at once, perhaps: they are equal
      known = new CanAddress(interfaceIndex);
      KNOWN[interfaceIndex] = known;
    }
    return known;
  }

  /**
   * The number of the interface.
   *
   * @return 1 or more; 0 for all interfaces
   */
  public final int interfaceIndex() {
    return interfaceIndex;
  }

  /**
   * The name of the interface, as it is now.
   *
   * @return for instance {@code "can0"}; {@code "any"} for all interfaces
   * @throws IOException if the interface is gone
   */
  public final String interfaceName() throws IOException {
    return interfaceIndex == 0 ? "any" : NetInterface.byIndex(interfaceIndex).name();
  }

  /** The interface for people: its name, or its number where it is gone. */
  final String describeInterface() {
    try {
      return interfaceName();
    } catch (IOException e) {
      return "#" + interfaceIndex;
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CanAddress that
        && getClass() == that.getClass()
        && interfaceIndex == that.interfaceIndex;
  }

  @Override
  public int hashCode() {
    return interfaceIndex;
  }

  /**
   * The address for people.
   *
   * @return the name of the interface, {@code any} for all of them, {@code #7} for one that is gone
   */
  @Override
  public String toString() {
    return describeInterface();
  }
}
