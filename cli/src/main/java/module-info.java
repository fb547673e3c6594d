/** The command {@code sockets4j}. */
module io.sockets4j.cli {
  requires com.fasterxml.jackson.jr.ob;
  requires info.picocli;
  requires io.sockets4j.cli.spi;
  requires io.sockets4j.core;
  requires static org.jspecify;

  // Where the options and arguments of a command line are put.
  opens io.sockets4j.cli to
      info.picocli;

  uses io.sockets4j.cli.spi.CommandProvider;
}
