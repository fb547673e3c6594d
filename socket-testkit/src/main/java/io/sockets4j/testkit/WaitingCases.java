package io.sockets4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sockets4j.BsdSocket;
import io.sockets4j.NativeError;
import io.sockets4j.os.Errno;
import io.sockets4j.os.MessageFlag;
import io.sockets4j.os.MessageFlags;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.IllegalBlockingModeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls that wait: for how long, what ends it, what it costs. */
interface WaitingCases extends Environment {
  Duration SHORT = Duration.ofMillis(20);
  Duration LONG = Duration.ofSeconds(2);

  /** What {@link #LONG} may cost, besides what pauses cost wherever this runs. */
  Duration MOST_CPU_TIME = Duration.ofMillis(100);

  /** The longest that a thread pauses where readiness lies. */
  Duration PAUSE = Duration.ofMillis(10);

  /** How much more than a pause it may cost to pause and to make some system calls. */
  int CALLS_PER_PAUSE = 4;

  /** A socket and a call on it that waits. */
  record Wait(BsdSocket<?> socket, Call call) {}

  default Stream<Call> receivingCalls() {
    return Call.receiving(messages());
  }

  /** None where nobody is kept waiting. */
  default Stream<Call> sendingCalls() {
    return waitsToSend() ? Call.sending(fixture().longMessage()) : Stream.of();
  }

  // ------------------------------------------------------------------------------- timeouts

