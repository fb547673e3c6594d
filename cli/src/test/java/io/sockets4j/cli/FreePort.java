package io.sockets4j.cli;

import io.sockets4j.BsdSocket;
import io.sockets4j.inet.InetFamily;
import io.sockets4j.os.SocketType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Ports for programs that cannot say which one the kernel has chosen for them. */
final class FreePort {
  private FreePort() {}

  /** A port that nobody has; the kernel gives it to nobody else until it has been round. */
  static String of(String kind) throws IOException {
    SocketType type = kind.startsWith("udp") ? SocketType.DGRAM : SocketType.STREAM;
    InetFamily family = kind.endsWith("6") ? InetFamily.AF_INET6 : InetFamily.AF_INET;
    InetAddress host = InetAddress.getByName(kind.endsWith("6") ? "::1" : "127.0.0.1");
    try (var socket = BsdSocket.open(family, type)) {
      int port = socket.bind(new InetSocketAddress(host, 0)).getLocalAddress().getPort();
      return Integer.toString(port);
    }
  }
}
