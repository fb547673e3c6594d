package io.sockets4j.inet;

import java.nio.channels.UnresolvedAddressException;

/**
 * An unresolved {@link java.net.InetSocketAddress} was given to a socket, which takes addresses
 * only. Unlike its parent it says which.
 */
public final class UnresolvedHostException extends UnresolvedAddressException {
  private static final long serialVersionUID = 1L;

  /** The name that was not resolved. */
  private final String host;

  /**
   * Makes the exception.
   *
   * @param host the name that was not resolved
   */
  public UnresolvedHostException(String host) {
    this.host = host;
  }

  /**
   * The name that was not resolved.
   *
   * @return the host
   */
  public String host() {
    return host;
  }

  @Override
  public String getMessage() {
    return "the host '"
        + host
        + "' is not resolved: either the name is unknown, or the address was made with"
        + " createUnresolved";
  }
}
