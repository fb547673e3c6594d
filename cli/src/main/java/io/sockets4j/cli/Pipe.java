package io.sockets4j.cli;

import io.sockets4j.BsdSocket;
import io.sockets4j.Received;
import io.sockets4j.os.SocketType;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Pipes standard input into a socket, and the socket into standard output, until both have ended.
 */
final class Pipe {
  /** Large, as every call has its price, and more than most messages can have. */
  private static final int BUFFER = 256 * 1024;

  private final BsdSocket<?> socket;
  private final Streams streams;
  private final Chunks chunks;
  private final Progress progress;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);

  Pipe(BsdSocket<?> socket, Streams streams, Chunks chunks, Progress progress) {
    this.socket = socket;
    this.streams = streams;
    this.chunks = chunks;
    this.progress = progress;
  }

  /**
   * Pipes through a connection. The end of standard input ends our direction of it; the peer's end
   * is the end of standard output.
   *
   * @param quit whether to return at the peer's end, whatever is still to be sent
   * @throws IOException if one of them fails
   */
  void connection(boolean quit) throws IOException {
    Sender sender = new Sender(socket, socket, chunks, progress, true);
    sender.start();
    try {
      if (socket.type().equals(SocketType.STREAM)) {
        while (socket.receive(buffer.clear()) >= 0) {
          pass();
        }
      } else {
        while (message(socket).length() >= 0) {
          pass();
        }
      }
    } catch (IOException e) {
      sender.throwFailure(); // which was first: it has closed the socket
      throw e;
    }
    if (!quit) {
      sender.await();
    }
  }

  /**
   * Sends each piece of standard input to the peer that the socket is connected to. Datagrams have
   * no end: when standard input has ended, and nothing has come for a while, this returns.
   *
   * @param idle how long that is
   * @throws IOException if something fails
   */
  void datagrams(Duration idle) throws IOException {
    datagrams(idle, false, null);
  }

  /**
   * Waits for a first datagram, and then pipes as {@link #datagrams} does to whoever has sent it.
   *
   * @param idle how long nothing must have come
   * @throws IOException if something fails
   */
  void datagramsOfFirst(Duration idle) throws IOException {
    SocketAddress peer = message(socket).address();
    pass();
    if (peer == null) {
      streams.err().println("sockets4j: the peer has no address, so that nothing is sent to it");
    } else {
      socket.connect(peer);
    }
    datagrams(idle, peer == null, peer);
  }

  private void datagrams(Duration idle, boolean receiveOnly, @Nullable SocketAddress peer)
      throws IOException {
    // A socket object of its own, with a timeout that does not concern the sender.
    try (BsdSocket<?> receiver = socket.duplicate()) {
      long begin = System.nanoTime();
      Sender sender = new Sender(socket, receiver, chunks, progress, false);
      if (!receiveOnly) {
        sender.start();
      }
      long last = begin;
      long quiet = 0;
      while (quiet < idle.toNanos()) {
        if (receive(receiver, idle.minusNanos(quiet), sender, peer)) {
          last = System.nanoTime();
        }
        long since = Math.max(last, receiveOnly ? begin : sender.endedAt().orElse(Long.MAX_VALUE));
        quiet = since == Long.MAX_VALUE ? 0 : System.nanoTime() - since;
      }
      sender.throwFailure();
    }
  }

  /** Waits for a datagram of the peer, and passes it on. */
  private boolean receive(
      BsdSocket<?> receiver, Duration wait, Sender sender, @Nullable SocketAddress peer)
      throws IOException {
    try {
      receiver.setTimeout(wait);
      SocketAddress from = message(receiver).address();
      // Datagrams of others may have arrived before the socket was connected.
      boolean wanted = peer == null || peer.equals(from);
      if (wanted) {
        pass();
      }
      return wanted;
    } catch (SocketTimeoutException e) {
      return false; // nothing has come
    } catch (IOException e) {
      sender.throwFailure(); // which was first: it has closed the receiver
      throw e;
    }
  }

  private Received<?> message(BsdSocket<?> from) throws IOException {
    Received<?> message = from.receiveFrom(buffer.clear());
    if (message.truncated()) {
      throw new IOException("a message was longer than " + BUFFER + " bytes: the rest is lost");
    }
    return message;
  }

  private void pass() throws IOException {
    progress.addReceived(buffer.flip().remaining());
    streams.write(buffer);
  }
}
