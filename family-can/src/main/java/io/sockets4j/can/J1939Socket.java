package io.sockets4j.can;

import static java.nio.channels.SelectionKey.OP_WRITE;

import io.sockets4j.BsdSocket;
import io.sockets4j.BsdSocketOptions;
import io.sockets4j.Message;
import io.sockets4j.os.MessageFlag;
import io.sockets4j.os.MessageFlags;
import io.sockets4j.os.SocketType;
import io.sockets4j.os.TimestampingConstants;
import io.sockets4j.spi.ExtendedError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.IllegalBlockingModeException;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.NullUnmarked;

/**
 * Messages between the controllers of trucks, tractors and ships: SAE J1939. The kernel puts
 * messages of more than 8 bytes into frames and together again (the transport protocol up to 1785
 * bytes, its extension up to 117,440,505), and knows which address a NAME has claimed. See <a
 * href="https://docs.kernel.org/networking/j1939.html">J1939</a>.
 *
 * <pre>{@code
 * try (var socket = J1939Socket.open(J1939Address.of("can0", 0x20))) {
 *   socket.socket().setTimeout(Duration.ofSeconds(2));
 *   socket.send(request, J1939Address.of("can0", 0x30).withPgn(0xEA00));
 *   J1939Message answer = socket.receive();
 * }
 * }</pre>
 *
 * <p>Sending hands a message to the kernel. That it could not be sent, the next call tells, or the
 * error queue: {@link #trackProgress}. Of messages of up to 8 bytes, the error queue alone tells
 * it: where nobody else is on the bus, say, or its queue stays full. Broadcasts are sent to {@link
 * J1939Address#NO_ADDRESS}, and received, with {@link BsdSocketOptions#SO_BROADCAST}; {@link
 * J1939AddressClaim} claims an address. The kernel does not deliver to a socket what it has sent
 * itself.
 *
 * <p>All methods may be called by any thread at any time.
 */
public final class J1939Socket implements AutoCloseable {
  /** The longest message of the transport protocol, and the longest broadcast: 255 frames. */
  public static final int LONGEST_TP = 1785;

  /** The longest message of the extended transport protocol; receivers may have less room. */
  public static final int LONGEST_ETP = 117_440_505;

  private static final MessageFlags NOW = MessageFlags.of(MessageFlag.DONTWAIT);
  private static final MessageFlags ERRQUEUE = MessageFlags.of(MessageFlag.ERRQUEUE);

  private final BsdSocket<CanAddress> socket;

  /** Of those that send, as a long message takes several calls. */
  private final ReentrantLock turn = new ReentrantLock(true);

  private J1939Socket(BsdSocket<CanAddress> socket) {
    this.socket = socket;
  }

  /**
   * Opens a socket and binds it.
   *
   * @param address where it sends from and receives: interface, and address or NAME; with a
   *     parameter group, it receives that alone
   * @return the socket
   * @throws IOException if the kernel refuses: the interface is down (ENETDOWN), say
   */
  public static J1939Socket open(J1939Address address) throws IOException {
    return open(address, socket -> {});
  }

  /**
   * Opens a socket, sets options and binds it.
   *
   * @param address where it sends from and receives
   * @param setup sets options: of {@link J1939Options}, or {@link BsdSocketOptions#SO_BROADCAST}
   * @return the socket
   * @throws IOException if the kernel refuses
   */
  public static J1939Socket open(J1939Address address, SocketSetup setup) throws IOException {
    BsdSocket<CanAddress> socket =
        BsdSocket.open(CanFamily.AF_CAN, SocketType.DGRAM, CanProtocols.CAN_J1939);
    boolean done = false;
    try {
      setup.apply(socket);
      socket.bind(address);
      done = true;
      return new J1939Socket(socket);
    } finally {
      if (!done) {
        socket.close();
      }
    }
  }

