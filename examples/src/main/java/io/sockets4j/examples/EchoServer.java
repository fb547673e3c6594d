package io.sockets4j.examples;

import io.sockets4j.BsdSocket;
import io.sockets4j.inet.InetFamily;
import io.sockets4j.os.SocketType;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * The echo server of the documentation of Python's {@code socket} module: it sends back what one
 * client sends, over IPv4.
 *
 * <pre>
 * java -cp 'LIBRARIES/*' io.sockets4j.examples.EchoServer [PORT]
 * </pre>
 *
 * <p>The port is 50007 by default; 0 stands for any free one.
 */
public final class EchoServer {
  private EchoServer() {}

  /**
   * Serves one client.
   *
   * @param args the port
   * @throws IOException if something fails
   */
  public static void main(String[] args) throws IOException {
    int port = args.length > 0 ? Integer.parseInt(args[0]) : 50007;
    try (var server = BsdSocket.open(InetFamily.AF_INET, SocketType.STREAM)) {
      server.bind(new InetSocketAddress("0.0.0.0", port)).listen(1);
      System.out.println("Listening on port " + server.getLocalAddress().getPort());
      try (var connection = server.accept()) {
        System.out.println("Connected by " + connection.getRemoteAddress());
        while (true) {
          byte[] data = connection.receive(1024);
          if (data.length == 0) {
            break;
          }
          connection.sendAll(data);
        }
      }
    }
  }
}
