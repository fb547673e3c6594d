package io.sockets4j.cli.can;

import io.sockets4j.can.CanFrame;
import io.sockets4j.cli.spi.Console;
import io.sockets4j.cli.spi.ReaderGoneException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes frames up and sends them. */
@Command(
    name = "cangen",
    header = "Make CAN frames up, and send them.",
    description = {
      "",
      "The options are those of cangen of can-utils. A MODE is r for random, i for one more each"
          + " time, or a value that is always the same: hexadecimal digits, of lengths a decimal"
          + " number. While the queue of the interface is full it waits (-p) or leaves frames out"
          + " (-i).",
      "",
      "  sockets4j cangen vcan0",
      "  sockets4j cangen -g 4 -I 42A -L 1 -D i -v vcan0",
      "  sockets4j cangen -g 0 -n 1000 -m --seed 1 vcan0"
    })
final class CangenCommand implements Callable<Integer> {
  private static final long PATIENCE_MILLIS = 1_000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Console console;

  @Parameters(paramLabel = "INTERFACE", description = "Where the frames go.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String interfaceName;

  @Option(
      names = {"-g", "--gap"},
      paramLabel = "MS",
      defaultValue = "200",
      description = "Milliseconds between frames, or bursts (default: ${DEFAULT-VALUE}).")
  private double gap;

  @Option(
      names = {"-e", "--extended"},
      description = "Identifiers of 29 bits.")
  private boolean extended;

  @Option(
      names = {"-f", "--fd"},
      description = "CAN FD.")
  private boolean fd;

  @Option(
      names = {"-b", "--brs"},
      description = "CAN FD with another bit rate for the data (BRS).")
  private boolean bitRateSwitch;

  @Option(
      names = {"-E", "--esi"},
      description = "CAN FD from a node that is error passive (ESI).")
  private boolean errorState;

  @Option(
      names = {"-X", "--xl"},
      description = "CAN XL.")
  private boolean xl;

  @Option(
      names = {"-R", "--remote"},
      description = "Ask for frames.")
  private boolean remote;

  @Option(
      names = {"-m", "--mix"},
      description = "Mix -e, -f, -b, -E and -R.")
  private boolean mixed;

  @Option(
      names = {"-I", "--id"},
      paramLabel = "MODE",
      defaultValue = "r",
      description = "The identifiers (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String id;

  @Option(
      names = {"-L", "--length"},
      paramLabel = "MODE",
      description = "The lengths (default: r, or that of the data).")
  private @Nullable String length;

  @Option(
      names = {"-D", "--data"},
      paramLabel = "MODE",
      defaultValue = "r",
      description = "The data (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String data;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "What is random is the same each time with the same number.")
  private @Nullable Long seed;

  @Option(
      names = {"-n", "--count"},
      paramLabel = "COUNT",
      description = "End after so many frames (default: never).")
  private @Nullable Long count;

  @Option(
      names = {"-c", "--burst"},
      paramLabel = "COUNT",
      defaultValue = "1",
      description = "So many frames at once (default: ${DEFAULT-VALUE}).")
  private long burst;

  @Option(
      names = {"-p", "--patience"},
      paramLabel = "MS",
      description = "How long to wait while the queue is full (default: 1000, and 1 with -i).")
  private @Nullable Long patience;

  @Option(
      names = {"-i", "--ignore-full"},
      description = "Leave out what the queue has no room for in that time, and go on.")
  private boolean ignoreFull;

  @Option(
      names = {"-x", "--no-loopback"},
      description = "Keep the frames from other programs of this machine.")
  private boolean noLoopback;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  CangenCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Arguments.atLeast(spec, "-n", 1, count == null ? 1 : count);
    Arguments.atLeast(spec, "-c", 1, burst);
    long millis = patience != null ? patience : ignoreFull ? 1 : PATIENCE_MILLIS;
    Arguments.atLeast(spec, "-p", 1, millis);
    if (!(gap >= 0 && gap <= Integer.MAX_VALUE)) {
      throw misuse("-g: %s is no number of milliseconds".formatted(gap));
    }
    String name = Arguments.read(spec, interfaceName, FrameSource::interfaceName);
    FrameGenerator frames =
        new FrameGenerator(options(), seed == null ? new SecureRandom().nextLong() : seed);
    try (FrameSender sender = FrameSender.open(name, !noLoopback, Duration.ofMillis(millis))) {
      send(frames, sender, name);
    } catch (ReaderGoneException e) {
      return 0; // who watched (-v) has seen enough
    }
    return 0;
  }

  private ParameterException misuse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private FrameGenerator.Options options() {
    boolean isFd = fd || bitRateSwitch || errorState;
    if (xl && (isFd || mixed || extended || remote)) {
      throw misuse(
          "-X: XL frames are neither FD (-f, -b, -E), extended (-e) nor remote (-R), and are not"
              + " mixed (-m)");
    }
    if (remote && isFd) {
      throw misuse("-R: FD frames ask for no others");
    }
    CanFrame.Kind kind =
        xl ? CanFrame.Kind.XL : isFd || mixed ? CanFrame.Kind.FD : CanFrame.Kind.CLASSIC;
    FrameGenerator.Payload payload = Arguments.read(spec, data, FrameGenerator.Payload::parse);
    FrameGenerator.Lengths lengths =
        length == null && payload.length().isPresent()
            ? new FrameGenerator.Lengths(FrameGenerator.Mode.FIXED, payload.length().getAsInt())
            : Arguments.read(spec, length == null ? "r" : length, FrameGenerator.Lengths::parse);
    return Arguments.read(
        spec,
        id,
        text ->
            new FrameGenerator.Options(
                kind,
                mixed,
                extended,
                remote,
                bitRateSwitch,
                errorState,
                FrameGenerator.Ids.parse(text),
                lengths,
                payload));
  }

  private void send(FrameGenerator frames, FrameSender sender, String name) throws IOException {
    FrameView view = new FrameView(new FrameView.Options(false, false, false, true));
    long most = count == null ? Long.MAX_VALUE : count;
    long left = 0;
    Pace pace = new Pace();
    for (long i = 0; i < most; i++) {
      if (i > 0 && i % burst == 0) {
        pace.waitNanos(Math.round(gap * NANOS_PER_MILLI));
      }
      CanFrame frame = frames.next();
      try {
        sender.send(frame);
      } catch (SocketTimeoutException e) {
        if (!ignoreFull) {
          throw e;
        }
        left++;
        continue;
      }
      if (console.isVerbose()) {
        String line = "  %s  %s%n".formatted(name, view.format(frame));
        console.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
      }
    }
    if (left > 0) {
      console.err().println("sockets4j: left out, as the queue was full: " + left + " frames");
    }
  }
}
