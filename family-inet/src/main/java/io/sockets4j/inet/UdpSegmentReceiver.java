package io.sockets4j.inet;

import io.sockets4j.BsdSocket;
import io.sockets4j.Message;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Receives datagrams one by one with few system calls: the kernel gives those of one sender and one
 * size as one, which this cuts (generic receive offload, UDP_GRO of <a
 * href="https://man7.org/linux/man-pages/man7/udp.7.html">udp(7)</a>, since Linux 5.0). Where that
 * is not to be had, each comes by a call of its own.
 *
 * <pre>{@code
 * var receiver = UdpSegmentReceiver.of(socket);
 * while (true) {
 *   ByteBuffer datagram = receiver.receive();
 *   handle(datagram, receiver.address());
 * }
 * }</pre>
 *
 * <p>All that is received from the socket must be received by this. For one thread at a time.
 */
public final class UdpSegmentReceiver {
  /** No packet is longer. */
  private static final int LARGEST = 65_536;

  /** For what other options of the socket may tell. */
  private static final int OTHER_CONTROL = 512;

  private final BsdSocket<InetSocketAddress> socket;
  private final boolean coalesces;
  private final ByteBuffer memory = ByteBuffer.allocateDirect(LARGEST);
  private final ByteBuffer datagram = memory.duplicate();
  private final Message message = new Message(memory);

  /** Where the next datagram begins of those that came last, and how long they are. */
  private int next;

  private int segmentSize;

  private UdpSegmentReceiver(BsdSocket<InetSocketAddress> socket, boolean coalesces) {
    this.socket = socket;
    this.coalesces = coalesces;
    memory.limit(0);
    if (coalesces) {
      message.roomForControl(InetControlTypes.UDP_GRO.space() + OTHER_CONTROL);
    }
  }

  /**
   * Makes a receiver, and has the kernel coalesce what comes (UDP_GRO) if it can.
   *
   * @param socket a socket of UDP, which stays the caller's
   * @return a receiver
   * @throws IOException if the option cannot be set
   */
  public static UdpSegmentReceiver of(BsdSocket<InetSocketAddress> socket) throws IOException {
    boolean coalesces = SegmentSupport.has(socket, UdpOptions.UDP_GRO);
    if (coalesces) {
      socket.setOption(UdpOptions.UDP_GRO, true);
    }
    return new UdpSegmentReceiver(socket, coalesces);
  }

  /**
   * The next datagram, from memory or by recvmsg(2), under the socket's timeout.
   *
   * @return the datagram, between the position and the limit of a buffer that the next call uses
   *     again; null in non-blocking mode, if none has come
   * @throws java.net.SocketTimeoutException if the timeout passed
   * @throws IOException if the kernel refuses
   */
  public @Nullable ByteBuffer receive() throws IOException {
    if (next >= memory.position() && !receiveMore()) {
      return null;
    }
    int end = Math.min(next + segmentSize, memory.position());
    datagram.clear().position(next).limit(end);
    next = Math.max(end, next + 1); // an empty one is alone
    return datagram;
  }

  private boolean receiveMore() throws IOException {
    memory.clear();
    next = 0;
    int length = 0;
    try {
      length = socket.receiveMessage(message);
    } finally {
      if (length <= 0) {
        memory.position(0);
      }
    }
    Integer told = coalesces ? message.get(InetControlTypes.UDP_GRO) : null;
    segmentSize = told != null && told > 0 ? told : Math.max(length, 1);
    return message.arrived();
  }

  /**
   * Who sent the last datagram.
   *
   * @return the address; null before the first
   */
  public @Nullable InetSocketAddress address() {
    return message.address() instanceof InetSocketAddress address ? address : null;
  }

  /**
   * Whether more datagrams have come already: a selector does not know of these.
   *
   * @return true if {@link #receive} makes no call
   */
  public boolean hasMore() {
    return next < memory.position();
  }

  /**
   * Whether the kernel coalesces.
   *
   * @return false where it does not know the option
   */
  public boolean coalesces() {
    return coalesces;
  }
}
