package io.sockets4j.benchmarks;

import io.sockets4j.BsdSocket;
import io.sockets4j.SocketPair;
import io.sockets4j.inet.InetFamily;
import io.sockets4j.os.SocketType;
import io.sockets4j.unix.UnixAddress;
import io.sockets4j.unix.UnixFamily;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;

/** How much processor time two seconds cost that a thread is blocked, by what it waits for. */
final class BlockedTime {
  private static final Duration BLOCKED = Duration.ofSeconds(2);
  private static final ByteBuffer BUFFER = ByteBuffer.allocate(4096);

  private BlockedTime() {}

  /** A call that waits until its time is up. */
  private interface Wait {
    void run() throws IOException;
  }

  /** Prints the table. */
  static void print() throws IOException {
    System.out.println("processor time of 2 s blocked, ms");
    receives();
    sends();
    connections();
  }

  private static void receives() throws IOException {
    try (SocketPair<UnixAddress> pair = BsdSocket.pair(UnixFamily.AF_UNIX, SocketType.STREAM)) {
      measure("receive, UNIX stream", pair.first(), () -> pair.first().receive(BUFFER.clear()));
    }
    try (BsdSocket<?> socket = BsdSocket.open(InetFamily.AF_INET, SocketType.DGRAM)) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      measure("receiveFrom, UDP", socket, () -> socket.receiveFrom(BUFFER.clear()));
    }
  }

  private static void sends() throws IOException {
    try (SocketPair<UnixAddress> pair = BsdSocket.pair(UnixFamily.AF_UNIX, SocketType.STREAM)) {
      measure(
          "sendAll, UNIX stream, peer full",
          pair.first(),
          () -> pair.first().sendAll(ByteBuffer.allocate(1 << 24)));
    }
    try (SocketPair<UnixAddress> pair = BsdSocket.pair(UnixFamily.AF_UNIX, SocketType.DGRAM)) {
      measure("send, UNIX datagrams, peer full", pair.first(), () -> fill(pair.first()));
    }
    try (BsdSocket<UnixAddress> peer = BsdSocket.open(UnixFamily.AF_UNIX, SocketType.DGRAM);
        BsdSocket<UnixAddress> socket = BsdSocket.open(UnixFamily.AF_UNIX, SocketType.DGRAM)) {
      peer.bind(UnixAddress.unnamed());
      UnixAddress target = peer.getLocalAddress();
      measure("sendTo, unconnected, peer full", socket, () -> fillTo(socket, target));
    }
  }

  private static void fill(BsdSocket<?> socket) throws IOException {
    while (true) {
      socket.send(BUFFER.clear());
    }
  }

  private static void fillTo(BsdSocket<?> socket, UnixAddress target) throws IOException {
    while (true) {
      socket.sendTo(BUFFER.clear(), target);
    }
  }

  private static void connections() throws IOException {
    try (BsdSocket<UnixAddress> server = BsdSocket.open(UnixFamily.AF_UNIX, SocketType.STREAM);
        BsdSocket<UnixAddress> first = BsdSocket.open(UnixFamily.AF_UNIX, SocketType.STREAM);
        BsdSocket<UnixAddress> second = BsdSocket.open(UnixFamily.AF_UNIX, SocketType.STREAM)) {
      server.bind(UnixAddress.unnamed()).listen(0);
      first.connect(server.getLocalAddress());
      measure(
          "connect, UNIX, backlog full", second, () -> second.connect(server.getLocalAddress()));
    }
    try (BsdSocket<?> server = BsdSocket.open(InetFamily.AF_INET, SocketType.STREAM)) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).listen();
      measure("accept, TCP", server, server::accept);
    }
  }

  private static void measure(String what, BsdSocket<?> socket, Wait wait) throws IOException {
    var threads = ManagementFactory.getThreadMXBean();
    long cpu = threads.getCurrentThreadCpuTime();
    long start = System.nanoTime();
    socket.setTimeout(BLOCKED);
    try {
      wait.run();
      throw new IOException(what + " did not block");
    } catch (SocketTimeoutException e) {
      double blocked = (System.nanoTime() - start) / 1e9;
      double spent = (threads.getCurrentThreadCpuTime() - cpu) / 1e6;
      System.out.printf("  %-34s %5.1f   (blocked %.2f s)%n", what, spent, blocked);
    }
  }
}
