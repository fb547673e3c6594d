package io.sockets4j.testkit.relay;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The {@linkplain Kernel kernel with every family}, as a process of this machine. */
public final class KernelProcess implements Place {

  private final List<String> options;

  /** For {@link RunsIn}. It runs on any one of this machine's processors. */
  public KernelProcess() {
    this.options = List.of();
  }

  /**
   * One that runs beside others, each on a processor of its own.
   *
   * @param processor its number, from 1, counted round
   */
  public KernelProcess(int processor) {
    this.options = List.of("-p", Integer.toString(processor));
  }

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
  public List<String> jvmOptions() {
    return Kernel.JVM_OPTIONS;
  }

  @Override
  public int run(List<String> command, Consumer<String> out, Consumer<String> err)
      throws IOException, InterruptedException {
    return new ThisMachine().run(Kernel.find().command(options, command), out, err);
  }
}
