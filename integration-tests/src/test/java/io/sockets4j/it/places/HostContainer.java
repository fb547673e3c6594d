package io.sockets4j.it.places;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Device;
import com.github.dockerjava.api.model.HostConfig;
import io.sockets4j.testkit.relay.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A container on the kernel of the engine's machine, whose root may do with its own network what it
 * likes. It has a virtual CAN interface and {@code /dev/vsock} if that kernel can give them.
 */
public final class HostContainer implements Place {
  private static final String VSOCK = "/dev/vsock";
  private static final String IPV6 = "net.ipv6.conf.all.disable_ipv6";

  /** An attempt: the module may be lacking, and the tests then say so themselves. */
  private static final String WITH_VCAN =
      """
      { ip link add vcan0 mtu 72 type vcan && ip link set vcan0 up; } 2>/dev/null
      exec "$@"
      """;

  /** For {@link io.sockets4j.testkit.relay.RunsIn}. */
  public HostContainer() {}

  @Override
  public String name() {
    return "host kernel container";
  }

  @Override
  public Optional<String> lacking() {
    String system = System.getProperty("os.name");
    if (!system.equals("Linux")) {
      return Optional.of(
          "the programs of this machine run in no container: it is no Linux but " + system);
    }
    return Engine.lacking();
  }

  /** By the C library alone: in the other places machine code of our own enters the kernel. */
  @Override
  public List<String> jvmOptions() {
    return List.of("-Dsockets4j.kernelEntry=false");
  }

  @Override
  public int run(List<String> command, Consumer<String> out, Consumer<String> err)
      throws IOException, InterruptedException {
    List<String> whole = new ArrayList<>(List.of("sh", "-c", WITH_VCAN, "sh"));
    whole.addAll(command);
    try (var container =
        new CommandContainer(new MachineFiles(), HostContainer::withRights, whole, out, err)) {
      return container.run();
    }
  }

  private static void withRights(HostConfig config) {
    config
        .withCapAdd(Capability.NET_ADMIN, Capability.NET_RAW)
        // The usual profile forbids AF_ALG and, on some engines, AF_VSOCK.
        .withSecurityOpts(List.of("seccomp=unconfined"));
    if (Files.exists(Path.of("/proc", "sys", IPV6.replace('.', '/')))) {
      config.withSysctls(Map.of(IPV6, "0")); // engines switch IPv6 off where no network has it
    }
    if (Files.exists(Path.of(VSOCK))) {
      config.withDevices(new Device("rwm", VSOCK, VSOCK));
    }
  }
}
