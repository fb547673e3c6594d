package io.sockets4j.cli;

import io.sockets4j.spi.AddressScheme;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** An echo server. */
@Command(
    name = "echo",
    header = "Send back whatever comes, to any number of clients at once.",
    description = {
      "",
      "Binds to ADDRESS, and says where on standard error: port 0 stands for any free port. It runs"
          + " until it is ended by Ctrl-C or SIGTERM; the file of a UNIX socket is removed then.",
      "",
      "  sockets4j echo tcp:localhost:8080",
      "  sockets4j echo unix-dgram:/tmp/example.sock"
    })
final class EchoCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ADDRESS", description = "Where to serve.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String address;

  @Option(
      names = "--replace",
      description = "Remove the file of a UNIX socket that a server which is no more has left.")
  private boolean replace;

  @ParentCommand
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Main main;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Endpoint endpoint = Endpoint.parse(address, AddressScheme.Use.BIND, spec.commandLine());
    try (BoundSocket bound = BoundSocket.open(endpoint, replace)) {
      EchoServer server = new EchoServer(endpoint, main);
      if (endpoint.isConnection()) {
        bound.socket().listen();
      }
      main.streams().err().println("listening on " + bound.name());
      if (endpoint.isConnection()) {
        server.serveConnections(bound.socket());
      } else {
        server.serveDatagrams(bound.socket());
      }
    }
    return Main.OK;
  }
}
