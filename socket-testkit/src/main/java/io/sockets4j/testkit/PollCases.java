package io.sockets4j.testkit;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sockets4j.BsdSocket;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What poll(2) tells of these sockets, one by one. That it waits as calls do is among {@link
 * WaitingCases}.
 */
interface PollCases extends Environment {

  @Test
  default void aPollTellsWhatCanBeDone() throws Exception {
    Peers peers = sockets().peers();
    BsdSocket<?> far = peers.far();
    assertEquals(OP_WRITE, far.poll(OP_READ | OP_WRITE));
    assertEquals(OP_WRITE, far.poll(OP_WRITE));
    byte[] content = message(30);
    send(peers, content);
    assertEquals(OP_READ, far.poll(OP_READ));
    assertEquals(OP_READ | OP_WRITE, far.poll(OP_READ | OP_WRITE));
    assertEquals(content.length, far.receive(ByteBuffer.allocate(100)));
    assertEquals(0, far.poll(OP_READ, Duration.ZERO)); // taken
  }

  @Test
  default void aPollWithoutBlockingReturnsAtOnce() throws Exception {
    Peers peers = sockets().peers();
    BsdSocket<?> far = peers.far();
    far.configureBlocking(false);
    assertEquals(0, far.poll(OP_READ));
    assertEquals(OP_WRITE, far.poll(OP_READ | OP_WRITE));
    send(peers, message(3));
    assertEquals(OP_READ, far.poll(OP_READ, SocketScope.DEADLINE));
    assertEquals(OP_READ, far.poll(OP_READ));
  }

  @Test
  default void aPollWaitsForItsOwnTime() throws Exception {
    Peers peers = sockets().peers();
    BsdSocket<?> far = peers.far();
    far.setTimeout(Duration.ofMillis(1)); // has nothing to do with it
    Duration time = Duration.ofMillis(30);
    for (boolean blocking : new boolean[] {true, false}) {
      far.configureBlocking(blocking);
      long before = System.nanoTime();
      assertEquals(0, far.poll(OP_READ, time));
      assertTrue(System.nanoTime() - before >= time.toNanos(), "too early");
    }
  }

  @Test
  default void aPollEndsWhenSomethingComes() throws Exception {
    Peers peers = sockets().peers();
    Task<Integer> polling = Task.start(() -> peers.far().poll(OP_READ)).awaitWaiting();
    Task<Integer> timed =
        Task.start(() -> peers.far().poll(OP_READ, SocketScope.DEADLINE)).awaitWaiting();
    send(peers, message(1));
    assertEquals(OP_READ, polling.result());
    assertEquals(OP_READ, timed.result());
  }

  @Test
  default void aPollForATimeEndsWithTheSocket() throws Exception {
    BsdSocket<?> closed = sockets().peers().far();
    Task<Integer> polling =
        Task.start(() -> closed.poll(OP_READ, SocketScope.DEADLINE)).awaitWaiting();
    closed.close();
    assertThrows(AsynchronousCloseException.class, polling::result);

    BsdSocket<?> interrupted = sockets().peers().far();
    Task<Integer> other =
        Task.start(() -> interrupted.poll(OP_READ, SocketScope.DEADLINE)).awaitWaiting();
    other.thread().interrupt();
    assertThrows(ClosedByInterruptException.class, other::result);
  }

  @Test
  default void aPollWaitsForRoomToSend() throws Exception {
    Peers peers = sockets().peers();
    BsdSocket<?> near = peers.near();
    if (!waitsToSend()) {
      return;
    }
    byte[] message = message(fixture().longMessage());
    near.configureBlocking(false);
    long sent = 0;
    do { // what has been full may have room again, as long as nothing is on its way
      for (int n = near.send(message); n > 0; n = near.send(message)) {
        sent += n;
      }
    } while (near.poll(OP_WRITE) != 0);
    long all = sent;
    Task<Integer> polling = Task.start(() -> near.poll(OP_WRITE, SocketScope.DEADLINE));
    ByteBuffer target = ByteBuffer.allocate(message.length);
    for (long received = 0; received < all; target.clear()) {
      received += peers.far().receive(target);
    }
    assertEquals(OP_WRITE, polling.result());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, -1, 32})
  default void aPollRefusesOtherOperations(int ops) throws Exception {
    BsdSocket<?> far = sockets().peers().far();
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> far.poll(ops));
    assertSays(e, "0x" + Integer.toHexString(ops));
    assertThrows(IllegalArgumentException.class, () -> far.poll(ops, Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> far.poll(OP_READ, Duration.ofMillis(-1)));
  }
}
