package io.sockets4j.can;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;

import io.sockets4j.BsdSocket;
import io.sockets4j.BsdSocketOptions;
import io.sockets4j.NativeError;
import io.sockets4j.os.Errno;
import io.sockets4j.os.MessageFlag;
import io.sockets4j.os.MessageFlags;
import io.sockets4j.os.SocketType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Messages of up to some thousand bytes over CAN, as diagnostics use them: ISO 15765-2. The kernel
 * cuts them into frames, keeps to the other end's flow control, and puts together what comes. See
 * <a href="https://docs.kernel.org/networking/iso15765-2.html">ISO 15765-2</a>.
 *
 * <pre>{@code
 * try (var tester = IsoTpSocket.open(IsoTpAddress.of("can0", 0x7E8, 0x7E0))) {
 *   tester.socket().setTimeout(Duration.ofSeconds(2));
 *   tester.sendConfirmed(new byte[] {0x22, (byte) 0xF1, (byte) 0x90}); // the VIN?
 *   byte[] answer = tester.receive();
 * }
 * }</pre>
 *
 * <h2>Whether a message has arrived</h2>
 *
 * {@link #send(ByteBuffer)} hands a message to the kernel and returns; that it could not be
 * transmitted, the next call tells. {@link #sendConfirmed(ByteBuffer)} waits until the last frame
 * is on the bus, or throws {@link IsoTpException}. It waits as every call does: timeout, close and
 * interrupt end it. (The kernel's own way, CAN_ISOTP_WAIT_TX_DONE, is refused here: such a send
 * sleeps in the kernel for as long as it takes.)
 *
 * <p>The kernel keeps one error for both directions. Of two threads, the one that sends gets the
 * errors of sending (ECOMM, EMSGSIZE), and the one that receives those of receiving (EILSEQ,
 * ETIMEDOUT), as long as both use this class rather than {@link #socket()} for it. EBADMSG, which
 * may be of either, goes to one that waits for a confirmation.
 *
 * <p>All methods may be called by any thread at any time. Messages are sent one after the other.
 */
public final class IsoTpSocket implements AutoCloseable {
  private static final int DEFAULT_LONGEST = 8300;
  private static final int LARGEST_LONGEST = 1025 * 1024; // the kernel's own limit of its limit
  private static final Path PARAMETER = Path.of("/sys/module/can_isotp/parameters/max_pdu_size");

  private static final MessageFlags NOW = MessageFlags.of(MessageFlag.DONTWAIT);
  private static final MessageFlags NOW_WITH_LENGTH = NOW.with(MessageFlag.TRUNC);

  private static final Set<Errno> FULL_QUEUE = Set.of(Errno.ENOBUFS);
  private static final Set<Errno> OF_SENDING = Set.of(Errno.ECOMM, Errno.EMSGSIZE);
  private static final Set<Errno> OF_RECEIVING = Set.of(Errno.EILSEQ, Errno.ETIMEDOUT);
  private static final Set<Errno> OF_INTERFACE = Set.of(Errno.ENETDOWN, Errno.ENODEV);

  /** After so long, a transmission may have failed for want of flow control. */
  private static final long FLOW_CONTROL_NANOS = 1_000_000_000;

  /**
   * How often one who receives looks: an error of receiving that the kernel has told one who sends
   * wakes nobody else.
   */
  private static final long LOOK_NANOS = 250_000_000;

  private final BsdSocket<CanAddress> socket;

  /** Of those that send, as there is one transmission at a time. */
  private final ReentrantLock turn = new ReentrantLock(true);

  /** Around the calls that take the kernel's error, none of which waits. */
  private final ReentrantLock taking = new ReentrantLock();

  // Guarded by taking: errors that one thread was given and that are the other's.
  private boolean confirming;
  private @Nullable Errno sendingError;
  private @Nullable IOException receivingError;

  private IsoTpSocket(BsdSocket<CanAddress> socket) {
    this.socket = socket;
  }

  /**
   * Opens a socket and binds it.
   *
   * @param address interface and identifiers
   * @return the socket
   * @throws IOException if the kernel refuses
   */
  public static IsoTpSocket open(IsoTpAddress address) throws IOException {
    return open(address, socket -> {});
  }

  /**
   * Opens a socket, sets options of {@link IsoTpOptions} and binds it.
   *
   * @param address interface and identifiers. If the interface is down, the first call says so.
   * @param setup sets the options, which the kernel takes only before the socket is bound
   * @return the socket
   * @throws IOException if the kernel refuses
   * @throws IllegalArgumentException if CAN_ISOTP_WAIT_TX_DONE was set
   */
  public static IsoTpSocket open(IsoTpAddress address, SocketSetup setup) throws IOException {
    BsdSocket<CanAddress> socket =
        BsdSocket.open(CanFamily.AF_CAN, SocketType.DGRAM, CanProtocols.CAN_ISOTP);
    boolean done = false;
    try {
      setup.apply(socket);
      IsoTpSocket result = of(socket);
      socket.bind(address);
      done = true;
      return result;
    } finally {
      if (!done) {
        socket.close();
      }
    }
  }

  /**
   * Wraps a socket that is there: one that was adopted, say.
   *
   * @param socket a socket of {@link CanProtocols#CAN_ISOTP}, which closing this closes
   * @return the wrapper
   * @throws IOException if the socket is closed
   * @throws IllegalArgumentException if the socket is another, or has CAN_ISOTP_WAIT_TX_DONE set
   */
  public static IsoTpSocket of(BsdSocket<CanAddress> socket) throws IOException {
    if (!socket.protocol().equals(CanProtocols.CAN_ISOTP)) {
      throw new IllegalArgumentException(socket + " is no socket of CAN_ISOTP");
    }
    IsoTpSettings settings = socket.getOption(IsoTpOptions.CAN_ISOTP_OPTS);
    if (settings.has(IsoTpConstants.CAN_ISOTP_WAIT_TX_DONE)) {
      throw new IllegalArgumentException(
          "CAN_ISOTP_WAIT_TX_DONE makes calls sleep that nothing can end: use sendConfirmed");
    }
    return new IsoTpSocket(socket);
  }

  /**
   * The socket itself, for timeouts, options, modes and selectors.
   *
   * @return the socket
   */
  public BsdSocket<CanAddress> socket() {
    return socket;
  }

  /**
   * The longest message that the kernel of this machine takes and receives: the parameter
   * max_pdu_size of its module can_isotp.
   *
   * @return bytes; 8300, the default, where it does not tell
   */
  public static int longestMessage() {
    try {
      int longest = Integer.parseInt(Files.readString(PARAMETER).strip());
      return Math.max(DEFAULT_LONGEST, Math.min(longest, LARGEST_LONGEST));
    } catch (IOException | NumberFormatException e) {
      return DEFAULT_LONGEST; // an older kernel, which has no other; or /sys is not there
    }
  }

  // ----------------------------------------------------------------------------- sending

  /**
   * Hands a message to the kernel, which transmits it: send(2). It waits while another message is
   * being transmitted, and while the queue of the interface is full (ENOBUFS, which it throws in
   * non-blocking mode).
   *
   * @param message 1 to {@link #longestMessage()} bytes, from position to limit
   * @return how many bytes: all; 0 in non-blocking mode while another is being transmitted
   * @throws java.net.SocketTimeoutException if the timeout passed
   * @throws IOException if the kernel refuses (EINVAL: too long), or has failed to transmit an
   *     earlier message: then this one has not been sent
   */
  public int send(ByteBuffer message) throws IOException {
    return send(message, false);
  }

  /**
   * As {@link #send(ByteBuffer)}.
   *
   * @param message 1 to {@link #longestMessage()} bytes
   * @return how many bytes
   * @throws IOException as {@link #send(ByteBuffer)}
   */
  public int send(byte[] message) throws IOException {
    return send(ByteBuffer.wrap(message));
  }

  /**
   * Sends a message and waits until it has been transmitted: its last frame is on the bus, and the
   * other end has asked for all of them. That is send(2), poll(2), since the kernel says that the
   * socket is writable once it is done, and getsockopt(2) with SO_ERROR. The timeout is for all of
   * it; when it passes, the kernel goes on.
   *
   * @param message 1 to {@link #longestMessage()} bytes, from position to limit
   * @throws IsoTpException if it was not transmitted
   * @throws java.net.SocketTimeoutException if the timeout passed
   * @throws IOException if the kernel refuses, or has failed to transmit an earlier message: then
   *     this one has not been sent
   * @throws IllegalBlockingModeException in non-blocking mode
   */
  public void sendConfirmed(ByteBuffer message) throws IOException {
    if (!socket.isBlocking()) {
      throw new IllegalBlockingModeException();
    }
    int unused = send(message, true);
  }

  /**
   * As {@link #sendConfirmed(ByteBuffer)}.
   *
   * @param message 1 to {@link #longestMessage()} bytes
   * @throws IOException as {@link #sendConfirmed(ByteBuffer)}
   */
  public void sendConfirmed(byte[] message) throws IOException {
    sendConfirmed(ByteBuffer.wrap(message));
  }

  private int send(ByteBuffer message, boolean confirmed) throws IOException {
    CallDeadline deadline = new CallDeadline(socket, "send");
    if (!socket.isBlocking()) {
      if (!turn.tryLock()) {
        return 0;
      }
    } else {
      deadline.lock(turn);
    }
    try {
      long begun = System.nanoTime();
      int sent = sendNow(message, confirmed);
      while (sent == 0 && socket.isBlocking()) {
        deadline.awaitRoom();
        begun = System.nanoTime();
        sent = sendNow(message, confirmed);
      }
      if (confirmed) {
        while (!isTransmitted(sent, begun)) {
          deadline.await(OP_WRITE);
        }
      }
      return sent;
    } finally {
      stopConfirming();
      turn.unlock();
    }
  }

  private int sendNow(ByteBuffer message, boolean confirmed) throws IOException {
    taking.lock();
    try {
      while (true) {
        try {
          int sent = socket.send(message, NOW);
          if (sent > 0 && confirmed) {
            confirming = true;
          }
          return sent;
        } catch (IOException e) {
          if (isOneOf(FULL_QUEUE, e) && socket.isBlocking()) {
            return 0; // nothing was sent: something to wait for, as with every other socket
          }
          if (!isOneOf(OF_RECEIVING, e)) {
            throw e;
          }
          receivingError = e; // and once more: the kernel has told it, and is rid of it
        }
      }
    } finally {
      taking.unlock();
    }
  }

  /** Whether the kernel is done with the message that was sent; throws where it failed. */
  private boolean isTransmitted(int length, long begun) throws IOException {
    taking.lock();
    try {
      boolean done = socket.poll(OP_WRITE, Duration.ZERO) != 0;
      if (!done) {
        return false;
      }
      if (System.nanoTime() - begun > FLOW_CONTROL_NANOS) {
        // Linux 6.12 is done for a moment before it notes ECOMM (isotp_tx_timeout).
        LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
      }
      Errno error = sendingError != null ? sendingError : takeError();
      if (error == null) {
        return true;
      }
      if (OF_RECEIVING.contains(error)) {
        receivingError = failure("recv", error, "a message");
        return false; // not a sign that the kernel is done
      }
      if (OF_INTERFACE.contains(error)) {
        receivingError = failure("recv", error, "a message"); // nothing will come either
      }
      throw failure("send", error, length + " bytes");
    } finally {
      taking.unlock();
    }
  }

  private @Nullable Errno takeError() throws IOException {
    int error = socket.getOption(BsdSocketOptions.SO_ERROR);
    return error == 0 ? null : Errno.of(error);
  }

  private IsoTpException failure(String call, Errno error, String what) {
    String remedy = socket.family().remedy(call, error, socket.type(), socket.protocol());
    return new IsoTpException(
        call,
        error,
        "%s(%s, %s): %s%s"
            .formatted(call, socket, what, error, remedy == null ? "" : "; " + remedy));
  }

  private void stopConfirming() {
    taking.lock();
    try {
      confirming = false;
      sendingError = null;
    } finally {
      taking.unlock();
    }
  }

  private static boolean isOneOf(Set<Errno> errors, IOException e) {
    return e instanceof NativeError error && errors.contains(error.errno());
  }

  // --------------------------------------------------------------------------- receiving

  /**
   * Receives a message: recv(2).
   *
   * @param target where it goes, from position to limit; what does not fit is lost
   * @return the length of the message, which may be more than there was room for; 0 in non-blocking
   *     mode if there is none
   * @throws java.net.SocketTimeoutException if the timeout passed
   * @throws IOException if a message was dropped because frames were missing (EILSEQ, ETIMEDOUT) or
   *     wrong (EBADMSG), the interface went down (ENETDOWN) or away (ENODEV), or the kernel has
   *     failed to transmit a message that nobody waits for
   */
  public int receive(ByteBuffer target) throws IOException {
    CallDeadline deadline = new CallDeadline(socket, "recv");
    int length = receiveNow(target);
    while (length == 0 && socket.isBlocking()) {
      deadline.await(OP_READ, LOOK_NANOS);
      length = receiveNow(target);
    }
    return length;
  }

  /**
   * Receives a message of any length.
   *
   * @return the message
   * @throws IOException as {@link #receive(ByteBuffer)}
   * @throws IllegalBlockingModeException in non-blocking mode
   */
  public byte[] receive() throws IOException {
    if (!socket.isBlocking()) {
      throw new IllegalBlockingModeException();
    }
    ByteBuffer buffer = ByteBuffer.allocate(longestMessage());
    int length = receive(buffer);
    if (length > buffer.capacity()) {
      throw new IOException(
          "%s: a message of %d bytes was cut off after %d, the most that this kernel tells of"
              .formatted(socket, length, buffer.capacity()));
    }
    return Arrays.copyOf(buffer.array(), length);
  }

  private int receiveNow(ByteBuffer target) throws IOException {
    taking.lock();
    try {
      IOException kept = receivingError;
      if (kept != null) {
        receivingError = null;
        throw kept;
      }
      while (true) {
        try {
          return socket.receive(target, NOW_WITH_LENGTH);
        } catch (IOException e) {
          Errno error = e instanceof NativeError failed ? failed.errno() : null;
          if (error == null || !confirming) {
            throw e;
          }
          if (OF_SENDING.contains(error) || error.equals(Errno.EBADMSG)) {
            sendingError = error; // of the one who waits for a confirmation
          } else if (OF_INTERFACE.contains(error)) {
            sendingError = error;
            throw e;
          } else {
            throw e;
          }
        }
      }
    } finally {
      taking.unlock();
    }
  }

  // -------------------------------------------------------------------------------- end

  /**
   * Closes the socket. As the kernel has it, that takes until a message that is being transmitted
   * is, or has failed.
   */
  @Override
  public void close() throws IOException {
    socket.close();
  }

  /**
   * The socket for people.
   *
   * @return what it is, and its address
   */
  @Override
  public String toString() {
    return socket.toString();
  }
}
