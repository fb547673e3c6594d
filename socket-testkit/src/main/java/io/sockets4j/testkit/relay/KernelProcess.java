package io.sockets4j.testkit.relay;

import java.io.IOException;
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
  public List<String> jvmOptions() {
    return Kernel.JVM_OPTIONS;
  }

  @Override
  public int run(List<String> command, Consumer<String> out, Consumer<String> err)
      throws IOException, InterruptedException {
    List<String> whole = new ArrayList<>();
    whole.add(Kernel.find().folder().resolve("run").toString());
    whole.add("--");
    whole.addAll(command);
    return new ThisMachine().run(whole, out, err);
  }
}
