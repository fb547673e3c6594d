/** The socket, its options, messages and errors, and what a family implements. */
module io.sockets4j.core {
  requires com.sun.jna;
  requires static org.jspecify;
}
