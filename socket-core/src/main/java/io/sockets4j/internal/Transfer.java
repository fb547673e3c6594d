package io.sockets4j.internal;

import static io.sockets4j.internal.NativeSocket.LIBC;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;

/**
 * One buffer to the peer or from it: send(2) and recv(2). Positions move only when a call has
 * succeeded.
 */
public final class Transfer {
  private static final NativeSocket.DataCall<ByteBuffer> SEND = Transfer::sendOnce;
  private static final NativeSocket.DataCall<ByteBuffer> SEND_ALL = Transfer::sendAllOnce;
  private static final NativeSocket.DataCall<ByteBuffer> RECEIVE = Transfer::receiveOnce;

  private Transfer() {}

  /**
   * Sends from a buffer: how many bytes went out, which on a stream may be fewer than there are.
   */
  public static long send(NativeSocket socket, ByteBuffer source, int flags) throws IOException {
    socket.enter();
    try {
      if (socket.waits(flags)) {
        socket.heedInterrupt();
      }
      long sent = sendOnce(socket, source, flags | Abi.MSG_DONTWAIT);
      return sent >= 0
          ? sent
          : socket.settle(sent, SEND, source, flags, Abi.POLLOUT, NativeSocket.UNDECIDED);
    } finally {
      socket.leave();
    }
  }

  /**
   * Sends all of a buffer, within one timeout: 0, or what went wrong; the buffer's position tells
   * how much went out.
   */
  public static long sendAll(NativeSocket socket, ByteBuffer source, int flags) throws IOException {
    long deadline = socket.begin();
    long turn = socket.sendingAll().take(deadline);
    if (turn != 0) {
      return turn;
    }
    try {
      do {
        long sent = socket.call(SEND_ALL, source, flags, Abi.POLLOUT, deadline);
        if (sent < 0) {
          return sent;
        }
      } while (source.hasRemaining());
      return 0;
    } finally {
      socket.sendingAll().give();
    }
  }

  /** As {@link #sendAll(NativeSocket, ByteBuffer, int)}, from several buffers. */
  public static long sendAll(NativeSocket socket, ByteBuffer[] sources, int offset, int length)
      throws IOException {
    long deadline = socket.begin();
    long turn = socket.sendingAll().take(deadline);
    if (turn != 0) {
      return turn;
    }
    try {
      int first = offset;
      int end = offset + length;
      do {
        long sent = Vectors.send(socket, sources, first, end - first, 0, deadline);
        if (sent < 0) {
          return sent;
        }
        while (first < end && !sources[first].hasRemaining()) {
          first++;
        }
      } while (first < end);
      return 0;
    } finally {
      socket.sendingAll().give();
    }
  }

  /**
   * As {@link #sendAll(NativeSocket, ByteBuffer, int)}; what is no byte of it goes with the first.
   */
  public static long sendAll(NativeSocket socket, MessageParts message, int flags)
      throws IOException {
    message.enter();
    try {
      Messages.requireBytes(socket, message);
      long deadline = socket.begin();
      long turn = socket.sendingAll().take(deadline);
      if (turn != 0) {
        return turn;
      }
      try {
        return sendAll(socket, message, flags, deadline);
      } finally {
        socket.sendingAll().give();
      }
    } finally {
      message.leave();
    }
  }

  private static long sendAll(NativeSocket socket, MessageParts message, int flags, long deadline)
      throws IOException {
    long total = 0;
    int events = message.sendEvents();
    try {
      do {
        long sent = socket.call(Messages.SEND, message, flags, events, deadline);
        if (sent < 0) {
          return sent;
        }
        total += sent;
        message.setBare(true);
        events = Abi.POLLOUT;
      } while (message.buffers().hasRemaining());
      return 0;
    } finally {
      message.setBare(false);
      message.setLength(total);
    }
  }

  /** Receives into a buffer: how many bytes came, or {@link NativeSocket#END}. */
  public static long receive(NativeSocket socket, ByteBuffer target, int flags) throws IOException {
    if (socket.isStream()) {
      if (!target.hasRemaining()) {
        return socket.nothing();
      }
      if (waitsForAll(socket, flags)) {
        return receiveAll(socket, RECEIVE, target, target, flags);
      }
    }
    boolean hadRoom = target.hasRemaining();
    long received = receiveSome(socket, target, flags, receiveEvents(flags));
    return EndOfData.orEnd(socket, received, hadRoom, flags);
  }