  /**
   * Wraps a socket that is there: one that was adopted, say.
   *
   * @param socket a socket of {@link CanProtocols#CAN_J1939}, which closing this closes
   * @return the wrapper
   * @throws IllegalArgumentException if the socket is another
   */
  public static J1939Socket of(BsdSocket<CanAddress> socket) {
    if (!socket.protocol().equals(CanProtocols.CAN_J1939)) {
      throw new IllegalArgumentException(socket + " is no socket of CAN_J1939");
    }
    return new J1939Socket(socket);
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
   * Sends a message: sendto(2), as often as the kernel takes a part of it. The timeout is for all
   * of it; where it passes, or the socket is closed, after a part was taken, nothing else can be
   * sent by this socket any more (EIO).
   *
   * @param message 0 to {@link #LONGEST_ETP} bytes, a broadcast up to {@link #LONGEST_TP}, from
   *     position to limit
   * @param target whom to, and the parameter group. Without one, that of connect(2) is used.
   * @throws java.net.SocketTimeoutException if the timeout passed
   * @throws IOException if the kernel refuses, or an earlier message could not be sent: then this
   *     one has not been
   * @throws IllegalBlockingModeException in non-blocking mode: use {@link BsdSocket#sendTo}
   */
  public void send(ByteBuffer message, J1939Address target) throws IOException {
    if (!socket.isBlocking()) {
      throw new IllegalBlockingModeException();
    }
    CallDeadline deadline = new CallDeadline(socket, "sendto");
    deadline.lock(turn);
    try {
      if (!message.hasRemaining()) {
        int unused = socket.sendTo(message, target); // a call that takes nothing tells nothing
      }
      while (message.hasRemaining()) {
        if (socket.sendTo(message, target, NOW) == 0) {
          deadline.await(OP_WRITE);
        }
      }
    } finally {
      turn.unlock();
    }
  }

  /**
   * As {@link #send(ByteBuffer, J1939Address)}.
   *
   * @param message 0 to {@link #LONGEST_ETP} bytes
   * @param target whom to, and the parameter group
   * @throws IOException as {@link #send(ByteBuffer, J1939Address)}
   */
  public void send(byte[] message, J1939Address target) throws IOException {
    send(ByteBuffer.wrap(message), target);
  }

  /**
   * Receives a message of up to {@link #LONGEST_TP} bytes.
   *
   * @return the message
   * @throws IOException as {@link #receive(int)}
   */
  @NullUnmarked
  public J1939Message receive() throws IOException {
    return receive(LONGEST_TP);
  }

  /**
   * Receives a message: recvmsg(2). How long the next one is the kernel does not tell beforehand.
   * For many messages, {@link BsdSocket#receiveMessage} with {@link J1939ControlTypes} allocates
   * nothing.
   *
   * @param maxLength the most bytes of it, 0 or more; of a longer one, the rest is lost, and {@link
   *     J1939Message#isTruncated} tells
   * @return the message; null in non-blocking mode if there is none
   * @throws java.net.SocketTimeoutException if the timeout passed
   * @throws IOException if the interface went down or away, or an earlier message could not be sent
   * @throws IllegalArgumentException if the length is negative
   */
  @NullUnmarked
  public J1939Message receive(int maxLength) throws IOException {
    if (maxLength < 0) {
      throw new IllegalArgumentException("negative length: " + maxLength);
    }
    ByteBuffer buffer = ByteBuffer.allocate(maxLength);
    try (Message message = new Message(buffer)) {
      message.roomForControl(
          J1939ControlTypes.SCM_J1939_DEST_ADDR,
          J1939ControlTypes.SCM_J1939_DEST_NAME,
          J1939ControlTypes.SCM_J1939_PRIO);
      int length = socket.receiveMessage(message);
      if (!message.arrived()) {
        return null;
      }
      if (!(message.address() instanceof J1939Address source)) {
        throw new IOException("%s: a message from %s".formatted(socket, message.address()));
      }
      Integer destination = message.get(J1939ControlTypes.SCM_J1939_DEST_ADDR);
      Integer priority = message.get(J1939ControlTypes.SCM_J1939_PRIO);
      if (priority == null) {
        throw new IOException("%s: a message without a priority: %s".formatted(socket, message));
      }
      return new J1939Message(
          Arrays.copyOf(buffer.array(), length),
          complete(source),
          destination == null ? J1939Address.NO_ADDRESS : destination,
          message.get(J1939ControlTypes.SCM_J1939_DEST_NAME),
          priority,
          message.flags().contains(MessageFlag.DONTROUTE),
          message.truncated());
    }
  }

  /** The kernel does not say where messages of several frames came from: from its one interface. */
  private J1939Address complete(J1939Address source) throws IOException {
    if (source.interfaceIndex() != 0) {
      return source;
    }
    return J1939Address.of(socket.getLocalAddress().interfaceIndex(), source.address())
        .withName(source.name())
        .withPgn(source.pgn());
  }

  /**
   * Makes the error queue tell how far messages have got, from now on; what cannot be sent is told
   * there as well, and no longer by the next call.
   *
   * @throws IOException if the kernel refuses
   */
  public void trackProgress() throws IOException {
    socket.setOption(J1939Options.SO_J1939_ERRQUEUE, true);
    socket.setOption(
        BsdSocketOptions.SO_TIMESTAMPING,
        TimestampingConstants.SOF_TIMESTAMPING_TX_SCHED.value()
            | TimestampingConstants.SOF_TIMESTAMPING_TX_ACK.value()
            | TimestampingConstants.SOF_TIMESTAMPING_RX_SOFTWARE.value()
            | TimestampingConstants.SOF_TIMESTAMPING_OPT_ID.value());
  }

  /**
   * Takes what the error queue tells next: recvmsg(2) with MSG_ERRQUEUE. It waits until there is
   * something.
   *
   * @return what has happened to a message; null in non-blocking mode if there is nothing
   * @throws java.net.SocketTimeoutException if the timeout passed
   * @throws IOException if the kernel tells what cannot be decoded, say
   */
  @NullUnmarked
  public J1939Progress receiveProgress() throws IOException {
    ByteBuffer attributes = ByteBuffer.allocate(J1939Progress.CAPACITY);
    try (Message message = new Message(attributes).roomForControl(J1939Progress.CAPACITY * 2)) {
      int unused = socket.receiveMessage(message, ERRQUEUE);
      if (!message.arrived()) {
        return null;
      }
      ExtendedError error = message.get(J1939ControlTypes.SCM_J1939_ERRQUEUE);
      if (error == null) {
        throw new IOException("%s: the error queue tells %s".formatted(socket, message.control()));
      }
      try {
        return J1939Progress.decode(error, attributes.flip());
      } catch (IllegalArgumentException e) {
        throw new IOException("%s: the error queue tells %s".formatted(socket, error), e);
      }
    }
  }

  /**
   * Closes the socket. As the kernel has it, that takes until the messages that are being sent are,
   * or have failed.
   */
  @Override
  public void close() throws IOException {
    socket.close();
  }

  /**
   * The socket for people.
   *
   * @return what it is, and its addresses
   */
  @Override
  public String toString() {
    return socket.toString();
  }
}
