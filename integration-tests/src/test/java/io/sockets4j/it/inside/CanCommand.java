package io.sockets4j.it.inside;

import io.sockets4j.cli.spi.CommandProvider;
import io.sockets4j.cli.spi.Console;
import io.sockets4j.testkit.Program;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** A command of another module than the command's own, in a thread of the test. */
final class CanCommand implements AutoCloseable {
  private static final long DEADLINE_SECONDS = 50;

  private final TestConsole console;
  private final FutureTask<Program.Result> task;
  private final Thread thread;

  /** What the commands belong to. */
  @Command(name = "sockets4j")
  private static final class Root {}

  private CanCommand(boolean verbose, String... words) {
    console = new TestConsole(verbose);
    CommandLine commandLine = new CommandLine(new Root());
    for (CommandProvider provider : ServiceLoader.load(CommandProvider.class)) {
      provider.commands(console).forEach(commandLine::addSubcommand);
    }
    commandLine.setExecutionExceptionHandler(
        (e, command, result) -> {
          console.err.println(e.getMessage());
          return 1;
        });
    task =
        new FutureTask<>(
            () -> {
              int status = commandLine.execute(words);
              return new Program.Result(status, console.text(), console.errors.toString());
            });
    thread = new Thread(task, String.join(" ", words));
    thread.setDaemon(true);
    thread.start();
  }

  /** Starts a command; the word BUS in its line is an interface. */
  static CanCommand start(CanBus bus, String line) {
    return new CanCommand(false, line.replace("BUS", bus.name()).split(" ", -1));
  }

  /** Runs a command to its end. */
  static Program.Result run(CanBus bus, String line) throws Exception {
    try (CanCommand command = start(bus, line)) {
      return command.result();
    }
  }

  /** Runs a command that tells more to its end. */
  static Program.Result runVerbose(CanBus bus, String line) throws Exception {
    try (CanCommand command = new CanCommand(true, line.replace("BUS", bus.name()).split(" "))) {
      return command.result();
    }
  }

  /** Waits until the command has written something. */
  void await(String text) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    while (!console.text().contains(text) && !console.errors.toString().contains(text)) {
      if (task.isDone() || System.nanoTime() > deadline) {
        throw new AssertionError("no '%s': %s %s".formatted(text, console.text(), console.errors));
      }
      Thread.sleep(5);
    }
  }

  /** What the command has written so far. */
  String out() {
    return console.text();
  }

  boolean hasEnded() {
    return task.isDone();
  }

  Program.Result result() throws Exception {
    return task.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(DEADLINE_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class TestConsole implements Console {
    private final boolean verbose;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter errors = new StringWriter();
    private final PrintWriter err = new PrintWriter(errors, true);

    TestConsole(boolean verbose) {
      this.verbose = verbose;
    }

    String text() {
      return out.toString(StandardCharsets.UTF_8);
    }

    @Override
    public int read(ByteBuffer target) {
      return -1;
    }

    @Override
    public void write(ByteBuffer source) {
      byte[] bytes = new byte[source.remaining()];
      source.get(bytes);
      out.writeBytes(bytes);
    }

    @Override
    public PrintWriter err() {
      return err;
    }

    @Override
    public boolean isVerbose() {
      return verbose;
    }

    @Override
    public boolean isTerminal() {
      return false;
    }
  }
}
