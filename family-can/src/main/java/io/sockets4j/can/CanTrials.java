package io.sockets4j.can;

import io.sockets4j.BsdSocket;
import io.sockets4j.os.SocketType;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;

/** How each kind of CAN socket shows that it works, through a virtual interface. */
final class CanTrials {
  private CanTrials() {}

  /** A frame from one socket to another; frames of others that use the interface are passed by. */
  static void raw(SocketAddress address, Duration timeout) throws IOException {
    byte[] frame = new byte[16];
    for (int i = 0; i < 8; i++) {
      frame[8 + i] = (byte) (7 * i + 1); // no two alike
    }
    frame[4] = 8; // of these bytes
    try (var receiver = open(timeout);
        var sender = open(timeout)) {
      receiver.bind(address);
      int unused = sender.sendTo(frame, address);
      while (!Arrays.equals(frame, receiver.receive(frame.length))) {
        // somebody else's
      }
    }
  }

  /** A frame that one socket sends and for which another waits; those of others are passed by. */
  static void bcm(SocketAddress address, Duration timeout) throws IOException {
    CanFrame frame = CanFrame.of(0x123, new byte[] {1, 8, 15, 22, 29, 36, 43, 50});
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

  private static BsdSocket<CanAddress> open(Duration timeout) throws IOException {
    return BsdSocket.open(CanFamily.AF_CAN, SocketType.RAW, CanProtocols.CAN_RAW)
        .setTimeout(timeout);
  }
}
