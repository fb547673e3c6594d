package io.sockets4j.inet;

import static io.sockets4j.inet.InetFamily.AF_INET;
import static io.sockets4j.inet.InetFamily.AF_INET6;
import static io.sockets4j.os.SocketType.DGRAM;
import static io.sockets4j.os.SocketType.STREAM;

import io.sockets4j.BsdSocket;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketType;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** The sockets that options are tried on. */
record Subject(String name, InetFamily family, SocketType type, Protocol protocol, State state) {
  static final Subject UDP4 = new Subject("UDP4", AF_INET, DGRAM, InetProtocols.UDP, State.NEW);
  static final Subject UDP6 = new Subject("UDP6", AF_INET6, DGRAM, InetProtocols.UDP, State.NEW);
  static final Subject CONNECTED_UDP4 =
      new Subject("CONNECTED_UDP4", AF_INET, DGRAM, InetProtocols.UDP, State.CONNECTED);
  static final Subject CONNECTED_UDP6 =
      new Subject("CONNECTED_UDP6", AF_INET6, DGRAM, InetProtocols.UDP, State.CONNECTED);
  static final Subject TCP4 = new Subject("TCP4", AF_INET, STREAM, InetProtocols.TCP, State.NEW);
  static final Subject TCP6 = new Subject("TCP6", AF_INET6, STREAM, InetProtocols.TCP, State.NEW);
  static final Subject CONNECTED_TCP4 =
      new Subject("CONNECTED_TCP4", AF_INET, STREAM, InetProtocols.TCP, State.CONNECTED);
  static final Subject CONNECTED_TCP6 =
      new Subject("CONNECTED_TCP6", AF_INET6, STREAM, InetProtocols.TCP, State.CONNECTED);
  static final Subject LISTENING_TCP4 =
      new Subject("LISTENING_TCP4", AF_INET, STREAM, InetProtocols.TCP, State.LISTENING);

  static final Subject CONNECTED_MPTCP4 =
      new Subject("CONNECTED_MPTCP4", AF_INET, STREAM, InetProtocols.MPTCP, State.CONNECTED);
  static final Subject CONNECTED_MPTCP6 =
      new Subject("CONNECTED_MPTCP6", AF_INET6, STREAM, InetProtocols.MPTCP, State.CONNECTED);
  static final Subject SCTP4 = new Subject("SCTP4", AF_INET, STREAM, InetProtocols.SCTP, State.NEW);
  static final Subject SCTP6 =
      new Subject("SCTP6", AF_INET6, STREAM, InetProtocols.SCTP, State.NEW);
  static final Subject CONNECTED_SCTP4 =
      new Subject("CONNECTED_SCTP4", AF_INET, STREAM, InetProtocols.SCTP, State.CONNECTED);
  static final Subject CONNECTED_SCTP6 =
      new Subject("CONNECTED_SCTP6", AF_INET6, STREAM, InetProtocols.SCTP, State.CONNECTED);
  static final Subject RAW4 =
      new Subject("RAW4", AF_INET, SocketType.RAW, Protocol.of(253), State.NEW);
  static final Subject RAW6 =
      new Subject("RAW6", AF_INET6, SocketType.RAW, InetProtocols.RAW, State.NEW);

  /** How far a socket has come. */
  enum State {
    NEW,
    CONNECTED,
    LISTENING
  }

  /** A socket, and those that it is connected to. */
  record Opened(Deque<BsdSocket<InetSocketAddress>> all) implements AutoCloseable {
    BsdSocket<InetSocketAddress> socket() {
      return all.getLast();
    }

    /** The other end of its connection. */
    BsdSocket<InetSocketAddress> peer() {
      return all.getFirst();
    }

    @Override
    public void close() throws IOException {
      for (BsdSocket<InetSocketAddress> socket : all) {
        socket.close();
      }
    }
  }

  Opened open() throws IOException {
    Opened opened = new Opened(new ArrayDeque<>());
    try {
      BsdSocket<InetSocketAddress> socket = add(opened);
      switch (state) {
        case NEW -> {}
        case LISTENING -> socket.bind(loopback(family)).listen();
        case CONNECTED -> connect(socket, opened);
      }
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private BsdSocket<InetSocketAddress> add(Opened opened) throws IOException {
    BsdSocket<InetSocketAddress> socket = BsdSocket.open(family, type, protocol);
    opened.all.push(socket);
    socket.setTimeout(Duration.ofSeconds(10));
    return socket;
  }

  private void connect(BsdSocket<InetSocketAddress> socket, Opened opened) throws IOException {
    BsdSocket<InetSocketAddress> other = add(opened).bind(loopback(family));
    if (type.equals(STREAM)) {
      other.listen();
    }
    socket.connect(other.getLocalAddress());
    if (type.equals(STREAM)) {
      opened.all.push(other.accept());
    }
  }

  static InetSocketAddress loopback(InetFamily family) {
    byte[] bytes = family == AF_INET ? new byte[] {127, 0, 0, 1} : new byte[16];
    bytes[bytes.length - 1] = 1;
    return new InetSocketAddress(InetSockaddr.address(bytes), 0);
  }

  @Override
  public String toString() {
    return name;
  }
}
