package io.sockets4j.inet;

import static io.sockets4j.inet.InetProtocols.IPPROTO_UDP;
import static io.sockets4j.os.SystemConstant.named;

import io.sockets4j.os.CHeaders;
import io.sockets4j.spi.NativeOption;
import java.util.List;

/**
 * The options of UDP. See <a href="https://man7.org/linux/man-pages/man7/udp.7.html">udp(7)</a>.
 *
 * <pre>{@code
 * socket.setOption(UdpOptions.UDP_SEGMENT, 1_000); // and each send of 60,000 bytes is 60 datagrams
 * }</pre>
 *
 * <p>Where the text does not name the systems, an option exists on Linux alone.
 */
@CHeaders({"netinet/in.h", "netinet/udp.h"})
public final class UdpOptions {
  // glibc and musl: netinet/udp.h; FreeBSD: sys/netinet/udp.h.

  private static final int MAX = 0xffff;

  /** Collect what is sent, into one datagram that goes when this is turned off. */
  public static final NativeOption<Boolean> UDP_CORK =
      NativeOption.ofBoolean(IPPROTO_UDP, named("UDP_CORK").linux(1));

  /**
   * What datagrams hold that the kernel is to unpack: 0 nothing, 2 ESP (RFC 3948), 3 L2TP (RFC
   * 2661), and others that a kernel may have. On Linux and FreeBSD.
   */
  public static final NativeOption<Integer> UDP_ENCAP =
      NativeOption.ofInt(IPPROTO_UDP, named("UDP_ENCAP").linux(100).freebsd(1));

  /** Send datagrams of IPv6 without a checksum, as tunnels may (RFC 6935). */
  public static final NativeOption<Boolean> UDP_NO_CHECK6_TX =
      NativeOption.ofBoolean(IPPROTO_UDP, named("UDP_NO_CHECK6_TX").linux(101));

  /** Receive datagrams of IPv6 without a checksum, as tunnels may. */
  public static final NativeOption<Boolean> UDP_NO_CHECK6_RX =
      NativeOption.ofBoolean(IPPROTO_UDP, named("UDP_NO_CHECK6_RX").linux(102));

  /**
   * What is sent is cut into datagrams of so many bytes, the last of which may be shorter; at most
   * 64 of them, or 128 since Linux 6.9. 0 for one datagram. Since Linux 4.18.
   */
  public static final NativeOption<Integer> UDP_SEGMENT =
      IntRangeCodec.option(IPPROTO_UDP, named("UDP_SEGMENT").linux(103), 0, MAX);

  /**
   * Datagrams of one sender and one size may be received as one; a control message tells the size.
   * Since Linux 5.0.
   */
  public static final NativeOption<Boolean> UDP_GRO =
      NativeOption.ofBoolean(IPPROTO_UDP, named("UDP_GRO").linux(104));

  static final List<NativeOption<?>> ALL =
      List.of(UDP_CORK, UDP_ENCAP, UDP_NO_CHECK6_TX, UDP_NO_CHECK6_RX, UDP_SEGMENT, UDP_GRO);

  private UdpOptions() {}
}
