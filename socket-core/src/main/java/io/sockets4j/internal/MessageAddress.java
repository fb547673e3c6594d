package io.sockets4j.internal;

import io.sockets4j.spi.UndecodableAddressException;
import io.sockets4j.spi.UnknownSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The address of a message: where it goes, or where it came from. One that came is kept as bytes
 * until somebody asks for it, and that of the same sender is the same object the next time.
 */
final class MessageAddress {
  /** What every address begins with. */
  private static final int FAMILY = 2;

  private @Nullable SocketAddress target;

  // The address that was encoded last, and for which socket.
  private @Nullable Peer encoded;
  private @Nullable NativeSocket encodedFor;

  // One that came: its bytes, and the socket that knows how to read them.
  private final ByteBuffer bytes =
      ByteBuffer.allocate(Abi.SOCKADDR_MAX).order(ByteOrder.nativeOrder());
  private int length;
  private @Nullable NativeSocket source;
  private @Nullable SocketAddress decoded;
  private boolean came;

  /** Sets where the message is to go; null for where its socket is connected to. */
  void set(@Nullable SocketAddress address) {
    target = address;
    came = false;
  }

  @Nullable SocketAddress get() {
    if (!came || source == null) {
      return target;
    }
    if (decoded == null) {
      decoded = decode(source);
    }
    return decoded;
  }

  private @Nullable SocketAddress decode(NativeSocket socket) {
    try {
      return Sockaddr.decode(socket, bytes, length);
    } catch (UndecodableAddressException e) {
      byte[] sockaddr = e.sockaddr();
      byte[] data = Arrays.copyOfRange(sockaddr, FAMILY, sockaddr.length);
      return new UnknownSocketAddress(Sockaddr.family(bytes), data);
    }
  }

  /** Writes it where it is to stand, by way of the memory's beginning; how many bytes. */
  @SuppressWarnings("ReferenceEquality") // see below
  int copyTo(NativeSocket socket, ByteBuffer memory, int at) {
    if (came && source != null && source.family() == socket.family()) {
      memory.put(at, bytes, 0, length);
      return length;
    }
    SocketAddress address = get();
    if (address == null) {
      return 0;
    }
    // The same object and not an equal one: InetSocketAddress takes those for equal that differ in
    // what it does not know.
    if (encoded == null || encoded.address != address || socket != encodedFor) {
      encoded = Peer.encode(socket, address, memory);
      encodedFor = socket;
    }
    return encoded.copyTo(memory, at);
  }

  /** Takes what the kernel wrote, of which it tells the length. */
  void receive(NativeSocket socket, ByteBuffer memory, int at, int told) {
    int newLength = told < FAMILY ? 0 : Math.min(told, Abi.SOCKADDR_MAX);
    came = true;
    if (newLength != length || socket != source || !Sockaddr.same(memory, at, bytes, length)) {
      bytes.put(0, memory, at, newLength);
      length = newLength;
      source = socket;
      decoded = null;
    }
  }
}
