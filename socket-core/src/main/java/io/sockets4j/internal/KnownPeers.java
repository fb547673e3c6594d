package io.sockets4j.internal;

import io.sockets4j.spi.UndecodableAddressException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Whom a socket's last message went to and came from, and how that stands in memory: mostly it is
 * the same peer again.
 */
final class KnownPeers {
  private final NativeSocket socket;

  // Any thread may replace them.
  private @Nullable Peer lastTarget;
  private @Nullable Peer lastSource;

  KnownPeers(NativeSocket socket) {
    this.socket = socket;
  }

  /** As {@link Sockaddr#encode}. */
  @SuppressWarnings("ReferenceEquality") // addresses that are equal may still differ in a detail
  int encode(SocketAddress target, ByteBuffer memory) {
    Peer known = lastTarget;
    if (known == null || known.address != target) {
      known = Peer.encode(socket, target, memory);
      lastTarget = known;
    }
    return known.copyTo(memory, 0);
  }

  /** As {@link Sockaddr#decode}. */
  @Nullable SocketAddress decode(ByteBuffer memory, int length) throws UndecodableAddressException {
    Peer known = lastSource;
    if (known != null && known.isAt(memory, length)) {
      return known.address;
    }
    SocketAddress address = Sockaddr.decode(socket, memory, length);
    if (address != null) {
      lastSource = new Peer(address, memory, length);
    }
    return address;
  }
}
