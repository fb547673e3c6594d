package io.sockets4j.spi;

import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketType;
import java.util.Objects;

/**
 * A combination of type and protocol that a family supports, such as {@code SOCK_STREAM} with
 * {@code IPPROTO_TCP}: one row of {@code sockets4j probe}.
 *
 * @param name what people call it: "TCP", "datagram"
 * @param type the second argument of socket(2)
 * @param protocol the third argument of socket(2)
 * @param roundTrip how to show that sockets of this kind work on the running kernel
 */
public record SocketKind(String name, SocketType type, Protocol protocol, RoundTrip roundTrip) {
  /** Refuses null. */
  public SocketKind {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(protocol, "protocol");
    Objects.requireNonNull(roundTrip, "roundTrip");
  }
}
