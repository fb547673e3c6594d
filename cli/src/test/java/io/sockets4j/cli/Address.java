package io.sockets4j.cli;

import io.sockets4j.inet.InetFamily;
import io.sockets4j.testkit.Availability;
import java.nio.file.Path;
import java.util.UUID;

/** Addresses on this machine to listen at. */
final class Address {
  private Address() {}

  /**
   * A free address; one of what the kernel lacks ends the test.
   *
   * @param kind a scheme; {@code SCHEME@} for an abstract name
   * @param folder where files may be made
   */
  static String free(String kind, Path folder) {
    return switch (kind) {
      case "tcp", "udp" -> kind + ":127.0.0.1:0";
      case "mptcp" -> {
        Availability.require(InetFamily.AF_INET, "MPTCP");
        yield kind + ":127.0.0.1:0";
      }
      case "udplite" -> {
        Availability.require(InetFamily.AF_INET, "UDP-Lite");
        yield kind + ":127.0.0.1:0";
      }
      case "tcp6", "udp6" -> {
        Availability.require(InetFamily.AF_INET6, kind.equals("tcp6") ? "TCP" : "UDP");
        yield kind + ":[::1]:0";
      }
      default ->
          kind.endsWith("@")
              ? kind.substring(0, kind.length() - 1) + ":@sockets4j-" + UUID.randomUUID()
              : kind + ":" + folder.resolve("socket");
    };
  }

  /** The address of a server that listens at a free one, once the kernel has chosen the port. */
  static String withPort(String free, String port) {
    return free.endsWith(":0") ? free.substring(0, free.length() - 1) + port : free;
  }
}
