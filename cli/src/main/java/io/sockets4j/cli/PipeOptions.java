package io.sockets4j.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of {@code listen} and {@code connect} alike. */
final class PipeOptions {
  private @Nullable Integer block;

  @Option(
      names = {"-q", "--quit"},
      description =
          "End when the peer's direction has ended, even if there is more standard input to send.")
  private boolean quit;

  @Option(
      names = "--idle",
      paramLabel = "DURATION",
      defaultValue = "1s",
      converter = DurationConverter.class,
      description =
          "Datagrams have no end: when standard input has ended and nothing has been received for"
              + " so long, the command ends (default: 1s).")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Duration idle;

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec mixee;

  @Option(
      names = "--block",
      paramLabel = "BYTES",
      description = "Send each BYTES bytes of standard input as one message, instead of each line.")
  void setBlock(int bytes) {
    if (bytes <= 0) {
      throw new ParameterException(
          mixee.commandLine(), "--block: " + bytes + " is no size: expected 1 or more");
    }
    block = bytes;
  }

  boolean quit() {
    return quit;
  }

  Duration idle() {
    return idle;
  }

  /** How standard input is cut for a kind of socket. */
  Chunks chunks(Endpoint endpoint, Streams streams) {
    if (endpoint.isStream()) {
      return Chunks.asRead(streams);
    }
    return block == null ? Chunks.lines(streams) : Chunks.blocks(streams, block);
  }
}
