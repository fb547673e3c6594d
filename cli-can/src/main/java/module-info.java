/** The commands of {@code sockets4j} for CAN. */
module io.sockets4j.cli.can {
  requires info.picocli;
  requires io.sockets4j.can;
  requires io.sockets4j.cli.spi;
  requires static org.jspecify;

  // Where the options and arguments of a command line are put.
  opens io.sockets4j.cli.can to
      info.picocli;

  provides io.sockets4j.cli.spi.CommandProvider with
      io.sockets4j.cli.can.CanCommands;
}
