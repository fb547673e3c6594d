package io.sockets4j.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sockets4j.BsdSocket;
import io.sockets4j.Message;
import io.sockets4j.Received;
import io.sockets4j.SocketSplice;
import io.sockets4j.os.Errno;
import io.sockets4j.os.MessageFlag;
import io.sockets4j.os.MessageFlags;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Messages: they arrive as they were sent, one by one, or not at all. */
interface MessageCases extends Environment {
  int SMALL = 10;

  @Test
  default void messagesAreNoStreams() throws Exception {
    BsdSocket<?> near = sockets().peers().near();
    for (Executable stream :
        List.<Executable>of(
            near::inputStream,
            near::outputStream,
            () -> near.reader(UTF_8),
            () -> near.sendFile(Path.of("/dev/null")),
            () -> SocketSplice.between(near, near).close(),
            () -> near.writer(UTF_8))) {
      assertSays(assertThrows(UnsupportedOperationException.class, stream), "messages");
    }
  }

  @Test
  default void messagesKeepTheirBoundaries() throws Exception {
    Peers peers = sockets().peers();
    int[] lengths = {1, 100, 7, fixture().longMessage(), 64};
    Task<Boolean> sending =
        Task.run(
            () -> {
              for (int length : lengths) {
                send(peers, bytes(length));
              }
            });
    for (int length : lengths) {
      ByteBuffer target = ByteBuffer.allocate(fixture().longMessage() + 1);
      assertEquals(length, peers.far().receive(target));
      assertArrayEquals(bytes(length), Arrays.copyOf(target.array(), length));
    }
    sending.result();
  }

  @Test
  default void manyMessagesArriveInOrderAndWhole() throws Exception {
    Peers peers = sockets().peers();
    int count = 2000;
    byte[] content = bytes(Math.min(fixture().longMessage(), 8000));
    boolean lossy = has(Trait.DROPS_WHEN_FULL);
    CRC32C sent = new CRC32C();
    Task<Boolean> sending =
        Task.run(
            () -> {
              for (int i = 0; i < count; i++) {
                ByteBuffer message = ByteBuffer.wrap(content.clone()).putInt(0, i);
                message.limit(4 + i % (content.length - 4));
                sent.update(message.duplicate());
                send(peers.near(), peers.far(), message);
                if (lossy) { // one at a time, so that none is lost
                  peers.near().receive(1);
                }
              }
            });
    CRC32C received = new CRC32C();
    ByteBuffer target = ByteBuffer.allocateDirect(content.length);
    for (int i = 0; i < count; i++) {
      peers.far().receive(target.clear());
      assertEquals(i, target.getInt(0));
      received.update(target.flip());
      if (lossy) {
        send(peers.far(), peers.near(), ByteBuffer.allocate(1));
      }
    }
    sending.result();
    assertEquals(sent.getValue(), received.getValue());
  }

  @Test
  default void ofAMessageWhatDoesNotFitIsLost() throws Exception {
    Peers peers = sockets().peers();
    byte[] first = bytes(100);
    byte[] second = bytes(SMALL);
    List<ByteBuffer> targets =
        List.of(ByteBuffer.allocate(SMALL), ByteBuffer.allocateDirect(SMALL));
    for (ByteBuffer target : targets) {
      send(peers, first);
      send(peers, second);
      Received<?> cut = peers.far().receiveFrom(target);
      assertEquals(SMALL, cut.length());
      assertTrue(cut.truncated(), cut::toString);
      assertEquals(ByteBuffer.wrap(first, 0, SMALL), target.flip());
      Received<?> whole = peers.far().receiveFrom(target.clear());
      assertEquals(SMALL, whole.length());
      assertFalse(whole.truncated(), whole::toString);
      assertEquals(ByteBuffer.wrap(second), target.flip());
    }
    Message message = new Message(ByteBuffer.allocate(SMALL));
    send(peers, first);
    assertEquals(SMALL, peers.far().receiveMessage(message));
    assertTrue(message.truncated(), message::toString);
    assertTrue(message.has(MessageFlag.TRUNC), message::toString);
    assertFalse(message.has(MessageFlag.CTRUNC), message::toString);
    send(peers, first);
    send(peers, second);
    assertEquals(SMALL, peers.far().receive(ByteBuffer.allocate(SMALL)));
    assertArrayEquals(second, peers.far().receive(100));
    send(peers, first);
    send(peers, second);
    ByteBuffer[] two = {ByteBuffer.allocate(SMALL / 2), ByteBuffer.allocateDirect(SMALL / 2)};
    assertEquals(SMALL, peers.far().read(two));
    assertArrayEquals(second, peers.far().receive(100));
  }

