package io.sockets4j.inet;

import static io.sockets4j.inet.TcpStructs.TCPM_ADDR;
import static io.sockets4j.inet.TcpStructs.TCPM_FLAGS;
import static io.sockets4j.inet.TcpStructs.TCPM_IFINDEX;
import static io.sockets4j.inet.TcpStructs.TCPM_KEY;
import static io.sockets4j.inet.TcpStructs.TCPM_KEYLEN;
import static io.sockets4j.inet.TcpStructs.TCPM_PREFIXLEN;
import static io.sockets4j.inet.TcpStructs.TCP_MD5SIG;

import io.sockets4j.spi.OptionCodec;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * The key that signs all segments to and from a peer (RFC 2385), as routers do that speak BGP: for
 * {@link TcpOptions#TCP_MD5SIG} and {@link TcpOptions#TCP_MD5SIG_EXT}.
 *
 * <pre>{@code
 * InetAddress peer = InetAddress.getByName("192.0.2.1");
 * socket.setOption(TcpOptions.TCP_MD5SIG, TcpMd5Key.of(peer, "secret".getBytes(US_ASCII)));
 * }</pre>
 *
 * <p>Both ends set it before they connect; a listening socket, for each peer that may. An {@code
 * AF_INET6} socket takes a peer of IPv4 by its IPv4-mapped address, {@link
 * java.net.Inet6Address#getByAddress(String, byte[], int)}. The key is kept out of {@link
 * #toString}.
 */
public final class TcpMd5Key {
  private static final int MAX_LENGTH = 80;
  private static final int FLAG_PREFIX = 1;
  private static final int FLAG_IFINDEX = 2;

  private final InetAddress peer;
  private final byte[] key;
  private final int prefixLength;
  private final int interfaceIndex;

  private TcpMd5Key(InetAddress peer, byte[] key, int prefixLength, int interfaceIndex) {
    this.peer = peer;
    this.key = key;
    this.prefixLength = prefixLength;
    this.interfaceIndex = interfaceIndex;
  }

  /**
   * The key for one peer.
   *
   * @param peer its address
   * @param key at most 80 bytes; none to remove the key
   * @return the key
   * @throws IllegalArgumentException if it is longer
   */
  public static TcpMd5Key of(InetAddress peer, byte[] key) {
    if (key.length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a key of %d bytes: 80 are the most".formatted(key.length));
    }
    return new TcpMd5Key(Objects.requireNonNull(peer, "peer"), key.clone(), -1, 0);
  }

  /**
   * This key for all peers of a network; TCP_MD5SIG_EXT alone takes it. Since Linux 4.13.
   *
   * @param bits how many bits of the address are that of the network, 0 to 32 or 128
   * @return the new key
   * @throws IllegalArgumentException if the address does not have so many bits
   */
  public TcpMd5Key withPrefixLength(int bits) {
    if (bits < 0 || bits > peer.getAddress().length * Byte.SIZE) {
      throw new IllegalArgumentException(peer.getHostAddress() + " has no prefix of " + bits);
    }
    return new TcpMd5Key(peer, key, bits, interfaceIndex);
  }

  /**
   * This key for peers in a routing domain; TCP_MD5SIG_EXT alone takes it. Since Linux 5.6.
   *
   * @param index the number of the domain's interface (VRF)
   * @return the new key
   */
  public TcpMd5Key withInterface(int index) {
    return new TcpMd5Key(peer, key, prefixLength, index);
  }

  /**
   * For people.
   *
   * @return the peer and the length of the key
   */
  @Override
  public String toString() {
    return "%s%s, a key of %d bytes"
        .formatted(peer.getHostAddress(), prefixLength < 0 ? "" : "/" + prefixLength, key.length);
  }

  /** {@code struct tcp_md5sig}. */
  record Codec(boolean extended) implements OptionCodec<TcpMd5Key> {
    @Override
    public int capacity() {
      return TCP_MD5SIG.size();
    }

    @Override
    public int encode(TcpMd5Key value, ByteBuffer memory) {
      if (!extended && (value.prefixLength >= 0 || value.interfaceIndex != 0)) {
        throw new IllegalArgumentException(value + " is more than a peer's: use TCP_MD5SIG_EXT");
      }
      InetSockaddr.put(value.peer, memory, TCPM_ADDR.offset());
      if (value.prefixLength >= 0) {
        TCPM_PREFIXLEN.putUnsigned(memory, 0, value.prefixLength);
      }
      TCPM_IFINDEX.putInt(memory, 0, value.interfaceIndex);
      TCPM_FLAGS.putUnsigned(
          memory,
          0,
          (value.prefixLength >= 0 ? FLAG_PREFIX : 0)
              | (value.interfaceIndex != 0 ? FLAG_IFINDEX : 0));
      TCPM_KEYLEN.putUnsigned(memory, 0, value.key.length);
      TCPM_KEY.putBytes(memory, 0, value.key);
      return TCP_MD5SIG.size();
    }

    @Override
    public TcpMd5Key decode(ByteBuffer memory) {
      throw new IllegalArgumentException("the kernel does not tell keys");
    }
  }
}
