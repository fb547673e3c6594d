package io.sockets4j.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sockets4j.BsdSelectorProvider;
import io.sockets4j.BsdSocket;
import io.sockets4j.BsdSocketOptions;
import io.sockets4j.NativeError;
import io.sockets4j.os.Errno;
import io.sockets4j.os.MessageFlag;
import io.sockets4j.os.MessageFlags;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** The byte that overtakes the others, where the family has it. */
interface OutOfBandCases extends Environment {
  MessageFlags OUT_OF_BAND = MessageFlags.of(MessageFlag.OOB);
  MessageFlags LOOK = MessageFlags.of(MessageFlag.OOB, MessageFlag.PEEK);
  long PAUSE_NANOS = 200_000;

  private static void send(BsdSocket<?> socket, String text, MessageFlags flags)
      throws IOException {
    socket.sendAll(ByteBuffer.wrap(text.getBytes(US_ASCII)), flags);
  }

  private static String receive(BsdSocket<?> socket, MessageFlags flags) throws IOException {
    ByteBuffer target = ByteBuffer.allocate(100);
    socket.receive(target, flags);
    return US_ASCII.decode(target.flip()).toString();
  }

  /** What comes before the mark, in as many calls as it takes. */
  private static String receiveToTheMark(BsdSocket<?> socket) throws IOException {
    StringBuilder text = new StringBuilder();
    while (!socket.isAtMark()) {
      text.append(receive(socket, MessageFlags.NONE));
    }
    return text.toString();
  }

  /** Returns once there is an out-of-band byte: no call waits for one. */
  private static void awaitOutOfBand(BsdSocket<?> socket) throws IOException {
    long deadline = System.nanoTime() + SocketScope.DEADLINE.toNanos();
    while (true) {
      try {
        receive(socket, LOOK);
        return;
      } catch (IOException e) {
        if (!(e instanceof NativeError error)
            || !error.errno().equals(Errno.EINVAL)
            || System.nanoTime() - deadline > 0) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  @Test
  default void whereThereIsNoOutOfBandDataTheByteIsRefusedOrComesInItsTurn() throws Exception {
    if (has(Trait.OUT_OF_BAND)) {
      return;
    }
    Peers peers = sockets().peers();
    peers.near().sendAll(bytes(5));
    try {
      send(peers.near(), "!", OUT_OF_BAND);
    } catch (IOException e) {
      assertInstanceOf(NativeError.class, e);
      peers.near().sendAll("!".getBytes(US_ASCII)); // MPTCP takes the flag and ignores it
    }
    assertArrayEquals(bytes(5), receiveFully(peers.far(), 5));
    assertArrayEquals("!".getBytes(US_ASCII), receiveFully(peers.far(), 1));
    assertConnected(peers);
  }

  @Test
  default void anOutOfBandByteIsTakenOutOfItsTurn() throws Exception {
    if (!has(Trait.OUT_OF_BAND)) {
      return;
    }
    Peers peers = sockets().peers();
    assertFails(Errno.EINVAL, "recv", () -> receive(peers.far(), OUT_OF_BAND));
    send(peers.near(), "ab", MessageFlags.NONE);
    send(peers.near(), "c!", OUT_OF_BAND);
    send(peers.near(), "de", MessageFlags.NONE);
    awaitOutOfBand(peers.far());
    assertFalse(peers.far().isAtMark());
    assertEquals("!", receive(peers.far(), OUT_OF_BAND));
    assertFails(Errno.EINVAL, "recv", () -> receive(peers.far(), OUT_OF_BAND));
    assertEquals("abc", receiveToTheMark(peers.far()));
    assertEquals("d", new String(receiveFully(peers.far(), 1), US_ASCII));
    assertFalse(peers.far().isAtMark());
    assertEquals("e", new String(receiveFully(peers.far(), 1), US_ASCII));
  }

  @Test
  default void anOutOfBandByteThatNobodyTakesIsLost() throws Exception {
    if (!has(Trait.OUT_OF_BAND)) {
      return;
    }
    Peers peers = sockets().peers();
    send(peers.near(), "a", MessageFlags.NONE);
    send(peers.near(), "!", OUT_OF_BAND);
    send(peers.near(), "b", MessageFlags.NONE);
    assertEquals("ab", new String(receiveFully(peers.far(), 2), US_ASCII));
  }

  @Test
  default void inLineAnOutOfBandByteIsLikeAnyOtherButMarked() throws Exception {
    if (!has(Trait.OUT_OF_BAND)) {
      return;
    }
    Peers peers = sockets().peers();
    peers.far().setOption(BsdSocketOptions.SO_OOBINLINE, true);
    assertTrue(peers.far().getOption(BsdSocketOptions.SO_OOBINLINE));
    send(peers.near(), "ab", MessageFlags.NONE);
    send(peers.near(), "!", OUT_OF_BAND);
    send(peers.near(), "c", MessageFlags.NONE);
    assertEquals("ab", receiveToTheMark(peers.far()));
    assertFails(Errno.EINVAL, "recv", () -> receive(peers.far(), OUT_OF_BAND));
    assertEquals("!c", new String(receiveFully(peers.far(), 2), US_ASCII));
    assertFalse(peers.far().isAtMark());
  }

  @Test
  default void aSelectorTellsOfOutOfBandDataThatAreInLine() throws Exception {
    if (!has(Trait.OUT_OF_BAND)) {
      return;
    }
    Peers peers = sockets().peers();
    peers.far().setOption(BsdSocketOptions.SO_OOBINLINE, true);
    peers.far().configureBlocking(false);
    try (var selector = BsdSelectorProvider.provider().openSelector()) {
      SelectionKey key = peers.far().register(selector, SelectionKey.OP_READ);
      assertEquals(0, selector.selectNow());
      send(peers.near(), "!", OUT_OF_BAND);
      assertEquals(1, selector.select(SocketScope.DEADLINE.toMillis()));
      assertTrue(key.isReadable());
      assertTrue(peers.far().isAtMark());
      assertEquals("!", receive(peers.far(), MessageFlags.NONE));
    }
  }
}
