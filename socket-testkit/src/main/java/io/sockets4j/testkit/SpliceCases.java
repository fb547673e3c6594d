package io.sockets4j.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sockets4j.BsdSocket;
import io.sockets4j.BsdSocketOptions;
import io.sockets4j.NativeError;
import io.sockets4j.Shutdown;
import io.sockets4j.SocketSplice;
import io.sockets4j.os.MessageFlag;
import io.sockets4j.os.MessageFlags;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What one stream receives, handed on to another. */
interface SpliceCases extends Environment {
  String LINUX_ONLY = "splice(2) exists on Linux only";
  int ROOMY = 8 << 20;

  /** More than the kernel keeps of two connections on its way. */
  int ENDLESS_RELAYED = 24 << 20;

  /** The two ends of a relay: a client on one side, a server on the other. */
  record Relay(Peers client, Peers server) {
    SocketSplice forth() throws IOException {
      return SocketSplice.between(client.far(), server.near());
    }

    SocketSplice back() throws IOException {
      return SocketSplice.between(server.near(), client.far());
    }
  }

  private Relay relay() throws IOException {
    return new Relay(sockets().peers(), sockets().peers());
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = LINUX_ONLY)
  default void whatComesIsHandedOnAtOnce() throws Exception {
    Relay relay = relay();
    try (SocketSplice splice = relay.forth()) {
      Task<Integer> transfer = Task.start(splice::transfer).awaitWaiting();
      relay.client().near().sendAll(bytes(10));
      assertEquals(10, transfer.result());
      assertArrayEquals(bytes(10), receiveFully(relay.server().far(), 10));
      assertEquals(10, splice.transferred());
      assertEquals(0, splice.pending());
      relay.client().near().close();
      assertEquals(-1, splice.transfer());
      assertEquals(-1, splice.transfer());
      assertEquals(10, splice.transferAll());
    }
    assertConnected(relay.server()); // the sockets stay open
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = LINUX_ONLY)
  default void aRelayHandsOnBothWaysAtOnce() throws Exception {
    Relay relay = relay();
    byte[] request = bytes(ROOMY);
    byte[] reply = bytes(ROOMY - 1);
    try (SocketSplice forth = relay.forth();
        SocketSplice back = relay.back()) {
      Task<Long> forthTask = Task.start(() -> transfer(forth, request.length));
      Task<Long> backTask = Task.start(() -> transfer(back, reply.length));
      Task<Boolean> asking = Task.run(() -> relay.client().near().sendAll(request));
      Task<Boolean> answering = Task.run(() -> relay.server().far().sendAll(reply));
      Task<byte[]> asked = Task.start(() -> receiveFully(relay.server().far(), request.length));
      assertArrayEquals(reply, receiveFully(relay.client().near(), reply.length));
      assertArrayEquals(request, asked.result());
      assertEquals(request.length, forthTask.result());
      assertEquals(reply.length, backTask.result());
      asking.result();
      answering.result();
    }
  }

