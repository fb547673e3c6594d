package io.sockets4j.internal;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Several messages in one call: sendmmsg(2) and recvmmsg(2). As many go at once as scratch memory
 * has room for, at least one.
 */
public final class MessageBatch implements AutoCloseable {
  private static final NativeSocket.Attempt<MessageBatch> SEND = MessageBatch::sendOnce;
  private static final NativeSocket.Attempt<MessageBatch> RECEIVE = MessageBatch::receiveOnce;

  /** UIO_MAXIOV of Linux, which takes no more at once. */
  private static final int MOST = 1024;

  private static final Spares<MessageBatch> SPARES = new Spares<>();

  private @Nullable MessageParts[] messages = new MessageParts[0];
  private int count;

  /** How many have been sent. */
  private int done;

  /** How many are in the call under way, from the first that has not been sent. */
  private int taken;

  private MessageBatch() {}

  /** One that is empty. */
  public static MessageBatch take(int count) {
    MessageBatch spare = SPARES.take();
    MessageBatch batch = spare != null ? spare : new MessageBatch();
    if (batch.messages.length < count) {
      batch.messages = new MessageParts[count];
    }
    return batch;
  }

  /** Adds a message, which is in use from now on until this is closed. */
  public void add(MessageParts message) {
    message.enter();
    messages[count] = message;
    count++;
  }

  @Override
  public void close() {
    for (int i = 0; i < count; i++) {
      message(i).leave();
    }
    Arrays.fill(messages, 0, count, null);
    count = 0;
    done = 0;
    boolean unused = SPARES.keep(this);
  }

  private MessageParts message(int index) {
    return Objects.requireNonNull(messages[index]);
  }

  // ----------------------------------------------------------------------------- sending

  /**
   * Sends, until all have been sent, time is up, one fails, or one has been sent in part, as may be
   * on a stream: how many were sent, or why not even one was.
   */
  public long send(NativeSocket socket, int flags) throws IOException {
    boolean control = false;
    for (int i = 0; i < count; i++) {
      Messages.requireBytes(socket, message(i));
      control |= message(i).carriesControl();
    }
    int events = control ? NativeSocket.POLLOUT_BUT_NOBUFS : Abi.POLLOUT;
    long deadline = socket.waits(flags) ? socket.begin() : NativeSocket.UNDECIDED;
    if (count == 0) {
      return socket.nothing();
    }
    while (done < count) {
      long sent = socket.call(SEND, this, flags, events, deadline);
      if (socket.isStream() && (sent == -Abi.EMSGSIZE || sent == -Abi.EINVAL)) {
        // SCTP has messages underneath, and takes no empty one, nor one larger than its buffer.
        long alone = socket.call(Messages.SEND, message(done), flags, events, deadline);
        sent = alone < 0 ? alone : 1;
      }
      if (sent < 0) {
        return done > 0 ? done : sent;
      }
      done += (int) sent;
      if (message(done - 1).buffers().hasRemaining()) {
        break;
      }
    }
    return done;
  }

  private static long sendOnce(NativeSocket socket, MessageBatch batch, int flags)
      throws IOException {
    int size = batch.measureToSend(socket);
    if (size < 0) {
      return -Abi.EMSGSIZE;
    }
    int held = 0;
    try (Scratch scratch = Scratch.takeWhole(size)) {
      for (; held < batch.taken; held++) {
        batch.message(batch.done + held).hold();
      }
      int at = Scratch.HEADER + batch.taken * MessageHeader.STRIDE;
      for (int i = 0; i < batch.taken; i++) {
        at = batch.message(batch.done + i).writeToSend(socket, scratch, header(i), at);
      }
      int allFlags = flags | Abi.SEND_FLAGS;
      int sent = MessageVector.send(socket.fd(), scratch, Scratch.HEADER, batch.taken, allFlags);
      for (int i = 0; i < sent; i++) {
        MessageParts message = batch.message(batch.done + i);
        message.sent(MessageHeader.length(scratch.memory, header(i)));
      }
      return sent;
    } finally {
      for (int i = 0; i < held; i++) {
        batch.message(batch.done + i).release();
      }
      Reference.reachabilityFence(batch);
    }
  }

