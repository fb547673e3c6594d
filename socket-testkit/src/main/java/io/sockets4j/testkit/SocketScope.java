package io.sockets4j.testkit;

import io.sockets4j.BsdSocket;
import io.sockets4j.spi.RoundTrip;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of one test. They have a timeout, so that nothing waits for ever, and are closed when
 * the test is over, the last one first; then their addresses are given back.
 */
public final class SocketScope implements AutoCloseable {
  /** How long a test waits for what has to happen, before it says that it did not. */
  public static final Duration DEADLINE = Duration.ofSeconds(20);

  private final FamilyFixture fixture;
  private final Deque<BsdSocket<?>> sockets = new ArrayDeque<>();
  private final Deque<RoundTrip.Lease> leases = new ArrayDeque<>();

  /**
   * Begins without sockets.
   *
   * @param fixture which sockets to open
   */
  public SocketScope(FamilyFixture fixture) {
    this.fixture = Objects.requireNonNull(fixture, "fixture");
  }

  /**
   * Opens a socket.
   *
   * @return neither bound nor connected
   * @throws IOException if the kernel refuses
   */
  public BsdSocket<?> open() throws IOException {
    BsdSocket<?> socket = add(BsdSocket.open(fixture.family(), fixture.type(), fixture.protocol()));
    fixture.prepare(socket);
    return socket;
  }

  /**
   * Takes a socket in: gives it the timeout, and closes it in the end.
   *
   * @param <S> the class of the socket
   * @param socket a socket from elsewhere
   * @return the same
   */
  public synchronized <S extends BsdSocket<?>> S add(S socket) {
    sockets.push(socket);
    socket.setTimeout(DEADLINE);
    return socket;
  }

  /**
   * Makes an address that is free to bind.
   *
   * @return the address, which is given back in the end
   * @throws IOException if what the address needs cannot be made
   */
  public synchronized SocketAddress freeAddress() throws IOException {
    RoundTrip.Lease lease = fixture.freeAddress();
    leases.push(lease);
    return lease.address();
  }

  /**
   * Opens a socket and binds it to a free address.
   *
   * @return the socket
   * @throws IOException if the kernel refuses
   */
  public BsdSocket<?> bound() throws IOException {
    return open().bind(freeAddress());
  }

  /**
   * Opens a socket that listens at a free address.
   *
   * @return the socket
   * @throws IOException if the kernel refuses
   */
  public BsdSocket<?> listening() throws IOException {
    return bound().listen();
  }

  /**
   * Accepts a connection that has been made.
   *
   * @param listener a socket that listens, in blocking mode
   * @return the connection
   * @throws IOException if the kernel refuses
   */
  public BsdSocket<?> accept(BsdSocket<?> listener) throws IOException {
    return add(listener.accept());
  }

  /**
   * Opens two sockets that are connected to each other.
   *
   * @return the sockets
   * @throws IOException if the kernel refuses
   */
  public Peers peers() throws IOException {
    return fixture.connect(this);
  }

  @Override
  public synchronized void close() throws IOException {
    @Nullable IOException failure = null;
    while (!sockets.isEmpty()) {
      failure = close(sockets.pop(), failure);
    }
    while (!leases.isEmpty()) {
      failure = close(leases.pop()::close, failure);
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static @Nullable IOException close(Closeable resource, @Nullable IOException earlier) {
    try {
      resource.close();
      return earlier;
    } catch (IOException e) {
      if (earlier == null) {
        return e;
      }
      earlier.addSuppressed(e);
      return earlier;
    }
  }
}
