package io.sockets4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.os.MessageFlag;
import io.sockets4j.os.MessageFlags;
import io.sockets4j.os.SocketType;
import io.sockets4j.spi.AddressFamily;
import io.sockets4j.spi.Families;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Closes sockets while several threads are inside every call, and lets a bystander open sockets all
 * the time, which get the numbers that close gives back: bytes of the one must never show up in the
 * other, and no descriptor may stay behind.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "counts descriptors in /proc/self/fd")
class CloseStressTest {
  private static final int ROUNDS = 4_000;
  private static final byte MARK = 'X';
  private static final byte BYSTANDER = 'B';

  // The family by number: the core knows none by name. It may be there, if other modules are.
  private static final AddressFamily<?> UNIX = Families.byDomainOrUnknown(1);
  private static final SocketAddress ANY_NAME = unnamed();

  private static SocketAddress unnamed() {
    try (BsdSocket<?> unbound = BsdSocket.open(UNIX, SocketType.STREAM)) {
      return unbound.getLocalAddress();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One call on a socket that is about to be closed. */
  private interface Call {
    void make(BsdSocket<?> socket) throws IOException;
  }

  private static final List<Call> ON_CONNECTED =
      List.of(
          s -> s.receive(ByteBuffer.allocate(64)),
          s -> s.receive(ByteBuffer.allocateDirect(64)),
          s -> s.receiveFrom(ByteBuffer.allocate(64)),
          s -> s.read(new ByteBuffer[] {ByteBuffer.allocate(8), ByteBuffer.allocateDirect(8)}),
          s -> s.send(marks(64)),
          s -> s.sendAll(marks(1 << 20)),
          s -> s.write(new ByteBuffer[] {marks(1 << 19), marks(1 << 19)}),
          s -> s.sendTo(marks(64), ANY_NAME),
          s -> s.sendAll(marks(64), MessageFlags.of(MessageFlag.EOR)),
          s -> s.receive(ByteBuffer.allocate(64), MessageFlags.of(MessageFlag.WAITALL)),
          s -> s.bind(ANY_NAME),
          s -> s.connect(ANY_NAME),
          BsdSocket::finishConnect,
          BsdSocket::getLocalAddress,
          BsdSocket::getRemoteAddress,
          s -> s.getOption(1, 3, 4),
          s -> s.setOption(1, 2, 1),
          BsdSocket::isInheritable,
          s -> s.getOption(BsdSocketOptions.SO_RCVBUF),
          s -> s.setOption(BsdSocketOptions.SO_RCVBUF, 1 << 16),
          s -> s.setInheritable(false),
          s -> s.duplicate().close(),
          s -> s.shutdown(Shutdown.READ));

  private static final List<Call> ON_LISTENING =
      List.of(
          s -> {
            BsdSocket<?> accepted = s.accept();
            accepted.close();
          },
          BsdSocket::getLocalAddress,
          s -> s.listen(5),
          s -> s.getOption(BsdSocketOptions.SO_ACCEPTCONN));

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void noDescriptorIsLeakedOrMetAgain() throws Exception {
    Random random = new Random(4);
    long before = openSockets();
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      Future<Long> bystander = threads.submit(() -> openAndCheck(over));
      for (int round = 0; round < ROUNDS; round++) {
        if (round % 4 == 0) {
          closeListening(threads, random);
        } else {
          closeConnected(threads, random, round % 8 == 1);
        }
      }
      over.set(true);
      assertThat(bystander.get(30, TimeUnit.SECONDS)).isPositive();
    } finally {
      over.set(true);
      threads.shutdown();
      assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(openSockets()).as("sockets left open").isEqualTo(before);
  }

  private static void closeConnected(ExecutorService threads, Random random, boolean datagrams)
      throws Exception {
    SocketType type = datagrams ? SocketType.DGRAM : SocketType.STREAM;
    try (SocketPair<?> pair = BsdSocket.pair(UNIX, type)) {
      closeAmid(pair.first(), ON_CONNECTED, threads, random);
    }
  }

  private static void closeListening(ExecutorService threads, Random random) throws Exception {
    try (BsdSocket<?> listening = BsdSocket.open(UNIX, SocketType.STREAM);
        BsdSocket<?> client = BsdSocket.open(UNIX, SocketType.STREAM)) {
      listening.bind(ANY_NAME).listen();
      if (random.nextBoolean()) {
        client.connect(listening.getLocalAddress());
      }
      closeAmid(listening, ON_LISTENING, threads, random);
    }
  }

  private static void closeAmid(
      BsdSocket<?> socket, List<Call> calls, ExecutorService threads, Random random)
      throws Exception {
    int callers = 3;
    CyclicBarrier start = new CyclicBarrier(callers + 1);
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      Call first = calls.get(random.nextInt(calls.size()));
      Call second = calls.get(random.nextInt(calls.size()));
      running.add(
          threads.submit(
              () -> {
                start.await();
                repeatUntilClosed(socket, first, second);
                return null;
              }));
    }
    start.await();
    int spins = random.nextInt(20_000);
    for (int i = 0; i < spins; i++) {
      Thread.onSpinWait();
    }
    boolean detach = random.nextInt(8) == 0;
    if (detach) {
      BsdSocket.adopt(socket.detach()).close();
    } else {
      socket.close();
    }
    for (Future<?> call : running) {
      call.get(20, TimeUnit.SECONDS);
    }
  }

  /** Every call must end, and once the socket is closed every call must say so. */
  private static void repeatUntilClosed(BsdSocket<?> socket, Call first, Call second) {
    while (true) {
      for (Call call : List.of(first, second)) {
        try {
          call.make(socket);
        } catch (ClosedChannelException e) {
          return; // AsynchronousCloseException is one
        } catch (IOException e) {
          // EPIPE after a shutdown, EINVAL from accept...: the kernel's answers, not ours.
          assertThat(e).isInstanceOf(NativeError.class);
          assertThat(((NativeError) e).errno().name()).isNotEqualTo("EBADF");
        }
      }
    }
  }

  /** Opens pairs as fast as it can and looks for bytes that nobody sent there. */
  private static long openAndCheck(AtomicBoolean over) throws IOException {
    long rounds = 0;
    ByteBuffer buffer = ByteBuffer.allocate(64);
    while (!over.get()) {
      try (SocketPair<?> pair = BsdSocket.pair(UNIX, SocketType.STREAM)) {
        pair.first().sendAll(new byte[] {BYSTANDER, BYSTANDER});
        pair.first().shutdown(Shutdown.WRITE);
        buffer.clear();
        while (pair.second().receive(buffer) > 0) {
          // until the end
        }
        assertThat(buffer.flip().remaining()).isEqualTo(2);
        assertThat(buffer.get()).isEqualTo(BYSTANDER);
        assertThat(buffer.get()).isEqualTo(BYSTANDER);
        pair.first().setTimeout(java.time.Duration.ofSeconds(10));
        pair.second().shutdown(Shutdown.WRITE);
        assertThat(pair.first().receive(buffer.clear())).isEqualTo(-1);
      }
      rounds++;
    }
    return rounds;
  }

  private static ByteBuffer marks(int length) {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    for (int i = 0; i < length; i++) {
      buffer.put(i, MARK);
    }
    return buffer;
  }

  private static long openSockets() throws IOException {
    try (Stream<Path> links = Files.list(Path.of("/proc/self/fd"))) {
      return links.filter(CloseStressTest::isSocket).count();
    }
  }

  private static boolean isSocket(Path link) {
    try {
      return Files.readSymbolicLink(link).toString().startsWith("socket:");
    } catch (IOException e) {
      return false; // closed since it was listed: the listing's own descriptor
    }
  }
}
