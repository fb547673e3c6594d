package io.sockets4j.internal;

import io.sockets4j.spi.UndecodableAddressException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

  private static final class Peer {
    final SocketAddress address;
    final ByteBuffer sockaddr;

    Peer(SocketAddress address, ByteBuffer memory, int length) {
      this.address = address;
      this.sockaddr = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
      sockaddr.put(0, memory, 0, length);
    }

    boolean isAt(ByteBuffer memory, int length) {
      return length == sockaddr.capacity() && Sockaddr.same(memory, 0, sockaddr, length);
    }
  }

  KnownPeers(NativeSocket socket) {
    this.socket = socket;
  }

  /** As {@link Sockaddr#encode}. */
  @SuppressWarnings("ReferenceEquality") // addresses that are equal may still differ in a detail
  int encode(SocketAddress target, ByteBuffer memory) {
    Peer known = lastTarget;
    if (known == null || known.address != target) {
      known = new Peer(target, memory, Sockaddr.encode(socket, target, memory));
      lastTarget = known;
    } else {
      memory.put(0, known.sockaddr, 0, known.sockaddr.capacity());
    }
    return known.sockaddr.capacity();
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
