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
public class AnyKernel implements Place {
  private final Place process;
  private final Optional<String> noContainer;
  private final Place chosen;

  /** For {@link io.sockets4j.testkit.relay.RunsIn}. */
  public AnyKernel() {
    this(1);
  }

  /** One that may run beside others, each on a processor of its own. */
  AnyKernel(int processor) {
    Place container = new KernelContainer(processor);
    process = new KernelProcess(processor);
    noContainer = container.lacking();
    chosen =
        noContainer.isEmpty() || Requirement.PLACES.covers(container.name()) ? container : process;
  }

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
