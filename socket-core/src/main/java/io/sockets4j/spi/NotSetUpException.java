package io.sockets4j.spi;

import java.io.IOException;

/**
 * What a round trip needs beyond the kernel's support is not there: a network interface, an address
 * on one. It is no failure of the family's; the message tells what a person can do.
 */
public final class NotSetUpException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Says what is missing.
   *
   * @param message what is missing, and how it is made
   */
  public NotSetUpException(String message) {
    super(message);
  }
}
