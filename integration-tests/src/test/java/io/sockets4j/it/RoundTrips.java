package io.sockets4j.it;

import static java.nio.channels.SelectionKey.OP_READ;

import io.sockets4j.BsdSelectorProvider;
import io.sockets4j.BsdSocket;
import io.sockets4j.Message;
import io.sockets4j.inet.InetFamily;
import io.sockets4j.os.MessageFlags;
import io.sockets4j.os.SocketType;
import io.sockets4j.unix.UnixFamily;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A program that {@link InterposerIT} runs: it sends and receives by every call, and writes before
 * each what is next.
 */
final class RoundTrips {
  static final String NEXT = "next ";

  /** An array of so much is used where it is, and quickly. */
  private static final int SOME = 4096;

  /** No call with so much is quick. */
  private static final int MUCH = 100_000;

  private static final InetSocketAddress LOOPBACK =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private RoundTrips() {}

  public static void main(String[] arguments) throws IOException {
    streams();
    datagrams();
    connection();
    next("end");
  }

  private static void next(String what) {
    System.err.println(NEXT + what);
  }

  private static void streams() throws IOException {
    next("pair");
    try (var pair = BsdSocket.pair(UnixFamily.AF_UNIX, SocketType.STREAM)) {
      var near = pair.first();
      var far = pair.second();
      exchange("direct", near::send, far::receive, direct(SOME), direct(SOME));
      exchange("heap", near::send, far::receive, heap(0, SOME), heap(0, SOME));
      exchange("part of heap", near::send, far::receive, heap(1, SOME), heap(2, SOME));
      exchange("little heap", near::send, far::receive, heap(0, 1), heap(0, 1));
      exchange("much", near::send, far::receive, direct(MUCH), direct(MUCH));
      next("timeout");
      try {
        far.setTimeout(Duration.ofMillis(1)).receive(direct(1));
        throw new AssertionError("nothing was sent");
      } catch (SocketTimeoutException e) {
        next("selector");
      }
      try (Selector selector = BsdSelectorProvider.provider().openSelector()) {
        far.configureBlocking(false).register(selector, OP_READ);
        selector.selectNow();
      }
      next("close");
    }
  }

  private static void datagrams() throws IOException {
    next("names");
    try (var near = open(SocketType.DGRAM).bind(LOOPBACK);
        var far = open(SocketType.DGRAM).bind(LOOPBACK)) {
      SocketAddress target = far.getLocalAddress();
      Call send = data -> near.sendTo(data, target);
      exchange("direct datagram", send, far::receiveFrom, direct(SOME), direct(SOME));
      exchange("heap datagram", send, far::receiveFrom, heap(1, SOME), heap(2, SOME));
      exchange(
          "message",
          data -> near.sendMessage(new Message(data).setAddress(target)),
          data -> far.receiveMessage(new Message(data)),
          direct(SOME),
          direct(SOME));
      exchange(
          "messages",
          data -> near.sendMessages(two(data, target), 0, 2, MessageFlags.NONE),
          data -> far.receiveMessages(two(data, null), 0, 2, MessageFlags.NONE),
          direct(SOME),
          direct(SOME));
    }
  }

  private static void connection() throws IOException {
    next("connection");
    try (var listening = open(SocketType.STREAM).bind(LOOPBACK).listen();
        var client = open(SocketType.STREAM)) {
      client.connect(listening.getLocalAddress());
      listening.accept().close();
    }
  }

  private interface Call {
    void on(ByteBuffer data) throws IOException;
  }

  private static void exchange(
      String what, Call send, Call receive, ByteBuffer source, ByteBuffer target)
      throws IOException {
    ByteBuffer sent = source.slice();
    ByteBuffer received = target.slice();
    for (int i = 0; i < sent.limit(); i++) {
      sent.put(i, (byte) (i + 1));
    }
    next(what);
    send.on(source);
    receive.on(target);
    if (!received.equals(sent)) {
      throw new AssertionError(what + ": something else was received");
    }
  }

  private static BsdSocket<?> open(SocketType type) throws IOException {
    return BsdSocket.open(InetFamily.AF_INET, type);
  }

  private static ByteBuffer direct(int length) {
    return ByteBuffer.allocateDirect(length);
  }

  private static ByteBuffer heap(int offset, int length) {
    return ByteBuffer.wrap(new byte[offset + length + 1], offset, length);
  }

  private static Message[] two(ByteBuffer data, @Nullable SocketAddress target) {
    int half = data.limit() / 2;
    return new Message[] {
      new Message(data.slice(0, half)).setAddress(target),
      new Message(data.slice(half, half)).setAddress(target)
    };
  }
}
