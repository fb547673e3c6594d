package io.sockets4j.spi;

import java.net.SocketAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A socket address of a family that no installed module knows: its number and its bytes, unchanged.
 * It can be sent back to the kernel as it came.
 */
public final class UnknownSocketAddress extends SocketAddress {
  private static final long serialVersionUID = 1L;

  /** The most that a socket address can hold after its family: that of struct sockaddr_storage. */
  public static final int MAX_LENGTH = 126;

  /** The number of the address family. */
  private final int family;

  /** What follows the family in the C struct. */
  private final byte[] data;

  /**
   * Makes an address from its bytes.
   *
   * @param family the number of the family (sa_family), 0 to 65535
   * @param data what follows the family in the C struct, at most {@value #MAX_LENGTH} bytes; copied
   * @throws IllegalArgumentException if either is out of range
   */
  public UnknownSocketAddress(int family, byte[] data) {
    if (family < 0 || family > 0xffff) {
      throw new IllegalArgumentException("address family " + family + " is not in 0..65535");
    }
    if (data.length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          data.length + " bytes do not fit into a socket address of " + MAX_LENGTH);
    }
    this.family = family;
    this.data = data.clone();
  }

  /**
   * The number of the address family (sa_family).
   *
   * @return 0 to 65535
   */
  public int family() {
    return family;
  }

  /**
   * What follows the family in the C struct.
   *
   * @return a copy
   */
  public byte[] data() {
    return data.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UnknownSocketAddress that
        && family == that.family
        && Arrays.equals(data, that.data);
  }

  @Override
  public int hashCode() {
    return 31 * family + Arrays.hashCode(data);
  }

  @Override
  public String toString() {
    return "family " + family + ":" + HexFormat.of().formatHex(data);
  }
}
