/** {@code AF_UNIX}. */
module io.sockets4j.unix {
  requires transitive io.sockets4j.core;
  requires static org.jspecify;
}
