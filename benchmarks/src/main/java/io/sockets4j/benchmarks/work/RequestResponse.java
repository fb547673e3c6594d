package io.sockets4j.benchmarks.work;

import io.sockets4j.benchmarks.Task;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Sends a request to another thread and waits for its response. */
final class RequestResponse implements Work {
  private final Peer peer;
  private final ByteBuffer buffer;

  RequestResponse(Pair pair, Task task) {
    buffer = Api.buffer(task);
    peer = new Peer(pair, endpoint -> echo(endpoint, Api.buffer(task)));
  }

  static void echo(Endpoint endpoint, ByteBuffer buffer) throws IOException {
    while (endpoint.receiveFully(buffer.clear())) {
      endpoint.sendFully(buffer.flip());
    }
  }

  @Override
  public void run() throws IOException {
    peer.endpoint().sendFully(buffer.clear());
    if (!peer.endpoint().receiveFully(buffer.clear())) {
      throw new EOFException("no response");
    }
  }

  @Override
  public void close() throws IOException {
    peer.close();
  }
}
