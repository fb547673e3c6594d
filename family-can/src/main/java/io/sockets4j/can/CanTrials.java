package io.sockets4j.can;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** How each kind of CAN socket shows that it works, through a virtual interface. */
final class CanTrials {
  /** Where the identifiers of trials begin, so that they are of the lowest priorities. */
  private static final int TRIAL_IDS = 0x1ff0_0000;

  /** The parameter group for messages of a maker's own, to one node. */
  private static final int PROPRIETARY_A = 0xef00;

  private CanTrials() {}

  /** A frame from one socket to another, which passes by those of others. */
  static void raw(SocketAddress address, Duration timeout) throws IOException {
    CanFrame frame = frame();
    List<CanFilter> filters = List.of(CanFilter.exact(frame.id()));
    try (CanRawSocket receiver =
            CanRawSocket.open((CanAddress) address, filters).setTimeout(timeout);
        CanRawSocket sender =
            CanRawSocket.open((CanAddress) address, List.of()).setTimeout(timeout)) {
      boolean unused = sender.send(frame);
      while (!receiver.receive().equals(frame)) {
        // somebody else's
      }
    }
  }

  /** A frame that one socket sends and for which another waits; those of others are passed by. */
  static void bcm(SocketAddress address, Duration timeout) throws IOException {
    CanFrame frame = frame();
    try (CanBcmSocket receiver = CanBcmSocket.open((CanAddress) address).setTimeout(timeout);
        CanBcmSocket sender = CanBcmSocket.open((CanAddress) address).setTimeout(timeout)) {
      receiver.setUp(BcmReception.of(frame.id()));
      boolean unused = sender.send(frame);
      while (!(receiver.receive() instanceof BcmEvent.RxChanged changed
          && changed.frame().equals(frame))) {
        // somebody else's
      }
    }
  }

  /**
   * One that hardly anybody takes for a command: identifier 0 stops and starts nodes of CANopen.
   */
  private static CanFrame frame() {
    return CanFrame.of(TRIAL_IDS + ThreadLocalRandom.current().nextInt(1 << 16), bytes(Long.BYTES));
  }

  /**
   * A message of several frames from one socket to another, between identifiers that hardly anybody
   * uses.
   */
  static void isoTp(SocketAddress address, Duration timeout) throws IOException {
    int random = ThreadLocalRandom.current().nextInt(1 << 16) << 1;
    IsoTpAddress near = IsoTpAddress.of(index(address), TRIAL_IDS + random, TRIAL_IDS + random + 1);
    byte[] sent = bytes(40);
    SocketSetup bounded = socket -> socket.setTimeout(timeout);
    try (var receiver = IsoTpSocket.open(near.peer(), bounded);
        var sender = IsoTpSocket.open(near, bounded)) {
      sender.sendConfirmed(sent);
      requireEqual(sent, receiver.receive());
    }
  }

  /** A message from one address to another, of a parameter group that has no meaning. */
  static void j1939(SocketAddress address, Duration timeout) throws IOException {
    int random = ThreadLocalRandom.current().nextInt(0x80, 0xf0);
    J1939Address near = J1939Address.of(index(address), random);
    J1939Address far = J1939Address.of(index(address), random + 1).withPgn(PROPRIETARY_A);
    byte[] sent = bytes(40);
    SocketSetup bounded = socket -> socket.setTimeout(timeout);
    try (var receiver = J1939Socket.open(far, bounded);
        var sender = J1939Socket.open(near, bounded)) {
      sender.send(sent, far);
      J1939Message message = receiver.receive();
      while (message.source().address() != near.address()) {
        message = receiver.receive(); // that was somebody else's
      }
      requireEqual(sent, message.data());
    }
  }

  private static int index(SocketAddress address) {
    return ((CanAddress) address).interfaceIndex();
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    ThreadLocalRandom.current().nextBytes(bytes);
    return bytes;
  }

  private static void requireEqual(byte[] sent, byte[] received) throws IOException {
    if (!Arrays.equals(sent, received)) {
      throw new IOException(
          "sent %s and received %s"
              .formatted(HexFormat.of().formatHex(sent), HexFormat.of().formatHex(received)));
    }
  }
}
