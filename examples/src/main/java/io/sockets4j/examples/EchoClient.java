package io.sockets4j.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sockets4j.BsdSocket;
import io.sockets4j.inet.InetFamily;
import io.sockets4j.os.SocketType;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * The echo client of the documentation of Python's {@code socket} module, over IPv4.
 *
 * <pre>
 * java -cp 'LIBRARIES/*' io.sockets4j.examples.EchoClient [HOST [PORT]]
 * </pre>
 *
 * <p>It speaks to {@link EchoServer}, on this host and port 50007 by default.
 */
public final class EchoClient {
  private EchoClient() {}

  /**
   * Sends a greeting, and prints what comes back.
   *
   * @param args the host and the port
   * @throws IOException if something fails
   */
  public static void main(String[] args) throws IOException {
    String host = args.length > 0 ? args[0] : "127.0.0.1";
    int port = args.length > 1 ? Integer.parseInt(args[1]) : 50007;
    try (var socket = BsdSocket.open(InetFamily.AF_INET, SocketType.STREAM)) {
      socket.connect(new InetSocketAddress(host, port));
      socket.sendAll("Hello, world".getBytes(UTF_8));
      System.out.println("Received " + new String(socket.receive(1024), UTF_8));
    }
  }
}
