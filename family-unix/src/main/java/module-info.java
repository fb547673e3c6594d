/** {@code AF_UNIX}. */
module io.sockets4j.unix {
  requires transitive io.sockets4j.core;
  requires static org.jspecify;

  exports io.sockets4j.unix;

  provides io.sockets4j.spi.FamilyProvider with
      io.sockets4j.unix.UnixProvider;
}
