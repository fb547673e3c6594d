package io.sockets4j.it.inside;

import io.sockets4j.inet.InetFamily;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** Addresses of the loopback interface. */
final class Loopback {
  private Loopback() {}

  static InetSocketAddress of(InetFamily family, int port) throws UnknownHostException {
    String text = family == InetFamily.AF_INET ? "127.0.0.1" : "::1";
    return new InetSocketAddress(InetAddress.getByName(text), port);
  }
}
