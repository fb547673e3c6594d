package io.sockets4j.benchmarks.work;

import io.sockets4j.benchmarks.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/**
 * A hundred of many connections send, and a selector is asked until all have been received: what
 * differs is whose selector and channels they are.
 */
final class Selecting implements Work {
  static final int ACTIVE = 100;

  private final Selector selector;
  private final IdlePeers peers;
  private final List<Endpoint> accepted = new ArrayList<>();
  private final List<Endpoint> active = new ArrayList<>();
  private final ByteBuffer out;
  private final ByteBuffer in;
  private int came;

  /** The channel of an accepted connection. */
  interface Channels<E extends Endpoint> {
    SelectableChannel of(E endpoint);
  }

  Selecting(Selector selector, Listener listener, Task task, Channels<Endpoint> channels)
      throws IOException {
    this.selector = selector;
    out = ByteBuffer.allocateDirect(task.size());
    in = ByteBuffer.allocateDirect(task.size());
    try (listener) {
      peers = new IdlePeers(listener.port());
      // The active ones are not the last that were accepted, but some of everywhere.
      for (int i = 0; i < ACTIVE; i++) {
        active.add(listener.connect());
        accepted.add(listener.accept());
        peers.connect(task.count() / ACTIVE);
        for (int j = 0; j < task.count() / ACTIVE; j++) {
          accepted.add(listener.accept());
        }
      }
    }
    for (Endpoint endpoint : accepted) {
      SelectableChannel channel = channels.of(endpoint);
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ);
    }
  }

  @Override
  public void run() throws IOException {
    for (Endpoint endpoint : active) {
      endpoint.send(out.clear());
    }
    for (came = 0; came < ACTIVE; ) {
      selector.select(this::receive);
    }
  }

  private void receive(SelectionKey key) {
    try {
      if (((ByteChannel) key.channel()).read(in.clear()) == in.capacity()) {
        came++;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int operations() {
    return ACTIVE;
  }

  @Override
  public void close() throws IOException {
    selector.close();
    peers.close();
    for (Endpoint endpoint : active) {
      endpoint.close();
    }
    for (Endpoint endpoint : accepted) {
      endpoint.close();
    }
  }
}
