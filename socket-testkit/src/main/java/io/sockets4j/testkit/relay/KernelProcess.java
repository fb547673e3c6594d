package io.sockets4j.testkit.relay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The {@linkplain Kernel kernel with every family}, as a process of this machine. */
public final class KernelProcess implements Place {

  /** For {@link RunsIn}. */
  public KernelProcess() {}

  @Override
  public String name() {
    return "kernel";
  }

  @Override
  public Optional<String> lacking() {
    try {
      Kernel.find();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public boolean isComplete() {
    return true;
  }

  @Override
  public int run(List<String> command, Consumer<String> out, Consumer<String> err)
      throws IOException, InterruptedException {
    List<String> whole = new ArrayList<>();
    whole.add(Kernel.find().folder().resolve("run").toString());
    whole.add("--");
    whole.addAll(command);
    Process process = new ProcessBuilder(whole).start();
    try {
      process.getOutputStream().close();
      Thread errors = new Thread(() -> read(process.getErrorStream(), err), "errors of the kernel");
      errors.setDaemon(true);
      errors.start();
      Thread output = new Thread(() -> read(process.getInputStream(), out), "output of the kernel");
      output.setDaemon(true);
      output.start();
      int status = process.waitFor();
      output.join();
      errors.join();
      return status;
    } finally {
      process.destroy(); // kernel/run ends all that it started
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
