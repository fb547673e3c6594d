package io.sockets4j.internal;

import static io.sockets4j.internal.NativeSocket.LIBC;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Several buffers in one call: sendmsg(2) and recvmsg(2) with vectors. Direct buffers are used
 * where they are; the others go through scratch memory. Of a stream, a part may be sent or
 * received; a message is never cut.
 */
public final class Vectors {
  private static final NativeSocket.Attempt<Range> SEND = Vectors::sendOnce;
  private static final NativeSocket.Attempt<Range> RECEIVE = Vectors::receiveOnce;

  private Vectors() {}

  /** Some of an array of buffers. */
  private static final class Range {
    private final ByteBuffer[] buffers;
    private final int offset;
    private final int length;

    Range(ByteBuffer[] buffers, int offset, int length) {
      this.buffers = buffers;
      this.offset = offset;
      this.length = length;
    }

    long remaining() {
      long sum = 0;
      for (int i = offset; i < offset + length; i++) {
        sum += buffers[i].remaining();
      }
      return sum;
    }

    /** How much of the buffers must go through scratch memory. */
    int onHeap() {
      long sum = 0;
      for (int i = offset; i < offset + length; i++) {
        sum += buffers[i].isDirect() ? 0 : buffers[i].remaining();
      }
      return Math.toIntExact(sum);
    }
  }

  public static long send(
      NativeSocket socket, ByteBuffer[] buffers, int offset, int length, int flags)
      throws IOException {
    return send(socket, buffers, offset, length, flags, NativeSocket.UNDECIDED);
  }

  static long send(
      NativeSocket socket, ByteBuffer[] buffers, int offset, int length, int flags, long deadline)
      throws IOException {
    Range range = range(socket, buffers, offset, length);
    return socket.call(SEND, range, flags, Abi.POLLOUT, deadline);
  }

  public static long receive(
      NativeSocket socket, ByteBuffer[] buffers, int offset, int length, int flags)
      throws IOException {
    Range range = range(socket, buffers, offset, length);
    boolean hadRoom = range.remaining() > 0;
    if (!hadRoom && socket.isStream()) {
      socket.enter();
      socket.leave();
      return 0;
    }
    long received = socket.call(RECEIVE, range, flags, Transfer.receiveEvents(flags));
    return EndOfData.orEnd(socket, received, hadRoom, flags);
  }

  private static Range range(NativeSocket socket, ByteBuffer[] buffers, int offset, int length) {
    int count = length;
    if (length > Scratch.MAX_VECTORS) {
      if (!socket.isStream()) {
        throw new IllegalArgumentException(
            "a message from or to %d buffers: the most is %d"
                .formatted(length, Scratch.MAX_VECTORS));
      }
      count = Scratch.MAX_VECTORS;
    }
    return new Range(buffers, offset, count);
  }

  private static Scratch scratch(NativeSocket socket, Range range) {
    return socket.isStream() ? Scratch.take() : Scratch.take(range.onHeap());
  }

  /**
   * Points the vectors at the buffers, and copies what is to be sent; how many vectors there are.
   * Where scratch memory is exhausted, which only a stream allows, the rest is left out.
   */
  private static int fill(Range range, Scratch scratch, boolean copy) {
    ByteBuffer memory = scratch.memory;
    int data = Scratch.DATA;
    int count = 0;
    for (int i = range.offset; i < range.offset + range.length; i++) {
      ByteBuffer buffer = range.buffers[i];
      int length = buffer.remaining();
      long base;
      if (buffer.isDirect()) {
        base = LIBC.address(buffer) + buffer.position();
      } else {
        length = Math.min(length, memory.capacity() - data);
        base = scratch.at(data);
        if (copy) {
          memory.put(data, buffer, buffer.position(), length);
        }
        data += length;
      }
      MessageHeader.putVector(memory, count++, base, length);
      if (length < buffer.remaining()) {
        break;
      }
    }
    return count;
  }

  private static long sendOnce(NativeSocket socket, Range range, int flags) {
    Scratch scratch = scratch(socket, range);
    try {
      MessageHeader.put(scratch, 0, fill(range, scratch, true));
      long sent = LIBC.sendmsg(socket.fd(), scratch.at(Scratch.HEADER), flags | Abi.SEND_FLAGS);
      advance(range, sent);
      return Transfer.orWait(socket, flags, sent);
    } finally {
      scratch.giveBack();
    }
  }

  private static long receiveOnce(NativeSocket socket, Range range, int flags) {
    Scratch scratch = scratch(socket, range);
    try {
      MessageHeader.put(scratch, 0, fill(range, scratch, false));
      long received =
          LIBC.recvmsg(socket.fd(), scratch.at(Scratch.HEADER), flags | Abi.MSG_DONTWAIT);
      copyOut(range, scratch, received);
      advance(range, received);
      return received;
    } finally {
      scratch.giveBack();
    }
  }

  private static void copyOut(Range range, Scratch scratch, long received) {
    int data = Scratch.DATA;
    long left = received;
    for (int i = range.offset; i < range.offset + range.length && left > 0; i++) {
      ByteBuffer buffer = range.buffers[i];
      int length = (int) Math.min(buffer.remaining(), left);
      if (!buffer.isDirect()) {
        buffer.put(buffer.position(), scratch.memory, data, length);
        data += length;
      }
      left -= length;
    }
  }

  private static void advance(Range range, long bytes) {
    long left = bytes;
    for (int i = range.offset; i < range.offset + range.length && left > 0; i++) {
      ByteBuffer buffer = range.buffers[i];
      int length = (int) Math.min(buffer.remaining(), left);
      buffer.position(buffer.position() + length);
      left -= length;
    }
  }
}
