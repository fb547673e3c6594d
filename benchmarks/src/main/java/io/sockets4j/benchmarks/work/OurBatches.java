package io.sockets4j.benchmarks.work;

import io.sockets4j.Message;
import io.sockets4j.SocketPair;
import io.sockets4j.benchmarks.Task;
import io.sockets4j.os.MessageFlags;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Sends a batch of datagrams and receives it: sendmmsg(2) and recvmmsg(2), in C and here without
 * the addresses, which the connected sockets have anyway.
 */
final class OurBatches implements Work {
  private final SocketPair<?> pair;
  private final ByteBuffer[] out = new ByteBuffer[Datagrams.BATCH];
  private final ByteBuffer[] in = new ByteBuffer[Datagrams.BATCH];
  private final Message[] sent = new Message[Datagrams.BATCH];
  private final Message[] received = new Message[Datagrams.BATCH];

  OurBatches(SocketPair<?> pair, Task task) {
    this.pair = pair;
    Arrays.setAll(out, i -> Api.buffer(task));
    Arrays.setAll(in, i -> Api.buffer(task));
    Arrays.setAll(sent, i -> new Message(out[i]));
    Arrays.setAll(received, i -> new Message(in[i]).roomForAddress(false));
  }

  @Override
  public void run() throws IOException {
    for (int i = 0; i < out.length; i++) {
      out[i].clear();
      in[i].clear();
    }
    for (int done = 0; done < sent.length; ) {
      done += pair.first().sendMessages(sent, done, sent.length - done, MessageFlags.NONE);
    }
    for (int done = 0; done < received.length; ) {
      done +=
          pair.second().receiveMessages(received, done, received.length - done, MessageFlags.NONE);
    }
  }

  @Override
  public int operations() {
    return Datagrams.BATCH;
  }

  @Override
  public void close() throws IOException {
    pair.close();
  }
}
