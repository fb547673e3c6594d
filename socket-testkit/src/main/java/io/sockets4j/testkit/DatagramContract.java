package io.sockets4j.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sockets4j.BsdSocket;
import io.sockets4j.Message;
import io.sockets4j.NativeError;
import io.sockets4j.Received;
import io.sockets4j.os.Errno;
import io.sockets4j.os.MessageFlag;
import io.sockets4j.os.MessageFlags;
import io.sockets4j.spi.UnsuitableAddressException;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What sockets do that carry messages without a connection, each to an address. */
public class DatagramContract extends MessageContract {
  /** With such messages, the receiver's queue is full before the sender's buffer is. */
  private static final int SHORT_MESSAGE = 64;

  /** For JUnit. */
  protected DatagramContract() {}

  @Test
  void aMessageTellsWhoSentIt() throws Exception {
    BsdSocket<?> near = sockets().bound();
    BsdSocket<?> far = sockets().bound();
    byte[] question = bytes(20);
    assertEquals(20, near.sendTo(question, far.getLocalAddress()));
    ByteBuffer target = ByteBuffer.allocate(100);
    Received<?> received = far.receiveFrom(target);
    assertEquals(20, received.length());
    assertEquals(near.getLocalAddress(), received.address());
    assertEquals(ByteBuffer.wrap(question), target.flip());
    far.sendTo(ByteBuffer.wrap(bytes(5)), address(received), MessageFlags.NONE); // the answer
    assertArrayEquals(bytes(5), near.receive(100));
  }

  @Test
  void aMessageWithAllItHasTellsWhoSentItToo() throws Exception {
    BsdSocket<?> far = sockets().bound();
    BsdSocket<?>[] near = {sockets().bound(), sockets().bound()};
    ByteBuffer source = ByteBuffer.wrap(bytes(20));
    Message outgoing = new Message(source).setAddress(far.getLocalAddress());
    ByteBuffer target = ByteBuffer.allocate(100);
    Message message = new Message(target);
    for (int i = 0; i < 4; i++) {
      BsdSocket<?> sender = near[i / 2];
      assertEquals(20, sender.sendMessage(outgoing));
      source.clear();
      assertEquals(20, far.receiveMessage(message));
      assertEquals(sender.getLocalAddress(), message.address());
      assertSame(message.address(), message.address());
      target.flip();
      assertEquals(20, far.sendMessage(message)); // back to where it came from
      assertArrayEquals(bytes(20), sender.receive(100));
      target.clear();
    }
    assertEquals(far.getLocalAddress(), outgoing.address());
  }

