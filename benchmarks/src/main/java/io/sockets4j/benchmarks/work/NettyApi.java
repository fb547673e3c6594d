package io.sockets4j.benchmarks.work;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.NativeInetAddress;
import io.netty.channel.unix.Socket;
import io.sockets4j.benchmarks.Task;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Netty's native transport: its raw sockets, which never wait, where nothing is to be waited for;
 * channels with event loops otherwise.
 */
public final class NettyApi extends Api {
  /** Fails where the native transport cannot be loaded. */
  public NettyApi() {
    Epoll.ensureAvailability();
  }

  private record Raw(Socket socket) implements Endpoint {
    @Override
    public void send(ByteBuffer source) throws IOException {
      int sent = socket.send(source, source.position(), source.limit());
      if (sent < 0) {
        throw new IOException("send: " + sent);
      }
      source.position(source.position() + sent);
    }

    @Override
    public int receive(ByteBuffer target) throws IOException {
      int came = socket.recv(target, target.position(), target.limit());
      target.position(target.position() + Math.max(came, 0));
      return came;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private record Server(Socket server, SocketAddress address) implements Listener {
    @Override
    public Endpoint connect() throws IOException {
      return new Raw(NettyApi.connect(address));
    }

    @Override
    public Endpoint accept() throws IOException {
      int fd = server.accept(new byte[128]);
      if (fd < 0) {
        throw new IOException("accept: " + fd);
      }
      return new Raw(new Socket(fd));
    }

    @Override
    public int port() {
      return ((InetSocketAddress) address).getPort();
    }

    @Override
    public void close() throws IOException {
      server.close();
      if (address instanceof DomainSocketAddress unix) {
        delete(unix);
      }
    }
  }

  static Socket connect(SocketAddress address) throws IOException {
    boolean tcp = address instanceof InetSocketAddress;
    Socket socket = tcp ? Socket.newSocketStream() : Socket.newSocketDomain();
    boolean connected = socket.connect(address);
    while (!connected) {
      connected = socket.finishConnect();
    }
    if (tcp) {
      socket.setSoLinger(0);
    }
    return socket;
  }

  static DomainSocketAddress path() throws IOException {
    Path folder = Files.createTempDirectory("benchmark").toAbsolutePath();
    return new DomainSocketAddress(folder.resolve("socket").toString());
  }

  static void delete(DomainSocketAddress address) throws IOException {
    Path path = Path.of(address.path());
    Files.deleteIfExists(path);
    Files.delete(path.getParent());
  }

  static InetSocketAddress loopback() throws IOException {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  @Override
  Listener listener(String transport) throws IOException {
    if (transport.equals("tcp")) {
      Socket server = Socket.newSocketStream();
      server.bind(loopback());
      server.listen(128);
      return new Server(server, server.localAddress());
    }
    DomainSocketAddress address = path();
    Socket server = Socket.newSocketDomain();
    server.bind(address);
    server.listen(128);
    return new Server(server, address);
  }

  @Override
  Pair pair(Task task) throws IOException {
    direct(task);
    if (task.stream()) {
      try (Listener listener = listener(task.transport())) {
        return listener.pair();
      }
    }
    return task.transport().equals("udp") ? udp() : unixDatagrams();
  }

  private static void direct(Task task) {
    if (task.variant().equals("heap")) {
      throw new UnsupportedOperationException("Netty's native sockets take direct buffers alone");
    }
  }

  private static Pair udp() throws IOException {
    Socket first = Socket.newSocketDgram();
    Socket second = Socket.newSocketDgram();
    first.bind(loopback());
    second.bind(loopback());
    first.connect(second.localAddress());
    second.connect(first.localAddress());
    return new Pair(new Raw(first), new Raw(second));
  }

  private static Pair unixDatagrams() throws IOException {
    DomainSocketAddress address = path();
    Socket first = Socket.newSocketDomainDgram();
    Socket second = Socket.newSocketDomainDgram();
    second.bind(address);
    first.connect(address);
    delete(address);
    return new Pair(new Raw(first), new Raw(second));
  }

  @Override
  Work sendTo(Task task) throws IOException {
    direct(task);
    Socket first = Socket.newSocketDgram();
    Socket second = Socket.newSocketDgram();
    first.bind(loopback());
    second.bind(loopback());
    return new SendTo(first, second, second.localAddress(), buffer(task), buffer(task));
  }

  private record SendTo(
      Socket first, Socket second, InetSocketAddress target, ByteBuffer out, ByteBuffer in)
      implements Work {
    @Override
    public void run() throws IOException {
      first.sendTo(out, 0, out.capacity(), target.getAddress(), target.getPort());
      if (second.recvFrom(in, 0, in.capacity()) == null) {
        throw new IOException("nothing came");
      }
    }

    @Override
    public void close() throws IOException {
      first.close();
      second.close();
    }
  }

  @Override
  Work requestResponse(Task task) throws Exception {
    direct(task);
    return new NettyRequestResponse(task);
  }

  @Override
  Work bulk(Task task) throws Exception {
    return new NettyBulk(task);
  }

  @Override
  Work select(Task task) throws Exception {
    return new NettySelecting(task);
  }

  @Override
  Work virtualThreads(Task task) {
    throw new UnsupportedOperationException("Netty has event loops in place of blocking calls");
  }

  @Override
  Work decode(Task task) {
    if (task.transport().equals("unix-stream")) {
      throw new UnsupportedOperationException("Netty has no call for it");
    }
    byte[] bytes = new byte[8];
    ByteBuffer.wrap(bytes).put(new byte[] {127, 0, 0, 1}).putInt(Addresses.PORT);
    return new Decoding(() -> NativeInetAddress.address(bytes, 0, bytes.length));
  }
}
