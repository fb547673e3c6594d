package io.sockets4j.benchmarks.work;

import io.sockets4j.benchmarks.Task;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Sends so many MiB to another thread, by buffers of 64 KiB or in another way, and waits for the
 * byte that says that all have come.
 */
final class Bulk implements Work {
  private final Peer peer;
  private final Sender sender;
  private final ByteBuffer answer = ByteBuffer.allocateDirect(1);

  /** Sends all of it. */
  interface Sender {
    void send() throws IOException;
  }

  Bulk(Pair pair, Task task) {
    this(pair, task, byBuffers(pair.first(), task));
  }

  Bulk(Pair pair, Task task, Sender sender) {
    this.sender = sender;
    peer = new Peer(pair, endpoint -> sink(endpoint, (long) task.count() << 20, task.size()));
  }

  private static Sender byBuffers(Endpoint endpoint, Task task) {
    ByteBuffer buffer = Api.buffer(task);
    long times = ((long) task.count() << 20) / task.size();
    return () -> {
      for (long i = 0; i < times; i++) {
        endpoint.sendMuch(buffer.clear());
      }
    };
  }

  private static void sink(Endpoint endpoint, long count, int size) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(size);
    ByteBuffer answer = ByteBuffer.allocateDirect(1);
    while (true) {
      for (long total = 0; total < count; ) {
        int came = endpoint.receive(buffer.clear());
        if (came < 0) {
          return;
        }
        total += came;
      }
      endpoint.sendFully(answer.clear());
    }
  }

  @Override
  public void run() throws IOException {
    sender.send();
    if (!peer.endpoint().receiveFully(answer.clear())) {
      throw new EOFException("not all came");
    }
  }

  @Override
  public void close() throws IOException {
    peer.close();
  }
}
