package io.sockets4j.benchmarks.work;

import io.sockets4j.BsdSelectorProvider;
import io.sockets4j.BsdSocket;
import io.sockets4j.NativeCalls;
import io.sockets4j.SocketPair;
import io.sockets4j.benchmarks.FileToSend;
import io.sockets4j.benchmarks.Task;
import io.sockets4j.inet.InetFamily;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketType;
import io.sockets4j.spi.AddressFamily;
import io.sockets4j.unix.UnixAddress;
import io.sockets4j.unix.UnixFamily;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** sockets4j. */
public final class OurApi extends Api {
  /**
   * Fails unless the binding in use is the one that is to be measured.
   *
   * @param binding its name
   */
  public OurApi(String binding) {
    String inUse = NativeCalls.binding().orElse("none");
    if (!inUse.equals(binding)) {
      throw new IllegalStateException(
          "%s is in use, not %s: %s".formatted(inUse, binding, NativeCalls.unused()));
    }
  }

  /** An end that is ours. */
  private record Ours(BsdSocket<?> socket) implements Endpoint {
    @Override
    public void send(ByteBuffer source) throws IOException {
      socket.send(source);
    }

    @Override
    public void sendMuch(ByteBuffer source) throws IOException {
      socket.sendAll(source);
    }

    @Override
    public int receive(ByteBuffer target) throws IOException {
      return socket.receive(target);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private record Server<A extends SocketAddress>(
      BsdSocket<A> server, AddressFamily<A> family, SocketAddress address) implements Listener {
    @Override
    public Endpoint connect() throws IOException {
      BsdSocket<A> socket = BsdSocket.open(family, SocketType.STREAM);
      socket.connect(address);
      if (address instanceof InetSocketAddress) {
        socket.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
      return new Ours(socket);
    }

    @Override
    public Endpoint accept() throws IOException {
      return new Ours(server.accept());
    }

    @Override
    public int port() {
      return ((InetSocketAddress) address).getPort();
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  @Override
  Listener listener(String transport) throws IOException {
    return transport.equals("tcp")
        ? listener(InetFamily.AF_INET, ChannelApi.loopback())
        : listener(UnixFamily.AF_UNIX, UnixAddress.unnamed());
  }

  private static <A extends SocketAddress> Listener listener(AddressFamily<A> family, A address)
      throws IOException {
    BsdSocket<A> server = BsdSocket.open(family, SocketType.STREAM);
    server.bind(address).listen();
    return new Server<>(server, family, server.getLocalAddress());
  }

  @Override
  Pair pair(Task task) throws IOException {
    SocketPair<?> pair =
        switch (task.transport()) {
          case "unix-stream" -> BsdSocket.pair(UnixFamily.AF_UNIX, SocketType.STREAM);
          case "unix-datagram" -> BsdSocket.pair(UnixFamily.AF_UNIX, SocketType.DGRAM);
          case "udp" -> udp();
          default -> null;
        };
    if (pair != null) {
      return new Pair(new Ours(pair.first()), new Ours(pair.second()));
    }
    try (Listener listener = listener(task.transport())) {
      return listener.pair();
    }
  }

  private static BsdSocket<InetSocketAddress> boundUdp() throws IOException {
    return BsdSocket.open(InetFamily.AF_INET, SocketType.DGRAM).bind(ChannelApi.loopback());
  }

  static SocketPair<InetSocketAddress> udp() throws IOException {
    BsdSocket<InetSocketAddress> first = boundUdp();
    BsdSocket<InetSocketAddress> second = boundUdp();
    first.connect(second.getLocalAddress());
    second.connect(first.getLocalAddress());
    return new SocketPair<>(first, second);
  }

  @Override
  Work sendTo(Task task) throws IOException {
    BsdSocket<InetSocketAddress> first = boundUdp();
    BsdSocket<InetSocketAddress> second = boundUdp();
    return new SendTo(first, second, second.getLocalAddress(), buffer(task), buffer(task));
  }

  private record SendTo(
      BsdSocket<?> first, BsdSocket<?> second, SocketAddress target, ByteBuffer out, ByteBuffer in)
      implements Work {
    @Override
    public void run() throws IOException {
      first.sendTo(out.clear(), target);
      second.receiveFrom(in.clear());
    }

    @Override
    public void close() throws IOException {
      first.close();
      second.close();
    }
  }

  @Override
  Work batched(Task task) throws IOException {
    return new OurBatches(udp(), task);
  }

  @Override
  Work message(Task task) throws IOException {
    return new OurMessages(udp(), task);
  }

  @Override
  Work select(Task task) throws IOException {
    return new Selecting(
        BsdSelectorProvider.provider().openSelector(),
        listener("tcp"),
        task,
        endpoint -> ((Ours) endpoint).socket());
  }

  @Override
  Work file(Task task) throws IOException {
    Pair pair = pair(task);
    BsdSocket<?> socket = ((Ours) pair.first()).socket();
    Path path = FileToSend.given();
    MappedByteBuffer mapped = FileToSend.map();
    return new Bulk(
        pair,
        task,
        switch (task.variant()) {
          case "path" -> () -> socket.sendFile(path);
          case "channel" -> () -> sendChannel(path, socket);
          default -> () -> socket.sendAll(mapped.clear());
        });
  }

  private static void sendChannel(Path path, BsdSocket<?> socket) throws IOException {
    try (FileChannel file = FileChannel.open(path)) {
      socket.sendFile(file, 0, Long.MAX_VALUE);
    }
  }

  @Override
  Work decode(Task task) {
    return task.transport().equals("unix-stream")
        ? decode(UnixFamily.AF_UNIX, UnixAddress.of(Addresses.UNIX_PATH), SocketType.STREAM)
        : decode(
            InetFamily.AF_INET,
            new InetSocketAddress(ChannelApi.loopback().getAddress(), Addresses.PORT),
            SocketType.DGRAM);
  }

  @Override
  Work can(Task task) throws IOException {
    return new OurCan(task);
  }

  private static Work decode(AddressFamily<?> family, SocketAddress address, SocketType type) {
    ByteBuffer sockaddr = ByteBuffer.allocateDirect(128).order(ByteOrder.nativeOrder());
    int length = family.encode(address, sockaddr, type, Protocol.DEFAULT);
    sockaddr.clear().limit(length);
    return new Decoding(() -> family.decode(sockaddr.position(0), type, Protocol.DEFAULT));
  }
}
