package io.sockets4j;

import com.sun.management.ThreadMXBean;
import io.sockets4j.os.SocketType;
import io.sockets4j.spi.AddressFamily;
import io.sockets4j.spi.Families;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/**
 * A program that {@link GarbageTest} runs: it sends and receives with buffers that are there, and
 * prints how many bytes of garbage a pair of calls makes once it is compiled.
 */
final class SteadyCalls {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** The family by number: the core knows none by name. */
  private static final AddressFamily<?> UNIX = Families.byDomainOrUnknown(1);

  private static final int TIMES = 1_000;

  /** For the compilers, which have to do away with some objects. */
  private static final Duration DEADLINE = Duration.ofSeconds(15);

  private SteadyCalls() {}

  private interface Work {
    void run() throws IOException;
  }

  public static void main(String... arguments) throws IOException {
    for (SocketType type : List.of(SocketType.DGRAM, SocketType.STREAM)) {
      for (int length : new int[] {1, 64, 1024}) {
        measure(type, ByteBuffer.allocate(length), ByteBuffer.allocate(length));
        measure(type, ByteBuffer.allocateDirect(length), ByteBuffer.allocateDirect(length));
      }
    }
  }

  private static void measure(SocketType type, ByteBuffer out, ByteBuffer in) throws IOException {
    String what =
        "%s, %d bytes, %s:".formatted(type, in.capacity(), in.isDirect() ? "direct" : "heap");
    Message outgoing = new Message(out);
    Message incoming = new Message(in);
    try (SocketPair<?> pair = BsdSocket.pair(UNIX, type)) {
      long plain =
          garbage(
              () -> {
                require(out, pair.first().send(out.clear()));
                require(in, pair.second().receive(in.clear()));
              });
      System.out.println("send and receive, " + what + " " + plain);
      long messages =
          garbage(
              () -> {
                out.clear();
                in.clear();
                require(out, pair.first().sendMessage(outgoing));
                require(in, pair.second().receiveMessage(incoming));
              });
      System.out.println("sendMessage and receiveMessage, " + what + " " + messages);
    }
  }

  private static void require(ByteBuffer buffer, int done) {
    if (done != buffer.capacity()) {
      throw new IllegalStateException(done + " of " + buffer.capacity());
    }
  }

  /** Bytes a run: none as soon as some runs have made none, else what is left at the deadline. */
  private static long garbage(Work work) throws IOException {
    long end = System.nanoTime() + DEADLINE.toNanos();
    long garbage;
    do {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < TIMES; i++) {
        work.run();
      }
      garbage = (THREADS.getCurrentThreadAllocatedBytes() - before) / TIMES;
    } while (garbage > 0 && System.nanoTime() - end < 0);
    return garbage;
  }
}
