package io.sockets4j.cli;

import java.io.PrintWriter;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code sockets4j}: sockets of every installed family, from the shell. */
@Command(
    name = "sockets4j",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    header = "Sockets of every installed address family, from the shell.",
    description = {
      "",
      "First, see what works on this machine:",
      "  sockets4j probe",
      "Then two ends of a connection, each in a terminal of its own:",
      "  sockets4j listen tcp:localhost:8080",
      "  sockets4j connect tcp:localhost:8080"
    },
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%nArguments:%n",
    commandListHeading = "%nCommands:%n",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "  0:all is well",
      "  1:what was asked for failed; standard error tells why",
      "  2:the command line is wrong; nothing was done",
      "130:ended by SIGINT (Ctrl-C)",
      "143:ended by SIGTERM"
    },
    subcommands = {
      ProbeCommand.class,
      ListenCommand.class,
      ConnectCommand.class,
      EchoCommand.class,
      SchemesCommand.class
    })
public final class Main implements Callable<Integer> {
  static final int OK = 0;
  static final int FAILURE = 1;
  static final int USAGE = 2;

  private static final Set<String> TAKE_AN_ADDRESS = Set.of("listen", "connect", "echo");

  private final Streams streams;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Tell more: who connects, and the stack trace of an error.")
  private boolean verbose;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  Main(Streams streams) {
    this.streams = streams;
  }

  /**
   * Runs the command, and ends the JVM with its exit status.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    System.exit(run(Streams.ofProcess(), Streams.text(System.out), args));
  }

  /** Runs the command: the exit status. What it prints as text goes to {@code text}. */
  static int run(Streams streams, PrintWriter text, String... args) {
    Main main = new Main(streams);
    CommandLine commandLine = new CommandLine(main);
    OtherCommands.add(
        commandLine, new CommandConsole(main), line -> streams.err().println("sockets4j: " + line));
    // What is set concerns the commands that are there.
    commandLine
        .setOut(text)
        .setErr(streams.err())
        .setExpandAtFiles(false) // '@' begins an abstract name
        .setParameterExceptionHandler(Main::misused)
        .setExecutionExceptionHandler((failure, command, result) -> main.failed(failure));
    showSchemes(commandLine);
    try {
      return commandLine.execute(args);
    } catch (LinkageError e) { // no library for native calls, say
      return main.failed(e);
    }
  }

  /** Help texts of commands that take an address end with the spellings that are installed. */
  private static void showSchemes(CommandLine commandLine) {
    for (CommandLine command : commandLine.getSubcommands().values()) {
      if (TAKE_AN_ADDRESS.contains(command.getCommandName())) {
        command
            .getHelpSectionMap()
            .put(
                UsageMessageSpec.SECTION_KEY_FOOTER,
                help ->
                    Endpoint.pipes()
                        .map(scheme -> "  " + scheme.scheme().syntax())
                        .collect(Collectors.joining("\n", "\nAn ADDRESS is one of:\n", "\n")));
      }
    }
  }

  private static int misused(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    command.getErr().println("sockets4j: " + e.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(e, command.getErr());
    command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return USAGE;
  }

  private int failed(Throwable failure) {
    streams.err().println("sockets4j: " + Failures.describe(failure));
    if (verbose) {
      failure.printStackTrace(streams.err());
    }
    return FAILURE;
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  Streams streams() {
    return streams;
  }

  boolean isVerbose() {
    return verbose;
  }

  /** Tells something that not everybody wants to know. */
  void tell(String message) {
    if (verbose) {
      streams.err().println("sockets4j: " + message);
    }
  }
}
