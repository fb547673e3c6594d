package io.sockets4j.inet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.Objects;

/** The interface that every host has, and addresses. */
final class TestInterfaces {
  private TestInterfaces() {}

  static NetworkInterface loopback() {
    try {
      return Objects.requireNonNull(NetworkInterface.getByInetAddress(address("127.0.0.1")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An address of digits, so that nothing is looked up. */
  static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new UncheckedIOException(e);
    }
  }

  static GroupMembership group(String text) {
    return GroupMembership.of(address(text), loopback());
  }
}
