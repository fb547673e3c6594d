package io.sockets4j.it.places;

import io.sockets4j.testkit.Requirement;
import io.sockets4j.testkit.relay.KernelProcess;
import io.sockets4j.testkit.relay.Place;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The kernel with every family in a {@linkplain KernelContainer container}; where no engine answers
 * and none is required, as a {@linkplain KernelProcess process}, which is said.
 */
public final class AnyKernel implements Place {
  private final Place container = new KernelContainer();
  private final Place process = new KernelProcess();
  private final Optional<String> noContainer = container.lacking();
  private final Place chosen =
      noContainer.isEmpty() || Requirement.PLACES.covers(container.name()) ? container : process;

  /** For {@link io.sockets4j.testkit.relay.RunsIn}. */
  public AnyKernel() {}

  @Override
  public String name() {
    return chosen.name();
  }

  @Override
  public Optional<String> lacking() {
    return chosen.lacking();
  }

  @Override
  public boolean isComplete() {
    return chosen.isComplete();
  }

  @Override
  public List<String> jvmOptions() {
    return chosen.jvmOptions();
  }

  @Override
  public int run(List<String> command, Consumer<String> out, Consumer<String> err)
      throws IOException, InterruptedException {
    if (chosen == process) {
      System.err.println("without a container, in the kernel alone: " + noContainer.orElseThrow());
    }
    return chosen.run(command, out, err);
  }
}
