package io.sockets4j.inet;

import static io.sockets4j.inet.InetProtocols.IPPROTO_UDPLITE;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.spi.NativeOption;
import io.sockets4j.spi.OptionCodec;
import io.sockets4j.spi.OptionCodecs;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The options of UDP-Lite: how much of a datagram its checksum covers. What it does not cover may
 * be damaged on the way, and arrives all the same: a damaged frame of sound is better than none.
 * See <a href="https://man7.org/linux/man-pages/man7/udplite.7.html">udplite(7)</a> and <a
 * href="https://www.rfc-editor.org/rfc/rfc3828">RFC 3828</a>.
 *
 * <pre>{@code
 * try (var socket =
 *     BsdSocket.open(InetFamily.AF_INET, SocketType.DGRAM, InetProtocols.UDPLITE)) {
 *   socket.setOption(UdpLiteOptions.UDPLITE_SEND_CSCOV, 8 + 12); // the first 12 bytes of data
 * }
 * }</pre>
 *
 * <p>On Linux and FreeBSD. A coverage is a number of bytes from the beginning of UDP-Lite's own
 * header of 8 bytes on: 8 to 65535, where what is longer than the datagram means all of it, or 0
 * for all of it, however long it is.
 */
@CHeaders({"netinet/in.h", "netinet/udplite.h"})
public final class UdpLiteOptions {
  // Linux: include/net/udplite.h and udplite(7), as no header for programs has them;
  // FreeBSD: sys/netinet/udplite.h.

  /** How much is covered of what is sent; 0 unless it is set. */
  public static final NativeOption<Integer> UDPLITE_SEND_CSCOV =
      coverage(SystemConstant.named("UDPLITE_SEND_CSCOV").linux(10).freebsd(2));

  /**
   * How much must be covered of what is received: what says less of itself is dropped. It reads as
   * 0 until it is set, and Linux then takes any coverage; FreeBSD, and Linux once 0 is set, take
   * only what is covered wholly.
   */
  public static final NativeOption<Integer> UDPLITE_RECV_CSCOV =
      coverage(SystemConstant.named("UDPLITE_RECV_CSCOV").linux(11).freebsd(4));

  static final List<NativeOption<?>> ALL = List.of(UDPLITE_SEND_CSCOV, UDPLITE_RECV_CSCOV);

  private UdpLiteOptions() {}

  private static NativeOption<Integer> coverage(SystemConstant constant) {
    return NativeOption.of(
        IPPROTO_UDPLITE, constant, Integer.class, new CoverageCodec(constant.name()));
  }

  /** Linux takes other numbers for the next one that is possible, without a word. */
  private record CoverageCodec(String name) implements OptionCodec<Integer> {
    private static final int HEADER = 8;
    private static final int MOST = 0xffff;

    @Override
    public int capacity() {
      return OptionCodecs.INT.capacity();
    }

    @Override
    public int encode(Integer value, ByteBuffer memory) {
      if (value != 0 && (value < HEADER || value > MOST)) {
        throw new IllegalArgumentException(
            "%s %d is neither 0 nor in %d..%d".formatted(name, value, HEADER, MOST));
      }
      return OptionCodecs.INT.encode(value, memory);
    }

    @Override
    public Integer decode(ByteBuffer memory) {
      return OptionCodecs.INT.decode(memory);
    }
  }
}
