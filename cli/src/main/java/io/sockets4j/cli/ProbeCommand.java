package io.sockets4j.cli;

import io.sockets4j.spi.AddressFamily;
import io.sockets4j.spi.Families;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells which families work on this machine. */
@Command(
    name = "probe",
    header = "Try every kind of socket, and tell which work here.",
    description = {
      "",
      "For each type and protocol of each installed family, a socket is bound, another one is"
          + " connected to it, and bytes that one sends are compared where they arrive, all within"
          + " this machine. The table gives the time that this took (the best of three), or says"
          + " why it did not work and what can be done about it.",
      "",
      "The result of a row is one of:",
      "  works                 the bytes arrived",
      "  not on this platform  another operating system has it",
      "  no kernel support     this kernel was built without it",
      "  module not loaded     this kernel has a module for it: load it",
      "  switched off          the kernel has it and does not serve it: IPv6 without addresses,"
          + " say",
      "  no permission         it needs a right, or a seccomp filter forbids it",
      "  fails                 it is there, and does not do what it should",
      "",
      "The exit status is 0 when everything works that the kernel has: it is 1 where a row says 'no"
          + " permission' or 'fails'. Below the table stand modules that could not be installed,"
          + " and how the C library is called: by ffm (java.lang.foreign) or by jna, with the"
          + " reason why not by the other."
    })
final class ProbeCommand implements Callable<Integer> {
  /** How long one call may take. On one machine, it takes microseconds or for ever. */
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  @Parameters(
      paramLabel = "FAMILY",
      arity = "0..*",
      description = "Families to try, such as AF_UNIX or just unix; all by default.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--json", description = "Print the same as JSON, for programs.")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    List<AddressFamily<?>> families = families();
    Machine machine = Machine.current();
    List<Finding> findings =
        families.stream()
            .flatMap(
                family ->
                    family.kinds().stream().map(kind -> Finding.of(family, kind, TIMEOUT, machine)))
            .toList();
    ProbeReport report = new ProbeReport(findings, Families.problems(), machine);
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? report.toJson() : report.toTable());
    out.flush();
    return report.isGood() ? Main.OK : Main.FAILURE;
  }

  private List<AddressFamily<?>> families() {
    List<AddressFamily<?>> installed = Installed.families();
    if (names.isEmpty()) {
      return installed;
    }
    List<AddressFamily<?>> chosen = new ArrayList<>();
    for (String name : names) {
      String constant = name.toUpperCase(Locale.ROOT);
      chosen.add(
          installed.stream()
              .filter(
                  family ->
                      family.name().equals(constant) || family.name().equals("AF_" + constant))
              .findFirst()
              .orElseThrow(() -> notInstalled(name)));
    }
    return chosen;
  }

  private ParameterException notInstalled(String name) {
    return new ParameterException(
        spec.commandLine(),
        "no family '%s' is installed, but these are: %s"
            .formatted(
                name,
                Installed.families().stream()
                    .map(AddressFamily::name)
                    .collect(Collectors.joining(", "))));
  }
}