  @Test
  default void aFlagTellsTheLengthOfTheWholeMessage() throws Exception {
    Peers peers = sockets().peers();
    MessageFlags whole = MessageFlags.of(MessageFlag.TRUNC);
    for (ByteBuffer target : List.of(ByteBuffer.allocate(9), ByteBuffer.allocateDirect(9))) {
      send(peers, bytes(100));
      send(peers, bytes(100));
      assertEquals(100, peers.far().receive(target, whole));
      assertEquals(9, target.position());
      Received<?> received = peers.far().receiveFrom(target.clear(), whole);
      assertEquals(100, received.length());
      assertTrue(received.truncated());
      assertEquals(9, target.position());
      assertEquals(ByteBuffer.wrap(bytes(100), 0, 9), target.flip());
      target.clear();
    }
    assertConnected(peers);
  }

  @Test
  default void aMessageOfTheGreatestLengthIsWhole() throws Exception {
    Peers peers = sockets().peers();
    byte[] content = bytes(fixture().longMessage());
    for (ByteBuffer source :
        List.of(ByteBuffer.wrap(content), ByteBuffer.allocateDirect(content.length).put(content))) {
      source.clear();
      send(peers.near(), peers.far(), source);
      assertFalse(source.hasRemaining());
      ByteBuffer target = ByteBuffer.allocate(content.length);
      Received<?> received = peers.far().receiveFrom(target);
      assertFalse(received.truncated());
      assertArrayEquals(content, target.array());
    }
  }

  @Test
  default void aMessageThatIsTooLongIsRefused() throws Exception {
    Peers peers = sockets().peers();
    if (fixture().tooLongMessage().isPresent() && !has(Trait.NO_CONNECT)) {
      ByteBuffer source = ByteBuffer.allocate(fixture().tooLongMessage().getAsInt());
      assertFails(Errno.EMSGSIZE, "send", () -> peers.near().send(source));
      assertFails(Errno.EMSGSIZE, "send", () -> peers.near().sendAll(source));
      assertFails(Errno.EMSGSIZE, "sendmsg", () -> peers.near().write(new ByteBuffer[] {source}));
      assertEquals(0, source.position());
    }
    assertConnected(peers);
  }

  @Test
  default void anEmptyMessageIsAMessage() throws Exception {
    if (has(Trait.NO_EMPTY_MESSAGES)) {
      return;
    }
    Peers peers = sockets().peers();
    BsdSocket<?> far = peers.far();
    far.configureBlocking(false);
    assertEquals(0, sendOnce(peers, new byte[0]));
    assertEquals(0, gather(peers, ByteBuffer.allocate(0)));
    send(peers, new byte[0]);
    send(peers, bytes(SMALL));
    far.configureBlocking(true);
    Received<?> empty = far.receiveFrom(ByteBuffer.allocate(9));
    assertNotNull(empty);
    assertEquals(0, empty.length());
    assertFalse(empty.truncated());
    assertEquals(0, far.receive(ByteBuffer.allocate(9)));
    assertEquals(0, far.receive(9).length);
    assertArrayEquals(bytes(SMALL), far.receive(100));
  }

  @Test
  default void noBuffersAreNoMessage() throws Exception {
    Peers peers = sockets().peers();
    ByteBuffer[] one = {ByteBuffer.wrap(bytes(SMALL))};
    assertEquals(0, peers.near().write(new ByteBuffer[0]));
    assertEquals(0, peers.near().write(one, 1, 0));
    peers.near().configureBlocking(false);
    assertEquals(0, peers.near().write(one, 0, 0));
    assertEquals(SMALL, gather(peers, one));
    assertArrayEquals(bytes(SMALL), peers.far().receive(100)); // the first that comes
  }

  @Test
  default void withoutRoomAMessageIsLost() throws Exception {
    Peers peers = sockets().peers();
    for (int i = 0; i < 3; i++) {
      send(peers, bytes(SMALL));
    }
    Received<?> received = peers.far().receiveFrom(ByteBuffer.allocate(0));
    assertEquals(0, received.length());
    assertTrue(received.truncated());
    assertEquals(0, peers.far().receive(ByteBuffer.allocateDirect(0)));
    assertArrayEquals(bytes(SMALL), peers.far().receive(100));
  }

  @Test
  default void aMessageOfTooManyBuffersIsRefused() throws Exception {
    Peers peers = sockets().peers();
    ByteBuffer[] buffers = new ByteBuffer[1025];
    Arrays.setAll(buffers, i -> ByteBuffer.allocate(1));
    assertThrows(IllegalArgumentException.class, () -> peers.near().write(buffers));
    assertThrows(IllegalArgumentException.class, () -> peers.near().read(buffers));
    assertConnected(peers);
  }

  @Test
  default void ofAMessageThatTimesOutNothingIsSent() throws Exception {
    if (!waitsToSend()) {
      return;
    }
    BsdSocket<?> near = sockets().peers().near();
    fill(near);
    near.setTimeout(Duration.ofMillis(10));
    ByteBuffer source = ByteBuffer.allocate(fixture().longMessage());
    SocketTimeoutException e =
        assertThrows(SocketTimeoutException.class, () -> near.sendAll(source));
    assertEquals(0, e.bytesTransferred);
    assertEquals(0, source.position());
  }
}
