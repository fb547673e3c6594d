package io.sockets4j.examples;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sockets4j.can.IsoTpAddress;
import io.sockets4j.can.IsoTpSocket;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * Asks a car for its vehicle identification number, as a garage does: a request of Unified
 * Diagnostic Services (ISO 14229) over ISO-TP.
 *
 * <pre>
 * java -cp 'LIBRARIES/*' io.sockets4j.examples.ReadVin INTERFACE [REQUEST-ID RESPONSE-ID]
 * </pre>
 *
 * <p>Identifiers are hexadecimal; 7E0 and 7E8, those of the engine, by default. {@link
 * SimulatedEcu} answers on a virtual interface.
 */
public final class ReadVin {
  private static final byte[] REQUEST = {0x22, (byte) 0xF1, (byte) 0x90};

  private static final int NEGATIVE_RESPONSE = 0x7F;
  private static final int RESPONSE_PENDING = 0x78;
  private static final int VIN_LENGTH = 17;

  private ReadVin() {}

  /**
   * Asks once.
   *
   * @param args interface and identifiers
   * @throws IOException if something fails
   */
  public static void main(String[] args) throws IOException {
    int requestId = args.length > 1 ? Integer.parseInt(args[1], 16) : 0x7E0;
    int responseId = args.length > 2 ? Integer.parseInt(args[2], 16) : 0x7E8;
    IsoTpAddress address = IsoTpAddress.of(args[0], responseId, requestId);
    try (var socket = IsoTpSocket.open(address, it -> it.setTimeout(Duration.ofSeconds(5)))) {
      System.out.println("VIN " + read(socket));
    }
  }

  private static String read(IsoTpSocket socket) throws IOException {
    socket.sendConfirmed(REQUEST);
    byte[] response = socket.receive();
    while (isNegative(response) && response[2] == RESPONSE_PENDING) {
      response = socket.receive(); // it needs more time
    }
    if (isNegative(response)) {
      throw new IOException("refused with code 0x%02X".formatted(response[2]));
    }
    if (response.length != 3 + VIN_LENGTH || response[0] != 0x62) {
      throw new IOException("not an answer: " + HexFormat.of().formatHex(response));
    }
    return new String(response, 3, VIN_LENGTH, US_ASCII);
  }

  private static boolean isNegative(byte[] response) {
    return response.length == 3 && response[0] == NEGATIVE_RESPONSE;
  }
}
