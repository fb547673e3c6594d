package io.sockets4j.can;

import io.sockets4j.BsdSocket;
import java.io.IOException;

/**
 * What is done to a socket before it is bound: options, a timeout. If it fails, the socket is
 * closed.
 *
 * <pre>{@code
 * IsoTpSocket.open(
 *     IsoTpAddress.of("can0", 0x7E8, 0x7E0),
 *     socket -> socket.setOption(IsoTpOptions.CAN_ISOTP_LL_OPTS, IsoTpLinkLayer.fd(64)));
 * }</pre>
 */
@FunctionalInterface
public interface SocketSetup {
  /**
   * Does it.
   *
   * @param socket the socket, not bound yet
   * @throws IOException if the kernel refuses
   */
  void apply(BsdSocket<CanAddress> socket) throws IOException;
}