  private static long transfer(SocketSplice splice, long length) throws IOException {
    while (splice.transferred() < length) {
      assertTrue(splice.transfer() > 0);
    }
    return splice.transferred();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = LINUX_ONLY)
  default void aSocketCanEcho() throws Exception {
    Peers peers = sockets().peers();
    try (SocketSplice echo = SocketSplice.between(peers.far(), peers.far())) {
      peers.near().sendAll(bytes(5000));
      transfer(echo, 5000);
      assertArrayEquals(bytes(5000), receiveFully(peers.near(), 5000));
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = LINUX_ONLY)
  default void aTargetThatTakesNothingLosesNothing() throws Exception {
    Relay relay = relay();
    byte[] content = bytes(ENDLESS_RELAYED);
    Task<Boolean> sending =
        Task.run(
            () -> {
              relay.client().near().sendAll(content);
              relay.client().near().close();
            });
    BsdSocket<?> target = relay.server().near();
    target.setTimeout(Duration.ofMillis(20));
    try (SocketSplice splice = relay.forth()) {
      SocketTimeoutException e = assertThrows(SocketTimeoutException.class, splice::transferAll);
      assertSays(e, "splice", target.family().name());
      assertTrue(splice.pending() > 0);
      // A little more may go meanwhile: MPTCP takes its time to say how much room there is.
      assertThrows(SocketTimeoutException.class, splice::transferAll);
      assertTrue(splice.pending() > 0);
      target.setTimeout(SocketScope.DEADLINE);
      Task<byte[]> receiving = Task.start(() -> receiveFully(relay.server().far(), content.length));
      assertEquals(content.length, splice.transferAll());
      assertArrayEquals(content, receiving.result());
      sending.result();
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = LINUX_ONLY)
  default void aSourceThatIsSilentLosesNothing() throws Exception {
    Relay relay = relay();
    relay.client().far().setTimeout(Duration.ofMillis(20));
    try (SocketSplice splice = relay.forth()) {
      assertThrows(SocketTimeoutException.class, splice::transfer);
      relay.client().near().sendAll(bytes(10));
      assertThrows(SocketTimeoutException.class, splice::transferAll);
      assertEquals(10, splice.transferred());
      assertArrayEquals(bytes(10), receiveFully(relay.server().far(), 10));
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = LINUX_ONLY)
  default void closingEitherEndReleasesWhoTransfers() throws Exception {
    Relay silent = relay();
    try (SocketSplice splice = silent.forth()) {
      Task<Integer> waiting = Task.start(splice::transfer).awaitWaiting();
      assertThrows(IllegalStateException.class, splice::transfer);
      assertThrows(IllegalStateException.class, splice::pending);
      silent.client().far().close();
      assertThrows(AsynchronousCloseException.class, waiting::result);
      assertThrows(ClosedChannelException.class, splice::transfer);
    }
    Relay full = relay();
    Task<Boolean> sending = Task.run(() -> full.client().near().sendAll(new byte[ENDLESS_RELAYED]));
    try (SocketSplice splice = full.forth()) {
      Task<Long> waiting = Task.start(splice::transferAll).awaitWaiting();
      while (splice.transferred() == 0) {
        Thread.onSpinWait();
      }
      full.server().near().close();
      assertThrows(ClosedChannelException.class, waiting::result);
    }
    full.client().near().close(); // MPTCP would not tell of the far end that is gone
    assertThrows(IOException.class, sending::result);
    Relay interrupted = relay();
    try (SocketSplice splice = interrupted.forth()) {
      Task<Integer> waiting = Task.start(splice::transfer).awaitWaiting();
      waiting.thread().interrupt();
      assertThrows(ClosedByInterruptException.class, waiting::result);
      assertFalse(interrupted.client().far().isOpen());
      assertTrue(interrupted.server().near().isOpen());
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = LINUX_ONLY)
  default void aSpliceThatIsClosedEndsAfterTheTransferUnderWay() throws Exception {
    Relay relay = relay();
    long before = pipes();
    SocketSplice splice = relay.forth();
    assertEquals(before + 2, pipes());
    Task<Integer> waiting = Task.start(splice::transfer).awaitWaiting();
    splice.close();
    assertEquals(before + 2, pipes()); // which the other thread uses
    relay.client().near().sendAll(bytes(10));
    assertEquals(10, waiting.result());
    assertEquals(before, pipes());
    assertThrows(ClosedChannelException.class, splice::transfer);
    splice.close();
    assertArrayEquals(bytes(10), receiveFully(relay.server().far(), 10));
  }

  /** How many ends of pipes this process has open. */
  private static long pipes() throws IOException {
    try (var open = Files.list(Path.of("/proc/self/fd"))) {
      return open.filter(SpliceCases::isPipe).count();
    }
  }

  private static boolean isPipe(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("pipe:");
    } catch (IOException e) {
      return false; // closed since the folder was listed
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = LINUX_ONLY)
  default void whoSendsAllToTheTargetComesBeforeOrAfter() throws Exception {
    Relay relay = relay();
    relay.server().near().setTimeout(SocketScope.DEADLINE);
    Task<Boolean> sending =
        Task.run(() -> relay.server().near().sendAll(new byte[16 << 20])).awaitWaiting();
    relay.client().near().sendAll(new byte[] {1, 2});
    try (SocketSplice splice = relay.forth()) {
      Task<Integer> transfer = Task.start(splice::transfer).awaitWaiting();
      byte[] received = receiveFully(relay.server().far(), (16 << 20) + 2);
      assertArrayEquals(
          new byte[] {0, 1, 2}, Arrays.copyOfRange(received, received.length - 3, received.length));
      assertEquals(2, transfer.result());
      sending.result();
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = LINUX_ONLY)
  default void aByteOutOfBandHoldsNothingUp() throws Exception {
    if (!has(Trait.OUT_OF_BAND)) {
      return;
    }
    for (boolean inline : new boolean[] {false, true}) {
      Relay relay = relay();
      relay.client().far().setOption(BsdSocketOptions.SO_OOBINLINE, inline);
      relay.client().near().sendAll("ab".getBytes(US_ASCII));
      relay
          .client()
          .near()
          .sendAll(ByteBuffer.wrap("!".getBytes(US_ASCII)), MessageFlags.of(MessageFlag.OOB));
      relay.client().near().sendAll("cd".getBytes(US_ASCII));
      relay.client().near().shutdown(Shutdown.WRITE);
      try (SocketSplice splice = relay.forth()) {
        long moved = splice.transferAll();
        String came = new String(receiveFully(relay.server().far(), (int) moved), US_ASCII);
        assertEquals("abcd", came.replace("!", ""));
        assertTrue(!inline || came.equals("ab!cd"), came);
      }
    }
  }

  /** The kernel raises SIGPIPE, which takes no flag to keep it down and must not end the JVM. */
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = LINUX_ONLY)
  default void aTargetThatIsGoneIsAnError() throws Exception {
    if (has(Trait.NO_RESET)) {
      return;
    }
    Relay relay = relay();
    Task<Boolean> sending =
        Task.run(() -> relay.client().near().sendAll(new byte[ENDLESS_RELAYED]));
    relay.server().far().close();
    try (SocketSplice splice = relay.forth()) {
      for (int again = 0; again < 2; again++) {
        IOException e = assertThrows(IOException.class, splice::transferAll);
        assertEquals("splice", assertInstanceOf(NativeError.class, e).call());
        assertTrue(splice.pending() > 0);
      }
    }
    assertTrue(relay.client().far().isOpen());
    relay.client().far().close();
    assertThrows(IOException.class, sending::result);
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = LINUX_ONLY)
  default void handingOnBlocks() throws Exception {
    Relay relay = relay();
    relay.client().near().sendAll(bytes(10));
    try (SocketSplice splice = relay.forth()) {
      relay.client().far().configureBlocking(false);
      assertThrows(IllegalBlockingModeException.class, splice::transfer);
      relay.client().far().configureBlocking(true);
      relay.server().near().configureBlocking(false);
      assertThrows(IllegalBlockingModeException.class, splice::transfer);
      relay.server().near().configureBlocking(true);
      assertEquals(10, splice.transfer());
    }
  }
}
