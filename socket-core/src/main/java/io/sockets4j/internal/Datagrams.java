package io.sockets4j.internal;

import static io.sockets4j.internal.NativeSocket.LIBC;

import java.io.IOException;
import java.lang.ref.Reference;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One message with an address: sendto(2) and, since it also tells the flags, recvmsg(2). */
public final class Datagrams {
  private static final NativeSocket.DataCall<Outgoing> SEND = Datagrams::sendOnce;
  private static final NativeSocket.DataCall<Incoming> RECEIVE = Datagrams::receiveOnce;

  private Datagrams() {}

  private record Outgoing(ByteBuffer data, SocketAddress target) {}

  /** A message that is being received: where its bytes go, and what is known of it after. */
  public static final class Incoming {
    private final ByteBuffer target;
    private @Nullable SocketAddress address;
    private int addressLength;
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
    Outgoing message = new Outgoing(data, target);
    socket.enter();
    try {
      if (socket.waits(flags)) {
        socket.heedInterrupt();
      }
      long sent = sendOnce(socket, message, flags | Abi.MSG_DONTWAIT);
      return sent >= 0
          ? sent
          : socket.settle(sent, SEND, message, flags, Abi.POLLOUT, NativeSocket.UNDECIDED);
    } finally {
      socket.leave();
    }
  }

  public static long receive(NativeSocket socket, Incoming message, int flags) throws IOException {
    if (Transfer.waitsForAll(socket, flags)) {
      return Transfer.receiveAll(socket, RECEIVE, message, message.target, flags);
    }
    boolean hadRoom = message.target.hasRemaining();
    long received = receiveOne(socket, message, flags, Transfer.receiveEvents(flags));
    return EndOfData.orEnd(socket, received, hadRoom, flags);
  }

  private static long receiveOne(NativeSocket socket, Incoming message, int flags, int events)
      throws IOException {
    socket.enter();
    try {
      long received =
          socket.triesFirst(flags, events, NativeSocket.UNDECIDED)
              ? receiveOnce(socket, message, flags | Abi.MSG_DONTWAIT)
              : NativeSocket.NOT_TRIED;
      return received >= 0
          ? socket.succeeded(received, events)
          : socket.settle(received, RECEIVE, message, flags, events, NativeSocket.UNDECIDED);
    } finally {
      socket.leave();
    }
  }

  private static long sendOnce(NativeSocket socket, Outgoing message, int flags) {
    ByteBuffer data = message.data;
    int position = data.position();
    int length = Memory.remaining(data, position);
    boolean waits = (flags & Abi.MSG_DONTWAIT) == 0;
    if (waits && Scratch.isTooMuchToWait(length, flags)) {
      return -Abi.EAGAIN;
    }
    boolean direct = data.isDirect() && !waits;
    int chunk = direct ? length : Scratch.chunk(socket, length);
    if (chunk < length && !socket.isStream()) {
      return -Abi.EMSGSIZE;
    }
    try (Scratch scratch = Scratch.take(direct ? 0 : chunk)) {
      int addressLength = socket.peers().encode(message.target, scratch.memory);
      long base;
      if (direct) {
        base = socket.addressToSend(data, position, length);
      } else {
        base = scratch.at(Scratch.DATA);
        scratch.memory.put(Scratch.DATA, data, position, chunk);
      }
      int allFlags = flags | Abi.SEND_FLAGS;
      int fd = socket.fd();
      long sent =
          socket.isQuick(chunk, flags)
              ? LIBC.sendtoNow(fd, base, chunk, allFlags, scratch.base, addressLength)
              : LIBC.sendto(fd, base, chunk, allFlags, scratch.base, addressLength);
      if (sent > 0) {
        data.position(position + (int) sent);
      }
      return sent;
    } finally {
      Reference.reachabilityFence(data);
    }
  }

  private static long receiveOnce(NativeSocket socket, Incoming message, int flags)
      throws IOException {
    ByteBuffer target = message.target;
    int position = target.position();
    int length = Memory.remaining(target, position);
    boolean waits = (flags & Abi.MSG_DONTWAIT) == 0;
    boolean direct = target.isDirect() && !waits;
    int chunk =
        waits
            ? Scratch.chunkToWait(socket, length, flags)
            : direct ? length : Scratch.chunk(socket, length, flags);
    if (chunk == 0 && length > 0) {
      return -Abi.EAGAIN;
    }
    try (Scratch scratch = Scratch.take(direct ? 0 : chunk)) {
      ByteBuffer memory = scratch.memory;
      long base;
      if (direct) {
        base = socket.addressToReceive(target, position, length);
      } else {
        base = scratch.at(Scratch.DATA);
        if (Transfer.throwsAway(socket, flags)) {
          scratch.clear(Scratch.DATA, Scratch.DATA + chunk); // nothing old is to be there
        }
      }
      long received =
          socket.tellsTruncationAlone(flags)
              ? receiveFrom(socket, message, scratch, base, chunk, flags)
              : receiveMessage(socket, message, scratch, base, chunk, flags);
      if (received < 0) {
        return received;
      }
      int stored = (int) Math.min(received, chunk);
      if (!direct) {
        target.put(position, memory, Scratch.DATA, stored);
      }
      target.position(position + stored);
      message.address = socket.peers().decode(memory, message.addressLength);
      return received;
    } finally {
      Reference.reachabilityFence(target);
    }
  }

  /** By recvfrom(2), for which the kernel has less to do. */
  private static long receiveFrom(
      NativeSocket socket, Incoming message, Scratch scratch, long base, int chunk, int flags) {
    int fd = socket.fd();
    int all = Transfer.receiveFlags(flags) | Abi.MSG_TRUNC;
    long address = scratch.at(Scratch.ADDRESS);
    long length = scratch.at(Scratch.LENGTH);
    scratch.memory.putInt(Scratch.LENGTH, Abi.SOCKADDR_MAX);
    long received =
        socket.isQuick(chunk, flags)
            ? LIBC.recvfromNow(fd, base, chunk, all, address, length)
            : LIBC.recvfrom(fd, base, chunk, all, address, length);
    message.flags = received > chunk ? Abi.MSG_TRUNC : 0;
    message.addressLength = scratch.memory.getInt(Scratch.LENGTH);
    return (flags & Abi.MSG_TRUNC) != 0 ? received : Math.min(received, chunk);
  }

  private static long receiveMessage(
      NativeSocket socket, Incoming message, Scratch scratch, long base, int chunk, int flags) {
    MessageHeader.put(scratch, Abi.SOCKADDR_MAX, 1);
    MessageHeader.putVector(scratch.memory, Scratch.VECTORS, 0, base, chunk);
    long received = socket.recvmsg(scratch.at(Scratch.HEADER), chunk, Transfer.receiveFlags(flags));
    message.flags = MessageHeader.flags(scratch.memory, Scratch.HEADER);
    message.addressLength = MessageHeader.addressLength(scratch.memory, Scratch.HEADER);
    return received;
  }
}
