package io.sockets4j.cli;

import io.sockets4j.BsdSocket;
import io.sockets4j.spi.AddressScheme;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The server's end of a pipe through a socket. */
@Command(
    name = "listen",
    header = "Wait for one peer, and pipe standard input and output to and from it.",
    description = {
      "",
      "Binds to ADDRESS, and says where on standard error: port 0 stands for any free port. Then"
          + " standard input goes to the first peer that connects, and what it sends goes to"
          + " standard output. Later ones are refused. The end of standard input is the end of our"
          + " direction; the command ends when the peer's direction has ended as well.",
      "",
      "Where there are no connections (UDP), the first peer is the one whose datagram comes first."
          + " Each line of standard input, its newline included, is sent as one datagram; one above"
          + " 65507 bytes is cut.",
      "",
      "The file of a UNIX socket is removed at the end.",
      "",
      "  sockets4j listen tcp:localhost:8080 > received",
      "  sockets4j listen unix:/tmp/example.sock < to-be-sent"
    })
final class ListenCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ADDRESS", description = "Where to listen.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String address;

  @Option(
      names = "--replace",
      description = "Remove the file of a UNIX socket that a server which is no more has left.")
  private boolean replace;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private PipeOptions options;

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
      if (endpoint.isConnection()) {
        bound.socket().listen(1);
        announce(bound);
        try (BsdSocket<?> connection = bound.acceptOne()) {
          main.tell("connected: " + endpoint.format(connection.getRemoteAddress()));
          try (Progress progress = Progress.to(main.streams().err())) {
            pipe(endpoint, connection, progress).connection(options.quit());
          }
        }
      } else {
        announce(bound);
        try (Progress progress = Progress.to(main.streams().err())) {
          pipe(endpoint, bound.socket(), progress).datagramsOfFirst(options.idle());
        }
      }
    }
    return Main.OK;
  }

  private void announce(BoundSocket bound) throws IOException {
    main.streams().err().println("listening on " + bound.name());
  }

  private Pipe pipe(Endpoint endpoint, BsdSocket<?> socket, Progress progress) {
    Streams streams = main.streams();
    return new Pipe(socket, streams, options.chunks(endpoint, streams), progress);
  }
}
