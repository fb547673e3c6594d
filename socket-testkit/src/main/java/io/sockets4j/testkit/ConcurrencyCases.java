package io.sockets4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sockets4j.BsdSocket;
import io.sockets4j.NativeError;
import io.sockets4j.os.Errno;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NoConnectionPendingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several threads in one socket, and one that closes it. */
interface ConcurrencyCases extends Environment {
  int ROUNDS = 5;
  int SENDERS = 4;
  int EXCHANGES = 100;

  /** A closed descriptor is never used: these would tell of one. */
  Set<Errno> OF_A_CLOSED_DESCRIPTOR = Set.of(Errno.EBADF, Errno.ENOTSOCK);

  default Stream<Call> callsOnConnected() throws IOException {
    try (SocketScope scope = new SocketScope(fixture())) {
      return Call.all(scope.freeAddress()).stream()
          .filter(call -> !Set.of("detach", "configureBlocking").contains(call.name()));
    }
  }

  @ParameterizedTest
  @MethodSource("callsOnConnected")
  default void closingIsSafeDuringAnyCall(Call call) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Peers peers = sockets().peers();
      CountDownLatch begun = new CountDownLatch(1);
      Task<Boolean> calling = Task.run(() -> repeatUntilClosed(call, peers.near(), begun));
      begun.await();
      for (int i = 0; i < round * 100; i++) {
        Thread.onSpinWait(); // another moment in every round
      }
      peers.near().close();
      calling.result();
      peers.far().close();
    }
  }

  private static void repeatUntilClosed(Call call, BsdSocket<?> socket, CountDownLatch begun)
      throws IOException {
    while (true) {
      begun.countDown();
      try {
        call.action().on(socket);
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        if (!(e instanceof NativeError error) || OF_A_CLOSED_DESCRIPTOR.contains(error.errno())) {
          throw e;
        }
      } catch (NoConnectionPendingException e) {
        // The answer of finishConnect in every round but the last.
      }
    }
  }

  @Test
  default void closingTwiceAtOnceIsClosingOnce() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      BsdSocket<?> socket = sockets().open();
      List<Task<Boolean>> closing = new ArrayList<>();
      for (int i = 0; i < SENDERS; i++) {
        closing.add(Task.run(socket::close));
      }
      for (Task<Boolean> task : closing) {
        task.result();
      }
    }
  }

  @Test
  default void whatSeveralSendAllAtOnceIsNotMixed() throws Exception {
    Peers peers = sockets().peers();
    int length = messages() ? Math.min(fixture().longMessage(), 1000) : 100_000;
    int each = has(Trait.DROPS_WHEN_FULL) ? 8 : 40;
    List<Task<Boolean>> sending = new ArrayList<>();
    for (int sender = 0; sender < SENDERS; sender++) {
      byte[] mark = mark((byte) ('A' + sender), length);
      sending.add(Task.run(() -> sendMarks(peers, mark, each)));
    }
    int[] received = new int[SENDERS];
    for (int i = 0; i < each * SENDERS; i++) {
      byte[] record = receiveFully(peers.far(), overhead() + length);
      byte letter = record[overhead()];
      assertEquals(ByteBuffer.wrap(mark(letter, length)), ByteBuffer.wrap(record));
      received[letter - 'A']++;
    }
    for (int count : received) {
      assertEquals(each, count);
    }
    for (Task<Boolean> task : sending) {
      task.result();
    }
  }

  /** A message of one letter, again and again. */
  private byte[] mark(byte letter, int length) {
    byte[] content = new byte[length];
    Arrays.fill(content, letter);
    return fixture().message(content);
  }

  /** In every form that sends all. */
  private void sendMarks(Peers peers, byte[] mark, int times) throws IOException {
    BsdSocket<?> socket = peers.near();
    ByteBuffer direct = ByteBuffer.allocateDirect(mark.length).put(mark);
    int half = mark.length / 2;
    for (int i = 0; i < times; i++) {
      switch (has(Trait.NO_CONNECT) ? i % 2 : i % 4) {
        case 0 -> send(peers, mark);
        case 1 -> send(socket, peers.far(), direct.flip());
        case 2 -> assertEquals(mark.length, socket.write(ByteBuffer.wrap(mark)));
        default ->
            assertEquals(
                mark.length,
                socket.write(
                    new ByteBuffer[] {
                      ByteBuffer.wrap(mark, 0, half),
                      ByteBuffer.wrap(mark, half, mark.length - half)
                    }));
      }
    }
  }

  @Test
  default void closingEndsThoseWhoWaitForTheirTurnToSend() throws Exception {
    if (!waitsToSend()) {
      return;
    }
    BsdSocket<?> near = sockets().peers().near();
    fill(near);
    byte[] message = message(fixture().longMessage());
    List<Task<Boolean>> sending = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      sending.add(
          Task.run(
              () -> {
                while (true) {
                  near.sendAll(message);
                }
              }));
    }
    for (Task<Boolean> task : sending) {
      task.awaitWaiting();
    }
    near.close();
    for (Task<Boolean> task : sending) {
      assertThrows(AsynchronousCloseException.class, task::result);
    }
  }

  @Test
  default void severalReceiversShareWhatComes() throws Exception {
    Peers peers = sockets().peers();
    int count = 100;
    int start = overhead();
    Set<Byte> received = ConcurrentHashMap.newKeySet();
    Semaphore arrived = new Semaphore(0);
    AtomicInteger twice = new AtomicInteger();
    List<Task<Boolean>> receiving = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      receiving.add(
          Task.run(
              () -> {
                while (true) {
                  if (!received.add(peers.far().receive(start + 1)[start])) {
                    twice.incrementAndGet();
                  }
                  arrived.release();
                }
              }));
    }
    for (int i = 0; i < count; i++) {
      send(peers, fixture().message(new byte[] {(byte) i}));
    }
    arrived.acquire(count);
    peers.far().close();
    for (Task<Boolean> task : receiving) {
      assertThrows(ClosedChannelException.class, task::result);
    }
    assertEquals(count, received.size());
    assertEquals(0, twice.get());
  }

  @Test
  default void sendingAndReceivingGoOnAtOnce() throws Exception {
    Peers peers = sockets().peers();
    byte[] sent = message(32);
    Task<byte[]> echo =
        Task.start(
            () -> {
              byte[] ball = {};
              for (int i = 0; i < EXCHANGES; i++) {
                ball = receiveFully(peers.far(), sent.length);
                send(peers.far(), peers.near(), ByteBuffer.wrap(ball));
              }
              return ball;
            });
    for (int i = 0; i < EXCHANGES; i++) {
      Task<byte[]> receiving = Task.start(() -> receiveFully(peers.near(), sent.length));
      if (i % 2 == 0) {
        receiving.awaitWaiting(); // somebody is in receive while we send
      }
      send(peers, sent);
      assertEquals(ByteBuffer.wrap(sent), ByteBuffer.wrap(receiving.result()));
    }
    assertTrue(Arrays.equals(sent, echo.result()));
  }
}
