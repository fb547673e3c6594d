package io.sockets4j.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockets4j.BsdSocket;
import io.sockets4j.SocketPair;
import io.sockets4j.os.SocketConstants;
import io.sockets4j.os.SocketType;
import io.sockets4j.spi.Families;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** However many threads there are, little memory is kept, and none is lost. */
@Timeout(120)
class ScratchTest {
  /** AF_UNIX of all systems. */
  private static final int UNIX = 1;

  /** What is kept for ever: 32 blocks of 80.25 KiB. */
  private static final long KEPT = 32 * (80 * 1024 + 256);

  private static SocketPair<?> pair() throws IOException {
    SocketPair<?> pair = BsdSocket.pair(Families.byDomainOrUnknown(UNIX), SocketType.DGRAM);
    pair.first().setTimeout(Duration.ofSeconds(60));
    pair.second().setTimeout(Duration.ofSeconds(60));
    return pair;
  }

  /** Messages of usual length, of one that takes memory of its own, and one that is refused. */
  private static void use() throws IOException {
    try (SocketPair<?> pair = pair()) {
      pair.first()
          .setOption(
              SocketConstants.SOL_SOCKET.value(), SocketConstants.SO_SNDBUF.value(), 150_000);
      ByteBuffer target = ByteBuffer.allocate(200_000);
      for (int size : new int[] {1, 4_000, 100_000, 60}) {
        pair.first().send(new byte[size]);
        assertThat(pair.second().receive(target.clear())).isEqualTo(size);
        assertThatThrownBy(() -> pair.first().send(new byte[2_000_000]))
            .isInstanceOf(IOException.class);
      }
      pair.second().close();
      assertThatThrownBy(() -> pair.first().send(new byte[100])).isInstanceOf(IOException.class);
    }
  }

  private static Thread started(Runnable work) {
    Thread thread = new Thread(work);
    thread.start();
    return thread;
  }

  @Test
  void manyThreadsAtOnceLeaveNoMoreThanIsKept() throws Exception {
    int count = 200;
    CountDownLatch begin = new CountDownLatch(1);
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      threads.add(
          started(
              () -> {
                try {
                  assertThat(begin.await(60, TimeUnit.SECONDS)).isTrue();
                  use();
                } catch (Throwable e) {
                  failures.add(e);
                }
              }));
    }
    begin.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failures).isEmpty();
    assertThat(Scratch.allocated()).isBetween(1L, KEPT);
  }

  @Test
  void whatIsHeldBeyondWhatIsKeptIsGivenBack() {
    List<Scratch> held = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      held.add(Scratch.take());
    }
    held.add(Scratch.take(1_000_000));
    assertThat(Scratch.allocated()).isGreaterThan(1_000_000 + 100 * 64 * 1024);
    held.forEach(Scratch::close);
    assertThat(Scratch.allocated()).isBetween(1L, KEPT);
  }

  /** Thread.startVirtualThread of JDK 21 and later. */
  private static Optional<Method> startVirtualThread() {
    try {
      return Optional.of(Thread.class.getMethod("startVirtualThread", Runnable.class));
    } catch (NoSuchMethodException e) {
      return Optional.empty();
    }
  }

  /** On JDK 17, platform threads stand in, as many as a small machine has room for. */
  @Test
  void threadsThatWaitHoldNoMemory() throws Exception {
    Optional<Method> start = startVirtualThread();
    int count = start.isPresent() ? 10_000 : 200;
    try (SocketPair<?> pair = pair()) {
      CountDownLatch done = new CountDownLatch(count);
      Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
      Runnable receiver =
          () -> {
            try {
              assertThat(pair.second().receive(ByteBuffer.allocate(100_000))).isEqualTo(10);
            } catch (Throwable e) {
              failures.add(e);
            }
            done.countDown();
          };
      for (int i = 0; i < count; i++) {
        if (start.isPresent()) {
          Object unused = start.get().invoke(null, receiver);
        } else {
          Thread unused = started(receiver);
        }
      }
      byte[] message = new byte[10];
      long most = 0;
      for (int i = 0; i < count; i++) {
        pair.first().send(message);
        most = Math.max(most, Scratch.allocated());
      }
      assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(failures).isEmpty();
      if (start.isPresent()) { // as many as run at once have a block more, and a call's own memory
        assertThat(most).isLessThan(KEPT + 64 * 200_000L);
      }
    }
    assertThat(Scratch.allocated()).isBetween(1L, KEPT);
  }
}
