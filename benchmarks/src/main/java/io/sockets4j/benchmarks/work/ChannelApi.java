package io.sockets4j.benchmarks.work;

import io.sockets4j.benchmarks.FileToSend;
import io.sockets4j.benchmarks.Task;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The JDK's channels. */
public final class ChannelApi extends Api {
  /** An end that is a channel. */
  record Channel(ByteChannel channel) implements Endpoint {
    @Override
    public void send(ByteBuffer source) throws IOException {
      channel.write(source);
    }

    @Override
    public int receive(ByteBuffer target) throws IOException {
      return channel.read(target);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /** A server, with the path of its address if that is to be deleted. */
  record Server(ServerSocketChannel server, SocketAddress address) implements Listener {
    @Override
    public Endpoint connect() throws IOException {
      SocketChannel channel = SocketChannel.open(address);
      if (address instanceof InetSocketAddress) {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
      return new Channel(channel);
    }

    @Override
    public Endpoint accept() throws IOException {
      return new Channel(server.accept());
    }

    @Override
    public int port() {
      return ((InetSocketAddress) address).getPort();
    }

    @Override
    public void close() throws IOException {
      server.close();
      if (address instanceof UnixDomainSocketAddress unix) {
        Files.delete(unix.getPath());
        Files.delete(unix.getPath().getParent());
      }
    }
  }

  static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  @Override
  Listener listener(String transport) throws IOException {
    if (transport.equals("tcp")) {
      ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.INET);
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      return new Server(server, server.getLocalAddress());
    }
    Path path = Files.createTempDirectory("benchmark").toAbsolutePath().resolve("socket");
    SocketAddress address = UnixDomainSocketAddress.of(path);
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    return new Server(server.bind(address), address);
  }

  @Override
  Pair pair(Task task) throws IOException {
    if (task.stream()) {
      try (Listener listener = listener(task.transport())) {
        return listener.pair();
      }
    }
    if (task.transport().equals("unix-datagram")) {
      throw new UnsupportedOperationException("the JDK has no UNIX datagram sockets");
    }
    DatagramChannel first = DatagramChannel.open(StandardProtocolFamily.INET).bind(loopback());
    DatagramChannel second = DatagramChannel.open(StandardProtocolFamily.INET).bind(loopback());
    first.connect(second.getLocalAddress());
    second.connect(first.getLocalAddress());
    return new Pair(new Channel(first), new Channel(second));
  }

  @Override
  Work sendTo(Task task) throws IOException {
    DatagramChannel first = DatagramChannel.open(StandardProtocolFamily.INET).bind(loopback());
    DatagramChannel second = DatagramChannel.open(StandardProtocolFamily.INET).bind(loopback());
    return new SendTo(first, second, second.getLocalAddress(), buffer(task), buffer(task));
  }

  private record SendTo(
      DatagramChannel first,
      DatagramChannel second,
      SocketAddress target,
      ByteBuffer out,
      ByteBuffer in)
      implements Work {
    @Override
    public void run() throws IOException {
      first.send(out.clear(), target);
      second.receive(in.clear());
    }

    @Override
    public void close() throws IOException {
      first.close();
      second.close();
    }
  }

  @Override
  Work select(Task task) throws IOException {
    return new Selecting(
        Selector.open(),
        listener("tcp"),
        task,
        endpoint -> (SelectableChannel) ((Channel) endpoint).channel());
  }

  @Override
  Work file(Task task) throws IOException {
    if (task.variant().equals("path")) {
      throw new UnsupportedOperationException("the JDK sends files by FileChannel");
    }
    Pair pair = pair(task);
    SocketChannel socket = (SocketChannel) ((Channel) pair.first()).channel();
    Path path = FileToSend.given();
    MappedByteBuffer mapped = FileToSend.map();
    return new Bulk(
        pair,
        task,
        task.variant().equals("mapped")
            ? () -> pair.first().sendFully(mapped.clear())
            : () -> transferTo(path, socket));
  }

  private static void transferTo(Path path, SocketChannel socket) throws IOException {
    try (FileChannel file = FileChannel.open(path)) {
      long size = file.size();
      for (long sent = 0; sent < size; ) {
        sent += file.transferTo(sent, size - sent, socket);
      }
    }
  }

  @Override
  Work decode(Task task) throws IOException {
    if (task.transport().equals("unix-stream")) {
      byte[] path = Addresses.UNIX_PATH.getBytes(StandardCharsets.UTF_8);
      return new Decoding(
          () -> UnixDomainSocketAddress.of(new String(path, StandardCharsets.UTF_8)));
    }
    byte[] address = {127, 0, 0, 1};
    return new Decoding(
        () -> new InetSocketAddress(InetAddress.getByAddress(address), Addresses.PORT));
  }
}
