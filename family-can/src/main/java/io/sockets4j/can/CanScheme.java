package io.sockets4j.can;

import io.sockets4j.os.SocketType;
import io.sockets4j.spi.AddressScheme;
import java.io.IOException;
import java.net.SocketAddress;

/** How people write the address of a raw socket: {@code can:can0}, {@code can:any}. */
final class CanScheme {
  private static final String ANY = "any";

  static final AddressScheme CAN =
      new AddressScheme(
          "can",
          "can:INTERFACE or can:any",
          SocketType.RAW,
          CanProtocols.CAN_RAW,
          CanScheme::parse,
          SocketAddress::toString);

  private CanScheme() {}

  private static SocketAddress parse(String text, AddressScheme.Use use) throws IOException {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("the interface is missing; expected INTERFACE or any");
    }
    return text.equals(ANY) ? CanAddress.ANY : CanAddress.of(text);
  }
}
