/** {@code AF_CAN}. */
module io.sockets4j.can {
  requires transitive io.sockets4j.core;
  requires static org.jspecify;

  exports io.sockets4j.can;

  provides io.sockets4j.spi.FamilyProvider with
      io.sockets4j.can.CanProvider;
}
