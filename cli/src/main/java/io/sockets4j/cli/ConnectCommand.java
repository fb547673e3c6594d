package io.sockets4j.cli;

import io.sockets4j.BsdSocket;
import io.sockets4j.spi.AddressScheme;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The client's end of a pipe through a socket. */
@Command(
    name = "connect",
    header = "Connect to a peer, and pipe standard input and output to and from it.",
    description = {
      "",
      "Standard input goes to the peer, and what it sends goes to standard output. The end of"
          + " standard input is the end of our direction; the command ends when the peer's"
          + " direction has ended as well.",
      "",
      "Where there are no connections (UDP), each line of standard input, its newline included, is"
          + " sent as one datagram; one above 65507 bytes is cut. The command ends when nothing has"
          + " come for a while (--idle) after the end of standard input.",
      "",
      "  echo Hello | sockets4j connect tcp:localhost:8080",
      "  sockets4j connect unix:/run/example.sock < request > response"
    })
final class ConnectCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ADDRESS", description = "The peer.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String address;

  @Option(
      names = "--from",
      paramLabel = "ADDRESS",
      description = "Bind to this address of the same scheme first.")
  private @Nullable String from;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description =
          "How long connecting may take: 500ms, 5s, 2m; a number alone is seconds (default: as"
              + " long as the system tries).")
  private @Nullable Duration timeout;

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
    Endpoint peer = Endpoint.parse(address, AddressScheme.Use.CONNECT, spec.commandLine());
    Optional<Endpoint> local = local(peer);
    if (local.isPresent()) {
      try (BoundSocket bound = BoundSocket.open(local.get(), false)) {
        converse(peer, bound.socket());
      }
    } else {
      try (BsdSocket<?> socket = peer.open()) {
        converse(peer, socket);
      }
    }
    return Main.OK;
  }

  /** What to bind before connecting: what the user says, or what the peer needs to answer. */
  private Optional<Endpoint> local(Endpoint peer) throws IOException {
    if (from == null) {
      AddressScheme scheme = peer.spelling().scheme();
      return peer.isConnection()
          ? Optional.empty()
          : peer.family()
              .anyAddress(scheme.type(), scheme.protocol())
              .map(any -> new Endpoint(peer.spelling(), any));
    }
    Endpoint local = Endpoint.parse(from, AddressScheme.Use.BIND, spec.commandLine());
    if (!local.spelling().equals(peer.spelling())) {
      throw new ParameterException(
          spec.commandLine(),
          "--from: '%s' and '%s' have different schemes".formatted(from, address));
    }
    return Optional.of(local);
  }

  private void converse(Endpoint peer, BsdSocket<?> socket) throws IOException {
    socket.setTimeout(timeout).connect(peer.address());
    socket.setTimeout(null);
    main.tell("connected: " + socket);
    Streams streams = main.streams();
    try (Progress progress = Progress.to(streams.err())) {
      Pipe pipe = new Pipe(socket, streams, options.chunks(peer, streams), progress);
      if (peer.isConnection()) {
        pipe.connection(options.quit());
      } else {
        pipe.datagrams(options.idle());
      }
    }
  }
}
