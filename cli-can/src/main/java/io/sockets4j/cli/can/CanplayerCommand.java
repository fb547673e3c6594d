package io.sockets4j.cli.can;

import io.sockets4j.cli.spi.Console;
import io.sockets4j.cli.spi.ReaderGoneException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Replays log files. */
@Command(
    name = "canplayer",
    header = "Replay a log file of candump.",
    description = {
      "",
      "Sends the frames of a log file with the gaps that they came with. Without an assignment,"
          + " each goes to the interface that it came from: a real one, if that was so.",
      "",
      "  sockets4j canplayer -I candump.log",
      "  sockets4j canplayer -t -I candump.log vcan1=can0"
    })
final class CanplayerCommand implements Callable<Integer> {
  private static final String STDOUT = "stdout";

  private final Console console;

  @Parameters(
      paramLabel = "TO=FROM",
      arity = "0..*",
      description =
          "Send what came from the interface FROM to TO, which may be stdout, and leave out what"
              + " nothing is said of.")
  private List<String> assignments = List.of();

  @Option(
      names = {"-I", "--input"},
      paramLabel = "FILE",
      description = "The log file (default: standard input).")
  private @Nullable Path input;

  @Option(
      names = {"-l", "--loops"},
      paramLabel = "COUNT",
      defaultValue = "1",
      description = "How often; i for ever (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String loops;

  @Option(
      names = {"-t", "--no-gaps"},
      description = "Send the frames as fast as they can be sent.")
  private boolean noGaps;

  @Option(
      names = {"-s", "--skip"},
      paramLabel = "SECONDS",
      description = "Leave out gaps of more than so many seconds.")
  private @Nullable Long skip;

  @Option(
      names = {"-x", "--no-loopback"},
      description = "Keep the frames from other programs of this machine.")
  private boolean noLoopback;

  @Option(
      names = {"-p", "--patience"},
      paramLabel = "MS",
      defaultValue = "1000",
      description = "How long to wait while a queue is full (default: ${DEFAULT-VALUE}).")
  private long patience;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  CanplayerCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Arguments.atLeast(spec, "-p", 1, patience);
    Arguments.atLeast(spec, "-s", 0, skip == null ? 0 : skip);
    long times = times();
    if (times > 1 && input == null) {
      throw misuse("-l: standard input can be read once only: name a file with -I");
    }
    Map<String, String> targets = targets();
    try (Senders senders = new Senders(!noLoopback, Duration.ofMillis(patience))) {
      for (long i = 0; i < times; i++) {
        try (LogReader reader = open()) {
          play(reader, targets, senders);
        }
      }
    } catch (ReaderGoneException e) {
      return 0;
    }
    return 0;
  }

  private ParameterException misuse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private long times() {
    if (loops.equals("i")) {
      return Long.MAX_VALUE;
    }
    if (!loops.matches("[1-9]\\d{0,17}")) {
      throw misuse("-l: '%s' is no count: expected 1 or more, or i".formatted(loops));
    }
    return Long.parseLong(loops);
  }

  /** Where frames go, by where they came from. */
  private Map<String, String> targets() {
    Map<String, String> targets = new LinkedHashMap<>();
    for (String assignment : assignments) {
      String[] sides = assignment.split("=", -1);
      if (sides.length != 2) {
        throw misuse("'%s' is no assignment: expected TO=FROM".formatted(assignment));
      }
      String from = Arguments.read(spec, sides[1], FrameSource::interfaceName);
      targets.put(from, Arguments.read(spec, sides[0], FrameSource::interfaceName));
    }
    return targets;
  }

  private LogReader open() throws IOException {
    return input == null
        ? LogReader.of("standard input", new ConsoleInput(console))
        : LogReader.open(input);
  }

  private void play(LogReader reader, Map<String, String> targets, Senders senders)
      throws IOException {
    Pace pace = new Pace();
    Instant last = null;
    for (LogLine line = reader.next(); line != null; line = reader.next()) {
      String target = targets.isEmpty() ? line.interfaceName() : targets.get(line.interfaceName());
      if (target == null) {
        continue;
      }
      if (last != null && !noGaps) {
        pace.waitNanos(gap(Duration.between(last, line.time())));
      }
      last = line.time();
      send(line, target, senders);
    }
  }

  private long gap(Duration gap) {
    boolean skipped = skip != null && gap.compareTo(Duration.ofSeconds(skip)) > 0;
    return gap.isNegative() || skipped ? 0 : gap.toNanos();
  }

  private void send(LogLine line, String target, Senders senders) throws IOException {
    if (target.equals(STDOUT)) {
      print(line.format(0) + '\n');
      return;
    }
    senders.to(target).send(line.frame());
    if (console.isVerbose()) {
      print("%s (%s) %s\n".formatted(target, line.interfaceName(), FrameText.format(line.frame())));
    }
  }

  private void print(String text) throws IOException {
    console.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** One for each interface, opened when the first frame goes there. */
  private static final class Senders implements AutoCloseable {
    private final boolean loopback;
    private final Duration patience;
    private final Map<String, FrameSender> senders = new HashMap<>();

    Senders(boolean loopback, Duration patience) {
      this.loopback = loopback;
      this.patience = patience;
    }

    FrameSender to(String interfaceName) throws IOException {
      FrameSender sender = senders.get(interfaceName);
      if (sender == null) {
        sender = FrameSender.open(interfaceName, loopback, patience);
        senders.put(interfaceName, sender);
      }
      return sender;
    }

    @Override
    public void close() throws IOException {
      Closing.all(senders.values());
    }
  }

  /** Standard input as a stream. */
  private static final class ConsoleInput extends InputStream {
    private final Console console;

    ConsoleInput(Console console) {
      this.console = console;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return console.read(ByteBuffer.wrap(target, offset, length));
    }
  }
}
