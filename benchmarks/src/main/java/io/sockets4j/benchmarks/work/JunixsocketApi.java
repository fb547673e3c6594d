package io.sockets4j.benchmarks.work;

import io.sockets4j.benchmarks.Task;
import java.io.IOException;
import java.nio.channels.ByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.newsclub.net.unix.AFSocketPair;
import org.newsclub.net.unix.AFUNIXServerSocketChannel;
import org.newsclub.net.unix.AFUNIXSocketAddress;
import org.newsclub.net.unix.AFUNIXSocketChannel;
import org.newsclub.net.unix.AFUNIXSocketPair;

/** junixsocket's channels. */
public final class JunixsocketApi extends Api {
  private record Server(AFUNIXServerSocketChannel server, AFUNIXSocketAddress address)
      implements Listener {
    @Override
    public Endpoint connect() throws IOException {
      return new ChannelApi.Channel(AFUNIXSocketChannel.open(address));
    }

    @Override
    public Endpoint accept() throws IOException {
      return new ChannelApi.Channel(server.accept());
    }

    @Override
    public int port() {
      throw unixAlone();
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  private static UnsupportedOperationException unixAlone() {
    return new UnsupportedOperationException("junixsocket has no IP sockets");
  }

  @Override
  Listener listener(String transport) throws IOException {
    if (transport.equals("tcp")) {
      throw unixAlone();
    }
    AFUNIXSocketAddress address =
        AFUNIXSocketAddress.inAbstractNamespace("benchmark-" + UUID.randomUUID());
    AFUNIXServerSocketChannel server = AFUNIXServerSocketChannel.open();
    server.bind(address);
    return new Server(server, address);
  }

  @Override
  Pair pair(Task task) throws IOException {
    AFSocketPair<?> pair =
        switch (task.transport()) {
          case "unix-stream" -> AFUNIXSocketPair.open();
          case "unix-datagram" -> AFUNIXSocketPair.openDatagram();
          default -> throw unixAlone();
        };
    return new Pair(
        new ChannelApi.Channel((ByteChannel) pair.getSocket1()),
        new ChannelApi.Channel((ByteChannel) pair.getSocket2()));
  }

  @Override
  Work sendTo(Task task) {
    throw unixAlone();
  }

  @Override
  Work select(Task task) {
    throw unixAlone();
  }

  @Override
  Work decode(Task task) {
    if (!task.transport().equals("unix-stream")) {
      throw unixAlone();
    }
    byte[] path = Addresses.UNIX_PATH.getBytes(StandardCharsets.UTF_8);
    return new Decoding(() -> AFUNIXSocketAddress.of(path));
  }
}
