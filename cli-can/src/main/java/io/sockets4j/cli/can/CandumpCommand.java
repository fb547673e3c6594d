package io.sockets4j.cli.can;

import io.sockets4j.cli.spi.Console;
import io.sockets4j.cli.spi.ReaderGoneException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows, logs and captures what is on CAN buses. */
@Command(
    name = "candump",
    header = "Show, log and capture the frames of CAN interfaces.",
    description = {
      "",
      "Classic, FD and XL frames, in the formats of candump of can-utils, whose options it takes."
          + " It ends with Ctrl-C, after some frames (-n) or after some silence (-T).",
      "",
      "An INTERFACE may be 'any', and be followed by filters in hexadecimal digits, with commas"
          + " between them: 123:7FF for identifiers that are 123 in the bits of 7FF, 123~7FF for"
          + " those that are not, #FFFFFFFF for error frames of these classes, and j if all filters"
          + " must match instead of one. An identifier of 8 digits is an extended one.",
      "",
      "  sockets4j candump vcan0",
      "  sockets4j candump -t d -x can0,123:7FF,18DA0000:1FFF0000",
      "  sockets4j candump -e can0,0~0,#FFFFFFFF",
      "  sockets4j candump --write trace.pcapng any",
      "  sockets4j candump --read candump.log --write trace.pcapng"
    })
final class CandumpCommand implements Callable<Integer> {
  private static final int OK = 0;
  private static final int MOST_COLOUR = 3;
  private static final int WITH_ANIMATION = 1;
  private static final int SILENT = 2;
  private static final DateTimeFormatter LOG_NAME =
      DateTimeFormatter.ofPattern("'candump-'uuuu-MM-dd_HHmmss'.log'", Locale.ROOT);

  private final Console console;

  @Parameters(
      paramLabel = "INTERFACE[,FILTER...]",
      arity = "0..*",
      description = "Where frames come from; with --read, which of its frames.")
  private List<String> interfaces = List.of();

  @Option(
      names = {"-t", "--timestamp"},
      paramLabel = "TYPE",
      description = "Begin lines with the time: a absolute, d delta, z since the first, A date.")
  private @Nullable String timestamp;

  @Option(
      names = {"-c", "--colour"},
      description =
          "Colour the name of the interface; twice, the frame too; three times, all (default: once"
              + " on a terminal, unless NO_COLOR is set).")
  private boolean[] colour = {};

  @Option(names = "--no-colour", description = "Colour nothing.")
  private boolean noColour;

  @Option(
      names = {"-i", "--binary"},
      description = "Show bits instead of hexadecimal digits.")
  private boolean binary;

  @Option(
      names = {"-a", "--ascii"},
      description = "Show up to 8 bytes as characters too.")
  private boolean ascii;

  @Option(
      names = {"-S", "--swap"},
      description = "Show the last byte first, with ` between them.")
  private boolean swapped;

  @Option(
      names = {"-8", "--raw-dlc"},
      description = "Show length codes (DLC) of 9 to 15, in braces.")
  private boolean rawDlc;

  @Option(
      names = {"-e", "--errors"},
      description = "Tell what error frames report.")
  private boolean errors;

  @Option(
      names = {"-x", "--extra"},
      description = "Tell of each frame whether it was sent here, BRS and ESI.")
  private boolean extra;

  @Option(
      names = {"-s", "--silent"},
      paramLabel = "LEVEL",
      description = "0 show frames, 1 only that there are some, 2 nothing (default with a log).")
  private @Nullable Integer silent;

  @Option(
      names = {"-l", "--log"},
      description = "Write a log file, candump-DATE_TIME.log.")
  private boolean log;

  @Option(
      names = {"-f", "--log-file"},
      paramLabel = "FILE",
      description = "Write a log file of this name.")
  private @Nullable Path logFile;

  @Option(
      names = {"-L", "--log-format"},
      description = "Show frames as in log files, which canplayer replays.")
  private boolean logFormat;

  @Option(
      names = {"-w", "--write"},
      paramLabel = "FILE.pcapng",
      description = "Write a capture file too, which Wireshark and tshark read.")
  private @Nullable Path capture;

  @Option(
      names = "--read",
      paramLabel = "FILE",
      description = "Take the frames of this log file, instead of interfaces.")
  private @Nullable Path read;

  @Option(
      names = {"-n", "--count"},
      paramLabel = "COUNT",
      description = "End after so many frames.")
  private @Nullable Long count;

  @Option(
      names = {"-T", "--silence"},
      paramLabel = "MS",
      description = "End when nothing has come for so many milliseconds.")
  private @Nullable Long silence;