  private static long receiveSome(NativeSocket socket, ByteBuffer target, int flags, int events)
      throws IOException {
    socket.enter();
    try {
      long received =
          socket.triesFirst(flags, events, NativeSocket.UNDECIDED)
              ? receiveOnce(socket, target, flags | Abi.MSG_DONTWAIT)
              : NativeSocket.NOT_TRIED;
      return received >= 0
          ? socket.succeeded(received, events)
          : socket.settle(received, RECEIVE, target, flags, events, NativeSocket.UNDECIDED);
    } finally {
      socket.leave();
    }
  }

  static boolean waitsForAll(NativeSocket socket, int flags) {
    return (flags & Abi.MSG_WAITALL) != 0 && socket.isStream() && socket.waits(flags);
  }

  /**
   * MSG_WAITALL, which the kernel is never told. What has come when time is up or the end is met is
   * not lost; on an error it is in the buffer.
   */
  static <T> long receiveAll(
      NativeSocket socket, NativeSocket.Attempt<T> attempt, T operand, ByteBuffer target, int flags)
      throws IOException {
    requireNoPeek(flags);
    long deadline = socket.begin();
    long total = 0;
    while (target.hasRemaining()) {
      long received = socket.call(attempt, operand, flags, receiveEvents(flags), deadline);
      if (total > 0 && (received == 0 || received == NativeSocket.TIMED_OUT)) {
        return total;
      }
      if (received <= 0) {
        return EndOfData.orEnd(socket, received, true, flags);
      }
      total += received;
    }
    return total;
  }

  static void requireNoPeek(int flags) {
    if ((flags & Abi.MSG_PEEK) != 0) {
      throw new IllegalArgumentException("MSG_WAITALL cannot be combined with MSG_PEEK");
    }
  }

  /** The error queue shows as POLLERR, which poll reports unasked. */
  static int receiveEvents(int flags) {
    if ((flags & Abi.MSG_ERRQUEUE) != 0) {
      return 0;
    }
    return (flags & Abi.MSG_OOB) != 0 ? Abi.POLLPRI : Abi.POLLIN;
  }

  /**
   * What the kernel is told. Not MSG_WAITALL: looking for more, a UNIX stream takes the error that
   * follows the data, and does not tell of it.
   */
  static int receiveFlags(int flags) {
    return flags & ~Abi.MSG_WAITALL;
  }

  /** As {@link #sendOnce}, but waits in place until all has gone. */
  private static long sendAllOnce(NativeSocket socket, ByteBuffer source, int flags) {
    if ((flags & (Abi.MSG_DONTWAIT | Abi.MSG_ZEROCOPY)) != 0) {
      return sendOnce(socket, source, flags);
    }
    int position = source.position();
    int length = Memory.remaining(source, position);
    if (!Memory.isHeld(source, length)) {
      return sendOnce(socket, source, flags);
    }
    long sent = LIBC.sendHeld(socket.fd(), source, position, length, flags | Abi.SEND_FLAGS);
    if (wasTooMuch(socket, sent, length)) {
      return -Abi.EAGAIN; // tries without waiting find out how much is not
    }
    if (sent > 0) {
      source.position(position + (int) sent);
    }
    return sent;
  }

  private static long sendOnce(NativeSocket socket, ByteBuffer source, int flags) {
    int position = source.position();
    int length = Memory.remaining(source, position);
    if (length == 0 && socket.isStream()) {
      return 0; // SCTP says EINVAL
    }
    boolean waits = (flags & Abi.MSG_DONTWAIT) == 0;
    if (waits && Scratch.isTooMuchToWait(length, flags)) {
      return -Abi.EAGAIN;
    }
    long sent;
    if (waits) {
      sent = sendCopy(socket, source, position, length, flags);
    } else if (source.isDirect()) {
      long address = socket.addressToSend(source, position, length);
      try {
        sent = send(socket, address, length, flags);
      } finally {
        Reference.reachabilityFence(source);
      }
    } else {
      Object array =
          socket.takesArrays() && source.hasArray()
              ? KnownArray.toSend(socket, source.array(), length)
              : null;
      sent =
          array != null
              ? sendArray(socket, array, source.arrayOffset() + position, length, flags)
              : sendCopy(socket, source, position, length, flags);
    }
    if (sent > 0) {
      source.position(position + (int) sent);
    }
    return sent;
  }

  private static long sendArray(
      NativeSocket socket, Object array, int offset, int length, int flags) {
    int part = Scratch.chunkInPlace(socket, length);
    while (true) {
      long sent = LIBC.send(socket.fd(), array, offset, part, flags | Abi.SEND_FLAGS);
      if (!wasTooMuch(socket, sent, part)) {
        return sent;
      }
      part = Scratch.smaller(part);
    }
  }

