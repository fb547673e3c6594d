package io.sockets4j.benchmarks;

import io.sockets4j.BsdSocket;
import io.sockets4j.SocketPair;
import io.sockets4j.inet.InetFamily;
import io.sockets4j.os.SocketType;
import io.sockets4j.unix.UnixFamily;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** The contenders in this JVM. */
final class Contenders {
  static final int SIZE = 64;

  private Contenders() {}

  static SocketPair<?> unixStream() throws IOException {
    return BsdSocket.pair(UnixFamily.AF_UNIX, SocketType.STREAM);
  }

  static SocketPair<?> udp() throws IOException {
    BsdSocket<InetSocketAddress> first = BsdSocket.open(InetFamily.AF_INET, SocketType.DGRAM);
    BsdSocket<InetSocketAddress> second = BsdSocket.open(InetFamily.AF_INET, SocketType.DGRAM);
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    first.bind(any);
    second.bind(any);
    first.connect(second.getLocalAddress());
    second.connect(first.getLocalAddress());
    return new SocketPair<>(first, second);
  }

  static Contender ours(String name, SocketPair<?> pair, boolean direct) {
    return new Ours(name, pair, buffer(direct), buffer(direct));
  }

  static Contender jdkUnixStream(String name, boolean direct) throws IOException {
    Path path = Files.createTempDirectory("benchmark").toAbsolutePath().resolve("socket");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path));
      SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(path));
      return new Channels(name, client, server.accept(), buffer(direct), buffer(direct));
    } finally {
      Files.delete(path);
      Files.delete(path.getParent());
    }
  }

  static Contender jdkUdp(String name, boolean direct) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    DatagramChannel first = DatagramChannel.open(StandardProtocolFamily.INET).bind(any);
    DatagramChannel second = DatagramChannel.open(StandardProtocolFamily.INET).bind(any);
    first.connect(second.getLocalAddress());
    second.connect(first.getLocalAddress());
    return new Channels(name, first, second, buffer(direct), buffer(direct));
  }

  private static ByteBuffer buffer(boolean direct) {
    return direct ? ByteBuffer.allocateDirect(SIZE) : ByteBuffer.allocate(SIZE);
  }

  private record Ours(String name, SocketPair<?> pair, ByteBuffer out, ByteBuffer in)
      implements Contender {
    @Override
    public long run(int times) throws IOException {
      BsdSocket<?> sender = pair.first();
      BsdSocket<?> receiver = pair.second();
      long start = System.nanoTime();
      for (int i = 0; i < times; i++) {
        sender.send(out.clear());
        receiver.receive(in.clear());
      }
      return System.nanoTime() - start;
    }

    @Override
    public void close() throws IOException {
      pair.close();
    }
  }

  private record Channels(
      String name, ByteChannel sender, ByteChannel receiver, ByteBuffer out, ByteBuffer in)
      implements Contender {
    @Override
    public long run(int times) throws IOException {
      long start = System.nanoTime();
      for (int i = 0; i < times; i++) {
        sender.write(out.clear());
        receiver.read(in.clear());
      }
      return System.nanoTime() - start;
    }

    @Override
    public void close() throws IOException {
      sender.close();
      receiver.close();
    }
  }
}
