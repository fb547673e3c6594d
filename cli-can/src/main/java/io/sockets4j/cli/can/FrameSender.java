package io.sockets4j.cli.can;

import io.sockets4j.can.CanAddress;
import io.sockets4j.can.CanFrame;
import io.sockets4j.can.CanRawOptions;
import io.sockets4j.can.CanRawSocket;
import io.sockets4j.can.CanVcidOptions;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Sends frames of every kind through an interface. */
final class FrameSender implements Closeable {
  private final CanRawSocket socket;

  private FrameSender(CanRawSocket socket) {
    this.socket = socket;
  }

  /**
   * Opens a socket that only sends.
   *
   * @param loopback whether other sockets of this machine receive what it sends
   * @param patience how long to wait while the queue is full
   */
  static FrameSender open(String interfaceName, boolean loopback, Duration patience)
      throws IOException {
    CanAddress address = CanAddress.of(interfaceName);
    CanRawSocket socket = CanRawSocket.open();
    try {
      socket.setOption(CanRawOptions.CAN_RAW_FILTER, List.of());
      socket.setOption(CanRawOptions.CAN_RAW_LOOPBACK, loopback);
      RawSockets.setIfThere(socket, CanRawOptions.CAN_RAW_FD_FRAMES, true);
      RawSockets.setIfThere(socket, CanRawOptions.CAN_RAW_XL_FRAMES, true);
      RawSockets.setIfThere(
          socket, CanRawOptions.CAN_RAW_XL_VCID_OPTS, CanVcidOptions.NONE.transmitAsItIs());
      return new FrameSender(socket.setTimeout(patience).bind(address));
    } catch (IOException | RuntimeException e) {
      try (socket) {
        throw e;
      }
    }
  }

  /**
   * Sends a frame.
   *
   * @throws java.net.SocketTimeoutException if the queue stayed full
   * @throws IOException if it cannot be sent
   */
  void send(CanFrame frame) throws IOException {
    boolean unused = socket.send(frame); // which waits: the socket is in blocking mode
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
