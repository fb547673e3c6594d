package io.sockets4j.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A contender's process, which does as it is told: see {@code entrant.Baton} for its side. */
final class Entrant implements AutoCloseable {
  private final Contender contender;
  private final Process process;
  private final Writer out;
  private final BufferedReader in;

  /** The end of those who say nothing for so long. */
  private static final long PATIENCE_SECONDS = 120;

  private static final ScheduledExecutorService WATCH =
      Executors.newSingleThreadScheduledExecutor(
          body -> {
            Thread thread = new Thread(body, "watch");
            thread.setDaemon(true);
            return thread;
          });

  Entrant(Contender contender, List<String> pinned, FileToSend file) throws IOException {
    this.contender = contender;
    List<String> command = new ArrayList<>(pinned);
    command.addAll(contender.command());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put(FileToSend.VARIABLE, file.path().toString());
    process = builder.start();
    out = process.outputWriter();
    in = process.inputReader();
  }

  private String failure = "";

  Contender contender() {
    return contender;
  }

  /** Why it takes part no more; empty while it does. */
  String failure() {
    return failure;
  }

  /** It takes part no more. */
  void fail(IOException reason) {
    failure = "FAILED: " + reason.getMessage();
    process.destroyForcibly();
  }

  void say(String line) throws IOException {
    out.write(line + "\n");
    out.flush();
  }

  String hear() throws IOException {
    ScheduledFuture<?> end =
        WATCH.schedule(process::destroyForcibly, PATIENCE_SECONDS, TimeUnit.SECONDS);
    String line = in.readLine();
    end.cancel(false);
    if (line == null) {
      throw new IOException("it ended, or said nothing for so long that it was ended");
    }
    return line;
  }

  /** Gives it the turn until it is through. */
  void turn() throws IOException {
    say("run");
    String answer = hear();
    if (!answer.equals("done")) {
      throw new IOException(contender.title() + " said " + answer);
    }
  }

  /** Its memory, in KiB: what of it is in RAM (VmRSS of proc(5)). */
  long residentKib() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    return 0;
  }

  @Override
  public void close() throws IOException {
    if (process.isAlive()) {
      out.close();
    }
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
