package io.sockets4j.benchmarks.work;

import io.sockets4j.benchmarks.Task;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;

/** The JDK's {@code java.net.Socket}, whose streams take arrays. */
public final class SocketApi extends Api {
  private record Streams(Socket socket, InputStream in, OutputStream out) implements Endpoint {
    static Endpoint of(Socket socket) throws IOException {
      return new Streams(socket, socket.getInputStream(), socket.getOutputStream());
    }

    @Override
    public void send(ByteBuffer source) throws IOException {
      out.write(source.array(), source.arrayOffset() + source.position(), source.remaining());
      source.position(source.limit());
    }

    @Override
    public int receive(ByteBuffer target) throws IOException {
      int came =
          in.read(target.array(), target.arrayOffset() + target.position(), target.remaining());
      if (came > 0) {
        target.position(target.position() + came);
      }
      return came;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private record Server(ServerSocket server) implements Listener {
    @Override
    public Endpoint connect() throws IOException {
      Socket socket = new Socket(server.getInetAddress(), server.getLocalPort());
      socket.setSoLinger(true, 0);
      return Streams.of(socket);
    }

    @Override
    public Endpoint accept() throws IOException {
      return Streams.of(server.accept());
    }

    @Override
    public int port() {
      return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  @Override
  Listener listener(String transport) throws IOException {
    if (!transport.equals("tcp")) {
      throw new UnsupportedOperationException("java.net.Socket is TCP alone");
    }
    return new Server(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
  }

  @Override
  Pair pair(Task task) throws IOException {
    if (task.direct()) {
      throw new UnsupportedOperationException("java.net.Socket takes arrays alone");
    }
    try (Listener listener = listener(task.transport())) {
      return listener.pair();
    }
  }

  @Override
  Work sendTo(Task task) {
    throw new UnsupportedOperationException("java.net.Socket is TCP alone");
  }

  @Override
  Work select(Task task) {
    throw new UnsupportedOperationException("java.net.Socket has no selector");
  }
}
