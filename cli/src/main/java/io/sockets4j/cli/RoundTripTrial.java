package io.sockets4j.cli;

import io.sockets4j.BsdSocket;
import io.sockets4j.Received;
import io.sockets4j.spi.AddressFamily;
import io.sockets4j.spi.RoundTrip;
import io.sockets4j.spi.SocketKind;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sends bytes through sockets of one kind, and compares them where they arrive. */
final class RoundTripTrial {
  private static final int PAYLOAD = 64;

  private final AddressFamily<?> family;
  private final SocketKind kind;
  private final Duration timeout;

  /**
   * Chooses what to try.
   *
   * @param family the family
   * @param kind which of its kinds of socket
   * @param timeout how long each call may take
   */
  RoundTripTrial(AddressFamily<?> family, SocketKind kind, Duration timeout) {
    this.family = family;
    this.kind = kind;
    this.timeout = timeout;
  }

  /**
   * Makes one round trip, with sockets of its own.
   *
   * @return how long it took, from the first socket to the comparison
   * @throws IOException if it did not succeed
   * @throws UnsupportedOperationException if this platform does not have this kind of socket
   */
  Duration run() throws IOException {
    open().close(); // a kernel that has no such sockets says so before anything else is missing
    try (RoundTrip.Lease lease = kind.roundTrip().address().lease()) {
      return switch (kind.roundTrip().shape()) {
        case CONNECTION -> connection(lease.address());
        case DATAGRAM -> datagram(lease.address());
        case OWN -> own(kind.roundTrip().trial(), lease.address());
      };
    }
  }

  private Duration connection(SocketAddress address) throws IOException {
    long start = System.nanoTime();
    try (BsdSocket<?> server = open();
        BsdSocket<?> client = open()) {
      server.bind(address).listen(1);
      client.connect(nameOf(server, address));
      try (BsdSocket<?> accepted = server.accept()) {
        accepted.setTimeout(timeout);
        byte[] sent = payload();
        client.sendAll(sent);
        compare(sent, receive(accepted));
        return since(start);
      }
    }
  }

  private static ByteBuffer receive(BsdSocket<?> socket) throws IOException {
    ByteBuffer received = ByteBuffer.allocate(PAYLOAD);
    while (received.hasRemaining() && socket.receive(received) >= 0) {
      // A stream may give the bytes in parts.
    }
    return received.flip();
  }

  private Duration datagram(SocketAddress address) throws IOException {
    try (RoundTrip.Lease back = kind.roundTrip().address().lease()) {
      long start = System.nanoTime();
      try (BsdSocket<?> receiver = open();
          BsdSocket<?> sender = open()) {
        receiver.bind(address);
        sender.bind(back.address());
        byte[] sent = payload();
        sender.sendTo(sent, nameOf(receiver, address));
        ByteBuffer received = ByteBuffer.allocate(2 * PAYLOAD);
        Received<?> message = receiver.receiveFrom(received);
        compare(sent, received.flip());
        SocketAddress from = message.address();
        if (from != null && !from.equals(nameOf(sender, back.address()))) {
          throw new IOException("a datagram came from " + from + " instead of " + sender);
        }
        return since(start);
      }
    }
  }

  private Duration own(RoundTrip.@Nullable Trial trial, SocketAddress address) throws IOException {
    long start = System.nanoTime();
    Objects.requireNonNull(trial, "trial").run(address, timeout);
    return since(start);
  }

  private BsdSocket<?> open() throws IOException {
    return BsdSocket.open(family, kind.type(), kind.protocol()).setTimeout(timeout);
  }

  private static SocketAddress nameOf(BsdSocket<?> socket, SocketAddress bound) throws IOException {
    SocketAddress name = socket.getLocalAddress();
    return name == null ? bound : name;
  }

  private static byte[] payload() {
    byte[] payload = new byte[PAYLOAD];
    for (int i = 0; i < PAYLOAD; i++) {
      payload[i] = (byte) (7 * i + 1); // no two alike, and neither text nor zeros
    }
    return payload;
  }

  private static void compare(byte[] sent, ByteBuffer received) throws IOException {
    int difference = ByteBuffer.wrap(sent).mismatch(received);
    if (difference >= 0) {
      throw new IOException(
          "sent %d bytes and received %d, which differ from byte %d on"
              .formatted(sent.length, received.remaining(), difference));
    }
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
