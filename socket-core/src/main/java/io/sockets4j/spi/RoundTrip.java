package io.sockets4j.spi;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How to show that a {@link SocketKind} works on the running kernel: which address to bind and who
 * speaks to whom. Bytes are sent one way and compared where they arrive.
 *
 * @param shape who speaks to whom
 * @param address makes an address that is free to bind on this machine alone
 * @param trial how it is done, with {@link Shape#OWN}; else null
 */
public record RoundTrip(Shape shape, AddressSource address, @Nullable Trial trial) {

  /** Who speaks to whom. */
  public enum Shape {
    /** One socket listens, a second connects, and the accepted one receives what it sends. */
    CONNECTION,
    /** Two bound sockets; one receives what the other sends to its address. */
    DATAGRAM,
    /** None of these: the family has a {@link Trial} of its own. */
    OWN
  }

  /** Shows that a kind of socket works which has neither connections nor datagrams. */
  @FunctionalInterface
  public interface Trial {
    /**
     * Makes a round trip, with sockets of its own, which are closed when it returns.
     *
     * @param address the address that was made for it
     * @param timeout how long each call may take
     * @throws IOException if it did not succeed
     */
    void run(SocketAddress address, Duration timeout) throws IOException;
  }

  /** Makes addresses for round trips. */
  @FunctionalInterface
  public interface AddressSource {
    /**
     * Makes an address that is free to bind; a new one at every call where the kernel does not
     * choose for itself.
     *
     * @return the address, to be closed after the sockets
     * @throws NotSetUpException if what the address needs is not there, and a person has to make it
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

  /** Refuses null, and a trial that does not go with the shape. */
  public RoundTrip {
    Objects.requireNonNull(shape, "shape");
    Objects.requireNonNull(address, "address");
    if ((shape == Shape.OWN) != (trial != null)) {
      throw new IllegalArgumentException("a trial goes with Shape.OWN, and not with " + shape);
    }
  }

  /**
   * A round trip of connections or datagrams.
   *
   * @param shape who speaks to whom
   * @param address makes an address that is free to bind on this machine alone
   */
  public RoundTrip(Shape shape, AddressSource address) {
    this(shape, address, null);
  }

  /**
   * A round trip that is the family's own.
   *
   * @param address makes an address that is free to use on this machine alone
   * @param trial how it is done
   * @return the round trip
   */
  public static RoundTrip own(AddressSource address, Trial trial) {
    return new RoundTrip(Shape.OWN, address, trial);
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
