package io.sockets4j.inet;

import io.sockets4j.BsdSocket;
import io.sockets4j.Message;
import io.sockets4j.NativeError;
import io.sockets4j.os.Errno;
import io.sockets4j.os.MessageFlags;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Sends many datagrams of one size to one peer with few system calls: up to 64 go to the kernel as
 * one, which the kernel or the device cuts (generic segmentation offload, UDP_SEGMENT of <a
 * href="https://man7.org/linux/man-pages/man7/udp.7.html">udp(7)</a>, since Linux 4.18). Where that
 * is not to be had, they go as they are, as many as possible in each sendmmsg(2): the peer sees no
 * difference.
 *
 * <pre>{@code
 * var sender = UdpSegmentSender.of(socket, 1_200);
 * sender.send(data, peer); // 100 datagrams of 1,200 bytes, say, and one of the rest
 * }</pre>
 *
 * <p>As with all datagrams, none of them is sure to arrive, and a receive buffer is soon full. Safe
 * for several threads, whose datagrams do not mix within a call.
 */
public final class UdpSegmentSender {
  /** UDP_MAX_SEGMENTS of Linux before 6.9. */
  private static final int MOST_SEGMENTS = 64;

  /** What fits into a packet of IPv4, behind its header and that of UDP. */
  private static final int MOST_BYTES = 65_535 - 20 - 8;

  /**
   * How Linux refuses to cut: EIO without checksums by the device, EINVAL or EMSGSIZE where a
   * segment would have to be sent in fragments.
   */
  private static final Set<Errno> REFUSALS =
      Set.of(Errno.EIO, Errno.EINVAL, Errno.EMSGSIZE, Errno.EOPNOTSUPP, Errno.ENOPROTOOPT);

  private final BsdSocket<InetSocketAddress> socket;
  private final int segmentSize;
  private final int most;
  private final Message together = new Message();
  private final Message[] apart = new Message[MOST_SEGMENTS];
  private final ReentrantLock sending = new ReentrantLock();
  private volatile boolean segments;

  private UdpSegmentSender(BsdSocket<InetSocketAddress> socket, int segmentSize, boolean segments) {
    this.socket = socket;
    this.segmentSize = segmentSize;
    this.segments = segments;
    most = Math.min(MOST_BYTES / segmentSize, MOST_SEGMENTS) * segmentSize;
    Arrays.setAll(apart, i -> new Message());
    if (segments) {
      together.add(InetControlTypes.UDP_SEGMENT, segmentSize);
    }
  }

  /**
   * Makes a sender.
   *
   * @param socket a socket of UDP, which stays the caller's
   * @param segmentSize how many bytes each datagram has: 1 to 65507. Only those that fit into a
   *     packet of the path, some 1,472 bytes of IPv4 and 1,452 of IPv6 on Ethernet, can be cut.
   * @return a sender
   * @throws IllegalArgumentException if the size is out of range
   * @throws IOException if the socket cannot be asked what it supports
   */
  public static UdpSegmentSender of(BsdSocket<InetSocketAddress> socket, int segmentSize)
      throws IOException {
    if (segmentSize < 1 || segmentSize > MOST_BYTES) {
      throw new IllegalArgumentException(
          "datagrams of %d bytes: it is 1 to %d".formatted(segmentSize, MOST_BYTES));
    }
    return new UdpSegmentSender(
        socket, segmentSize, SegmentSupport.has(socket, UdpOptions.UDP_SEGMENT));
  }

  /**
   * Sends to where the socket is connected to.
   *
   * @param source as {@link #send(ByteBuffer, InetSocketAddress)}
   * @return as {@link #send(ByteBuffer, InetSocketAddress)}
   * @throws IOException as {@link #send(ByteBuffer, InetSocketAddress)}
   */
  public int send(ByteBuffer source) throws IOException {
    return send(source, null);
  }

  /**
   * Sends datagrams: sendmsg(2) or sendmmsg(2), as often as it takes, each under the socket's
   * timeout.
   *
   * @param source the bytes between its position, which moves on with what is sent, and its limit:
   *     one datagram after the other, the last of which may be shorter. Without bytes, nothing is
   *     sent.
   * @param target where to send them; null for where the socket is connected to
   * @return how many datagrams were sent: all, unless the socket is in non-blocking mode and there
   *     was no room
   * @throws IOException if the kernel refuses; the position tells what was sent before
   */
  public int send(ByteBuffer source, @Nullable InetSocketAddress target) throws IOException {
    sending.lock();
    try {
      int sent = 0;
      while (source.hasRemaining()) {
        int some = sendSome(source, target);
        if (some == 0) {
          break;
        }
        sent += some;
      }
      return sent;
    } finally {
      sending.unlock();
    }
  }

  /**
   * Whether the kernel cuts.
   *
   * @return false where it cannot, which may only show once something has been sent
   */
  public boolean usesSegmentation() {
    return segments;
  }

  private int sendSome(ByteBuffer source, @Nullable InetSocketAddress target) throws IOException {
    if (!segments || source.remaining() <= segmentSize) {
      return sendApart(source, target);
    }
    try {
      return sendTogether(source, target);
    } catch (IOException e) {
      if (e instanceof NativeError error && REFUSALS.contains(error.errno())) {
        int sent = sendApart(source, target); // throws if it was something else
        segments = sent == 0;
        return sent;
      }
      throw e;
    }
  }

  private int sendTogether(ByteBuffer source, @Nullable InetSocketAddress target)
      throws IOException {
    int limit = source.limit();
    int from = source.position();
    together.setBuffers(source).setAddress(target);
    try {
      source.limit(from + Math.min(limit - from, most));
      int unused = socket.sendMessage(together);
    } finally {
      source.limit(limit);
    }
    return segmentsOf(source.position() - from);
  }

  private int sendApart(ByteBuffer source, @Nullable InetSocketAddress target) throws IOException {
    int from = source.position();
    int count = Math.min(segmentsOf(source.remaining()), MOST_SEGMENTS);
    for (int i = 0; i < count; i++) {
      int at = from + i * segmentSize;
      int length = Math.min(source.limit() - at, segmentSize);
      apart[i].setBuffers(source.slice(at, length)).setAddress(target);
    }
    int sent = socket.sendMessages(apart, 0, count, MessageFlags.NONE);
    source.position(Math.min(from + sent * segmentSize, source.limit()));
    return sent;
  }

  private int segmentsOf(int bytes) {
    return (bytes + segmentSize - 1) / segmentSize;
  }
}
