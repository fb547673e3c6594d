package io.sockets4j.benchmarks.work;

import io.sockets4j.benchmarks.Task;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Sends a message and receives it at the other end, in one thread. */
final class SendReceive implements Work {
  private final Pair pair;
  private final ByteBuffer out;
  private final ByteBuffer in;

  SendReceive(Pair pair, Task task) {
    this.pair = pair;
    out = Api.buffer(task);
    in = Api.buffer(task);
  }

  @Override
  public void run() throws IOException {
    pair.first().sendFully(out.clear());
    pair.second().receiveFully(in.clear());
  }

  @Override
  public void close() throws IOException {
    pair.close();
  }
}
