package io.sockets4j.inet;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.sockets4j.BsdControlTypes;
import io.sockets4j.BsdSocket;
import io.sockets4j.BsdSocketOptions;
import io.sockets4j.Message;
import io.sockets4j.os.MessageFlags;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.DescriptorAccounting;
import io.sockets4j.testkit.HereOnly;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A million datagrams with control messages, or as many as -Dsockets4j.datagrams says. */
@HereOnly // JNA makes an object of each address, of which an optimizing compiler leaves nothing
@Timeout(300)
@EnabledOnOs(OS.LINUX)
class InetMessageSoakTest {
  private static final int DATAGRAMS = Integer.getInteger("sockets4j.datagrams", 1_000_000);
  private static final int PARTS = 20;
  private static final int WARM_UP = 20_000;
  private static final int BATCH = 16;

  /** What the JVM allocates for itself meanwhile, when it compiles a call anew say. */
  private static final long STRAY_BYTES = 20_000;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static BsdSocket<InetSocketAddress> udp() throws IOException {
    BsdSocket<InetSocketAddress> socket = BsdSocket.open(InetFamily.AF_INET, SocketType.DGRAM);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    socket.setOption(BsdSocketOptions.SO_TIMESTAMPNS, true);
    socket.setOption(IpOptions.IP_RECVTTL, true);
    return socket.setTimeout(Duration.ofSeconds(20));
  }

  /** Sends some datagrams, and receives them with two control messages each. */
  private interface Exchange {
    int once() throws IOException;
  }

  private static int run(int times, Exchange exchange) throws IOException {
    int done = 0;
    for (int i = 0; i < times; i++) {
      done += exchange.once();
    }
    return done;
  }

  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /**
   * Of the parts of a run one at least allocates nothing: in the others the JVM may throw compiled
   * code away, and interpret the calls for a while.
   */
  private static void assertThatNothingIsAllocated(Exchange exchange) throws IOException {
    int each = run(WARM_UP, exchange) / WARM_UP;
    Set<String> descriptors = DescriptorAccounting.openSockets();
    long heapBefore = heap();
    int times = DATAGRAMS / each / PARTS;
    long least = Long.MAX_VALUE;
    for (int part = 0; part < PARTS; part++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      assertThat(run(times, exchange)).isEqualTo(times * each);
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).as("bytes for %d datagrams", times * each).isLessThan(STRAY_BYTES);
    assertThat(heap() - heapBefore).isLessThan(5_000_000);
    assertThat(DescriptorAccounting.openSockets()).isEqualTo(descriptors);
  }

  @Test
  void oneByOneTheyAllocateNothing() throws IOException {
    try (var near = udp();
        var far = udp()) {
      near.connect(far.getLocalAddress());
      ByteBuffer[] sources = {ByteBuffer.allocate(64), ByteBuffer.allocateDirect(64)};
      Message outgoing = new Message(sources);
      ByteBuffer target = ByteBuffer.allocateDirect(200);
      Message incoming = new Message(target).roomForControl(100);
      assertThatNothingIsAllocated(
          () -> {
            sources[0].clear();
            sources[1].clear();
            near.sendMessage(outgoing);
            target.clear();
            if (far.receiveMessage(incoming) != 128 || incoming.controlTruncated()) {
              throw new IOException("not what was sent: " + incoming);
            }
            return 1;
          });
      assertThat(incoming.control()).hasSize(2);
      assertThat(incoming.get(BsdControlTypes.SCM_TIMESTAMPNS)).isNotNull();
      assertThat(incoming.address()).isEqualTo(near.getLocalAddress());
    }
  }

  @Test
  void inBatchesTheyAllocateNothing() throws IOException {
    try (var near = udp();
        var far = udp()) {
      near.connect(far.getLocalAddress());
      ByteBuffer[] buffers = new ByteBuffer[2 * BATCH];
      Arrays.setAll(
          buffers, i -> i % 2 == 0 ? ByteBuffer.allocate(64) : ByteBuffer.allocateDirect(64));
      Message[] messages = new Message[2 * BATCH]; // the first half is sent, the other receives
      Arrays.setAll(messages, i -> new Message(buffers[i]).roomForControl(100));
      assertThatNothingIsAllocated(
          () -> {
            for (ByteBuffer buffer : buffers) {
              buffer.clear();
            }
            int sent = near.sendMessages(messages, 0, BATCH, MessageFlags.NONE);
            int came = 0;
            while (came < sent) {
              int rest = sent - came;
              came += far.receiveMessages(messages, BATCH + came, rest, MessageFlags.NONE);
            }
            return came;
          });
      for (int i = BATCH; i < 2 * BATCH; i++) {
        assertThat(messages[i].length()).isEqualTo(64);
        assertThat(messages[i].control()).hasSize(2);
        assertThat(messages[i].controlTruncated()).isFalse();
      }
    }
  }
}
