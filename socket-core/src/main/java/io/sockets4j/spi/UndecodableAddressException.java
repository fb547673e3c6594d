package io.sockets4j.spi;

import java.io.IOException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The kernel gave an address that the family of the socket cannot read. It carries the bytes. */
public final class UndecodableAddressException extends IOException {
  private static final long serialVersionUID = 1L;

  /** The C struct as it came. */
  private final byte[] sockaddr;

  /**
   * Makes the exception.
   *
   * @param family the family of the socket
   * @param sockaddr the C struct as it came; copied
   * @param why what is wrong with it
   * @param cause what its reading threw, if anything
   */
  public UndecodableAddressException(
      AddressFamily<?> family, byte[] sockaddr, String why, @Nullable Throwable cause) {
    super(
        "the kernel gave an address that %s cannot read: %s (bytes %s)"
            .formatted(family.name(), why, HexFormat.of().formatHex(sockaddr)),
        cause);
    this.sockaddr = sockaddr.clone();
  }

  /**
   * The address as it came, from its family on.
   *
   * @return a copy
   */
  public byte[] sockaddr() {
    return sockaddr.clone();
  }
}
