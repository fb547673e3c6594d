package io.sockets4j.testkit.relay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** This machine: for tests that want a JVM of their own, and what other places rest on. */
public class ThisMachine implements Place {

  /** For {@link RunsIn}. */
  public ThisMachine() {}

  @Override
  public String name() {
    return "this machine";
  }

  @Override
  public Optional<String> lacking() {
    return Optional.empty();
  }

  /**
   * {@inheritDoc}
   *
   * <p>If interrupted, it asks the program to end (SIGTERM), and waits for that.
   */
  @Override
  public int run(List<String> command, Consumer<String> out, Consumer<String> err)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).start();
    try {
      process.getOutputStream().close();
      Thread errors =
          new Thread(() -> read(process.getErrorStream(), err), "errors of " + command.get(0));
      errors.setDaemon(true);
      errors.start();
      Thread output =
          new Thread(() -> read(process.getInputStream(), out), "output of " + command.get(0));
      output.setDaemon(true);
      output.start();
      int status = process.waitFor();
      output.join();
      errors.join();
      return status;
    } finally {
      process.destroy();
      process.onExit().join();
    }
  }

  private static void read(InputStream stream, Consumer<String> lines) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      reader.lines().forEach(lines);
    } catch (IOException | UncheckedIOException e) {
      lines.accept("(the rest could not be read: " + e + ")");
    }
  }
}
