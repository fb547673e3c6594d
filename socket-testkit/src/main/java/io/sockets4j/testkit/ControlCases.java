package io.sockets4j.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sockets4j.BsdControlTypes;
import io.sockets4j.BsdSocket;
import io.sockets4j.Message;
import io.sockets4j.NativeError;
import io.sockets4j.os.MessageFlag;
import io.sockets4j.os.MessageFlags;
import io.sockets4j.os.SocketConstants;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages with all that belongs to them. */
interface ControlCases extends Environment {
  int SOCKET_LEVEL = SocketConstants.SOL_SOCKET.value();

  /** More than 256 KiB. */
  int TOO_LARGE = 1 << 19;

  @Test
  default void aMessageIsGatheredAndScattered() throws Exception {
    Peers peers = sockets().peers();
    byte[] content = message(60 - overhead());
    ByteBuffer[] sources =
        BufferCases.buffers(content, new int[] {10, 0, 20, 30}, List.of(BufferForm.values()));
    Message outgoing = new Message(sources);
    assertEquals(60, peers.near().sendMessage(toFar(peers, outgoing)));
    assertEquals(60, outgoing.length());
    assertFalse(outgoing.arrived());
    for (ByteBuffer source : sources) {
      assertFalse(source.hasRemaining());
    }
    ByteBuffer heap = ByteBuffer.allocate(25);
    ByteBuffer direct = ByteBuffer.allocateDirect(100);
    Message incoming = new Message(heap, direct).roomForControl(64).roomForDescriptors(2);
    assertEquals(60, peers.far().receiveMessage(incoming));
    assertEquals(60, incoming.length());
    assertTrue(incoming.arrived());
    assertFalse(incoming.truncated());
    assertFalse(incoming.controlTruncated());
    assertEquals(!has(Trait.UNASKED_CONTROL), incoming.control().isEmpty());
    assertTrue(incoming.takeDescriptors().isEmpty());
    byte[] received = new byte[60];
    heap.flip().get(received, 0, 25);
    direct.flip().get(received, 25, 35);
    assertArrayEquals(content, received);
  }

  @Test
  default void aMessageIsUsedAgainAndAgain() throws Exception {
    Peers peers = sockets().peers();
    ByteBuffer source = ByteBuffer.allocateDirect(100);
    ByteBuffer target = ByteBuffer.allocate(100);
    Message outgoing = new Message(source);
    Message incoming = new Message(target).roomForControl(100);
    for (int i = 1; i <= 50; i++) {
      byte[] content = message(i);
      source.clear().put(content).flip();
      assertEquals(content.length, peers.near().sendMessage(toFar(peers, outgoing)));
      target.clear();
      assertEquals(content.length, peers.far().receiveMessage(incoming));
      assertEquals(ByteBuffer.wrap(content), target.flip());
    }
    byte[] two = message(7);
    outgoing.setBuffers(ByteBuffer.wrap(two, 0, 3), ByteBuffer.wrap(two, 3, two.length - 3));
    assertEquals(two.length, peers.near().sendMessage(toFar(peers, outgoing)));
    target.clear();
    assertEquals(two.length, peers.far().receiveMessage(incoming, MessageFlags.NONE));
  }

  @Test
  default void aMessageIsSentBackAsItCame() throws Exception {
    Peers peers = sockets().peers();
    ByteBuffer buffer = ByteBuffer.allocate(100);
    Message message = new Message(buffer);
    byte[] content = message(40);
    send(peers, content);
    peers.far().receiveMessage(message);
    buffer.flip();
    assertEquals(content.length, peers.far().sendMessage(message));
    assertArrayEquals(content, receiveFully(peers.near(), content.length));
  }

  @Test
  default void thatThereIsNothingIsTold() throws Exception {
    Peers peers = sockets().peers();
    BsdSocket<?> far = peers.far();
    ByteBuffer target = ByteBuffer.allocate(100);
    Message message = new Message(target);
    MessageFlags dontWait = MessageFlags.of(MessageFlag.DONTWAIT);
    assertEquals(0, far.receiveMessage(message, dontWait));
    assertFalse(message.arrived());
    far.configureBlocking(false);
    assertEquals(0, far.receiveMessage(message));
    assertFalse(message.arrived());
    assertEquals(0, far.receiveMessages(new Message[] {message}, 0, 1, MessageFlags.NONE));
    far.configureBlocking(true);
    byte[] content = message(3);
    send(peers, content);
    assertEquals(content.length, far.receiveMessage(message));
    assertTrue(message.arrived());
    assertEquals(content.length, target.position());
  }

  @Test
  default void ofAMessageThatTimesOutNothingIsLeft() throws Exception {
    Peers peers = sockets().peers();
    Message message = new Message(ByteBuffer.allocate(10));
    send(peers, message(3));
    peers.far().receiveMessage(message);
    peers.far().setTimeout(WaitingCases.SHORT);
    assertThrows(IOException.class, () -> peers.far().receiveMessage(message));
    assertFalse(message.arrived());
    assertEquals(0, message.length());
    assertTrue(message.flags().isEmpty());
    assertNull(message.address());
  }

