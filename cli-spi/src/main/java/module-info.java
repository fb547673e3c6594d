/** What a module implements that adds commands to the command {@code sockets4j}. */
module io.sockets4j.cli.spi {
  requires static org.jspecify;

  exports io.sockets4j.cli.spi;
}
