package io.sockets4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.sockets4j.BsdSocket;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Calls that wait on virtual threads: what ends them is what ends those of platform threads.
 *
 * <p>With {@code -Dsockets4j.testkit.virtual=true} all cases run on such threads; these do anyway.
 */
interface VirtualThreadCases extends WaitingCases {
  int MANY_WAITS = 20;

  @ParameterizedTest
  @NeedsVirtualThreads
  @MethodSource("receivingCalls")
  default void aVirtualThreadReceivesWhatComes(Call call) throws Exception {
    Peers peers = sockets().peers();
    BsdSocket<?> far = peers.far();
    Task<Boolean> receiving = startVirtual(new Wait(far, call)).awaitWaiting();
    send(peers, message(messages() ? 30 : 600)); // of a stream, enough to wait for all of it
    receiving.result();
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @NeedsVirtualThreads
  @MethodSource("sendingCalls")
  default void aVirtualThreadSendsOnceThereIsRoom(Call call) throws Exception {
    Peers peers = sockets().peers();
    long filled = fill(peers.near());
    Task<Boolean> sending = startVirtual(new Wait(peers.near(), call));
    ByteBuffer target = ByteBuffer.allocate(message(fixture().longMessage()).length);
    for (long left = filled; left > 0; target.clear()) {
      left -= peers.far().receive(target);
    }
    sending.result();
  }

  @ParameterizedTest
  @NeedsVirtualThreads
  @MethodSource("receivingCalls")
  default void receivingOfAVirtualThreadTimesOut(Call call) throws Exception {
    Peers peers = sockets().peers();
    Wait wait = new Wait(peers.near(), call);
    boolean unused = Task.startVirtual(() -> timesOut(wait)).result();
    assertConnected(peers);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @NeedsVirtualThreads
  @MethodSource("sendingCalls")
  default void sendingOfAVirtualThreadTimesOut(Call call) throws Exception {
    BsdSocket<?> near = sockets().peers().near();
    fill(near);
    Wait wait = new Wait(near, repeated(call));
    boolean unused = Task.startVirtual(() -> timesOut(wait)).result();
  }

  private boolean timesOut(Wait wait) {
    assertTimesOut(wait);
    return true;
  }

  @ParameterizedTest
  @NeedsVirtualThreads
  @MethodSource("receivingCalls")
  default void closingEndsReceivingOfAVirtualThread(Call call) throws Exception {
    BsdSocket<?> near = sockets().peers().near();
    assertEndsWithClose(near, startVirtual(new Wait(near, call)));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @NeedsVirtualThreads
  @MethodSource("sendingCalls")
  default void closingEndsSendingOfAVirtualThread(Call call) throws Exception {
    BsdSocket<?> near = sockets().peers().near();
    fill(near);
    assertEndsWithClose(near, startVirtual(new Wait(near, repeated(call))));
  }

  @ParameterizedTest
  @NeedsVirtualThreads
  @MethodSource("receivingCalls")
  default void anInterruptEndsReceivingOfAVirtualThread(Call call) throws Exception {
    Wait wait = new Wait(sockets().peers().near(), call);
    assertEndsWithInterrupt(wait, Task.startVirtual(() -> endsWithInterrupt(wait)));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @NeedsVirtualThreads
  @MethodSource("sendingCalls")
  default void anInterruptEndsSendingOfAVirtualThread(Call call) throws Exception {
    BsdSocket<?> near = sockets().peers().near();
    fill(near);
    Wait wait = new Wait(near, repeated(call));
    assertEndsWithInterrupt(wait, Task.startVirtual(() -> endsWithInterrupt(wait)));
  }

  @Test
  @NeedsVirtualThreads
  default void virtualThreadsReceiveAndSendAtOnce() throws Exception {
    Peers peers = sockets().peers();
    receiveAndSendAtOnce(peers);
    waitOften(peers);
    receiveAndSendAtOnce(peers);
  }

  private void receiveAndSendAtOnce(Peers peers) throws Exception {
    BsdSocket<?> near = peers.near();
    byte[] message = message(32);
    Task<Boolean> first = Task.startVirtual(() -> receives(near, message)).awaitWaiting();
    if (waitsToSend()) {
      long filled = fill(near); // which asks for the other direction, too
      Task<Boolean> sending = startVirtual(new Wait(near, sendAll(message)));
      ByteBuffer target = ByteBuffer.allocate(message(fixture().longMessage()).length);
      for (long left = filled + message.length; left > 0; target.clear()) {
        left -= peers.far().receive(target);
      }
      sending.result();
    }
    send(peers.far(), near, ByteBuffer.wrap(message));
    first.result();
  }

  /**
   * Waits for input so often that the kernel is not asked for it anew each time: it must be told
   * when nobody takes it, or it would tell for ever.
   */
  @Test
  @NeedsVirtualThreads
  default void afterManyWaitsOneIsAsBefore() throws Exception {
    Peers peers = sockets().peers();
    BsdSocket<?> near = peers.near();
    byte[] message = message(1);
    for (int i = 0; i < 2; i++) {
      waitOften(peers);
      send(peers.far(), near, ByteBuffer.wrap(message));
      EpollEntry.awaitSilence(near.fd());
      boolean received = Task.startVirtual(() -> receives(near, message)).result();
      assertTrue(received);
      waitOften(peers);
      Wait wait = new Wait(near, new Call("receive", socket -> socket.receive(1)));
      boolean timedOut = Task.startVirtual(() -> timesOut(wait)).result();
      assertTrue(timedOut);
    }
    waitOften(peers);
    assertEndsWithClose(near, Task.startVirtual(() -> receives(near, message)));
  }

  /** Waits of a virtual thread, each of which is over before what the next one waits for comes. */
  default void waitOften(Peers peers) throws Exception {
    BsdSocket<?> near = peers.near();
    byte[] message = message(1);
    Semaphore received = new Semaphore(1);
    Task<Boolean> receiving =
        Task.startVirtual(
            () -> {
              for (int i = 0; i < MANY_WAITS; i++) {
                boolean unused = receives(near, message);
                received.release();
              }
              return true;
            });
    for (int i = 0; i < MANY_WAITS; i++) {
      if (!received.tryAcquire(SocketScope.DEADLINE.toNanos(), TimeUnit.NANOSECONDS)) {
        fail("received " + i + " messages, and then " + receiving.result());
      }
      Task<Boolean> unused = receiving.awaitWaiting();
      send(peers.far(), near, ByteBuffer.wrap(message));
    }
    receiving.result();
  }

  private boolean receives(BsdSocket<?> socket, byte[] expected) throws Exception {
    assertEquals(ByteBuffer.wrap(expected), ByteBuffer.wrap(receiveFully(socket, expected.length)));
    return true;
  }

  private static Call sendAll(byte[] message) {
    return new Call("sendAll", socket -> socket.sendAll(message));
  }

  @Test
  @NeedsVirtualThreads
  default void threadsOfBothKindsShareWhatComes() throws Exception {
    Peers peers = sockets().peers();
    byte[] message = message(1);
    int each = 4;
    List<Task<Boolean>> receiving = new ArrayList<>();
    for (int i = 0; i < each; i++) {
      receiving.add(Task.startVirtual(() -> receives(peers.far(), message)).awaitWaiting());
      receiving.add(Task.startPlatform(() -> receives(peers.far(), message)).awaitWaiting());
    }
    for (int i = 0; i < receiving.size(); i++) {
      send(peers, message);
    }
    for (Task<Boolean> task : receiving) {
      task.result();
    }
    Task<Boolean> one = Task.startVirtual(() -> receives(peers.far(), message)).awaitWaiting();
    Task<Boolean> other = Task.startPlatform(() -> receives(peers.far(), message)).awaitWaiting();
    peers.far().close();
    assertThrows(AsynchronousCloseException.class, one::result);
    assertThrows(AsynchronousCloseException.class, other::result);
  }

  private static Task<Boolean> startVirtual(Wait wait) {
    return Task.startVirtual(
        () -> {
          wait.call().action().on(wait.socket());
          return true;
        });
  }
}
