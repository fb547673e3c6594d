package io.sockets4j.can;

import io.sockets4j.BsdSocket;
import io.sockets4j.BsdSocketOptions;
import io.sockets4j.os.SocketType;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.os.TimestampingConstants;
import java.io.IOException;
import java.net.SocketOption;
import java.nio.channels.IllegalBlockingModeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A raw CAN socket: frames as they are on the bus. See <a
 * href="https://docs.kernel.org/networking/can.html#raw-protocol-sockets-with-can-filters-sock-raw">
 * SocketCAN</a>.
 *
 * <pre>{@code
 * try (CanRawSocket can = CanRawSocket.open("can0")) {
 *   can.send(CanFrame.of(0x123, (byte) 1, (byte) 2));
 *   CanFrame answer = can.setTimeout(Duration.ofSeconds(1)).receive();
 * }
 * }</pre>
 *
 * <p>It receives from the moment it is bound. What decides what it receives is to be set before, if
 * nothing else may come:
 *
 * <pre>{@code
 * try (CanRawSocket can = CanRawSocket.open()) {
 *   can.setOption(CanRawOptions.CAN_RAW_FD_FRAMES, true);
 *   can.setOption(CanRawOptions.CAN_RAW_FILTER, List.of(CanFilter.exact(0x123)));
 *   can.tellTimestamps().bind(CanAddress.of("can0"));
 * }
 * }</pre>
 *
 * <p>Sending waits while the queue of the interface is full (ENOBUFS), as long as the timeout
 * allows. Several threads may use a socket at once. An interface that goes down, or away, ends the
 * calls that wait with ENETDOWN or ENODEV, or else the next one. The socket can be used again when
 * the interface is up again. If it went away, the socket is bound to none, and has no filters any
 * more: set them, and bind it to another.
 *
 * <p>{@link #socket()} is the socket for all else: selectors, non-blocking mode, further options.
 */
public final class CanRawSocket implements AutoCloseable {
  private static final int TIMES =
      timestamping(
          TimestampingConstants.SOF_TIMESTAMPING_RX_SOFTWARE,
          TimestampingConstants.SOF_TIMESTAMPING_SOFTWARE,
          TimestampingConstants.SOF_TIMESTAMPING_RX_HARDWARE,
          TimestampingConstants.SOF_TIMESTAMPING_RAW_HARDWARE);

  private final BsdSocket<CanAddress> socket;

  /** For calls with values; another one is made where several threads call at once. */
  private final AtomicReference<@Nullable CanFrameBuffer> spare = new AtomicReference<>();

  private CanRawSocket(BsdSocket<CanAddress> socket) {
    this.socket = socket;
  }

  private static int timestamping(SystemConstant... constants) {
    int bits = 0;
    for (SystemConstant constant : constants) {
      bits |= constant.exists() ? constant.value() : 0;
    }
    return bits;
  }

  /**
   * Opens a socket that is bound to no interface yet, and so receives nothing: socket(2).
   *
   * @return the socket
   * @throws IOException if it cannot be opened
   */
  public static CanRawSocket open() throws IOException {
    return new CanRawSocket(BsdSocket.open(CanFamily.AF_CAN, SocketType.RAW, CanProtocols.CAN_RAW));
  }

  /**
   * Opens a socket and binds it to an interface.
   *
   * @param interfaceName for instance {@code "can0"}
   * @return the socket
   * @throws IOException if that fails; the message names the interfaces that there are, if this is
   *     none of them
   */
  public static CanRawSocket open(String interfaceName) throws IOException {
    return open(CanAddress.of(interfaceName));
  }

  /**
   * Opens a socket and binds it.
   *
   * @param address an interface, or {@link CanAddress#ANY} to receive from all
   * @return the socket
   * @throws IOException if that fails
   */
  public static CanRawSocket open(CanAddress address) throws IOException {
    return open(address, List.of(CanFilter.ALL));
  }

  /**
   * Opens a socket and binds it, so that it has received nothing but what these filters let
   * through.
   *
   * @param address an interface, or {@link CanAddress#ANY} to receive from all
   * @param filters at most 512; with none, the socket receives nothing
   * @return the socket
   * @throws IOException if that fails
   * @throws IllegalArgumentException if there are more filters
   */
  public static CanRawSocket open(CanAddress address, List<CanFilter> filters) throws IOException {
    CanRawSocket opened = open();
    try {
      return opened.setOption(CanRawOptions.CAN_RAW_FILTER, filters).bind(address);
    } catch (IOException | RuntimeException e) {
      opened.closeAfter(e);
      throw e;
    }
  }

  private void closeAfter(Exception failure) {
    try {
      close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * Binds the socket, once or again: bind(2). Frames come in from now on.
   *
   * @param address an interface, or {@link CanAddress#ANY} to receive from all
   * @return this
   * @throws IOException if that fails: ENODEV if there is no such CAN interface
   */
  public CanRawSocket bind(CanAddress address) throws IOException {
    socket.bind(address);
    return this;
  }

  /**
   * The socket underneath, which closes with this.
   *
   * @return the socket
   */
  public BsdSocket<CanAddress> socket() {
    return socket;
  }

  // ---------------------------------------------------------------------------- options

  /**
   * How long calls wait, as {@link BsdSocket#setTimeout}.
   *
   * @param timeout more than zero; null to wait for ever
   * @return this
   * @throws IllegalArgumentException if the timeout is zero or negative
   */
  public CanRawSocket setTimeout(@Nullable Duration timeout) {
    socket.setTimeout(timeout);
    return this;
  }

  /**
   * Sets an option, as {@link BsdSocket#setOption}.
   *
   * @param <T> the value's class
   * @param option such as those of {@link CanRawOptions}
   * @param value the value
   * @return this
   * @throws IOException if the kernel refuses
   */
  public <T> CanRawSocket setOption(SocketOption<T> option, T value) throws IOException {
    socket.setOption(option, value);
    return this;
  }

  /**
   * Reads an option, as {@link BsdSocket#getOption}.
   *
   * @param <T> the value's class
   * @param option such as those of {@link CanRawOptions}
   * @return the value
   * @throws IOException if the kernel refuses
   */
  public <T> T getOption(SocketOption<T> option) throws IOException {
    return socket.getOption(option);
  }

  /**
   * From now on frames come with times, the system's and the controller's (SO_TIMESTAMPING).
   *
   * @return this
   * @throws IOException if the kernel refuses
   */
  public CanRawSocket tellTimestamps() throws IOException {
    return setOption(BsdSocketOptions.SO_TIMESTAMPING, TIMES);
  }

  /**
   * From now on frames come with the number of those that were lost before (SO_RXQ_OVFL).
   *
   * @return this
   * @throws IOException if the kernel refuses
   */
  public CanRawSocket tellDropped() throws IOException {
    return setOption(BsdSocketOptions.SO_RXQ_OVFL, true);
  }

  // ---------------------------------------------------------------------------- sending

  /**
   * Sends a frame through the interface that the socket is bound to: sendmsg(2).
   *
   * @param frame the frame; {@link CanRawOptions} for FD and XL, and an interface that carries them
   * @return false only if the send buffer of the socket is full, in non-blocking mode
   * @throws IOException if it cannot be sent: ENXIO if the socket is bound to no single interface,
   *     EINVAL if the socket or the interface does not carry such frames, in non-blocking mode
   *     ENOBUFS if the queue of the interface is full
   */
  public boolean send(CanFrame frame) throws IOException {
    return sendValue(frame, null);
  }

  /**
   * Sends a frame through an interface.
   *
   * @param frame the frame
   * @param target the interface
   * @return false only if the send buffer of the socket is full, in non-blocking mode
   * @throws IOException if it cannot be sent
   */
  public boolean send(CanFrame frame, CanAddress target) throws IOException {
    return sendValue(frame, target);
  }

  private boolean sendValue(CanFrame frame, @Nullable CanAddress target) throws IOException {
    CanFrameBuffer buffer = take();
    boolean sent = sendBuffer(buffer.set(frame), target);
    spare.set(buffer);
    return sent;
  }

  /**
   * Sends a frame through the interface that the socket is bound to: sendmsg(2). What had come with
   * the frame, if it came, is forgotten.
   *
   * @param frame the frame
   * @return false only if the send buffer of the socket is full, in non-blocking mode
   * @throws IOException if it cannot be sent, as with {@link #send(CanFrame)}
   * @throws IllegalStateException if there is no frame
   */
  public boolean send(CanFrameBuffer frame) throws IOException {
    return sendBuffer(frame, null);
  }

  /**
   * Sends a frame through an interface, as {@link #send(CanFrameBuffer)}.
   *
   * @param frame the frame
   * @param target the interface
   * @return false only if the send buffer of the socket is full, in non-blocking mode
   * @throws IOException if it cannot be sent
   * @throws IllegalStateException if there is no frame
   */
  public boolean send(CanFrameBuffer frame, CanAddress target) throws IOException {
    return sendBuffer(frame, target);
  }

  private boolean sendBuffer(CanFrameBuffer frame, @Nullable CanAddress target) throws IOException {
    return socket.sendMessage(frame.toSend(target)) > 0;
  }

  /**
   * Sends frames through the interface that the socket is bound to, as many as possible by a call:
   * sendmmsg(2).
   *
   * @param batch where they are
   * @param offset the first of them
   * @param count how many
   * @return how many were sent, from the first on: fewer if time was up, or if the next one failed
   * @throws IOException if not even the first could be sent
   * @throws IndexOutOfBoundsException if there are not so many
   * @throws IllegalStateException if one of them is no frame
   */
  public int send(CanFrameBatch batch, int offset, int count) throws IOException {
    return batch.send(socket, offset, count);
  }

  // -------------------------------------------------------------------------- receiving

  /**
   * Waits for a frame: recvmsg(2).
   *
   * @return the frame
   * @throws IOException if none comes: a SocketTimeoutException if time is up, ENETDOWN and ENODEV
   *     if the interface is down or gone
   * @throws IllegalBlockingModeException in non-blocking mode, which {@link
   *     #receive(CanFrameBuffer)} is for
   */
  public CanFrame receive() throws IOException {
    CanFrameBuffer buffer = receiveValue();
    CanFrame frame = buffer.toFrame();
    spare.set(buffer);
    return frame;
  }

  /**
   * Waits for a frame, and tells all that is known of it: recvmsg(2).
   *
   * @return the frame
   * @throws IOException as with {@link #receive()}
   * @throws IllegalBlockingModeException as with {@link #receive()}
   */
  public ReceivedFrame receiveFrom() throws IOException {
    CanFrameBuffer buffer = receiveValue();
    ReceivedFrame received = buffer.toReceived();
    spare.set(buffer);
    return received;
  }

  private CanFrameBuffer receiveValue() throws IOException {
    CanFrameBuffer buffer = take();
    if (!socket.isBlocking() || !buffer.receive(socket)) {
      throw new IllegalBlockingModeException();
    }
    return buffer;
  }

  private CanFrameBuffer take() {
    CanFrameBuffer taken = spare.getAndSet(null);
    return taken != null ? taken : new CanFrameBuffer();
  }

  /**
   * Waits for a frame: recvmsg(2). Once compiled, this allocates nothing, unless it has to wait.
   *
   * @param frame where it goes; one that is too long for it is {@linkplain
   *     CanFrameBuffer#isTruncated cut}, and lost
   * @return false only if there is none, in non-blocking mode
   * @throws IOException as with {@link #receive()}
   */
  public boolean receive(CanFrameBuffer frame) throws IOException {
    return frame.receive(socket);
  }

  /**
   * Waits for a frame, and takes those with it that are there: recvmmsg(2). Once compiled, this
   * allocates nothing, unless it has to wait.
   *
   * @param batch where they go; one that is too long for it is {@linkplain
   *     CanFrameBuffer#isTruncated cut}, and lost
   * @return how many came, 1 or more; 0 only if there are none, in non-blocking mode
   * @throws IOException as with {@link #receive()}
   */
  public int receive(CanFrameBatch batch) throws IOException {
    return batch.receive(socket);
  }

  /**
   * Closes the socket: close(2). Calls that wait end with an {@link
   * java.nio.channels.AsynchronousCloseException}.
   *
   * @throws IOException if that fails
   */
  @Override
  public void close() throws IOException {
    socket.close();
  }

  /**
   * For people.
   *
   * @return the socket
   */
  @Override
  public String toString() {
    return socket.toString();
  }
}
