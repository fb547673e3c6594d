package io.sockets4j.spi;

import java.net.SocketAddress;
import java.nio.channels.UnsupportedAddressTypeException;

/**
 * An address was given to a socket of another family, or is one that this family cannot use. Unlike
 * its parent it says which.
 */
public final class UnsuitableAddressException extends UnsupportedAddressTypeException {
  private static final long serialVersionUID = 1L;

  /** Names the socket's family, the address, and what would suit. */
  private final String message;

  /**
   * Makes the exception.
   *
   * @param family the family of the socket
   * @param address the address that was given
   * @param expected what the family takes, for instance "an InetSocketAddress"
   */
  public UnsuitableAddressException(
      AddressFamily<?> family, SocketAddress address, String expected) {
    this.message =
        "%s cannot use %s (%s): it takes %s"
            .formatted(family.name(), address, address.getClass().getName(), expected);
  }

  @Override
  public String getMessage() {
    return message;
  }
}
