package io.sockets4j.cli.can;

import io.sockets4j.cli.spi.Console;
import io.sockets4j.cli.spi.ReaderGoneException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * A command that was run within the test.
 *
 * @param status its exit status
 * @param out what it wrote
 * @param err what it told
 */
record Run(int status, String out, String err) {

  /** What the commands belong to. */
  @Command(name = "sockets4j")
  private static final class Root {}

  static Run of(String... args) {
    return new TestConsole("", Integer.MAX_VALUE).run(args);
  }

  /** With text on standard input. */
  static Run with(String in, String... args) {
    return new TestConsole(in, Integer.MAX_VALUE).run(args);
  }

  /** With a reader who goes after the first line. */
  static Run head(String... args) {
    return new TestConsole("", 1).run(args);
  }

  private static final class TestConsole implements Console {
    private final ByteBuffer in;
    private int lines;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();
    private final PrintWriter errors = new PrintWriter(err, true);

    TestConsole(String in, int lines) {
      this.in = ByteBuffer.wrap(in.getBytes(StandardCharsets.UTF_8));
      this.lines = lines;
    }

    Run run(String... args) {
      CommandLine commandLine = new CommandLine(new Root());
      new CanCommands().commands(this).forEach(commandLine::addSubcommand);
      commandLine.setParameterExceptionHandler(
          (e, any) -> {
            errors.println(e.getMessage());
            return 2;
          });
      commandLine.setExecutionExceptionHandler(
          (e, command, result) -> {
            errors.println(e.getMessage());
            return 1;
          });
      int status = commandLine.execute(args);
      return new Run(status, out.toString(StandardCharsets.UTF_8), err.toString());
    }

    @Override
    public int read(ByteBuffer target) {
      if (!in.hasRemaining()) {
        return -1;
      }
      int count = 0;
      while (in.hasRemaining() && target.hasRemaining()) {
        target.put(in.get());
        count++;
      }
      return count;
    }

    @Override
    public void write(ByteBuffer source) throws IOException {
      if (lines-- <= 0) {
        throw new ReaderGoneException("gone", new IOException("Broken pipe"));
      }
      byte[] bytes = new byte[source.remaining()];
      source.get(bytes);
      out.writeBytes(bytes);
    }

    @Override
    public PrintWriter err() {
      return errors;
    }

    @Override
    public boolean isVerbose() {
      return true;
    }

    @Override
    public boolean isTerminal() {
      return false;
    }
  }
}
