/** {@code AF_INET} and {@code AF_INET6}. */
module io.sockets4j.inet {
  requires transitive io.sockets4j.core;
  requires static org.jspecify;

  exports io.sockets4j.inet;

  provides io.sockets4j.spi.FamilyProvider with
      io.sockets4j.inet.InetProvider;
}
