package io.sockets4j.internal;

import java.io.IOException;
import java.lang.ref.Reference;

/** A message with all that belongs to it: sendmsg(2) and recvmsg(2). */
public final class Messages {
  static final NativeSocket.Attempt<MessageParts> SEND = Messages::sendOnce;
  static final NativeSocket.Attempt<MessageParts> RECEIVE = Messages::receiveOnce;

  private static final int HEADER = Scratch.HEADER;
  private static final int REST = HEADER + MessageHeader.STRIDE;

  private Messages() {}

  /** Sends: how many bytes went out, which on a stream may be fewer than there are. */
  public static long send(NativeSocket socket, MessageParts message, int flags) throws IOException {
    message.enter();
    try {
      requireBytes(socket, message);
      return socket.call(SEND, message, flags, message.sendEvents());
    } finally {
      message.leave();
    }
  }

  /** Of a stream, what goes with no byte would be lost without a word. */
  static void requireBytes(NativeSocket socket, MessageParts message) {
    if (socket.isStream() && message.carriesControl() && !message.buffers().hasRemaining()) {
      throw new IllegalArgumentException(
          "control messages go with the bytes of a stream: there is none to send");
    }
  }

  /**
   * Receives: how many bytes came, {@link NativeSocket#END}, and so on. Whatever else comes out of
   * it, no descriptor is left in a message that was not received.
   */
  public static long receive(NativeSocket socket, MessageParts message, int flags)
      throws IOException {
    message.enter();
    long result = NativeSocket.CLOSED;
    try {
      message.clear();
      result = receiveClear(socket, message, flags);
      return result;
    } finally {
      if (result == NativeSocket.END) {
        message.ended();
      } else if (result < 0) {
        message.clear();
      }
      message.leave();
    }
  }

  private static long receiveClear(NativeSocket socket, MessageParts message, int flags)
      throws IOException {
    boolean hadRoom = message.buffers().hasRemaining();
    if (Transfer.waitsForAll(socket, flags)) {
      return receiveAll(socket, message, flags);
    }
    if (!hadRoom && socket.isStream() && (flags & Abi.MSG_ERRQUEUE) == 0) {
      return socket.nothing();
    }
    long received = socket.call(RECEIVE, message, flags, Transfer.receiveEvents(flags));
    return EndOfData.orEnd(socket, received, hadRoom, flags);
  }

  /**
   * MSG_WAITALL, until the buffers are full or control messages have come: these belong to the
   * bytes before them, and what follows may bring others.
   */
  private static long receiveAll(NativeSocket socket, MessageParts message, int flags)
      throws IOException {
    Transfer.requireNoPeek(flags);
    long deadline = socket.begin();
    long total = 0;
    int flagsSoFar = 0;
    while (message.buffers().hasRemaining() && !message.carriesControl()) {
      int events = Transfer.receiveEvents(flags);
      long received = socket.call(RECEIVE, message, flags, events, deadline);
      if (total > 0 && (received == 0 || received == NativeSocket.TIMED_OUT)) {
        break;
      }
      if (received <= 0) {
        return EndOfData.orEnd(socket, received, true, flags);
      }
      total += received;
      flagsSoFar |= message.flags();
    }
    message.receivedBefore(flagsSoFar, total);
    return total;
  }

  private static long sendOnce(NativeSocket socket, MessageParts message, int flags)
      throws IOException {
    int size = message.measureToSend(socket);
    if (size < 0) {
      return -Abi.EMSGSIZE;
    }
    if (!message.buffers().hadRoom() && socket.isStream()) {
      message.sent(0);
      return 0; // SCTP says EINVAL
    }
    long bytes = message.buffers().measured();
    message.hold();
    try (Scratch scratch = Scratch.takeWhole(REST + size)) {
      int limit = Integer.MAX_VALUE;
      while (true) {
        message.writeToSend(socket, scratch, HEADER, REST);
        long sent = socket.sendmsg(scratch.at(HEADER), bytes, flags | Abi.SEND_FLAGS);
        if (!Transfer.wasTooMuch(socket, sent, limit)) {
          message.sent(sent);
          return sent;
        }
        limit = Scratch.smaller(limit);
        message.buffers().cut(limit);
      }
    } finally {
      message.release();
      Reference.reachabilityFence(message);
    }
  }

  /**
   * Whether a call may have failed for a flag that is not the caller's. Families that pass no
   * descriptors refuse MSG_CMSG_CLOEXEC (Phonet, MCTP, ISO-TP), and some refuse MSG_BATCH, with
   * which Linux sends all messages but the last (Phonet).
   */
  static boolean mayBeOfFlags(long result) {
    return result == -Abi.EOPNOTSUPP || result == -Abi.EINVAL;
  }

  private static long receiveOnce(NativeSocket socket, MessageParts message, int flags) {
    int size = message.measureToReceive(socket, flags);
    try (Scratch scratch = Scratch.takeWhole(REST + size)) {
      message.writeToReceive(socket, scratch, HEADER, REST, flags);
      int bare = Transfer.receiveFlags(flags);
      long header = scratch.at(HEADER);
      long bytes = message.buffers().measured();
      long received = socket.recvmsg(header, bytes, bare | Abi.MSG_CMSG_CLOEXEC);
      if (mayBeOfFlags(received)) {
        received = socket.recvmsg(header, bytes, bare);
      }
      if (received >= 0) {
        message.receiveControl(scratch, HEADER);
        message.received(socket, scratch, HEADER, received);
      }
      return received;
    } finally {
      Reference.reachabilityFence(message);
    }
  }
}
