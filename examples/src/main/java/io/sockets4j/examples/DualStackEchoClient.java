package io.sockets4j.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sockets4j.BsdSocket;
import io.sockets4j.inet.InetFamily;
import io.sockets4j.os.SocketType;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The second echo client of the documentation of Python's {@code socket} module: it tries every
 * address of a host, of IPv4 and IPv6, until one answers.
 *
 * <pre>
 * java -cp 'LIBRARIES/*' io.sockets4j.examples.DualStackEchoClient [HOST [PORT]]
 * </pre>
 *
 * <p>It speaks to {@link DualStackEchoServer}, on this host and port 50007 by default.
 */
public final class DualStackEchoClient {
  private DualStackEchoClient() {}

  /**
   * Sends a greeting, and prints what comes back.
   *
   * @param args the host and the port
   * @throws IOException if something fails
   */
  public static void main(String[] args) throws IOException {
    String host = args.length > 0 ? args[0] : "localhost";
    int port = args.length > 1 ? Integer.parseInt(args[1]) : 50007;
    try (var socket = connect(host, port)) {
      socket.sendAll("Hello, world".getBytes(UTF_8));
      System.out.println("Received " + new String(socket.receive(1024), UTF_8));
    }
  }

  private static BsdSocket<InetSocketAddress> connect(String host, int port) throws IOException {
    var failure = new IOException("could not connect to " + host);
    for (InetAddress address : InetAddress.getAllByName(host)) {
      var family = address instanceof Inet6Address ? InetFamily.AF_INET6 : InetFamily.AF_INET;
      var socket = BsdSocket.open(family, SocketType.STREAM);
      try {
        socket.connect(new InetSocketAddress(address, port));
        return socket;
      } catch (IOException e) {
        socket.close();
        failure.addSuppressed(e);
      }
    }
    throw failure;
  }
}
