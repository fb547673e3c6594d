package io.sockets4j.can;

import io.sockets4j.BsdControlTypes;
import io.sockets4j.BsdSocket;
import io.sockets4j.BsdSocketOptions;
import io.sockets4j.Message;
import io.sockets4j.NativeError;
import io.sockets4j.os.MessageFlag;
import io.sockets4j.os.MessageFlags;
import io.sockets4j.os.SocketType;
import io.sockets4j.os.SystemConstant;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * A socket of the kernel's broadcast manager, which sends and watches frames by itself: {@code
 * CAN_BCM}. See <a
 * href="https://docs.kernel.org/networking/can.html#broadcast-manager-protocol-sockets-sock-dgram">
 * SocketCAN</a>.
 *
 * <pre>{@code
 * try (CanBcmSocket bcm = CanBcmSocket.open("can0")) {
 *   bcm.setUp(BcmTransmission.of(CanFrame.of(0x100, data)).every(Duration.ofMillis(20)));
 *   bcm.setUp(BcmReception.onChange(0x200, 0xFF).withTimeout(Duration.ofMillis(500)));
 *   while (true) {
 *     BcmEvent event = bcm.receive();
 *     if (event instanceof BcmEvent.RxTimeout) {
 *       bcm.delete(BcmKey.ofTransmission(0x100));
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>Tasks are the socket's, and end with it. It watches what itself sends, too: {@link
 * BcmEvent.RxChanged#own}.
 *
 * <h2>Interfaces</h2>
 *
 * A socket is for one interface, or for {@linkplain CanAddress#ANY any}: then the methods with a
 * {@code target} say which one a task is for, and tasks that receive may be for all of them.
 *
 * <p>When the interface goes down, {@link #receive} says so once (ENETDOWN); tasks stay, and frames
 * flow again when it comes up. When it is removed (ENODEV), the socket is of no use any more, and
 * what it is asked for fails with ENOTCONN. A socket for any interface is told of neither.
 *
 * <h2>Threads</h2>
 *
 * All methods may be called by any thread at any time; {@link #socket} has timeout, non-blocking
 * mode, options, and what a selector needs.
 */
public final class CanBcmSocket implements AutoCloseable {
  private final BsdSocket<CanAddress> socket;
  private final CanAddress address;
  private final AtomicReference<@Nullable Inbox> spare = new AtomicReference<>();
  private final AtomicLong lost = new AtomicLong();

  private CanBcmSocket(BsdSocket<CanAddress> socket, CanAddress address) {
    this.socket = socket;
    this.address = address;
  }

  /**
   * Opens a socket for an interface: socket(2) and connect(2).
   *
   * @param interfaceName for instance {@code "can0"}
   * @return the socket
   * @throws IOException if there is no such interface, if it is none of CAN, or if the kernel lacks
   *     the broadcast manager
   */
  public static CanBcmSocket open(String interfaceName) throws IOException {
    return open(CanAddress.of(interfaceName));
  }

  /**
   * Opens a socket for an interface or for any: socket(2) and connect(2).
   *
   * @param address the interface; {@link CanAddress#ANY} for any
   * @return the socket
   * @throws IOException if there is no such interface, if it is none of CAN, or if the kernel lacks
   *     the broadcast manager
   */
  public static CanBcmSocket open(CanAddress address) throws IOException {
    BsdSocket<CanAddress> socket =
        BsdSocket.open(CanFamily.AF_CAN, SocketType.DGRAM, CanProtocols.CAN_BCM);
    try {
      socket.setOption(BsdSocketOptions.SO_RXQ_OVFL, true);
      boolean unused = socket.connect(address);
      return new CanBcmSocket(socket, address);
    } catch (Throwable e) {
      close(socket, e);
      throw e;
    }
  }

  private static void close(BsdSocket<?> socket, Throwable because) {
    try {
      socket.close();
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  /**
   * The socket itself: its options, its blocking mode, and what a selector needs.
   *
   * @return the socket, which is this object's
   */
  public BsdSocket<CanAddress> socket() {
    return socket;
  }

  /**
   * The interface that this is for.
   *
   * @return the interface, or {@link CanAddress#ANY}
   */
  public CanAddress address() {
    return address;
  }

  /**
   * How long a call may wait from now on.
   *
   * @param timeout more than zero; null to wait for ever
   * @return this
   * @throws IllegalArgumentException if the timeout is zero or negative
   */
  public CanBcmSocket setTimeout(@Nullable Duration timeout) {
    BsdSocket<CanAddress> unused = socket.setTimeout(timeout);
    return this;
  }

  // ------------------------------------------------------------------------------- tasks

  /**
   * Makes a task, or changes the one that has its {@linkplain BcmTask#key key}: TX_SETUP or
   * RX_SETUP. Intervals are changed only with {@link BcmFlags#SETTIMER}, which the methods that
   * take them add.
   *
   * @param task what to do
   * @throws IOException if the kernel refuses: for E2BIG, a task that is there has fewer frames
   * @throws IllegalArgumentException if it sends and this is for any interface
   */
  public void setUp(BcmTask task) throws IOException {
    setUp(task, address);
  }

  /**
   * Makes or changes a task for an interface, as {@link #setUp(BcmTask)}.
   *
   * @param task what to do
   * @param target the interface; {@link CanAddress#ANY} to receive from all
   * @throws IOException if the kernel refuses, or has no such interface
   * @throws IllegalArgumentException if it sends and is for any interface, or if this is for
   *     another
   */
  public void setUp(BcmTask task, CanAddress target) throws IOException {
    BcmKey key = task.key();
    boolean sends = key.transmission() || task.flags().contains(BcmFlags.RX_RTR_FRAME);
    String opcode = key.transmission() ? "TX_SETUP" : "RX_SETUP";
    boolean unused = command(opcode + " " + key, BcmCodec.setUp(task), target, sends);
  }

  /**
   * Changes the frames and flags of a task that is there, not its intervals and not its timer:
   * TX_SETUP or RX_SETUP without {@link BcmFlags#SETTIMER} and {@link BcmFlags#STARTTIMER}. A
   * sequence goes on where it was, unless it has fewer frames now or {@link
   * BcmFlags#TX_RESET_MULTI_IDX} is given; flags such as {@link BcmFlags#TX_COUNTEVT} are to be
   * said again. Where there is no such task, the kernel makes one that rests.
   *
   * @param task what is to be sent, or to be looked at
   * @throws IOException if the kernel refuses: for E2BIG, the task has fewer frames
   * @throws IllegalArgumentException if it sends and this is for any interface
   */
  public void update(BcmTask task) throws IOException {
    update(task, address);
  }

  /**
   * Changes a task of an interface, as {@link #update(BcmTask)}.
   *
   * @param task what is to be sent, or to be looked at
   * @param target the interface that it was made for
   * @throws IOException if the kernel refuses
   * @throws IllegalArgumentException if it sends and is for any interface, or if this is for
   *     another
   */
  public void update(BcmTask task, CanAddress target) throws IOException {
    setUp(task.without(BcmFlags.SETTIMER).without(BcmFlags.STARTTIMER), target);
  }

  /**
   * Deletes a task: TX_DELETE or RX_DELETE. What it has told already stays to be received.
   *
   * @param key which
   * @throws IOException if there is none (EINVAL)
   */
  public void delete(BcmKey key) throws IOException {
    delete(key, address);
  }

  /**
   * Deletes a task of an interface, as {@link #delete(BcmKey)}.
   *
   * @param key which
   * @param target the interface that it was made for
   * @throws IOException if there is none (EINVAL)
   * @throws IllegalArgumentException if this is for another interface
   */
  public void delete(BcmKey key, CanAddress target) throws IOException {
    about(key, target, BcmConstants.CAN_BCM_TX_DELETE, BcmConstants.CAN_BCM_RX_DELETE);
  }

  /**
   * Asks for a task as it is now: TX_READ or RX_READ. The answer is a {@link BcmEvent.TxStatus} or
   * {@link BcmEvent.RxStatus}, which is to be {@linkplain #receive received} behind what has been
   * told before.
   *
   * @param key which
   * @throws IOException if there is none (EINVAL)
   */
  public void requestStatus(BcmKey key) throws IOException {
    requestStatus(key, address);
  }

  /**
   * Asks for a task of an interface, as {@link #requestStatus(BcmKey)}.
   *
   * @param key which
   * @param target the interface that it was made for
   * @throws IOException if there is none (EINVAL)
   * @throws IllegalArgumentException if this is for another interface
   */
  public void requestStatus(BcmKey key, CanAddress target) throws IOException {
    about(key, target, BcmConstants.CAN_BCM_TX_READ, BcmConstants.CAN_BCM_RX_READ);
  }

  private void about(BcmKey key, CanAddress target, SystemConstant tx, SystemConstant rx)
      throws IOException {
    SystemConstant opcode = key.transmission() ? tx : rx;
    boolean unused =
        command(opcode + " " + key, BcmCodec.about(opcode, key), target, key.transmission());
  }

  // ----------------------------------------------------------------------------- sending

  /**
   * Sends a frame once: TX_SEND. A full queue is waited for; it is an error (ENOBUFS) in
   * non-blocking mode.
   *
   * @param frame a classic frame, or one of CAN FD
   * @return true if it went; false in non-blocking mode if it did not
   * @throws SocketTimeoutException if the timeout passed
   * @throws IOException if the interface is down (ENETDOWN), say, or has no CAN FD (EMSGSIZE)
   * @throws IllegalArgumentException if it is one of CAN XL or an error frame, or if this is for
   *     any interface
   */
  public boolean send(CanFrame frame) throws IOException {
    return send(frame, address);
  }

  /**
   * Sends a frame once through an interface, as {@link #send(CanFrame)}.
   *
   * @param frame a classic frame, or one of CAN FD
   * @param target the interface
   * @return true if it went; false in non-blocking mode if it did not
   * @throws SocketTimeoutException if the timeout passed
   * @throws IOException if the kernel refuses
   * @throws IllegalArgumentException if the frame is of another kind, or if this is for another
   *     interface
   */
  public boolean send(CanFrame frame, CanAddress target) throws IOException {
    ByteBuffer message = BcmCodec.send(BcmRules.sendable(frame));
    return command("TX_SEND " + frame, message, target, true);
  }

  private boolean command(String what, ByteBuffer bytes, CanAddress target, boolean sends)
      throws IOException {
    if (!address.equals(CanAddress.ANY) && !target.equals(address)) {
      // The kernel would take no notice of it.
      throw new IllegalArgumentException(
          "%s: not through %s, as this socket is for %s".formatted(what, target, address));
    }
    if (sends && target.equals(CanAddress.ANY)) {
      throw new IllegalArgumentException(
          what + ": it takes an interface to send through, as this socket is for any");
    }
    try (Message message = new Message(bytes)) {
      Message unused = message.setAddress(target.equals(address) ? null : target);
      int sent = socket.sendMessage(message);
      return sent > 0;
    } catch (IOException e) {
      if (e instanceof NativeError failed && !(e instanceof SocketTimeoutException)) {
        throw new BcmException(what, failed, e);
      }
      throw e;
    }
  }

  // --------------------------------------------------------------------------- receiving

  /**
   * Waits for what the tasks have to tell.
   *
   * @return what it is; null in non-blocking mode if there is nothing
   * @throws SocketTimeoutException if the timeout passed
   * @throws IOException if the interface has gone down (ENETDOWN) or was removed (ENODEV), say
   */
  @NullUnmarked
  public BcmEvent receive() throws IOException {
    Inbox taken = spare.getAndSet(null);
    Inbox inbox = taken != null ? taken : new Inbox();
    try {
      int unused = socket.receiveMessage(inbox.message);
      return inbox.message.arrived() ? decode(inbox) : null;
    } finally {
      inbox.clear();
      spare.set(inbox);
    }
  }

  private BcmEvent decode(Inbox inbox) {
    Message message = inbox.message;
    Long losses = message.get(BsdControlTypes.SO_RXQ_OVFL);
    if (losses != null) {
      lost.accumulateAndGet(losses, Math::max);
    }
    MessageFlags flags = message.flags();
    CanAddress from = address; // of tasks that transmit, the kernel tells no interface
    if (message.address() instanceof CanAddress told && !told.equals(CanAddress.ANY)) {
      from = told;
    }
    return BcmCodec.decode(
        inbox.buffer.flip(),
        new BcmCodec.Circumstances(
            from,
            flags.contains(MessageFlag.DONTROUTE),
            flags.contains(MessageFlag.CONFIRM),
            message.get(BsdControlTypes.SCM_TIMESTAMPNS)));
  }

  /**
   * How many events were lost as there was no room for them (SO_RCVBUF). The kernel tells it with
   * those that came after.
   *
   * @return how many, as far as {@link #receive} was told
   */
  public long lost() {
    return lost.get();
  }

  /**
   * Closes the socket, which ends its tasks.
   *
   * @throws IOException if the kernel says so
   */
  @Override
  public void close() throws IOException {
    socket.close();
  }

  /**
   * For people.
   *
   * @return the socket and its interface
   */
  @Override
  public String toString() {
    return socket + ", " + address;
  }

  /** Takes the longest message that there is, and is used again. */
  private static final class Inbox {
    final ByteBuffer buffer =
        ByteBuffer.allocate(BcmStructs.MOST_BYTES).order(ByteOrder.nativeOrder());
    final Message message =
        new Message(buffer)
            .roomForControl(BsdControlTypes.SCM_TIMESTAMPNS, BsdControlTypes.SO_RXQ_OVFL);

    void clear() {
      Message unused = message.clear();
      buffer.clear();
    }
  }
}
