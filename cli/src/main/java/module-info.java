/** The command {@code sockets4j}. */
module io.sockets4j.cli {
  requires info.picocli;
  requires io.sockets4j.core;
  requires static org.jspecify;
}