  @Test
  default void aMessageIsPeekedAt() throws Exception {
    if (has(Trait.NO_PEEK)) {
      return;
    }
    Peers peers = sockets().peers();
    byte[] content = message(20);
    send(peers, content);
    ByteBuffer target = ByteBuffer.allocate(50);
    Message message = new Message(target);
    assertEquals(
        content.length, peers.far().receiveMessage(message, MessageFlags.of(MessageFlag.PEEK)));
    assertArrayEquals(content, Arrays.copyOf(target.array(), content.length));
    assertArrayEquals(content, receiveFully(peers.far(), content.length));
  }

  @Test
  default void readOnlyBuffersAreNoRoomForAMessage() throws Exception {
    Peers peers = sockets().peers();
    Message message =
        new Message(ByteBuffer.allocate(5), ByteBuffer.allocate(5).asReadOnlyBuffer());
    assertThrows(IllegalArgumentException.class, () -> peers.near().receiveMessage(message));
    Message[] one = {message};
    assertThrows(
        IllegalArgumentException.class,
        () -> peers.near().receiveMessages(one, 0, 1, MessageFlags.NONE));
    assertConnected(peers);
  }

  @Test
  default void aMessageInUseIsLeftAlone() throws Exception {
    Peers peers = sockets().peers();
    Message message = new Message(ByteBuffer.allocate(5)).roomForControl(100);
    Task<Integer> receiving = Task.start(() -> peers.far().receiveMessage(message)).awaitWaiting();
    assertThrows(IllegalStateException.class, () -> peers.near().sendMessage(message));
    assertThrows(IllegalStateException.class, () -> peers.near().receiveMessage(message));
    assertThrows(IllegalStateException.class, message::clear);
    assertThrows(IllegalStateException.class, message::clearControl);
    assertThrows(IllegalStateException.class, message::takeDescriptors);
    assertThrows(IllegalStateException.class, () -> message.setBuffers(ByteBuffer.allocate(1)));
    assertThrows(IllegalStateException.class, () -> message.roomForControl(1));
    assertThrows(IllegalStateException.class, () -> message.add(1, 2, new byte[3]));
    assertThrows(
        IllegalStateException.class,
        () -> peers.near().sendMessages(new Message[] {message}, 0, 1, MessageFlags.NONE));
    send(peers, message(5));
    assertEquals(5, receiving.result());
    message.clear();
  }

  // ---------------------------------------------------------------------- control messages

  @Test
  default void controlMessagesThatAreTooLargeAreRefused() throws Exception {
    Peers peers = sockets().peers();
    byte[] content = message(5);
    Message message = new Message(ByteBuffer.wrap(content));
    byte[] large = new byte[TOO_LARGE];
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> message.add(SOCKET_LEVEL, 1, large));
    assertSays(e, "262144");
    assertThrows(IllegalArgumentException.class, () -> message.roomForControl(TOO_LARGE));
    assertThrows(IllegalArgumentException.class, () -> message.roomForControl(-1));
    assertThrows(IllegalArgumentException.class, () -> message.roomForDescriptors(-1));
    for (int i = 0; i < 125; i++) {
      message.add(SOCKET_LEVEL, i, new byte[2000]);
    }
    assertThrows(
        IllegalArgumentException.class, () -> message.add(SOCKET_LEVEL, 1, new byte[20_000]));
    message.clearControl();
    assertEquals(content.length, peers.near().sendMessage(toFar(peers, message)));
    assertArrayEquals(content, receiveFully(peers.far(), content.length));
  }

  /** Whatever is said, a family takes it, ignores it or refuses it, and goes on. */
  @Test
  default void controlMessagesWithoutMeaningDoNoHarm() throws Exception {
    Peers peers = sockets().peers();
    byte[] content = message(8);
    for (int length : new int[] {0, 1, 4, 8, 16, 17, 100, 1000, 30_000, 100_000}) {
      for (int level : new int[] {SOCKET_LEVEL, 0, 41, 12_345, -1}) {
        Message message = new Message(ByteBuffer.wrap(content)).add(level, 31_000, bytes(length));
        toFar(peers, message);
        try {
          int sent = peers.near().sendMessage(message, MessageFlags.of(MessageFlag.DONTWAIT));
          assertEquals(content.length, sent);
        } catch (IOException e) {
          assertTrue(e instanceof NativeError, e::toString);
          assertEquals(0, message.length());
          continue;
        }
        assertArrayEquals(content, receiveFully(peers.far(), content.length));
      }
    }
    assertConnected(peers);
  }

  @Test
  default void aTypeThatThePlatformLacksSaysSo() {
    Message message = new Message();
    for (var type : List.of(BsdControlTypes.SCM_TIMESTAMPNS, BsdControlTypes.SCM_REALTIME)) {
      if (type.exists()) {
        assertNull(message.get(type));
      } else {
        var e = assertThrows(UnsupportedOperationException.class, () -> message.get(type));
        assertSays(e, type.name());
      }
    }
  }
}