  private static long sendCopy(
      NativeSocket socket, ByteBuffer source, int position, int length, int flags) {
    int chunk = Scratch.chunk(socket, length);
    if (chunk < length && !socket.isStream()) {
      return -Abi.EMSGSIZE;
    }
    try (Scratch scratch = Scratch.take(chunk)) {
      scratch.memory.put(Scratch.DATA, source, position, chunk);
      return send(socket, scratch.at(Scratch.DATA), chunk, flags);
    }
  }

  static long send(NativeSocket socket, long address, int length, int flags) {
    int part = length;
    while (true) {
      long sent =
          socket.isQuick(part, flags)
              ? LIBC.sendNow(socket.fd(), address, part, flags | Abi.SEND_FLAGS)
              : LIBC.send(socket.fd(), address, part, flags | Abi.SEND_FLAGS);
      if (!wasTooMuch(socket, sent, part)) {
        return sent;
      }
      part = Scratch.smaller(part);
    }
  }

  /**
   * Whether to send less instead. Of a stream that is made of messages underneath (SCTP), the send
   * buffer may never have room for so much; but of a stream, a part will do.
   */
  static boolean wasTooMuch(NativeSocket socket, long sent, int length) {
    return sent == -Abi.EMSGSIZE && socket.isStream() && length > 1;
  }

  private static long receiveOnce(NativeSocket socket, ByteBuffer target, int flags) {
    int position = target.position();
    int length = Memory.remaining(target, position);
    long received;
    if ((flags & Abi.MSG_DONTWAIT) == 0) {
      received = receiveWaiting(socket, target, position, length, flags);
    } else if (target.isDirect()) {
      long address = socket.addressToReceive(target, position, length);
      try {
        received = receive(socket, address, length, receiveFlags(flags));
      } finally {
        Reference.reachabilityFence(target);
      }
    } else {
      Object array =
          socket.takesArrays() && takesWhole(socket, length, flags) && !throwsAway(socket, flags)
              ? KnownArray.toReceive(socket, target.array(), length)
              : null;
      received =
          array != null
              ? LIBC.recv(
                  socket.fd(),
                  array,
                  target.arrayOffset() + position,
                  Scratch.chunkInPlace(socket, length),
                  receiveFlags(flags))
              : receiveCopy(socket, target, position, Scratch.chunk(socket, length, flags), flags);
    }
    if (received > 0) {
      // With MSG_TRUNC the kernel tells the length of the message, which may not have fitted.
      target.position(position + (int) Math.min(received, length));
    }
    return received;
  }

  private static long receiveWaiting(
      NativeSocket socket, ByteBuffer target, int position, int length, int flags) {
    if (Memory.isHeld(target, length)) {
      return LIBC.recvHeld(socket.fd(), target, position, length, receiveFlags(flags));
    }
    int chunk = Scratch.chunkToWait(socket, length, flags);
    return chunk == 0 && length > 0
        ? -Abi.EAGAIN
        : receiveCopy(socket, target, position, chunk, flags);
  }

  /** A peek cannot be continued, so that what is not used whole where it is has to be copied. */
  private static boolean takesWhole(NativeSocket socket, int length, int flags) {
    return (flags & Abi.MSG_PEEK) == 0 || Scratch.chunkInPlace(socket, length) == length;
  }

  private static long receive(NativeSocket socket, long address, int length, int flags) {
    return socket.isQuick(length, flags)
        ? LIBC.recvNow(socket.fd(), address, length, flags)
        : LIBC.recv(socket.fd(), address, length, flags);
  }

  private static long receiveCopy(
      NativeSocket socket, ByteBuffer target, int position, int chunk, int flags) {
    try (Scratch scratch = Scratch.take(chunk)) {
      if (throwsAway(socket, flags)) {
        scratch.clear(Scratch.DATA, Scratch.DATA + chunk); // nothing old is to be there
      }
      long received = receive(socket, scratch.at(Scratch.DATA), chunk, receiveFlags(flags));
      if (received > 0) {
        target.put(position, scratch.memory, Scratch.DATA, (int) Math.min(received, chunk));
      }
      return received;
    }
  }

  /** With MSG_TRUNC TCP throws bytes away instead of storing them. */
  static boolean throwsAway(NativeSocket socket, int flags) {
    return socket.isStream() && (flags & Abi.MSG_TRUNC) != 0;
  }
}
