package io.sockets4j.benchmarks.work;

import io.sockets4j.benchmarks.Task;
import java.io.IOException;
import java.nio.ByteBuffer;

/** As many datagrams sent and then received as a batch has, but one by one. */
final class Datagrams implements Work {
  static final int BATCH = 32;

  private final Pair pair;
  private final ByteBuffer out;
  private final ByteBuffer in;

  Datagrams(Pair pair, Task task) {
    this.pair = pair;
    out = Api.buffer(task);
    in = Api.buffer(task);
  }

  @Override
  public void run() throws IOException {
    for (int i = 0; i < BATCH; i++) {
      pair.first().send(out.clear());
    }
    for (int i = 0; i < BATCH; i++) {
      pair.second().receive(in.clear());
    }
  }

  @Override
  public int operations() {
    return BATCH;
  }

  @Override
  public void close() throws IOException {
    pair.close();
  }
}
