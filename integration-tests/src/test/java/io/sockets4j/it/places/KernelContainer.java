package io.sockets4j.it.places;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import io.sockets4j.testkit.relay.Kernel;
import io.sockets4j.testkit.relay.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The {@linkplain Kernel kernel with every family}, in a container that has no rights at all: no
 * capability, no network, no file of this machine to write to, and the usual seccomp profile.
 */
public final class KernelContainer implements Place {

  private final List<String> options;

  /** For {@link io.sockets4j.testkit.relay.RunsIn}. It runs on any processor. */
  public KernelContainer() {
    this.options = List.of();
  }

  /** One that runs beside others, each on a processor of its own, counted round from 1. */
  KernelContainer(int processor) {
    this.options = List.of("-p", Integer.toString(processor));
  }

  @Override
  public String name() {
    try {
      return "kernel %s container".formatted(Kernel.find().series());
    } catch (IOException e) {
      return "kernel container"; // lacking() tells why
    }
  }

  @Override
  public Optional<String> lacking() {
    try {
      Kernel.find();
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
    return Engine.lacking();
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
    Kernel kernel = Kernel.find();
    MachineFiles files = new MachineFiles();
    files.add(kernel.folder());
    files.add(kernel.binary());
    try (var container =
        new CommandContainer(
            files, KernelContainer::withoutRights, kernel.command(options, command), out, err)) {
      // As root of the container, without a capability, it could not read what is the user's alone.
      String user = owner("unix:uid") + ":" + owner("unix:gid");
      container.withCreateContainerCmdModifier(create -> create.withUser(user));
      container.withEnv("SOCKETS4J_KERNEL", kernel.binary().toString()).withEnv("TMPDIR", "/tmp");
      return container.run();
    }
  }

  private static void withoutRights(HostConfig config) {
    config
        .withCapDrop(Capability.ALL)
        // For the kernel's memory, which must be executable. This is a limit, not what it takes.
        .withTmpFs(Map.of("/tmp", "exec,mode=1777,size=4g"));
  }

  /** The number of the user or the group that this process runs as. */
  private static Object owner(String attribute) throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), attribute);
  }
}
