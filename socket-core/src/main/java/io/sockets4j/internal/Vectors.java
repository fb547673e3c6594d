package io.sockets4j.internal;

import static io.sockets4j.internal.NativeSocket.LIBC;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Several buffers in one call: sendmsg(2) and recvmsg(2) with vectors. Direct buffers are used
 * where they are; the others go through scratch memory. Of a stream, a part may be sent or
 * received; a message is never cut.
 */
public final class Vectors {
  private static final NativeSocket.Attempt<Range> SEND = Vectors::sendOnce;
  private static final NativeSocket.Attempt<Range> RECEIVE = Vectors::receiveOnce;

  private Vectors() {}

  /** Some of an array of buffers, and what of each the call under way works on. */
  private static final class Range {
    private final ByteBuffer[] buffers;
    private final int[] positions;
    private final int[] lengths;

    Range(ByteBuffer[] buffers, int offset, int count) {
      this.buffers = Arrays.copyOfRange(buffers, offset, offset + count);
      this.positions = new int[count];
      this.lengths = new int[count];
    }

    boolean hasRemaining() {
      for (ByteBuffer buffer : buffers) {
        if (buffer.hasRemaining()) {
          return true;
        }
      }
      return false;
    }

    /** Looks at the buffers as they are now; how much must go through scratch memory. */
    long measure() {
      long onHeap = 0;
      for (int i = 0; i < buffers.length; i++) {
        positions[i] = buffers[i].position();
        lengths[i] = Memory.remaining(buffers[i], positions[i]);
        onHeap += buffers[i].isDirect() ? 0 : lengths[i];
      }
      return onHeap;
    }

    /** Moves the positions on by so many bytes in all. */
    void advance(long bytes) {
      long left = bytes;
      for (int i = 0; i < buffers.length && left > 0; i++) {
        int length = (int) Math.min(lengths[i], left);
        buffers[i].position(positions[i] + length);
        left -= length;
      }
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
    boolean hadRoom = range.hasRemaining();
    if (!hadRoom && socket.isStream()) {
      return socket.nothing();
    }
    long received = socket.call(RECEIVE, range, flags, Transfer.receiveEvents(flags));
    return EndOfData.orEnd(socket, received, hadRoom, flags);
  }

  private static Range range(NativeSocket socket, ByteBuffer[] buffers, int offset, int length) {
    if (length > Scratch.MAX_VECTORS && !socket.isStream()) {
      throw new IllegalArgumentException(
          "a message from or to %d buffers: the most is %d".formatted(length, Scratch.MAX_VECTORS));
    }
    return new Range(buffers, offset, Math.min(length, Scratch.MAX_VECTORS));
  }

  /**
   * Points the vectors at the buffers, and copies what is to be sent; how many vectors there are.
   * Where scratch memory is exhausted, which only a stream allows, the rest is left out.
   */
  private static int fill(Range range, Scratch scratch, boolean copy) {
    ByteBuffer memory = scratch.memory;
    int data = Scratch.DATA;
    for (int i = 0; i < range.buffers.length; i++) {
      ByteBuffer buffer = range.buffers[i];
      int length = range.lengths[i];
      long base;
      if (buffer.isDirect()) {
        base = Memory.address(buffer, range.positions[i], length);
      } else {
        length = Math.min(length, memory.capacity() - data);
        base = scratch.at(data);
        if (copy) {
          memory.put(data, buffer, range.positions[i], length);
        }
        data += length;
      }
      MessageHeader.putVector(memory, i, base, length);
      if (length < range.lengths[i]) {
        return i + 1;
      }
    }
    return range.buffers.length;
  }

  private static long sendOnce(NativeSocket socket, Range range, int flags) {
    long onHeap = range.measure();
    int chunk = Scratch.chunk(socket, (int) Math.min(onHeap, Integer.MAX_VALUE));
    if (chunk < onHeap && !socket.isStream()) {
      return -Abi.EMSGSIZE;
    }
    try (Scratch scratch = Scratch.take(chunk)) {
      MessageHeader.put(scratch, 0, fill(range, scratch, true));
      long sent = LIBC.sendmsg(socket.fd(), scratch.at(Scratch.HEADER), flags | Abi.SEND_FLAGS);
      range.advance(sent);
      return sent;
    } finally {
      Reference.reachabilityFence(range);
    }
  }

  private static long receiveOnce(NativeSocket socket, Range range, int flags) {
    int chunk = Scratch.chunk(socket, (int) Math.min(range.measure(), Integer.MAX_VALUE), flags);
    try (Scratch scratch = Scratch.take(chunk)) {
      MessageHeader.put(scratch, 0, fill(range, scratch, false));
      long received =
          LIBC.recvmsg(socket.fd(), scratch.at(Scratch.HEADER), Transfer.receiveFlags(flags));
      copyOut(range, scratch, received);
      range.advance(received);
      return received;
    } finally {
      Reference.reachabilityFence(range);
    }
  }

  private static void copyOut(Range range, Scratch scratch, long received) {
    int data = Scratch.DATA;
    long left = received;
    for (int i = 0; i < range.buffers.length && left > 0; i++) {
      ByteBuffer buffer = range.buffers[i];
      int length = (int) Math.min(range.lengths[i], left);
      if (!buffer.isDirect()) {
        buffer.put(range.positions[i], scratch.memory, data, length);
        data += length;
      }
      left -= length;
    }
  }
}
