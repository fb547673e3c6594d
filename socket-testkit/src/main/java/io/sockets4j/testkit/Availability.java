package io.sockets4j.testkit;

import io.sockets4j.BsdSocket;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketType;
import io.sockets4j.spi.AddressFamily;
import io.sockets4j.spi.RoundTrip;
import io.sockets4j.spi.SocketKind;
import java.io.IOException;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/** Whether the running kernel has a kind of socket: found out by opening one and binding it. */
public final class Availability {
  private Availability() {}

  /**
   * Ends the test where the kernel does not have a kind of socket, as {@link RequiresFamily} does,
   * which knows it before the test begins.
   *
   * @param family the family
   * @param kind the {@link SocketKind#name() name} of one of its kinds
   * @throws TestAbortedException if it is lacking, so that the test is skipped
   * @throws AssertionError if it is lacking and {@code -Dsockets4j.require.families} asks for it
   */
  public static void require(AddressFamily<?> family, String kind) {
    SocketKind named =
        family.kinds().stream().filter(each -> each.name().equals(kind)).findAny().orElseThrow();
    Optional<String> lacking = lacking(family, named);
    if (lacking.isPresent()) {
      Requirement.FAMILIES.failIfRequired(family.name(), lacking.get());
      throw new TestAbortedException(lacking.get());
    }
  }

  /** Why such a socket cannot be opened and bound, with the remedy; empty if it can be. */
  static Optional<String> lacking(AddressFamily<?> family, SocketKind kind) {
    Optional<String> lacking = lacking(family, kind.type(), kind.protocol());
    if (lacking.isPresent()) {
      return lacking; // before anything is said of what else it would need
    }
    try (RoundTrip.Lease lease = kind.roundTrip().address().lease();
        BsdSocket<?> socket = BsdSocket.open(family, kind.type(), kind.protocol())) {
      if (kind.roundTrip().shape() != RoundTrip.Shape.OWN) { // not all of these can be bound
        socket.bind(lease.address()); // where IPv6 is switched off, sockets of it can be opened
      }
      return Optional.empty();
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

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
