package io.sockets4j.it.selector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A selector, channels to register with it, and what is done with them over and over. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class SelectorTest {
  static final String EVERY_SELECTOR = "io.sockets4j.it.selector.Subject#all";

  final Subject subject;
  private final Deque<Closeable> opened = new ArrayDeque<>();
  private Optional<Selector> selector = Optional.empty();

  SelectorTest(Subject subject) {
    this.subject = subject;
  }

  /** Two channels that are connected to each other. */
  record Pair(SelectableChannel near, SelectableChannel far) {}

  @BeforeEach
  void openSelector() throws IOException {
    selector = Optional.of(keep(subject.openSelector()));
  }

  @AfterEach
  void closeAll() throws IOException {
    while (!opened.isEmpty()) {
      opened.pop().close();
    }
  }

  final Selector selector() {
    return selector.orElseThrow();
  }

  /** Closes it when the test is over. */
  final <T extends Closeable> T keep(T closeable) {
    opened.push(closeable);
    return closeable;
  }

  final SelectableChannel stream() throws IOException {
    return keep(subject.stream());
  }

  final SelectableChannel listening() throws IOException {
    return keep(subject.listening());
  }

  /** Two streams that are connected. */
  final Pair streams() throws Exception {
    SelectableChannel near = stream();
    try (SelectableChannel listening = subject.listening()) {
      boolean connected = subject.connect(near, addressOf(listening));
      SelectableChannel far = accept(listening);
      if (!connected) {
        Deadline.await("the connection is made", () -> subject.finishConnect(near));
      }
      return new Pair(near, far);
    }
  }

  final SelectableChannel accept(SelectableChannel listening) throws Exception {
    assertThat(isReady(listening, SelectionKey.OP_ACCEPT)).as("there is a connection").isTrue();
    return keep(Objects.requireNonNull(subject.accept(listening)));
  }

  /** Whether another selector finds that a channel gets ready. */
  final boolean isReady(SelectableChannel channel, int operation) throws IOException {
    try (Selector other = subject.openSelector()) {
      channel.register(other, operation);
      return other.select(Deadline.LENGTH.toMillis()) > 0;
    }
  }

  /** Two datagram sockets, each connected to the other. */
  final Pair datagrams() throws IOException {
    SelectableChannel near = keep(subject.datagram());
    SelectableChannel far = keep(subject.datagram());
    subject.connect(near, addressOf(far));
    subject.connect(far, addressOf(near));
    return new Pair(near, far);
  }

  final SelectionKey register(SelectableChannel channel, int operations) throws IOException {
    return channel.register(selector(), operations);
  }

  /** Registers a stream that has something to read from the next selection on. */
  final SelectionKey registerReadable() throws Exception {
    Pair pair = streams();
    SelectionKey key = register(pair.near(), SelectionKey.OP_READ);
    send(pair.far());
    assertThat(isReady(pair.near(), SelectionKey.OP_READ)).isTrue();
    return key;
  }

  static SocketAddress addressOf(SelectableChannel channel) throws IOException {
    return ((NetworkChannel) channel).getLocalAddress();
  }

  /** Sends one byte. */
  static void send(SelectableChannel channel) throws IOException {
    assertThat(((ByteChannel) channel).write(ByteBuffer.wrap(new byte[] {'x'}))).isEqualTo(1);
  }

  /** Receives what is there: how much that was, -1 at the end. */
  static int receive(SelectableChannel channel) throws IOException {
    return ((ByteChannel) channel).read(ByteBuffer.allocate(1 << 16));
  }

  /** Sends until there is no more room; how much that was. */
  static long fill(SelectableChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    long sum = 0;
    int sent;
    do {
      sent = ((ByteChannel) channel).write(buffer.clear());
      sum += sent;
    } while (sent > 0);
    return sum;
  }
}
