package io.sockets4j.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sockets4j.BsdSocket;
import io.sockets4j.Message;
import io.sockets4j.Received;
import io.sockets4j.SocketSplice;
import io.sockets4j.os.Errno;
import io.sockets4j.os.MessageFlag;
import io.sockets4j.os.MessageFlags;
import java.net.SocketAddress;
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
                send(peers, message(length));
              }
            });
    for (int length : lengths) {
      byte[] content = message(length);
      ByteBuffer target = ByteBuffer.allocate(message(fixture().longMessage()).length + 1);
      assertEquals(content.length, peers.far().receive(target));
      assertArrayEquals(content, Arrays.copyOf(target.array(), content.length));
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
                byte[] part = Arrays.copyOf(content, 4 + i % (content.length - 4));
                ByteBuffer.wrap(part).putInt(0, i);
                byte[] message = fixture().message(part);
                sent.update(message);
                send(peers, message);
                if (lossy) { // one at a time, so that none is lost
                  peers.near().receive(1);
                }
              }
            });
    CRC32C received = new CRC32C();
    ByteBuffer target = ByteBuffer.allocateDirect(overhead() + content.length);
    for (int i = 0; i < count; i++) {
      peers.far().receive(target.clear());
      assertEquals(i, target.getInt(overhead()));
      received.update(target.flip());
      if (lossy) {
        send(peers.far(), peers.near(), ByteBuffer.wrap(message(1)));
      }
    }
    sending.result();
    assertEquals(sent.getValue(), received.getValue());
  }

  @Test
  default void ofAMessageWhatDoesNotFitIsLost() throws Exception {
    Peers peers = sockets().peers();
    byte[] first = message(100);
    byte[] second = message(SMALL);
    int small = second.length;
    List<ByteBuffer> targets =
        List.of(ByteBuffer.allocate(small), ByteBuffer.allocateDirect(small));
    for (ByteBuffer target : targets) {
      send(peers, first);
      send(peers, second);
      Received<?> cut = peers.far().receiveFrom(target);
      assertEquals(small, cut.length());
      assertTrue(cut.truncated(), cut::toString);
      assertEquals(ByteBuffer.wrap(first, 0, small), target.flip());
      Received<?> whole = peers.far().receiveFrom(target.clear());
      assertEquals(small, whole.length());
      assertFalse(whole.truncated(), whole::toString);
      assertEquals(ByteBuffer.wrap(second), target.flip());
    }
    Message message = new Message(ByteBuffer.allocate(small));
    send(peers, first);
    assertEquals(small, peers.far().receiveMessage(message));
    assertTrue(message.truncated(), message::toString);
    assertTrue(message.has(MessageFlag.TRUNC), message::toString);
    assertEquals(has(Trait.UNASKED_CONTROL), message.has(MessageFlag.CTRUNC), message::toString);
    send(peers, first);
    send(peers, second);
    assertEquals(small, peers.far().receive(ByteBuffer.allocate(small)));
    assertArrayEquals(second, peers.far().receive(100));
    send(peers, first);
    send(peers, second);
    ByteBuffer[] two = {ByteBuffer.allocate(small / 2), ByteBuffer.allocateDirect(small / 2)};
    assertEquals(small, peers.far().read(two));
    assertArrayEquals(second, peers.far().receive(100));
  }

  @Test
  default void anAddressThatIsNotAskedForIsNotTold() throws Exception {
    Peers peers = sockets().peers();
    byte[] content = message(SMALL);
    ByteBuffer target = ByteBuffer.allocate(content.length);
    Message message = new Message(target);
    send(peers, content);
    peers.far().receiveMessage(message);
    SocketAddress sender = message.address();
    send(peers, content);
    target.clear();
    peers.far().receiveMessage(message.roomForAddress(false));
    assertNull(message.address());
    assertArrayEquals(content, target.array());
    send(peers, content);
    target.clear();
    peers.far().receiveMessage(message.roomForAddress(true));
    assertEquals(sender, message.address());
  }

  @Test
  default void aFlagTellsTheLengthOfTheWholeMessage() throws Exception {
    if (has(Trait.NO_WHOLE_LENGTH)) {
      return;
    }
    Peers peers = sockets().peers();
    MessageFlags whole = MessageFlags.of(MessageFlag.TRUNC);
    for (ByteBuffer target : List.of(ByteBuffer.allocate(9), ByteBuffer.allocateDirect(9))) {
      byte[] content = message(100);
      send(peers, content);
      send(peers, content);
      assertEquals(content.length, peers.far().receive(target, whole));
      assertEquals(9, target.position());
      Received<?> received = peers.far().receiveFrom(target.clear(), whole);
      assertEquals(content.length, received.length());
      assertTrue(received.truncated());
      assertEquals(9, target.position());
      assertEquals(ByteBuffer.wrap(content, 0, 9), target.flip());
      target.clear();
    }
    assertConnected(peers);
  }

  @Test
  default void aMessageOfTheGreatestLengthIsWhole() throws Exception {
    Peers peers = sockets().peers();
    byte[] content = message(fixture().longMessage());
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
    byte[] content = message(SMALL);
    ByteBuffer[] one = {ByteBuffer.wrap(content)};
    assertEquals(0, peers.near().write(new ByteBuffer[0]));
    assertEquals(0, peers.near().write(one, 1, 0));
    peers.near().configureBlocking(false);
    assertEquals(0, peers.near().write(one, 0, 0));
    assertEquals(content.length, gather(peers, one));
    assertArrayEquals(content, peers.far().receive(100)); // the first that comes
  }

  @Test
  default void withoutRoomAMessageIsLost() throws Exception {
    Peers peers = sockets().peers();
    for (int i = 0; i < 3; i++) {
      send(peers, message(SMALL));
    }
    Received<?> received = peers.far().receiveFrom(ByteBuffer.allocate(0));
    assertEquals(0, received.length());
    assertTrue(received.truncated());
    assertEquals(0, peers.far().receive(ByteBuffer.allocateDirect(0)));
    assertArrayEquals(message(SMALL), peers.far().receive(100));
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
