/** The socket, its options, messages and errors, and what a family implements. */
module io.sockets4j.core {
  requires com.sun.jna;
  requires static org.jspecify;

  exports io.sockets4j;
  exports io.sockets4j.os;
  exports io.sockets4j.spi;

  uses io.sockets4j.spi.FamilyProvider;
}
