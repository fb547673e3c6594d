package io.sockets4j.testkit;

import io.sockets4j.BsdSocket;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketType;
import io.sockets4j.spi.AddressFamily;
import java.io.IOException;
import java.util.Optional;

/** Whether the running kernel has a kind of socket: found out by opening one. */
final class Availability {
  private Availability() {}

  /** Why such a socket cannot be opened, with the remedy; empty if it can be. */
  static Optional<String> lacking(AddressFamily<?> family, SocketType type, Protocol protocol) {
    try (var socket = BsdSocket.open(family, type, protocol)) {
      return socket.isOpen() ? Optional.empty() : Optional.of(socket.toString());
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Why such a socket cannot be opened and bound; empty if it can be. */
  static Optional<String> lacking(FamilyFixture fixture) {
    Optional<String> lacking = lacking(fixture.family(), fixture.type(), fixture.protocol());
    if (lacking.isPresent()) {
      return lacking;
    }
    try (SocketScope scope = new SocketScope(fixture)) {
      return scope.bound().isOpen() ? Optional.empty() : lacking;
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage())); // IPv6 switched off, say
    }
  }
}
