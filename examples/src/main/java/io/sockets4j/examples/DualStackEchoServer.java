package io.sockets4j.examples;

import io.sockets4j.BsdSocket;
import io.sockets4j.inet.InetFamily;
import io.sockets4j.inet.Ipv6Options;
import io.sockets4j.os.SocketType;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * The second echo server of the documentation of Python's {@code socket} module, which takes
 * whichever of IPv4 and IPv6 the system offers first. This one takes both: a socket of IPv6 without
 * IPV6_V6ONLY has the clients of IPv4 as well.
 *
 * <pre>
 * java -cp 'LIBRARIES/*' io.sockets4j.examples.DualStackEchoServer [PORT]
 * </pre>
 *
 * <p>The port is 50007 by default; 0 stands for any free one.
 */
public final class DualStackEchoServer {
  private DualStackEchoServer() {}

  /**
   * Serves one client.
   *
   * @param args the port
   * @throws IOException if something fails
   */
  public static void main(String[] args) throws IOException {
    int port = args.length > 0 ? Integer.parseInt(args[0]) : 50007;
    try (var server = BsdSocket.open(InetFamily.AF_INET6, SocketType.STREAM)) {
      server.setOption(Ipv6Options.IPV6_V6ONLY, false);
      server.bind(new InetSocketAddress("::", port)).listen(1);
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
