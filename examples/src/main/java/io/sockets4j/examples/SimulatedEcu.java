package io.sockets4j.examples;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sockets4j.can.IsoTpAddress;
import io.sockets4j.can.IsoTpSocket;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A control unit that knows one thing, the vehicle identification number: the other end of {@link
 * ReadVin}, for virtual interfaces.
 *
 * <pre>
 * java -cp 'LIBRARIES/*' io.sockets4j.examples.SimulatedEcu INTERFACE VIN
 * </pre>
 */
public final class SimulatedEcu {
  private static final int READ_DATA_BY_IDENTIFIER = 0x22;
  private static final int VIN_IDENTIFIER = 0xF190;
  private static final int POSITIVE = 0x40;

  private static final int SERVICE_NOT_SUPPORTED = 0x11;
  private static final int REQUEST_OUT_OF_RANGE = 0x31;
  private static final int RESPONSE_PENDING = 0x78;

  private SimulatedEcu() {}

  /**
   * Answers requests until it is stopped.
   *
   * @param args interface and number
   * @throws IOException if something fails
   */
  public static void main(String[] args) throws IOException {
    byte[] vin = args[1].getBytes(US_ASCII);
    try (var socket = IsoTpSocket.open(IsoTpAddress.of(args[0], 0x7E0, 0x7E8))) {
      System.out.println("Listening on " + args[0]);
      while (true) {
        answer(socket, socket.receive(), vin);
      }
    }
  }

  private static void answer(IsoTpSocket socket, byte[] request, byte[] vin) throws IOException {
    byte service = request[0];
    if (service != READ_DATA_BY_IDENTIFIER) {
      socket.sendConfirmed(refusal(service, SERVICE_NOT_SUPPORTED));
    } else if (request.length != 3 || ByteBuffer.wrap(request).getChar(1) != VIN_IDENTIFIER) {
      socket.sendConfirmed(refusal(service, REQUEST_OUT_OF_RANGE));
    } else {
      socket.sendConfirmed(refusal(service, RESPONSE_PENDING)); // has to look it up
      ByteBuffer response = ByteBuffer.allocate(3 + vin.length);
      response.put((byte) (service + POSITIVE)).putChar((char) VIN_IDENTIFIER).put(vin);
      socket.sendConfirmed(response.flip());
    }
  }

  private static byte[] refusal(byte service, int code) {
    return new byte[] {0x7F, service, (byte) code};
  }
}
