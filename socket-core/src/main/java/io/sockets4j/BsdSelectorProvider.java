package io.sockets4j;

import io.sockets4j.internal.FailedCall;
import io.sockets4j.internal.Multiplexer;
import io.sockets4j.internal.libc.NativeBinding;
import java.io.IOException;
import java.net.ProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;

/**
 * Opens selectors for {@link BsdSocket}s: sockets of every family, mixed, in one selector. The
 * JDK's own selectors refuse channels that are not the JDK's.
 *
 * <pre>{@code
 * try (var selector = BsdSelectorProvider.provider().openSelector()) {
 *   socket.configureBlocking(false);
 *   socket.register(selector, SelectionKey.OP_READ);
 *   selector.select(key -> handle(key));
 * }
 * }</pre>
 *
 * <p>Selectors do not tell of out-of-band data, as the JDK's do not: on Linux they alone make a
 * UNIX socket readable and a TCP socket not. With SO_OOBINLINE they are data as others are.
 */
public final class BsdSelectorProvider extends SelectorProvider {
  private static final BsdSelectorProvider INSTANCE = new BsdSelectorProvider();

  private BsdSelectorProvider() {}

  /**
   * The provider.
   *
   * @return always the same
   */
  public static BsdSelectorProvider provider() {
    return INSTANCE;
  }

  /**
   * Opens a selector: on epoll(7) on Linux, on poll(2) elsewhere. The system property {@code
   * sockets4j.selector}, which is {@code epoll} or {@code poll}, chooses for the selectors that are
   * opened from then on.
   *
   * @return the selector
   * @throws IOException if the system has no descriptors left, say
   * @throws IllegalArgumentException if the property is something else
   * @throws UnsupportedOperationException if this platform does not have what it asks for
   */
  @Override
  public AbstractSelector openSelector() throws IOException {
    NativeBinding.require();
    try {
      return new BsdSelector(this, Multiplexer.open());
    } catch (FailedCall e) {
      throw ErrorReport.of(e);
    }
  }

  /**
   * Not available: sockets are opened by {@link BsdSocket#open}.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public DatagramChannel openDatagramChannel() {
    throw noChannels();
  }

  /**
   * Not available: sockets are opened by {@link BsdSocket#open}.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public DatagramChannel openDatagramChannel(ProtocolFamily family) {
    throw noChannels();
  }

  /**
   * Not available: connected sockets are opened by {@link BsdSocket#pair}.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public Pipe openPipe() {
    throw noChannels();
  }

  /**
   * Not available: sockets are opened by {@link BsdSocket#open}.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public ServerSocketChannel openServerSocketChannel() {
    throw noChannels();
  }

  /**
   * Not available: sockets are opened by {@link BsdSocket#open}.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public SocketChannel openSocketChannel() {
    throw noChannels();
  }

  private static UnsupportedOperationException noChannels() {
    return new UnsupportedOperationException(
        "this provider opens selectors; sockets are opened by BsdSocket.open");
  }
}
