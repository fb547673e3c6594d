package io.sockets4j.internal;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;

/** Several buffers in one call: sendmsg(2) and recvmsg(2) with vectors. */
public final class Vectors {
  private static final NativeSocket.Attempt<Buffers> SEND = Vectors::sendOnce;
  private static final NativeSocket.Attempt<Buffers> RECEIVE = Vectors::receiveOnce;

  private Vectors() {}

  public static long send(
      NativeSocket socket, ByteBuffer[] buffers, int offset, int length, int flags)
      throws IOException {
    return send(socket, buffers, offset, length, flags, NativeSocket.UNDECIDED);
  }

  static long send(
      NativeSocket socket, ByteBuffer[] buffers, int offset, int length, int flags, long deadline)
      throws IOException {
    Buffers some = some(socket, buffers, offset, length);
    return socket.call(SEND, some, flags, Abi.POLLOUT, deadline);
  }

  public static long receive(
      NativeSocket socket, ByteBuffer[] buffers, int offset, int length, int flags)
      throws IOException {
    Buffers some = some(socket, buffers, offset, length);
    boolean hadRoom = some.hasRemaining();
    if (!hadRoom && socket.isStream()) {
      return socket.nothing();
    }
    long received = socket.call(RECEIVE, some, flags, Transfer.receiveEvents(flags));
    return EndOfData.orEnd(socket, received, hadRoom, flags);
  }

  /** Of a stream, as many as go into one call. */
  private static Buffers some(NativeSocket socket, ByteBuffer[] buffers, int offset, int length) {
    return new Buffers(buffers, offset, Buffers.vectors(socket, length));
  }

  private static long sendOnce(NativeSocket socket, Buffers some, int flags) {
    long onHeap = some.measure(socket);
    if (!some.hadRoom() && socket.isStream()) {
      return 0; // SCTP says EINVAL
    }
    int chunk = Scratch.chunk(socket, (int) Math.min(onHeap, Integer.MAX_VALUE));
    if (chunk < onHeap && !socket.isStream()) {
      return -Abi.EMSGSIZE;
    }
    try (Scratch scratch = Scratch.take(chunk)) {
      int limit = Integer.MAX_VALUE;
      while (true) {
        MessageHeader.put(
            scratch,
            0,
            some.fill(scratch, Scratch.VECTORS, Scratch.DATA, scratch.memory.capacity(), true));
        long sent =
            socket.sendmsg(scratch.at(Scratch.HEADER), some.measured(), flags | Abi.SEND_FLAGS);
        if (!Transfer.wasTooMuch(socket, sent, limit)) {
          some.sent(sent);
          return sent;
        }
        limit = Scratch.smaller(limit);
        some.cut(limit);
      }
    } finally {
      Reference.reachabilityFence(some);
    }
  }

  private static long receiveOnce(NativeSocket socket, Buffers some, int flags) {
    int chunk =
        Scratch.chunk(socket, (int) Math.min(some.measure(socket), Integer.MAX_VALUE), flags);
    try (Scratch scratch = Scratch.take(chunk)) {
      MessageHeader.put(
          scratch,
          0,
          some.fill(scratch, Scratch.VECTORS, Scratch.DATA, scratch.memory.capacity(), false));
      long received =
          socket.recvmsg(scratch.at(Scratch.HEADER), some.measured(), Transfer.receiveFlags(flags));
      some.received(received, scratch, Scratch.DATA);
      return received;
    } finally {
      Reference.reachabilityFence(some);
    }
  }
}
