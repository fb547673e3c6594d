package io.sockets4j.it.selector;

import io.sockets4j.BsdSelectorProvider;
import io.sockets4j.BsdSocket;
import io.sockets4j.inet.InetFamily;
import io.sockets4j.os.SocketType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A kind of selector and the channels that it takes: as little as the tests need to have of the
 * JDK's and of ours in common. Channels are in non-blocking mode, and of IPv4 on the loopback.
 */
public abstract class Subject {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final String name;

  private Subject(String name) {
    this.name = name;
  }

  static Stream<Subject> all() {
    return Stream.of(new Jdk(), new Ours("epoll"), new Ours("poll"));
  }

  static Stream<Subject> ours() {
    return all().filter(subject -> subject instanceof Ours);
  }

  abstract SelectorProvider provider();

  abstract Selector openSelector() throws IOException;

  /** A TCP socket that is not connected. */
  abstract SelectableChannel stream() throws IOException;

  /** A TCP socket that listens, with a backlog of one. */
  abstract SelectableChannel listening() throws IOException;

  /** A UDP socket with an address. */
  abstract SelectableChannel datagram() throws IOException;

  /** Begins to connect; true if that is done already. */
  abstract boolean connect(SelectableChannel channel, SocketAddress address) throws IOException;

  abstract boolean finishConnect(SelectableChannel channel) throws IOException;

  abstract @Nullable SelectableChannel accept(SelectableChannel listening) throws IOException;

  static SocketAddress anyPort() {
    return new InetSocketAddress(LOOPBACK, 0);
  }

  @Override
  public String toString() {
    return name;
  }

  private static final class Jdk extends Subject {
    Jdk() {
      super("the JDK's");
    }

    @Override
    SelectorProvider provider() {
      return SelectorProvider.provider();
    }

    @Override
    Selector openSelector() throws IOException {
      return Selector.open();
    }

    @Override
    SelectableChannel stream() throws IOException {
      return SocketChannel.open().configureBlocking(false);
    }

    @Override
    SelectableChannel listening() throws IOException {
      return ServerSocketChannel.open().bind(anyPort(), 1).configureBlocking(false);
    }

    @Override
    SelectableChannel datagram() throws IOException {
      return DatagramChannel.open().bind(anyPort()).configureBlocking(false);
    }

    @Override
    boolean connect(SelectableChannel channel, SocketAddress address) throws IOException {
      if (channel instanceof DatagramChannel datagram) {
        datagram.connect(address);
        return true;
      }
      return ((SocketChannel) channel).connect(address);
    }

    @Override
    boolean finishConnect(SelectableChannel channel) throws IOException {
      return ((SocketChannel) channel).finishConnect();
    }

    @Override
    @Nullable SelectableChannel accept(SelectableChannel listening) throws IOException {
      SocketChannel accepted = ((ServerSocketChannel) listening).accept();
      return accepted == null ? null : accepted.configureBlocking(false);
    }
  }

  private static final class Ours extends Subject {
    private static final String PROPERTY = "sockets4j.selector";

    private final String mechanism;

    Ours(String mechanism) {
      super("ours on " + mechanism);
      this.mechanism = mechanism;
    }

    @Override
    SelectorProvider provider() {
      return BsdSelectorProvider.provider();
    }

    @Override
    Selector openSelector() throws IOException {
      System.setProperty(PROPERTY, mechanism);
      try {
        return provider().openSelector();
      } finally {
        System.clearProperty(PROPERTY);
      }
    }

    @Override
    SelectableChannel stream() throws IOException {
      return BsdSocket.open(InetFamily.AF_INET, SocketType.STREAM).configureBlocking(false);
    }

    @Override
    SelectableChannel listening() throws IOException {
      BsdSocket<?> socket = BsdSocket.open(InetFamily.AF_INET, SocketType.STREAM);
      return socket.bind(anyPort()).listen(1).configureBlocking(false);
    }

    @Override
    SelectableChannel datagram() throws IOException {
      BsdSocket<?> socket = BsdSocket.open(InetFamily.AF_INET, SocketType.DGRAM);
      return socket.bind(anyPort()).configureBlocking(false);
    }

    @Override
    boolean connect(SelectableChannel channel, SocketAddress address) throws IOException {
      return ((BsdSocket<?>) channel).connect(address);
    }

    @Override
    boolean finishConnect(SelectableChannel channel) throws IOException {
      return ((BsdSocket<?>) channel).finishConnect();
    }

    @Override
    @Nullable SelectableChannel accept(SelectableChannel listening) throws IOException {
      BsdSocket<?> accepted = ((BsdSocket<?>) listening).accept();
      return accepted == null ? null : accepted.configureBlocking(false);
    }
  }
}
