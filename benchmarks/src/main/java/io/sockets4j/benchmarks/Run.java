package io.sockets4j.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures us beside the others, and prints and keeps what comes out. */
@Command(
    name = "benchmarks/run",
    description = {
      "Measures sockets4j beside C, the JDK, junixsocket, Netty and Python.",
      "",
      "All are pinned to one processor and take turns of a moment, in a new order every round.",
      "A figure is the median of the rounds, a ratio the median of the ratios within each round."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
public final class Run implements Callable<Integer> {
  @Option(names = "--quick", description = "All rows roughly, in some five minutes.")
  private boolean quick;

  @Option(names = "--list", description = "Prints the rows, and runs nothing.")
  private boolean list;

  @Option(
      names = "--blocked",
      description =
          "Prints the processor time of our calls while they wait, and runs nothing else.")
  private boolean blocked;

  @Option(
      names = "--cpus",
      paramLabel = "LIST",
      description = "The processors to pin to, as taskset(1) spells them; else the last one.")
  private @Nullable String cpus;

  @Option(
      names = "--only",
      paramLabel = "CONTENDER",
      split = ",",
      description = "Only these: c, ffm, jna, jdk, socket, junixsocket, netty, python.")
  private List<String> only = List.of();

  @Option(names = "--can", hidden = true)
  private @Nullable String can;

  @Option(names = "--c", hidden = true, required = true)
  private Path c = Path.of("contender");

  @Option(names = "--python", hidden = true, required = true)
  private Path python = Path.of("contender.py");

  @Option(names = "--results", hidden = true, required = true)
  private Path results = Path.of("results");

  @Parameters(
      paramLabel = "ROW",
      description = "Rows whose names begin so, such as send-receive/udp; else all.")
  private List<String> wanted = List.of();

  /**
   * Runs the command.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Run())
            .setExecutionExceptionHandler(
                (e, command, parsed) -> {
                  command.getErr().println("benchmarks/run: " + e.getMessage());
                  return command.getCommandSpec().exitCodeOnExecutionException();
                })
            .execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    if (blocked) {
      BlockedTime.print();
      return 0;
    }
    List<Row> rows =
        (can == null ? Row.all() : Row.can(can))
            .stream()
                .filter(r -> wanted.isEmpty() || wanted.stream().anyMatch(r.id()::startsWith))
                .toList();
    if (rows.isEmpty()) {
      throw new IOException("no row is called so: " + wanted);
    }
    if (list) {
      rows.forEach(row -> System.out.printf("%-40s %s%n", row.id(), row.title(quick)));
      return 0;
    }
    List<Contender> contenders =
        Contenders.all(c, python, System.getProperty("java.class.path")).stream()
            .filter(o -> only.isEmpty() || only.contains(o.role().replace("-newest", "")))
            .toList();
    Map<String, Object> machine = Machine.describe();
    String about =
        "%s, %s, %s, pinned to %s, commit %s%n"
            .formatted(
                machine.get("date"),
                machine.get("processor"),
                machine.get("kernel"),
                pinned(),
                machine.get("commit"));
    System.out.print(about);
    System.out.print(new Table(quick).head());
    Instant start = Instant.now();
    List<Result> done = run(rows, contenders);
    System.out.printf(
        "%d rows in %d s%n", rows.size(), Duration.between(start, Instant.now()).toSeconds());
    keep(machine, about.strip(), done);
    boolean failed =
        done.stream()
            .flatMap(result -> result.outcomes().stream())
            .anyMatch(outcome -> outcome.reason().startsWith("FAILED"));
    return failed ? 1 : 0;
  }

  private String pinned() {
    return cpus != null ? cpus : Integer.toString(Runtime.getRuntime().availableProcessors() - 1);
  }

  /** In a full run, each row in processes of its own, so that no JVM has compiled for another. */
  private List<Result> run(List<Row> rows, List<Contender> contenders) throws IOException {
    List<Result> done = new ArrayList<>();
    try (FileToSend file = FileToSend.create(mebibytesToSend(rows))) {
      if (quick) {
        run(rows, contenders, file, done);
      } else {
        for (Row row : rows) {
          run(List.of(row), contenders, file, done);
        }
      }
    }
    return done;
  }

  private int mebibytesToSend(List<Row> rows) {
    return rows.stream()
        .map(row -> row.task(quick))
        .filter(task -> task.work().equals("file"))
        .mapToInt(Task::count)
        .max()
        .orElse(0);
  }

  private void run(List<Row> rows, List<Contender> contenders, FileToSend file, List<Result> done)
      throws IOException {
    List<Entrant> entrants = new ArrayList<>();
    try {
      for (Contender contender : contenders) {
        if (rows.stream().anyMatch(contender::takesPartIn)) {
          entrants.add(start(contender, file));
        }
      }
      for (Row row : rows) {
        // Who failed in a row begins anew in the next.
        for (ListIterator<Entrant> all = entrants.listIterator(); all.hasNext(); ) {
          Entrant entrant = all.next();
          if (!entrant.failure().isEmpty()) {
            entrant.close();
            all.set(start(entrant.contender(), file));
          }
        }
        Result result =
            new Rounds(quick)
                .run(row, entrants.stream().filter(e -> e.contender().takesPartIn(row)).toList());
        System.out.print(new Table(quick).block(result));
        done.add(result);
      }
    } finally {
      for (Entrant entrant : entrants) {
        entrant.close();
      }
    }
  }

  private Entrant start(Contender contender, FileToSend file) throws IOException {
    return new Entrant(contender, List.of("taskset", "-c", pinned()), file);
  }

  private void keep(Map<String, Object> machine, String about, List<Result> done)
      throws IOException {
    Table table = new Table(quick);
    String bars = Table.bars(done);
    System.out.print(bars);
    StringBuilder text = new StringBuilder("%s%n%n%s".formatted(about, table.head()));
    done.forEach(result -> text.append(table.block(result)));
    text.append(bars);
    String name =
        can != null
            ? "can"
            : quick ? "quick" : wanted.isEmpty() && only.isEmpty() ? "full" : "part";
    Files.createDirectories(results);
    Files.writeString(results.resolve(name + ".txt"), text);
    Files.writeString(results.resolve(name + ".svg"), new Chart(quick).draw(done, about));
    Files.writeString(results.resolve(name + ".json"), ResultFile.write(machine, quick, done));
    PrintStream out = System.out;
    out.printf("%nKept as %s.txt, .svg and .json%n", results.resolve(name));
  }
}