  @ParameterizedTest
  @MethodSource("receivingCalls")
  default void receivingTimesOut(Call call) throws Exception {
    Peers peers = sockets().peers();
    assertTimesOut(new Wait(peers.near(), call));
    assertConnected(peers); // nothing has happened
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("sendingCalls")
  default void sendingTimesOut(Call call) throws Exception {
    BsdSocket<?> near = sockets().peers().near();
    fill(near);
    assertTimesOut(new Wait(near, repeated(call)));
  }

  default void assertTimesOut(Wait wait) {
    BsdSocket<?> socket = wait.socket();
    socket.setTimeout(SHORT);
    long before = System.nanoTime();
    SocketTimeoutException e =
        assertThrows(SocketTimeoutException.class, () -> wait.call().action().on(socket));
    assertTrue(System.nanoTime() - before >= SHORT.toNanos(), "too early");
    NativeError error = assertInstanceOf(NativeError.class, e);
    assertEquals(Errno.ETIMEDOUT, error.errno());
    assertSays(e, error.call(), "timed out", "0.02 s", fixture().family().name());
    assertTrue(socket.isOpen());
    socket.setTimeout(SocketScope.DEADLINE);
  }

  // --------------------------------------------------------------------- close and interrupt

  @ParameterizedTest
  @MethodSource("receivingCalls")
  default void closingEndsReceiving(Call call) throws Exception {
    BsdSocket<?> near = sockets().peers().near();
    assertEndsWithClose(new Wait(near, call));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("sendingCalls")
  default void closingEndsSending(Call call) throws Exception {
    BsdSocket<?> near = sockets().peers().near();
    fill(near);
    assertEndsWithClose(new Wait(near, repeated(call)));
  }

  default void assertEndsWithClose(Wait wait) throws Exception {
    assertEndsWithClose(wait.socket(), start(wait));
  }

  default void assertEndsWithClose(BsdSocket<?> socket, Task<?> task) throws Exception {
    Task<?> waiting = task.awaitWaiting();
    socket.close();
    assertThrows(AsynchronousCloseException.class, waiting::result);
  }

  @ParameterizedTest
  @MethodSource("receivingCalls")
  default void anInterruptEndsReceivingAndClosesTheSocket(Call call) throws Exception {
    assertEndsWithInterrupt(new Wait(sockets().peers().near(), call));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("sendingCalls")
  default void anInterruptEndsSendingAndClosesTheSocket(Call call) throws Exception {
    BsdSocket<?> near = sockets().peers().near();
    fill(near);
    assertEndsWithInterrupt(new Wait(near, repeated(call)));
  }

  default void assertEndsWithInterrupt(Wait wait) throws Exception {
    assertEndsWithInterrupt(wait, Task.start(() -> endsWithInterrupt(wait)));
  }

  /** Makes a call that an interrupt ends; whether the thread still knows of it then. */
  default boolean endsWithInterrupt(Wait wait) {
    assertThrows(ClosedByInterruptException.class, () -> wait.call().action().on(wait.socket()));
    return Thread.currentThread().isInterrupted();
  }

  default void assertEndsWithInterrupt(Wait wait, Task<Boolean> waiting) throws Exception {
    waiting.awaitWaiting().thread().interrupt();
    assertTrue(waiting.result(), "the thread has lost its interrupt");
    assertFalse(wait.socket().isOpen());
  }

  /** A wait with no timeout, which is made in the call itself where it can be. */
  default Wait endless(Wait wait) {
    wait.socket().setTimeout(null);
    return wait;
  }

  @ParameterizedTest
  @MethodSource("receivingCalls")
  default void closingEndsReceivingWithNoTimeout(Call call) throws Exception {
    assertEndsWithClose(endless(new Wait(sockets().peers().near(), call)));
  }

  @ParameterizedTest
  @MethodSource("receivingCalls")
  default void anInterruptEndsReceivingWithNoTimeout(Call call) throws Exception {
    assertEndsWithInterrupt(endless(new Wait(sockets().peers().near(), call)));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("sendingCalls")
  default void closingEndsSendingWithNoTimeout(Call call) throws Exception {
    BsdSocket<?> near = sockets().peers().near();
    fill(near);
    assertEndsWithClose(endless(new Wait(near, repeated(call))));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("sendingCalls")
  default void anInterruptEndsSendingWithNoTimeout(Call call) throws Exception {
    BsdSocket<?> near = sockets().peers().near();
    fill(near);
    assertEndsWithInterrupt(endless(new Wait(near, repeated(call))));
  }

  @ParameterizedTest
  @MethodSource("receivingCalls")
  default void anInterruptedThreadClosesWhatItReceivesFrom(Call call) throws Exception {
    assertInterruptedBefore(new Wait(sockets().peers().near(), call));
  }

  @ParameterizedTest
  @MethodSource("allSendingCalls")
  default void anInterruptedThreadClosesWhatItSendsTo(Call call) throws Exception {
    assertInterruptedBefore(new Wait(sockets().peers().near(), call));
  }

  default Stream<Call> allSendingCalls() {
    return Call.sending(fixture().longMessage());
  }

  default void assertInterruptedBefore(Wait wait) {
    Thread.currentThread().interrupt();
    try {
      assertThrows(ClosedByInterruptException.class, () -> wait.call().action().on(wait.socket()));
    } finally {
      assertTrue(Thread.interrupted(), "the thread has lost its interrupt");
    }
    assertFalse(wait.socket().isOpen());
  }

  @Test
  default void manyWaitForOneSocketAndAllEnd() throws Exception {
    BsdSocket<?> near = sockets().peers().near();
    List<Task<Boolean>> waiting = new ArrayList<>();
    for (Call call : receivingCalls().toList()) {
      waiting.add(start(new Wait(near, call)));
      waiting.add(start(new Wait(near, call)));
    }
    for (Task<Boolean> task : waiting) {
      task.awaitWaiting();
    }
    near.close();
    for (Task<Boolean> task : waiting) {
      assertThrows(AsynchronousCloseException.class, task::result);
    }
  }

  // ------------------------------------------------------------------------------ not at all

  @Test
  default void receivingWithoutBlockingReturnsAtOnce() throws Exception {
    Peers peers = sockets().peers();
    BsdSocket<?> near = peers.near();
    near.configureBlocking(false);
    assertFalse(near.isBlocking());
    ByteBuffer[] buffers = {ByteBuffer.allocate(9), ByteBuffer.allocateDirect(9)};
    for (ByteBuffer buffer : buffers) {
      assertEquals(0, near.receive(buffer));
      assertEquals(0, near.read(buffer));
      assertNull(near.receiveFrom(buffer));
      assertEquals(0, buffer.position());
    }
    assertEquals(0, near.read(buffers));
    assertThrows(IllegalBlockingModeException.class, () -> near.receive(1));
    near.configureBlocking(true);
    assertConnected(peers);
  }

  @Test
  default void aFlagKeepsOneCallFromWaiting() throws Exception {
    BsdSocket<?> near = sockets().peers().near();
    MessageFlags dontWait = MessageFlags.of(MessageFlag.DONTWAIT);
    assertEquals(0, near.receive(ByteBuffer.allocate(9), dontWait));
    assertNull(near.receiveFrom(ByteBuffer.allocate(9), dontWait));
    if (waitsToSend()) {
      fill(near);
      ByteBuffer source = ByteBuffer.allocate(fixture().longMessage());
      long unused = untilFull(() -> near.send(source.clear(), dontWait)); // some room was left
      assertEquals(0, source.position());
    }
    assertThrows(
        IllegalArgumentException.class, () -> near.sendAll(ByteBuffer.allocate(1), dontWait));
  }

  @Test
  default void sendingWithoutBlockingSendsWhatFits() throws Exception {
    Peers peers = sockets().peers();
    BsdSocket<?> near = peers.near();
    near.configureBlocking(false);
    assertThrows(IllegalBlockingModeException.class, () -> near.sendAll(new byte[1]));
    byte[] message = message(fixture().longMessage());
    if (has(Trait.DROPS_WHEN_FULL)) {
      for (int i = 0; i < 100; i++) { // more than the receiver has room for
        int sent = sendOnce(peers, message);
        if (sent != 0 || !has(Trait.PACED)) {
          assertEquals(message.length, sent);
        }
      }
    }
    if (!waitsToSend()) {
      return;
    }
    ByteBuffer source = ByteBuffer.wrap(message);
    while (near.write(source) > 0) {
      source.clear();
    }
    assertEquals(0, near.send(source));
    assertEquals(0, near.write(new ByteBuffer[] {source, source.duplicate()}));
    assertEquals(0, source.position());
  }

  // ------------------------------------------------------------------------- what it costs

  /** Waits of every kind that these sockets have. */
  default Map<String, Wait> waits() throws Exception {
    Map<String, Wait> waits = new LinkedHashMap<>();
    BsdSocket<?> receiver = sockets().peers().near();
    waits.put("receive", new Wait(receiver, receivingCalls().findFirst().orElseThrow()));
    if (waitsToSend()) {
      BsdSocket<?> sender = sockets().peers().near();
      fill(sender);
      waits.put("send", new Wait(sender, sendingCalls().findFirst().orElseThrow()));
    }
    return waits;
  }

  @Test
  default void waitingCostsNoProcessorTime(TestReporter reporter) throws Exception {
    Map<String, Wait> waits = waits();
    // In platform threads: of virtual ones nobody counts the time.
    for (Wait wait : waits.values()) {
      long unused = Task.startPlatform(() -> processorTime(wait, SHORT)).result(); // loads classes
    }
    Map<String, Task<Long>> waiting = new LinkedHashMap<>();
    waits.forEach(
        (name, wait) -> waiting.put(name, Task.startPlatform(() -> processorTime(wait, LONG))));
    // A kernel that counts in ticks, and runs as a process, takes several times as much for it.
    Duration pauses =
        Duration.ofNanos(Task.startPlatform(WaitingCases::processorTimeOfPauses).result());
    Duration most = MOST_CPU_TIME.plus(pauses.multipliedBy(CALLS_PER_PAUSE));
    for (Map.Entry<String, Task<Long>> entry : waiting.entrySet()) {
      Duration cost = Duration.ofNanos(entry.getValue().result());
      reporter.publishEntry(
          "%s, %s: CPU time of %s blocked".formatted(fixture(), entry.getKey(), LONG),
          cost.toNanos() / 1000 + " microseconds");
      assertTrue(
          cost.compareTo(most) < 0,
          () -> "%s cost %s, and %s is the most".formatted(entry.getKey(), cost, most));
    }
  }

  /** What a call costs its thread that waits in vain. */
  private static long processorTime(Wait wait, Duration timeout) throws Exception {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    wait.socket().setTimeout(timeout);
    while (true) { // until there is no room left that has come meanwhile
      long before = threads.getCurrentThreadCpuTime();
      try {
        wait.call().action().on(wait.socket());
      } catch (SocketTimeoutException e) {
        return threads.getCurrentThreadCpuTime() - before;
      }
    }
  }

  /** What it costs a thread to do nothing but pause, for as long as the others wait. */
  private static long processorTimeOfPauses() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    long end = System.nanoTime() + LONG.toNanos();
    while (System.nanoTime() - end < 0) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return threads.getCurrentThreadCpuTime() - before;
  }

  // -------------------------------------------------------------------------------- helpers

  private static Task<Boolean> start(Wait wait) {
    return Task.run(() -> wait.call().action().on(wait.socket()));
  }

  /** The call again and again, since room may come by while it is made. */
  default Call repeated(Call call) {
    return new Call(
        call.name(),
        socket -> {
          while (true) {
            call.action().on(socket);
          }
        });
  }
}
