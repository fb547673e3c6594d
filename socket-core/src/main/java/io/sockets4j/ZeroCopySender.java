package io.sockets4j;

import static io.sockets4j.os.ErrorQueueConstants.SO_EE_CODE_ZEROCOPY_COPIED;
import static io.sockets4j.os.ErrorQueueConstants.SO_EE_ORIGIN_ZEROCOPY;

import io.sockets4j.internal.NativeSocket;
import io.sockets4j.internal.ZeroCopy;
import io.sockets4j.spi.ControlType;
import io.sockets4j.spi.ExtendedError;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.IllegalBlockingModeException;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends direct memory without copying it, and tells when it may be used again: MSG_ZEROCOPY of
 * Linux, for TCP since 4.14 and UDP since 5.0, as <a
 * href="https://docs.kernel.org/networking/msg_zerocopy.html">docs.kernel.org/networking/msg_zerocopy</a>
 * describes it. It pays from some 10 KB a send on; below that, copying costs less.
 *
 * <pre>{@code
 * var sender = ZeroCopySender.of(socket, InetControlTypes.IP_RECVERR);
 * long last = sender.sendAll(data);
 * // the memory of data must stay as it is
 * sender.awaitCompletion(last);
 * data.clear().put(more);
 * }</pre>
 *
 * <p>Each send has a number, from 0 on. The kernel reads the memory until the send is complete,
 * which for TCP is when the peer has acknowledged its bytes: what changes in the memory meanwhile
 * goes out changed. Until then this keeps the buffers reachable; memory of an arena that the caller
 * closes is the caller's own care. {@link #awaitCompletions} before the socket is closed: after
 * that, nothing tells when the kernel has done with the memory.
 *
 * <p>The kernel may copy all the same, as it always does over loopback, which costs more than a
 * usual send: where {@link #copied} goes up with every send, make usual ones.
 *
 * <p>What is complete is told by the error queue of the socket, from which this must be the only
 * one to receive; and all that is sent with MSG_ZEROCOPY must go through this. For the rest, the
 * socket can be used as ever. A selector reports it as ready while there is something to be told,
 * and goes on until {@link #pending} has read it.
 *
 * <p>For one thread at a time: a call while another is under way throws {@link
 * IllegalStateException}.
 */
public final class ZeroCopySender {
  /** For what else the queue tells, such as time stamps. */
  private static final int OTHER_CONTROL = 512;

  private final BsdSocket<?> socket;
  private final ControlType<ExtendedError> errorType;
  private final Consumer<Message> others;
  private final Message report;
  private final ZeroCopy engine;
  private final ReentrantLock inUse = new ReentrantLock();

  private ZeroCopySender(
      BsdSocket<?> socket, ControlType<ExtendedError> errorType, Consumer<Message> others) {
    this.socket = socket;
    this.errorType = errorType;
    this.others = others;
    report = new Message().roomForControl(errorType.space() + OTHER_CONTROL);
    engine = new ZeroCopy(socket.nativeSocket(), report.parts(), target -> read(target));
  }

  /**
   * Allows MSG_ZEROCOPY on a socket (SO_ZEROCOPY), and sends by it from now on. What else the error
   * queue may tell is thrown away.
   *
   * @param socket the socket, which stays the caller's
   * @param errorType what the error queue tells by: IP_RECVERR for sockets of AF_INET, IPV6_RECVERR
   *     for those of AF_INET6
   * @return a sender
   * @throws IOException if the kernel does not know the option for this kind of socket
   * @throws IllegalArgumentException if the option has been set already: somebody else may have
   *     made sends, which the kernel counts
   * @throws UnsupportedOperationException if this platform has no MSG_ZEROCOPY
   */
  public static ZeroCopySender of(BsdSocket<?> socket, ControlType<ExtendedError> errorType)
      throws IOException {
    return of(socket, errorType, other -> {});
  }

  /**
   * As {@link #of(BsdSocket, ControlType)}, for a socket whose error queue tells of other things
   * too: of errors (IP_RECVERR), or of when something was sent (SO_TIMESTAMPING).
   *
   * @param socket the socket, which stays the caller's
   * @param errorType what the error queue tells by
   * @param others gets the rest of what the error queue tells, without bytes, within the calls of
   *     this; the message is used again after that
   * @return a sender
   * @throws IOException as {@link #of(BsdSocket, ControlType)}
   */
  public static ZeroCopySender of(
      BsdSocket<?> socket, ControlType<ExtendedError> errorType, Consumer<Message> others)
      throws IOException {
    Objects.requireNonNull(errorType, "errorType");
    Objects.requireNonNull(others, "others");
    if (socket.getOption(BsdSocketOptions.SO_ZEROCOPY)) {
      throw new IllegalArgumentException(
          "SO_ZEROCOPY of " + socket + " is set: another may have sent with MSG_ZEROCOPY");
    }
    socket.setOption(BsdSocketOptions.SO_ZEROCOPY, true);
    return new ZeroCopySender(socket, errorType, others);
  }

  private void read(ZeroCopy target) {
    ExtendedError error = report.get(errorType);
    if (error != null && error.isFrom(SO_EE_ORIGIN_ZEROCOPY)) {
      target.complete(
          error.info(), error.data(), error.code() == SO_EE_CODE_ZEROCOPY_COPIED.value());
    } else {
      others.accept(report);
    }
  }

  // ---------------------------------------------------------------------------- sending

  /**
   * Sends from a direct buffer: send(2) with MSG_ZEROCOPY. It waits for room as a usual send does,
   * and where too many sends are not complete (ENOBUFS: net.core.optmem_max, or the limit of locked
   * memory) until some are.
   *
   * @param source the bytes between its position, which moves on, and its limit: of a stream,
   *     perhaps only the first of them are sent
   * @return the number of the send; -1 in non-blocking mode, if there is no room
   * @throws java.net.SocketTimeoutException if the timeout passed
   * @throws IOException if the kernel refuses, with ENOBUFS where it has no memory even for this
   *     send alone; a send that failed holds no memory and has no number
   * @throws IllegalArgumentException if the buffer is not a direct one, or has no bytes left
   */
  public long send(ByteBuffer source) throws IOException {
    return send(source, null);
  }

  /**
   * Sends one message from a direct buffer to an address: sendto(2), as {@link #send}.
   *
   * @param source the bytes between its position, which moves on, and its limit
   * @param target where to send it
   * @return the number of the send; -1 in non-blocking mode, if there is no room
   * @throws IOException as {@link #send}
   * @throws IllegalArgumentException if the buffer is not a direct one, or has no bytes left, or
   *     the address is none of the socket's family
   */
  public long sendTo(ByteBuffer source, SocketAddress target) throws IOException {
    return send(source, Objects.requireNonNull(target, "target"));
  }

  private long send(ByteBuffer source, @Nullable SocketAddress target) throws IOException {
    requireBytes(source);
    int length = source.remaining();
    enter();
    try {
      long result = engine.send(source, target);
      if (result < 0 && result != NativeSocket.UNAVAILABLE) {
        String what = length + " bytes" + (target == null ? "" : " to " + target);
        throw socket.errors().of(target == null ? "send" : "sendto", what, result);
      }
      return Math.max(result, -1);
    } finally {
      inUse.unlock();
    }
  }

  /**
   * Sends all of a direct buffer, by as many sends as it takes, within one timeout. No {@link
   * BsdSocket#sendAll} of other threads comes amid.
   *
   * @param source the bytes between its position and its limit
   * @return the number of the last send: completion of it and of all before it is that of the whole
   * @throws IOException as {@link #send}; {@link NativeError#bytesTransferred} tells how much went
   *     out all the same
   * @throws IllegalArgumentException if the buffer is not a direct one, or has no bytes left
   * @throws IllegalBlockingModeException if the socket is in non-blocking mode
   */
  public long sendAll(ByteBuffer source) throws IOException {
    requireBytes(source);
    if (!socket.isBlocking()) {
      throw new IllegalBlockingModeException();
    }
    int from = source.position();
    int length = source.remaining();
    enter();
    try {
      long result = engine.sendAll(source);
      if (result < 0) {
        throw socket.errors().ofTransfer("send", length, source.position() - from, result);
      }
      return result;
    } finally {
      inUse.unlock();
    }
  }

  /** The kernel goes on reading after the call: memory of ours would be in use by others then. */
  private static void requireBytes(ByteBuffer source) {
    if (!source.isDirect()) {
      throw new IllegalArgumentException(source + ": MSG_ZEROCOPY takes a direct buffer");
    }
    if (!source.hasRemaining()) {
      throw new IllegalArgumentException(source + " has no byte to send");
    }
  }

  // ------------------------------------------------------------------------- completions

  /**
   * Waits until a send and all before it are complete: recvmsg(2) with MSG_ERRQUEUE, under the
   * timeout of the socket. It waits in non-blocking mode too.
   *
   * @param number the number of the send
   * @throws java.net.SocketTimeoutException if the timeout passed
   * @throws IOException if the kernel refuses
   * @throws IllegalArgumentException if no send has the number
   */
  public void awaitCompletion(long number) throws IOException {
    enter();
    try {
      socket.errors().check("recvmsg", "completion of send " + number, engine.await(number));
    } finally {
      inUse.unlock();
    }
  }

  /**
   * Waits until all sends are complete, as {@link #awaitCompletion}.
   *
   * @throws java.net.SocketTimeoutException if the timeout passed
   * @throws IOException if the kernel refuses
   */
  public void awaitCompletions() throws IOException {
    enter();
    try {
      socket.errors().check("recvmsg", "completion of all sends", engine.awaitAll());
    } finally {
      inUse.unlock();
    }
  }

  /**
   * Whether a send is complete, without waiting; others before it may not be.
   *
   * @param number the number of the send
   * @return true if the kernel reads its memory no more
   * @throws IOException if the kernel refuses to tell
   * @throws IllegalArgumentException if no send has the number
   */
  public boolean isComplete(long number) throws IOException {
    enter();
    try {
      long unused = engine.readReports();
      return engine.isComplete(number);
    } finally {
      inUse.unlock();
    }
  }

  /**
   * How many sends are not complete, without waiting.
   *
   * @return how many
   * @throws IOException if the kernel refuses to tell
   */
  public int pending() throws IOException {
    enter();
    try {
      long unused = engine.readReports();
      return engine.pending();
    } finally {
      inUse.unlock();
    }
  }

  /**
   * How many of the sends that the calls before have found complete the kernel copied all the same.
   *
   * @return how many
   */
  public long copied() {
    enter();
    try {
      return engine.copied();
    } finally {
      inUse.unlock();
    }
  }

  private void enter() {
    if (inUse.isHeldByCurrentThread() || !inUse.tryLock()) {
      throw new IllegalStateException("the sender is in use by a call");
    }
  }
}
