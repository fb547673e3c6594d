package io.sockets4j.inet;

import static io.sockets4j.os.SystemConstant.named;

import io.sockets4j.BsdSocket;
import io.sockets4j.NativeError;
import io.sockets4j.os.CHeaders;
import io.sockets4j.os.Errno;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.spi.NativeOption;
import java.io.IOException;
import java.util.List;

/**
 * The options of TCP over several paths (RFC 8684), which has those of TCP as well. On Linux. See
 * <a href="https://www.mptcp.dev">mptcp.dev</a>.
 *
 * <pre>{@code
 * var socket = BsdSocket.open(InetFamily.AF_INET, SocketType.STREAM, InetProtocols.MPTCP);
 * socket.connect(server);
 * boolean plain = !MptcpOptions.isMultipath(socket);
 * }</pre>
 */
@CHeaders({"sys/socket.h", "linux/mptcp.h"})
public final class MptcpOptions {
  // SOL_MPTCP: Linux, include/linux/socket.h, and glibc.

  /** The level of the options of MPTCP. */
  public static final SystemConstant SOL_MPTCP = named("SOL_MPTCP").linux(284);

  /** What the kernel knows of the connection; read-only. Since Linux 5.16. */
  public static final NativeOption<MptcpInfo> MPTCP_INFO =
      NativeOption.of(
          SOL_MPTCP, named("MPTCP_INFO").linux(1), MptcpInfo.class, new MptcpInfo.Codec());

  /** What the kernel knows of each path, in the order of the paths; read-only. Since Linux 5.16. */
  public static final NativeOption<TcpInfo[]> MPTCP_TCPINFO =
      NativeOption.of(
          SOL_MPTCP,
          named("MPTCP_TCPINFO").linux(2),
          TcpInfo[].class,
          new SubflowCodec<>(TcpStructs.TCP_INFO, TcpInfo[]::new, new TcpInfo.Codec()::decode));

  /** The addresses of each path, in the same order; read-only. Since Linux 5.16. */
  public static final NativeOption<MptcpPath[]> MPTCP_SUBFLOW_ADDRS =
      NativeOption.of(
          SOL_MPTCP,
          named("MPTCP_SUBFLOW_ADDRS").linux(3),
          MptcpPath[].class,
          new SubflowCodec<>(
              MptcpStructs.MPTCP_SUBFLOW_ADDRS, MptcpPath[]::new, MptcpPath::decode));

  static final List<NativeOption<?>> ALL = List.of(MPTCP_INFO, MPTCP_TCPINFO, MPTCP_SUBFLOW_ADDRS);

  private MptcpOptions() {}

  /**
   * Whether a connection may use several paths: whether the other end speaks MPTCP too, and nothing
   * between the ends has kept them from it. Otherwise the connection is one of plain TCP.
   *
   * @param socket a connected socket of MPTCP
   * @return false for one that has fallen back
   * @throws IOException if the kernel does not tell, being older than Linux 5.16
   */
  public static boolean isMultipath(BsdSocket<?> socket) throws IOException {
    try {
      return !socket.getOption(MPTCP_INFO).isFallback();
    } catch (IOException e) {
      if (e instanceof NativeError error && error.errno().equals(Errno.EOPNOTSUPP)) {
        return false; // once it is plain TCP, it has no options of MPTCP
      }
      throw e;
    }
  }
}
