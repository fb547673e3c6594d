/** Small programs that show the library. */
module io.sockets4j.examples {
  requires io.sockets4j.can;
  requires io.sockets4j.core;
  requires io.sockets4j.inet;
  requires io.sockets4j.unix;
  requires static org.jspecify;
}
