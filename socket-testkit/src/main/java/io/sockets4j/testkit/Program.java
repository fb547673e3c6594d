package io.sockets4j.testkit;

import io.sockets4j.NativeCalls;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A program that a test runs: another end to talk to. It never outlives the test.
 *
 * <pre>{@code
 * try (Program server = Program.start(Tool.PYTHON.require(), "-c", script)) {
 *   int port = Integer.parseInt(server.await("port (\\d+)"));
 *   ...
 *   assertEquals(0, server.finish().status());
 * }
 * }</pre>
 */
public final class Program implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final int BUFFER = 64 * 1024;

  private final List<String> command;
  private final Process process;
  private final Collector out;
  private final Collector err;

  private Program(List<String> command, Process process) {
    this.command = command;
    this.process = process;
    this.out = new Collector(process.getInputStream());
    this.err = new Collector(process.getErrorStream());
  }

  /**
   * What a program left.
   *
   * @param status its exit status; 128 and the signal's number where one ended it
   * @param out what it wrote to standard output, read as UTF-8, unless that went to a file
   * @param err what it wrote to standard error
   */
  public record Result(int status, String out, String err) {}

  /**
   * Starts a program whose standard streams the test reads and writes.
   *
   * @param command the program and its arguments
   * @return the running program
   * @throws IOException if it cannot be started
   */
  public static Program start(String... command) throws IOException {
    return start(List.of(command), null, null);
  }

  /**
   * Starts a program.
   *
   * @param command the program and its arguments
   * @param in the file to be its standard input; null where the test writes
   * @param out the file to be its standard output; null where the test reads
   * @return the running program
   * @throws IOException if it cannot be started
   */
  public static Program start(List<String> command, @Nullable Path in, @Nullable Path out)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    if (in != null) {
      builder.redirectInput(in.toFile());
    }
    if (out != null) {
      builder.redirectOutput(Redirect.to(out.toFile()));
    }
    return new Program(List.copyOf(command), builder.start());
  }

  /**
   * Starts a program of this project: a class of the class path that the tests have, in a JVM of
   * its own.
   *
   * @param main the class with the main method
   * @param arguments its arguments
   * @return the command, for {@link #start(List, Path, Path)}
   */
  public static List<String> java(Class<?> main, String... arguments) {
    return java(System.getProperty("java.class.path"), main.getName(), arguments);
  }

  /**
   * The command that starts a class in a JVM of its own, which calls the C library in the same way
   * if one is forced here.
   *
   * @param classPath where its classes are
   * @param main the name of the class with the main method
   * @param arguments its arguments
   * @return the command, for {@link #start(List, Path, Path)}
   */
  public static List<String> java(String classPath, String main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    if (Runtime.version().feature() >= 22) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    String binding = System.getProperty(NativeCalls.PROPERTY);
    if (binding != null) {
      command.add("-D" + NativeCalls.PROPERTY + "=" + binding);
    }
    command.addAll(List.of("-cp", classPath, main));
    command.addAll(List.of(arguments));
    return command;
  }

  /**
   * The program's standard input. Close it for the program to see the end.
   *
   * @return the stream
   */
  public OutputStream input() {
    return process.getOutputStream();
  }

  /**
   * Its process.
   *
   * @return the process, which this object ends
   */
  public Process process() {
    return process;
  }

  /**
   * Waits until the program has written something to standard output or standard error.
   *
   * @param regex what to wait for
   * @return the first group, or all of it if there is none
   * @throws InterruptedException if interrupted
   */
  public String await(String regex) throws InterruptedException {
    Pattern pattern = Pattern.compile(regex);
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (true) {
      boolean ended = !process.isAlive() && out.hasEnded() && err.hasEnded();
      for (Collector stream : List.of(out, err)) {
        Matcher matcher = pattern.matcher(stream.text());
        if (matcher.find()) {
          return matcher.group(matcher.groupCount() == 0 ? 0 : 1);
        }
      }
      if (ended || System.nanoTime() > deadline) {
        throw failure((ended ? "ended" : "waited") + " without writing '" + regex + "'");
      }
      Thread.sleep(5);
    }
  }

  /**
   * Closes standard input, and waits for the program's end.
   *
   * @return what it left
   * @throws InterruptedException if interrupted
   */
  public Result finish() throws InterruptedException {
    try {
      input().close();
    } catch (IOException e) {
      // The program had ended before it took all of its input: its status tells.
    }
    return result();
  }

  /**
   * Waits for the program's end.
   *
   * @return what it left
   * @throws InterruptedException if interrupted
   */
  public Result result() throws InterruptedException {
    if (!process.waitFor(DEADLINE.toNanos(), TimeUnit.NANOSECONDS)) {
      throw failure("does not end");
    }
    return new Result(process.exitValue(), out.all(), err.all());
  }

  private AssertionError failure(String what) {
    return new AssertionError(
        "%s %s; standard output: '%s'; standard error: '%s'"
            .formatted(command, what, out.text(), err.text()));
  }

  /** Ends the program, if it still runs. */
  @Override
  public void close() {
    process.destroyForcibly();
    boolean interrupted = false;
    while (process.isAlive()) {
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Reads all that a program writes, so that it never has to wait for us. */
  private static final class Collector {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Thread thread;

    Collector(InputStream stream) {
      thread = new Thread(() -> collect(stream), "output of a program");
      thread.setDaemon(true);
      thread.start();
    }

    private void collect(InputStream stream) {
      byte[] buffer = new byte[BUFFER];
      try (stream) {
        for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
          bytes.write(buffer, 0, n);
        }
      } catch (IOException e) {
        bytes.writeBytes(("(" + e + ")").getBytes(StandardCharsets.UTF_8)); // seen by the test
      }
    }

    boolean hasEnded() {
      return !thread.isAlive();
    }

    /** Everything, once the program has ended. */
    String all() throws InterruptedException {
      thread.join(DEADLINE.toMillis());
      return text();
    }

    String text() {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }
}
