package io.sockets4j.inet;

import static io.sockets4j.inet.InetProtocols.IPPROTO_SCTP;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.spi.NativeOption;
import java.util.List;

/**
 * The options of SCTP, on Linux and FreeBSD. See <a
 * href="https://man7.org/linux/man-pages/man7/sctp.7.html">sctp(7)</a> and <a
 * href="https://www.rfc-editor.org/rfc/rfc6458#section-8">RFC 6458</a>.
 *
 * <pre>{@code
 * try (var socket = BsdSocket.open(InetFamily.AF_INET, SocketType.STREAM, InetProtocols.SCTP)) {
 *   socket.setOption(SctpOptions.SCTP_NODELAY, true);
 * }
 * }</pre>
 */
@CHeaders({"netinet/in.h", "linux/sctp.h", "netinet/sctp.h"})
public final class SctpOptions {
  // Linux: linux/sctp.h; FreeBSD: sys/netinet/sctp.h.

  /**
   * Send at once, without waiting for more (Nagle's algorithm is off). Otherwise the last part of
   * what is longer than a packet may wait for 200 ms, until the peer acknowledges the rest.
   */
  public static final NativeOption<Boolean> SCTP_NODELAY =
      NativeOption.ofBoolean(
          IPPROTO_SCTP, SystemConstant.named("SCTP_NODELAY").linux(3).freebsd(4));

  static final List<NativeOption<?>> ALL = List.of(SCTP_NODELAY);

  private SctpOptions() {}
}
