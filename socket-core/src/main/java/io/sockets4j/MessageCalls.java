package io.sockets4j;

import io.sockets4j.internal.MessageBatch;
import io.sockets4j.internal.MessageParts;
import io.sockets4j.internal.Messages;
import io.sockets4j.internal.NativeSocket;
import io.sockets4j.internal.Transfer;
import io.sockets4j.os.MessageFlag;
import io.sockets4j.os.MessageFlags;
import java.io.IOException;
import java.util.Objects;

/** What a socket does with {@link Message}s. */
final class MessageCalls {
  private final NativeSocket socket;
  private final ErrorReport errors;

  MessageCalls(NativeSocket socket, ErrorReport errors) {
    this.socket = socket;
    this.errors = errors;
  }

  int send(Message message, MessageFlags flags) throws IOException {
    MessageParts parts = message.parts();
    requireKept(parts, flags);
    long result = Messages.send(socket, parts, flags.bits());
    if (result < 0 && result != NativeSocket.UNAVAILABLE) {
      throw errors.of("sendmsg", parts.describe(), result);
    }
    return (int) Math.max(result, 0);
  }

  void sendAll(Message message, MessageFlags flags) throws IOException {
    MessageParts parts = message.parts();
    requireKept(parts, flags);
    long length = parts.buffers().remaining();
    long result = Transfer.sendAll(socket, parts, flags.bits());
    if (result < 0) {
      throw errors.ofTransfer("sendmsg", length, parts.length(), result);
    }
  }

  int receive(Message message, MessageFlags flags) throws IOException {
    MessageParts parts = message.parts();
    requireWritable(parts);
    long result = Messages.receive(socket, parts, flags.bits());
    return received("recvmsg", parts.buffers().remaining(), " bytes", result);
  }

  int sendMany(Message[] messages, int offset, int count, MessageFlags flags) throws IOException {
    Objects.checkFromIndexSize(offset, count, messages.length);
    try (MessageBatch batch = MessageBatch.take(count)) {
      for (int i = 0; i < count; i++) {
        MessageParts parts = messages[offset + i].parts();
        batch.add(parts);
        requireKept(parts, flags);
      }
      long result = batch.send(socket, flags.bits());
      if (result < 0 && result != NativeSocket.UNAVAILABLE) {
        String first = "%d messages, the first: %s".formatted(count, messages[offset]);
        throw errors.of("sendmmsg", first, result);
      }
      return (int) Math.max(result, 0);
    }
  }

  int receiveMany(Message[] messages, int offset, int count, MessageFlags flags)
      throws IOException {
    Objects.checkFromIndexSize(offset, count, messages.length);
    try (MessageBatch batch = MessageBatch.take(count)) {
      for (int i = 0; i < count; i++) {
        MessageParts parts = messages[offset + i].parts();
        batch.add(parts);
        requireWritable(parts);
      }
      return received("recvmmsg", count, " messages", batch.receive(socket, flags.bits()));
    }
  }

  /** What a receive came to, as all of them tell it. */
  private int received(String call, long asked, String unit, long result) throws IOException {
    if (result >= 0) {
      return (int) result;
    }
    if (result == NativeSocket.END) {
      return -1;
    }
    if (result == NativeSocket.UNAVAILABLE) {
      return 0;
    }
    throw errors.of(call, asked + unit, result);
  }

  private static void requireWritable(MessageParts parts) {
    if (parts.buffers().isAnyReadOnly()) {
      throw new IllegalArgumentException("cannot receive into a read-only buffer");
    }
  }

  /** With MSG_ZEROCOPY the kernel reads the memory after the call: it must be the caller's own. */
  private static void requireKept(MessageParts parts, MessageFlags flags) {
    if (flags.contains(MessageFlag.ZEROCOPY) && !parts.buffers().areAllDirect()) {
      throw new IllegalArgumentException("MSG_ZEROCOPY takes direct buffers");
    }
  }
}
