package io.sockets4j.internal;

import static io.sockets4j.internal.NativeSocket.LIBC;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One message with an address: sendto(2) and, since it also tells the flags, recvmsg(2). */
public final class Datagrams {
  private static final NativeSocket.Attempt<Outgoing> SEND = Datagrams::sendOnce;
  private static final NativeSocket.Attempt<Incoming> RECEIVE = Datagrams::receiveOnce;

  private Datagrams() {}

  private record Outgoing(ByteBuffer data, SocketAddress target) {}

  /** A message that is being received: where its bytes go, and what is known of it after. */
  public static final class Incoming {
    private final ByteBuffer target;
    private @Nullable SocketAddress address;
    private int flags;

    public Incoming(ByteBuffer target) {
      this.target = target;
    }

    /** Who sent it; null where the kernel does not say. */
    public @Nullable SocketAddress address() {
      return address;
    }

    /** The flags that recvmsg(2) gave, such as MSG_TRUNC. */
    public int flags() {
      return flags;
    }
  }

  public static long sendTo(NativeSocket socket, ByteBuffer data, SocketAddress target, int flags)
      throws IOException {
    return socket.call(SEND, new Outgoing(data, target), flags, Abi.POLLOUT);
  }

  public static long receive(NativeSocket socket, Incoming message, int flags) throws IOException {
    boolean hadRoom = message.target.hasRemaining();
    long received = socket.call(RECEIVE, message, flags, Transfer.receiveEvents(flags));
    return EndOfData.orEnd(socket, received, hadRoom, flags);
  }

  private static long sendOnce(NativeSocket socket, Outgoing message, int flags) {
    ByteBuffer data = message.data;
    int position = data.position();
    int length = data.remaining();
    boolean direct = data.isDirect();
    int chunk = socket.isStream() ? Math.min(length, Scratch.DATA_SIZE) : length;
    Scratch scratch = direct ? Scratch.take() : Scratch.take(chunk);
    try {
      int addressLength =
          Sockaddr.encode(
              socket.family(), socket.type(), socket.protocol(), message.target, scratch.memory);
      long base;
      if (direct) {
        base = LIBC.address(data) + position;
        chunk = length;
      } else {
        base = scratch.at(Scratch.DATA);
        scratch.memory.put(Scratch.DATA, data, position, chunk);
      }
      long sent =
          LIBC.sendto(
              socket.fd(), base, chunk, flags | Abi.SEND_FLAGS, scratch.base, addressLength);
      if (sent > 0) {
        data.position(position + (int) sent);
      }
      return Transfer.orWait(socket, flags, sent);
    } finally {
      scratch.giveBack();
    }
  }

  private static long receiveOnce(NativeSocket socket, Incoming message, int flags)
      throws IOException {
    ByteBuffer target = message.target;
    int position = target.position();
    int length = target.remaining();
    boolean direct = target.isDirect();
    int chunk = socket.isStream() && !direct ? Math.min(length, Scratch.DATA_SIZE) : length;
    Scratch scratch = direct ? Scratch.take() : Scratch.take(chunk);
    try {
      ByteBuffer memory = scratch.memory;
      long base = direct ? LIBC.address(target) + position : scratch.at(Scratch.DATA);
      MessageHeader.put(scratch, Abi.SOCKADDR_MAX, 1);
      MessageHeader.putVector(memory, 0, base, chunk);
      if (socket.isStream() && (flags & Abi.MSG_TRUNC) != 0 && !direct) {
        scratch.clearData(chunk); // TCP throws the bytes away instead of storing them
      }
      long received =
          LIBC.recvmsg(socket.fd(), scratch.at(Scratch.HEADER), flags | Abi.MSG_DONTWAIT);
      if (received < 0) {
        return received;
      }
      int stored = (int) Math.min(received, chunk);
      if (!direct) {
        target.put(position, memory, Scratch.DATA, stored);
      }
      target.position(position + stored);
      message.flags = MessageHeader.flags(memory);
      message.address =
          Sockaddr.decode(
              socket.family(),
              socket.type(),
              socket.protocol(),
              memory,
              MessageHeader.addressLength(memory));
      return received;
    } finally {
      scratch.giveBack();
    }
  }
}
