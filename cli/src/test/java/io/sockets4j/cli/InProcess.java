package io.sockets4j.cli;

import io.sockets4j.testkit.Program;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command, run within the test. What it is interrupted in ends with a failure. */
final class InProcess implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final StringWriter err = new StringWriter();
  private final FutureTask<Program.Result> task;
  private final Thread thread;

  private InProcess(InputStream in, String... args) {
    task =
        new FutureTask<>(
            () -> {
              ByteArrayOutputStream out = new ByteArrayOutputStream();
              Streams streams =
                  new Streams(
                      Channels.newChannel(in),
                      Channels.newChannel(out),
                      new PrintWriter(err, true));
              PrintWriter text = new PrintWriter(out, true, StandardCharsets.UTF_8);
              int status = Main.run(streams, text, args);
              return new Program.Result(
                  status, out.toString(StandardCharsets.UTF_8), err.toString());
            });
    thread = new Thread(task, String.join(" ", args));
    thread.setDaemon(true);
    thread.start();
  }

  /** Starts the command with nothing on its standard input. */
  static InProcess start(String... args) {
    return startWith("", args);
  }

  /** Starts the command with text on its standard input. */
  static InProcess startWith(String in, String... args) {
    return startWith(new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)), args);
  }

  static InProcess startWith(InputStream in, String... args) {
    return new InProcess(in, args);
  }

  /** Runs the command to its end. */
  static Program.Result run(String... args) throws Exception {
    return runWith("", args);
  }

  /** Runs the command to its end, with text on its standard input. */
  static Program.Result runWith(String in, String... args) throws Exception {
    try (InProcess command = startWith(in, args)) {
      return command.result();
    }
  }

  /** Waits until the command has written something to standard error: the first group. */
  String await(String regex) throws InterruptedException {
    Pattern pattern = Pattern.compile(regex);
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (System.nanoTime() < deadline) {
      boolean ended = task.isDone();
      Matcher matcher = pattern.matcher(err.toString());
      if (matcher.find()) {
        return matcher.group(matcher.groupCount() == 0 ? 0 : 1);
      }
      if (ended) {
        break;
      }
      Thread.sleep(2);
    }
    throw new AssertionError("no '" + regex + "' on standard error: '" + err + "'");
  }

  /** Waits until the command says where it listens: the address. */
  String awaitAddress() throws InterruptedException {
    return await("listening on (.+)\\R");
  }

  Program.Result result() throws Exception {
    return task.get(DEADLINE.toNanos(), TimeUnit.NANOSECONDS);
  }

  boolean hasEnded() {
    return task.isDone();
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(DEADLINE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