  private static int header(int index) {
    return Scratch.HEADER + index * MessageHeader.STRIDE;
  }

  /** Decides how many go at once; how much memory they take, -1 if even the first is too long. */
  private int measureToSend(NativeSocket socket) {
    int size = Scratch.HEADER;
    taken = 0;
    while (done + taken < count && taken < MOST) {
      int one = message(done + taken).measureToSend(socket);
      if (one < 0) {
        return taken == 0 ? -1 : size;
      }
      if (taken > 0 && !Scratch.holds((long) size + MessageHeader.STRIDE + one)) {
        break;
      }
      size += MessageHeader.STRIDE + one;
      taken++;
    }
    return size;
  }

  // --------------------------------------------------------------------------- receiving

  /**
   * Receives what is there, once there is something: how many messages came, {@link
   * NativeSocket#END}, and so on.
   */
  public long receive(NativeSocket socket, int flags) throws IOException {
    if (Transfer.waitsForAll(socket, flags)) {
      throw new IllegalArgumentException("MSG_WAITALL is for one message at a time");
    }
    for (int i = 0; i < count; i++) {
      message(i).clear();
    }
    long result = NativeSocket.CLOSED;
    try {
      result = receiveClear(socket, flags);
      return result;
    } finally {
      for (int i = (int) Math.max(result, 0); i < count; i++) {
        message(i).clear(); // whatever came and is not told of
      }
      if (result == NativeSocket.END) {
        message(0).ended();
      }
    }
  }

  private long receiveClear(NativeSocket socket, int flags) throws IOException {
    boolean errors = (flags & Abi.MSG_ERRQUEUE) != 0;
    if (count == 0 || (socket.isStream() && !errors && !hasRoom(0))) {
      return socket.nothing();
    }
    long received = socket.call(RECEIVE, this, flags, Transfer.receiveEvents(flags));
    return received > 0 && !errors ? beforeEnd(socket, (int) received, flags) : received;
  }

  /** How many are messages: at the end of data, the kernel gives an empty one again and again. */
  private long beforeEnd(NativeSocket socket, int received, int flags)
      throws ClosedChannelException {
    int last = received;
    while (last > 0 && message(last - 1).length() == 0 && message(last - 1).buffers().hadRoom()) {
      last--;
    }
    boolean ended = last < received && EndOfData.orEnd(socket, 0, true, flags) == NativeSocket.END;
    return !ended ? received : last > 0 ? last : NativeSocket.END;
  }

  private boolean hasRoom(int index) {
    return message(index).buffers().hasRemaining();
  }

  private static long receiveOnce(NativeSocket socket, MessageBatch batch, int flags) {
    int size = batch.measureToReceive(socket, flags);
    try (Scratch scratch = Scratch.takeWhole(size)) {
      int at = Scratch.HEADER + batch.taken * MessageHeader.STRIDE;
      for (int i = 0; i < batch.taken; i++) {
        at = batch.message(i).writeToReceive(socket, scratch, header(i), at, flags);
      }
      int allFlags = Transfer.receiveFlags(flags);
      int received =
          MessageVector.receive(socket.fd(), scratch, Scratch.HEADER, batch.taken, allFlags);
      for (int i = 0; i < received; i++) {
        batch.message(i).receiveControl(scratch, header(i));
      }
      for (int i = 0; i < received; i++) {
        long length = MessageHeader.length(scratch.memory, header(i));
        batch.message(i).received(socket, scratch, header(i), length);
      }
      return received;
    } finally {
      Reference.reachabilityFence(batch);
    }
  }

  private int measureToReceive(NativeSocket socket, int flags) {
    int size = Scratch.HEADER;
    taken = 0;
    while (taken < count && taken < MOST) {
      int one = message(taken).measureToReceive(socket, flags);
      if (taken > 0 && !Scratch.holds((long) size + MessageHeader.STRIDE + one)) {
        break;
      }
      size += MessageHeader.STRIDE + one;
      taken++;
    }
    return size;
  }
}
