package io.sockets4j.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sockets4j.BsdSocket;
import io.sockets4j.Message;
import io.sockets4j.os.Errno;
import io.sockets4j.os.MessageFlag;
import io.sockets4j.os.MessageFlags;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several messages in one call. */
interface BatchCases extends Environment {
  MessageFlags DONT_WAIT = MessageFlags.of(MessageFlag.DONTWAIT);

  private static Message[] messages(int count, IntFunction<ByteBuffer> buffer) {
    Message[] messages = new Message[count];
    Arrays.setAll(messages, i -> new Message(buffer.apply(i)));
    return messages;
  }

  /** Messages from the near end to the far one. */
  private Message[] messages(Peers peers, int count, IntFunction<ByteBuffer> buffer)
      throws IOException {
    Message[] messages = messages(count, buffer);
    for (Message message : messages) {
      toFar(peers, message);
    }
    return messages;
  }

  private static ByteBuffer buffer(int length, boolean direct) {
    return direct ? ByteBuffer.allocateDirect(length) : ByteBuffer.allocate(length);
  }

  private static byte[] content(ByteBuffer received) {
    byte[] bytes = new byte[received.flip().remaining()];
    received.get(bytes);
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  default void severalMessagesGoAtOnce(boolean direct) throws Exception {
    Peers peers = sockets().peers();
    int count = 7;
    Message[] outgoing =
        messages(peers, count, i -> buffer(100, direct).put(message(10 + i)).flip());
    ByteBuffer[] targets = new ByteBuffer[count + 2];
    Arrays.setAll(targets, i -> buffer(100, direct));
    Message[] incoming = messages(count + 2, i -> targets[i]);
    assertEquals(count, peers.near().sendMessages(outgoing, 0, count, MessageFlags.NONE));
    int came = 0;
    while (came < count) {
      came += peers.far().receiveMessages(incoming, came, count + 2 - came, MessageFlags.NONE);
    }
    assertEquals(count, came);
    for (int i = 0; i < count; i++) {
      byte[] content = message(10 + i);
      assertEquals(content.length, outgoing[i].length());
      assertEquals(content.length, incoming[i].length());
      assertTrue(incoming[i].arrived());
      assertArrayEquals(content, content(targets[i]));
    }
    assertFalse(incoming[count].arrived());
    assertEquals(0, targets[count].position());
  }

  @Test
  default void ofAnArrayOnlyTheNamedMessagesGo() throws Exception {
    Peers peers = sockets().peers();
    Message[] four = messages(peers, 4, i -> ByteBuffer.wrap(message(10 + i)));
    assertEquals(2, peers.near().sendMessages(four, 1, 2, MessageFlags.NONE));
    ByteBuffer[] targets = new ByteBuffer[4];
    Arrays.setAll(targets, i -> ByteBuffer.allocate(100));
    Message[] incoming = messages(4, i -> targets[i]);
    int came = peers.far().receiveMessages(incoming, 2, 2, MessageFlags.NONE);
    if (came == 1) {
      assertEquals(1, peers.far().receiveMessages(incoming, 3, 1, MessageFlags.NONE));
    }
    assertArrayEquals(message(11), content(targets[2]));
    assertArrayEquals(message(12), content(targets[3]));
    assertEquals(0, targets[0].position());
  }

  @Test
  default void anArrayOfMessagesHasItsBounds() throws Exception {
    BsdSocket<?> near = sockets().peers().near();
    Message[] two = messages(2, i -> ByteBuffer.allocate(1));
    for (int[] bounds : new int[][] {{-1, 1}, {0, 3}, {2, 1}, {0, -1}, {1, Integer.MAX_VALUE}}) {
      assertThrows(
          IndexOutOfBoundsException.class,
          () -> near.sendMessages(two, bounds[0], bounds[1], MessageFlags.NONE));
      assertThrows(
          IndexOutOfBoundsException.class,
          () -> near.receiveMessages(two, bounds[0], bounds[1], MessageFlags.NONE));
    }
    assertEquals(0, near.sendMessages(two, 0, 0, MessageFlags.NONE));
    assertEquals(0, near.receiveMessages(two, 2, 0, MessageFlags.NONE));
    Message[] twice = {two[0], two[0]};
    assertThrows(
        IllegalStateException.class, () -> near.sendMessages(twice, 0, 2, MessageFlags.NONE));
    Message[] withoutOne = new Message[] {two[0], null};
    assertThrows(
        NullPointerException.class, () -> near.sendMessages(withoutOne, 0, 2, MessageFlags.NONE));
    two[0].clear(); // it is not in use any more
  }

  @Test
  default void thousandsOfMessagesGoInBatches() throws Exception {
    Peers peers = sockets().peers();
    int total = 3000;
    int size = 50;
    int start = overhead();
    boolean lossy = has(Trait.DROPS_WHEN_FULL);
    Message[] outgoing = messages(peers, total, i -> numbered(i, size));
    Task<Integer> sending =
        Task.start(
            () -> {
              int sent = 0;
              while (sent < total) {
                int some = lossy ? Math.min(20, total - sent) : total - sent;
                sent += peers.near().sendMessages(outgoing, sent, some, MessageFlags.NONE);
                if (lossy) { // no more than the receiver has room for
                  peers.near().receive(1);
                }
              }
              return sent;
            });
    ByteBuffer[] targets = new ByteBuffer[100];
    Arrays.setAll(targets, i -> buffer(start + size, i % 2 == 0));
    Message[] incoming = messages(targets.length, i -> targets[i]);
    int next = 0;
    while (next < total) {
      int came = peers.far().receiveMessages(incoming, 0, incoming.length, MessageFlags.NONE);
      assertTrue(came > 0);
      for (int i = 0; i < came; i++) {
        assertEquals(next, targets[i].getInt(start));
        next++;
        targets[i].clear();
        if (lossy && (next % 20 == 0 || next == total)) {
          send(peers.far(), peers.near(), ByteBuffer.wrap(message(1)));
        }
      }
    }
    assertEquals(total, sending.result());
  }

  /** A message whose content begins with a number. */
  private ByteBuffer numbered(int number, int size) {
    byte[] content = new byte[size];
    ByteBuffer.wrap(content).putInt(0, number);
    return ByteBuffer.wrap(fixture().message(content));
  }

  @Test
  default void whatDoesNotFitIntoABatchIsLeftForTheNext() throws Exception {
    Peers peers = sockets().peers();
    byte[] content = message(Math.min(fixture().longMessage(), 30_000)); // a few are too much
    Message[] outgoing = messages(peers, 6, i -> ByteBuffer.wrap(content));
    Task<Integer> sending =
        Task.start(() -> peers.near().sendMessages(outgoing, 0, 6, MessageFlags.NONE));
    for (int i = 0; i < 6; i++) {
      ByteBuffer target = ByteBuffer.allocate(content.length);
      Message[] incoming = {new Message(target), new Message(ByteBuffer.allocate(0))};
      assertEquals(1, peers.far().receiveMessages(incoming, 0, 1, MessageFlags.NONE));
      assertArrayEquals(content, target.array());
    }
    assertEquals(6, sending.result());
  }

  @Test
  default void aFullReceiverTakesAPartOfABatch() throws Exception {
    if (!waitsToSend()) {
      return;
    }
    Peers peers = sockets().peers();
    BsdSocket<?> near = peers.near();
    ByteBuffer content = ByteBuffer.wrap(message(fixture().longMessage())); // all have the same
    Message[] outgoing = messages(peers, 5000, i -> content.duplicate());
    int sent = near.sendMessages(outgoing, 0, outgoing.length, DONT_WAIT);
    assertTrue(sent > 0 && sent < outgoing.length, () -> sent + " messages");
    assertEquals(0, near.sendMessages(outgoing, sent, 10, DONT_WAIT));
    near.setTimeout(WaitingCases.SHORT);
    SocketTimeoutException e =
        assertThrows(
            SocketTimeoutException.class,
            () -> near.sendMessages(outgoing, sent, 10, MessageFlags.NONE));
    assertSays(e, "sendmmsg", "10 messages");
    for (int i = sent; i < sent + 10; i++) {
      assertEquals(0, outgoing[i].length());
    }
  }

  @Test
  default void aMessageThatIsRefusedEndsABatch() throws Exception {
    if (fixture().tooLongMessage().isEmpty()) {
      return;
    }
    Peers peers = sockets().peers();
    int tooLong = fixture().tooLongMessage().getAsInt();
    Message[] outgoing = messages(peers, 3, i -> ByteBuffer.allocateDirect(i == 1 ? tooLong : 10));
    assertEquals(1, peers.near().sendMessages(outgoing, 0, 3, MessageFlags.NONE));
    assertFails(
        Errno.EMSGSIZE,
        "sendmmsg",
        () -> peers.near().sendMessages(outgoing, 1, 2, MessageFlags.NONE));
    assertEquals(1, peers.near().sendMessages(outgoing, 2, 1, MessageFlags.NONE));
    assertEquals(10, peers.far().receive(100).length);
    assertEquals(10, peers.far().receive(100).length);
  }

  @Test
  default void waitingForABatchIsWaitingForItsFirst() throws Exception {
    Peers peers = sockets().peers();
    Message[] incoming = messages(10, i -> ByteBuffer.allocate(10));
    Task<Integer> receiving =
        Task.start(() -> peers.far().receiveMessages(incoming, 0, 10, MessageFlags.NONE))
            .awaitWaiting();
    send(peers, message(10));
    assertEquals(1, receiving.result());
    for (int i = 1; i < incoming.length; i++) {
      assertFalse(incoming[i].arrived());
    }
  }

  @Test
  default void aBatchThatIsInterruptedLeavesItsMessages() throws Exception {
    BsdSocket<?> near = sockets().peers().near();
    Message[] incoming = messages(3, i -> ByteBuffer.allocate(10));
    Task<Integer> receiving =
        Task.start(() -> near.receiveMessages(incoming, 0, 3, MessageFlags.NONE)).awaitWaiting();
    near.close();
    assertThrows(IOException.class, receiving::result);
    for (Message message : incoming) {
      message.clear(); // not in use
    }
  }
}