  @Option(
      names = {"-r", "--receive-buffer"},
      paramLabel = "BYTES",
      description = "How much may wait in the kernel for each interface.")
  private @Nullable Integer receiveBuffer;

  @Option(
      names = {"-d", "--drops"},
      description = "Tell when the kernel has dropped frames because we were too slow.")
  private boolean drops;

  @Option(
      names = {"-D", "--stay"},
      description = "Stay when an interface goes down.")
  private boolean stay;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  CandumpCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    List<FrameSource> sources = new ArrayList<>();
    for (String each : interfaces) {
      sources.add(Arguments.read(spec, each, FrameSource::parse));
    }
    check(sources);
    try (Output output = new Output(console, screen(), lineOptions(), extra)) {
      Path logTo = logFile != null ? logFile : logName();
      if (logTo != null) {
        console.err().println("sockets4j: logging to " + logTo);
        output.addLog(logTo);
      }
      if (capture != null) {
        output.addCapture(capture);
      }
      long most = count == null ? Long.MAX_VALUE : count;
      if (read != null) {
        replay(read, sources, output, most);
      } else {
        Capture.Options options = new Capture.Options(receiveBuffer, silence, drops, stay);
        try (Capture live = Capture.open(sources, options, console)) {
          live.run(output, most);
        }
      }
    } catch (ReaderGoneException e) {
      return OK;
    }
    return OK;
  }

  private void check(List<FrameSource> sources) {
    if (sources.isEmpty() && read == null) {
      throw misuse("an INTERFACE is missing, or --read");
    }
    if (logFormat && (ascii || binary || swapped || rawDlc || errors || timestamp != null)) {
      throw misuse("-L shows frames as in log files: neither -a, -i, -S, -8, -e nor -t go with it");
    }
    if (silent != null && (silent < 0 || silent > SILENT)) {
      throw misuse("-s: %s is no level: expected 0, 1 or 2".formatted(silent));
    }
    Arguments.atLeast(spec, "-n", 1, count == null ? 1 : count);
    Arguments.atLeast(spec, "-T", 1, silence == null ? 1 : silence);
    Arguments.atLeast(spec, "-r", 1, receiveBuffer == null ? 1 : receiveBuffer);
  }

  private ParameterException misuse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private Output.Screen screen() {
    if (logFormat) {
      return Output.Screen.LOG;
    }
    int level = silent != null ? silent : log || logFile != null ? SILENT : 0;
    if (level == 0) {
      return Output.Screen.FRAMES;
    }
    return level == WITH_ANIMATION ? Output.Screen.ANIMATION : Output.Screen.NOTHING;
  }

  private ScreenLine.Options lineOptions() {
    return new ScreenLine.Options(
        clock(),
        noColour ? 0 : colourLevel(),
        extra,
        errors,
        new FrameView.Options(ascii, binary, swapped, rawDlc));
  }

  private ScreenLine.@Nullable Clock clock() {
    if (timestamp == null) {
      return null;
    }
    return switch (timestamp) {
      case "a" -> ScreenLine.Clock.ABSOLUTE;
      case "d" -> ScreenLine.Clock.DELTA;
      case "z" -> ScreenLine.Clock.ZERO;
      case "A" -> ScreenLine.Clock.DATE;
      default -> throw misuse("-t: '%s' is no time: expected a, d, z or A".formatted(timestamp));
    };
  }

  private int colourLevel() {
    if (colour.length > 0) {
      return Math.min(colour.length, MOST_COLOUR);
    }
    boolean wanted = System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
    return wanted && screen() == Output.Screen.FRAMES && console.isTerminal() ? 1 : 0;
  }

  private @Nullable Path logName() {
    return log ? Path.of(LOG_NAME.format(LocalDateTime.now(ZoneId.systemDefault()))) : null;
  }

  private static void replay(Path file, List<FrameSource> sources, Output output, long most)
      throws IOException {
    try (LogReader reader = LogReader.open(file)) {
      long taken = 0;
      LogLine line = most > 0 ? reader.next() : null;
      while (line != null) {
        if (isWanted(line, sources)) {
          output.write(
              new Arrival(line.interfaceName(), line.time(), line.frame(), line.direction()));
          taken++;
        }
        line = taken < most ? reader.next() : null;
      }
    }
  }

  private static boolean isWanted(LogLine line, List<FrameSource> sources) {
    return sources.isEmpty()
        || sources.stream().anyMatch(each -> each.matches(line.interfaceName(), line.frame()));
  }
}
