package io.sockets4j.it.inside;

/** The checksum of IP, ICMP, UDP and UDP-Lite: RFC 1071. */
final class InternetChecksum {
  private InternetChecksum() {}

  /**
   * Computes the checksum.
   *
   * @param parts what it covers, each of an even length but for the last
   * @return the 16 bits to be put where they were zero
   */
  static short of(byte[]... parts) {
    long sum = 0;
    for (byte[] part : parts) {
      for (int i = 0; i < part.length; i += 2) {
        int low = i + 1 < part.length ? Byte.toUnsignedInt(part[i + 1]) : 0;
        sum += Byte.toUnsignedInt(part[i]) << 8 | low;
      }
    }
    while (sum > 0xffff) {
      sum = (sum & 0xffff) + (sum >> 16);
    }
    return (short) ~sum;
  }
}
