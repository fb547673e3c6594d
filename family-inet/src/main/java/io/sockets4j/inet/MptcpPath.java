package io.sockets4j.inet;

import static io.sockets4j.inet.MptcpStructs.MPTCP_SUBFLOW_ADDRS;
import static io.sockets4j.inet.MptcpStructs.SS_LOCAL;
import static io.sockets4j.inet.MptcpStructs.SS_REMOTE;

import io.sockets4j.os.StructLayout;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One path of a connection over several: what {@link MptcpOptions#MPTCP_SUBFLOW_ADDRS} answers.
 *
 * <pre>{@code
 * for (MptcpPath path : socket.getOption(MptcpOptions.MPTCP_SUBFLOW_ADDRS)) {
 *   System.out.println(path.local() + " to " + path.remote());
 * }
 * }</pre>
 *
 * @param local the address of this end
 * @param remote the address of the other end
 */
public record MptcpPath(InetSocketAddress local, InetSocketAddress remote) {

  static MptcpPath decode(ByteBuffer memory) {
    InetSockaddr.requireLength(memory, MPTCP_SUBFLOW_ADDRS);
    return new MptcpPath(address(memory, SS_LOCAL), address(memory, SS_REMOTE));
  }

  private static InetSocketAddress address(ByteBuffer memory, StructLayout.Field field) {
    return InetSockaddr.get(
        memory.slice(field.offset(), field.size()).order(ByteOrder.nativeOrder()));
  }
}