  @Test
  void theMessagesOfABatchGoAndComeFromDifferentAddresses() throws Exception {
    BsdSocket<?> far = sockets().bound();
    List<BsdSocket<?>> near = List.of(sockets().bound(), sockets().bound(), sockets().bound());
    Message[] messages = new Message[3];
    Arrays.setAll(messages, i -> new Message(ByteBuffer.allocate(100)));
    for (BsdSocket<?> socket : near) {
      socket.sendTo(bytes(9), far.getLocalAddress());
    }
    int came = 0;
    while (came < 3) {
      came += far.receiveMessages(messages, came, 3 - came, MessageFlags.NONE);
    }
    Message[] replies = new Message[3];
    for (int i = 0; i < 3; i++) {
      assertEquals(near.get(i).getLocalAddress(), messages[i].address());
      ByteBuffer reply = ByteBuffer.wrap(bytes(i + 1));
      replies[i] = new Message(reply).setAddress(messages[i].address());
    }
    assertEquals(3, far.sendMessages(replies, 0, 3, MessageFlags.NONE));
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(bytes(i + 1), near.get(i).receive(100));
    }
    messages[1].setAddress(fixture().unsuitableAddresses().get(0));
    assertThrows(
        UnsuitableAddressException.class,
        () -> far.sendMessages(messages, 0, 3, MessageFlags.NONE));
  }

  private static SocketAddress address(Received<?> received) {
    return assertInstanceOf(SocketAddress.class, received.address());
  }

  @ParameterizedTest
  @EnumSource
  void everyFormIsSentToAnAddress(BufferForm form) throws Exception {
    BsdSocket<?> near = sockets().bound();
    BsdSocket<?> far = sockets().bound();
    for (int length : lengths()) {
      byte[] content = bytes(length);
      BufferForm.Window window = form.of(content);
      ByteBuffer source = window.buffer();
      int start = source.position();
      assertEquals(length, near.sendTo(source, far.getLocalAddress()));
      assertEquals(start + length, source.position());
      assertArrayEquals(content, window.bytes(length));
      assertArrayEquals(content, far.receive(length + 1));
    }
  }

  @Test
  void messagesOfSeveralSendersAreToldApart() throws Exception {
    BsdSocket<?> far = sockets().bound();
    BsdSocket<?>[] near = {sockets().bound(), sockets().bound(), sockets().bound()};
    for (int i = 0; i < 9; i++) {
      near[i % 3].sendTo(new byte[] {(byte) i}, far.getLocalAddress());
    }
    for (int i = 0; i < 9; i++) {
      ByteBuffer target = ByteBuffer.allocate(1);
      Received<?> received = far.receiveFrom(target);
      assertEquals(near[target.get(0) % 3].getLocalAddress(), received.address());
    }
  }

  @Test
  void aConnectedSocketReceivesFromItsPeerAlone() throws Exception {
    if (has(Trait.BROADCASTS) || has(Trait.NO_CONNECT)) {
      return;
    }
    Peers peers = sockets().peers();
    BsdSocket<?> stranger = sockets().bound();
    SocketAddress far = peers.far().getLocalAddress();
    try {
      stranger.sendTo(bytes(1), far);
    } catch (SocketException e) {
      // Some families tell the stranger so (EPERM), others drop what it sends.
      assertInstanceOf(NativeError.class, e);
    }
    send(peers, bytes(2));
    assertArrayEquals(bytes(2), peers.far().receive(100));
  }

  @Test
  void aConnectedSocketCanConnectElsewhere() throws Exception {
    BsdSocket<?> near = sockets().bound();
    BsdSocket<?> first = sockets().bound();
    BsdSocket<?> second = sockets().bound();
    if (has(Trait.NO_CONNECT)) {
      IOException e = assertThrows(IOException.class, () -> near.connect(first.getLocalAddress()));
      assertEquals("connect", assertInstanceOf(NativeError.class, e).call());
      return;
    }
    near.connect(first.getLocalAddress());
    assertConnected(near, first);
    near.connect(second.getLocalAddress());
    assertEquals(second.getLocalAddress(), near.getRemoteAddress());
    assertConnected(near, second);
  }

  @Test
  void withoutADestinationNothingIsSent() throws Exception {
    Set<Errno> expected = Set.of(Errno.EDESTADDRREQ, Errno.ENOTCONN);
    BsdSocket<?> socket = sockets().bound();
    for (Call call : Call.sending(9).toList()) {
      SocketException e =
          assertThrows(SocketException.class, () -> call.action().on(socket), call::name);
      assertTrue(expected.contains(assertInstanceOf(NativeError.class, e).errno()), e::toString);
    }
  }

  @Test
  void sendingToWhoHasGoneIsRefused() throws Exception {
    if (has(Trait.NO_REFUSAL)) {
      return;
    }
    Peers peers = sockets().peers();
    SocketAddress gone = peers.far().getLocalAddress();
    peers.far().close();
    IOException e =
        assertThrows(
            IOException.class,
            () -> {
              if (has(Trait.NO_CONNECT)) {
                peers.near().sendTo(bytes(1), gone);
              } else {
                peers.near().send(bytes(1));
              }
              peers.near().receive(1); // the refusal came as an answer
            });
    assertInstanceOf(PortUnreachableException.class, e, e::toString);
    assertEquals(Errno.ECONNREFUSED, assertInstanceOf(NativeError.class, e).errno());
  }

  @Test
  void thereIsNothingToListenFor() throws Exception {
    BsdSocket<?> socket = sockets().bound();
    assertFails(Errno.EOPNOTSUPP, "listen", socket::listen);
    assertFails(Errno.EOPNOTSUPP, "accept", socket::accept);
  }

  @Test
  void aMessageThatIsTooLongIsNotSentToAnAddress() throws Exception {
    if (fixture().tooLongMessage().isPresent()) {
      SocketAddress far = sockets().bound().getLocalAddress();
      ByteBuffer source = ByteBuffer.allocate(fixture().tooLongMessage().getAsInt());
      IOException e =
          assertFails(Errno.EMSGSIZE, "sendto", () -> sockets().bound().sendTo(source, far));
      assertSays(e, source.capacity() + " bytes", far.toString());
      assertEquals(0, source.position());
    }
  }

  // ------------------------------------------------------------- a full receiver of strangers

  /** A socket that is not connected, and a call that sends to a receiver without room. */
  private Wait sendingToFull(int form) throws IOException {
    SocketAddress full = sockets().bound().getLocalAddress();
    BsdSocket<?> near = sockets().bound();
    near.configureBlocking(false);
    byte[] message = bytes(SHORT_MESSAGE);
    long unused = untilFull(() -> near.sendTo(message, full));
    near.configureBlocking(true);
    return new Wait(near, Call.sendingTo(full, message.length).toList().get(form));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void sendingToAFullReceiverWaits(int form) throws Exception {
    if (!has(Trait.DROPS_WHEN_FULL)) {
      assertTimesOut(sendingToFull(form));
      assertEndsWithClose(sendingToFull(form));
      assertEndsWithInterrupt(sendingToFull(form));
      assertInterruptedBefore(sendingToFull(form));
    }
  }

  @Test
  void sendingToAFullReceiverGoesOnWhenThereIsRoom() throws Exception {
    BsdSocket<?> far = sockets().bound();
    BsdSocket<?> near = sockets().bound();
    SocketAddress address = far.getLocalAddress();
    byte[] message = bytes(SHORT_MESSAGE);
    MessageFlags dontWait = MessageFlags.of(MessageFlag.DONTWAIT);
    if (has(Trait.DROPS_WHEN_FULL)) {
      for (int i = 0; i < 10_000; i++) {
        assertEquals(message.length, near.sendTo(message, address));
      }
      return;
    }
    long sent = untilFull(() -> near.sendTo(ByteBuffer.wrap(message), address, dontWait));
    Task<Integer> sending = Task.start(() -> near.sendTo(message, address)).awaitWaiting();
    for (long i = 0; i <= sent / message.length; i++) {
      assertArrayEquals(message, far.receive(message.length));
    }
    assertEquals(message.length, sending.result());
  }

  @Override
  public Map<String, Wait> waits() throws Exception {
    Map<String, Wait> waits = super.waits();
    if (!has(Trait.DROPS_WHEN_FULL)) {
      waits.put("sendTo", sendingToFull(0));
    }
    Call receiveFrom = Call.receiving(true).skip(4).findFirst().orElseThrow();
    waits.put("receiveFrom", new Wait(sockets().bound(), receiveFrom));
    return waits;
  }
}
