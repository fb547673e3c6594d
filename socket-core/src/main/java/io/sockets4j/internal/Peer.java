package io.sockets4j.internal;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** An address, and how it stands in memory: mostly the next one is the same. */
final class Peer {
  final SocketAddress address;
  private final ByteBuffer sockaddr;

  /** Takes the bytes from the beginning of the memory. */
  Peer(SocketAddress address, ByteBuffer memory, int length) {
    this.address = address;
    this.sockaddr = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
    sockaddr.put(0, memory, 0, length);
  }

  /** Encodes an address, by way of the memory's beginning. */
  static Peer encode(NativeSocket socket, SocketAddress address, ByteBuffer memory) {
    return new Peer(address, memory, Sockaddr.encode(socket, address, memory));
  }

  /** Writes it; how many bytes. */
  int copyTo(ByteBuffer memory, int at) {
    memory.put(at, sockaddr, 0, sockaddr.capacity());
    return sockaddr.capacity();
  }

  boolean isAt(ByteBuffer memory, int length) {
    return length == sockaddr.capacity() && Sockaddr.same(memory, 0, sockaddr, length);
  }
}
