package io.sockets4j.spi;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.Objects;

/**
 * How to show that a {@link SocketKind} works on the running kernel: which address to bind and who
 * speaks to whom. Bytes are sent one way and compared where they arrive.
 *
 * @param shape who speaks to whom
 * @param address makes an address that is free to bind on this machine alone
 */
public record RoundTrip(Shape shape, AddressSource address) {

  /** Who speaks to whom. */
  public enum Shape {
    /** One socket listens, a second connects, and the accepted one receives what it sends. */
    CONNECTION,
    /** Two bound sockets; one receives what the other sends to its address. */
    DATAGRAM
  }

  /** Makes addresses for round trips. */
  @FunctionalInterface
  public interface AddressSource {
    /**
     * Makes an address that is free to bind; a new one at every call where the kernel does not
     * choose for itself.
     *
     * @return the address, to be closed after the sockets
     * @throws IOException if what the address needs (a folder, an interface) cannot be made
     */
    Lease lease() throws IOException;
  }

  /**
   * An address with what has to be cleaned up after its use.
   *
   * @param address the address to bind
   * @param cleanup runs once the sockets are closed
   */
  public record Lease(SocketAddress address, Cleanup cleanup) implements AutoCloseable {
    /** Refuses null. */
    public Lease {
      Objects.requireNonNull(address, "address");
      Objects.requireNonNull(cleanup, "cleanup");
    }

    /**
     * A lease that leaves nothing behind.
     *
     * @param address the address to bind
     * @return the lease
     */
    public static Lease of(SocketAddress address) {
      return new Lease(address, () -> {});
    }

    @Override
    public void close() throws IOException {
      cleanup.run();
    }
  }

  /** Removes what a lease left in the system, such as the file of a UNIX socket. */
  @FunctionalInterface
  public interface Cleanup {
    /**
     * Removes it.
     *
     * @throws IOException if it cannot be removed
     */
    void run() throws IOException;
  }

  /** Refuses null. */
  public RoundTrip {
    Objects.requireNonNull(shape, "shape");
    Objects.requireNonNull(address, "address");
  }

  /**
   * A round trip where the kernel chooses: a port, a name.
   *
   * @param shape who speaks to whom
   * @param address what makes bind(2) choose a free address
   * @return the round trip
   */
  public static RoundTrip of(Shape shape, SocketAddress address) {
    Lease lease = Lease.of(address);
    return new RoundTrip(shape, () -> lease);
  }
}
