package io.sockets4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sockets4j.BsdSocket;
import io.sockets4j.Message;
import io.sockets4j.NativeError;
import io.sockets4j.os.Errno;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.function.Executable;

/** What the cases of the contracts have in common. */
interface Environment {
  /** More than it takes to fill any buffer. */
  int MANY_CALLS = 100_000;

  /** Which sockets to test. */
  FamilyFixture fixture();

  /** The sockets of this test. */
  SocketScope sockets();

  /** Whether data come in messages rather than as a stream of bytes. */
  boolean messages();

  /** Whether these sockets have a trait. */
  default boolean has(Trait trait) {
    return fixture().traits().contains(trait);
  }

  /** Fails unless the call fails as the kernel says. */
  default IOException assertFails(Errno errno, String call, Executable action) {
    IOException e = assertThrows(IOException.class, action);
    NativeError error = assertInstanceOf(NativeError.class, e);
    assertEquals(errno, error.errno(), e::toString);
    assertEquals(call, error.call());
    assertSays(e, call, errno.name());
    return e;
  }

  /** Fails unless the message tells all that. */
  default void assertSays(Throwable e, String... parts) {
    String message = String.valueOf(e.getMessage());
    for (String part : parts) {
      assertTrue(message.contains(part), () -> "no '" + part + "' in: " + message);
    }
  }

  /** Bytes that nobody could confuse with others: the same at every run. */
  default byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  /** A message with so many such bytes in it: those alone, unless the family has a form for it. */
  default byte[] message(int length) {
    return fixture().message(bytes(length));
  }

  /** How many bytes of a message stand before its content. */
  default int overhead() {
    return message(1).length - 1;
  }

  /** Receives so many bytes: of a stream in as many calls as it takes. */
  default byte[] receiveFully(BsdSocket<?> socket, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    do {
      int received = socket.receive(buffer);
      if (received < 0) {
        return Arrays.copyOf(buffer.array(), buffer.position());
      }
    } while (buffer.hasRemaining() && !messages());
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  /** Whether a socket waits for room when it sends to its peer. */
  default boolean waitsToSend() {
    return !has(Trait.DROPS_WHEN_FULL) && !has(Trait.NO_CONNECT);
  }

  /** Sends all bytes from the near end to the far one. */
  default void send(Peers peers, byte[] content) throws IOException {
    send(peers.near(), peers.far(), ByteBuffer.wrap(content));
  }

  /** Sends all bytes from one end to the other: to its address, where sockets have no peer. */
  default void send(BsdSocket<?> from, BsdSocket<?> to, ByteBuffer content) throws IOException {
    if (has(Trait.NO_CONNECT)) {
      int length = content.remaining();
      assertEquals(length, from.sendTo(content, to.getLocalAddress()));
    } else {
      from.sendAll(content);
    }
  }

  /** Sends from the near end to the far one in one call; how many bytes. */
  default int sendOnce(Peers peers, byte[] content) throws IOException {
    return has(Trait.NO_CONNECT)
        ? peers.near().sendTo(content, peers.far().getLocalAddress())
        : peers.near().send(content);
  }

  /** Sends several buffers as one; how many bytes. */
  default long gather(Peers peers, ByteBuffer... sources) throws IOException {
    return has(Trait.NO_CONNECT)
        ? peers.near().sendMessage(toFar(peers, new Message(sources)))
        : peers.near().write(sources);
  }

  /** The message, ready to be sent from the near end to the far one. */
  default Message toFar(Peers peers, Message message) throws IOException {
    return has(Trait.NO_CONNECT) ? message.setAddress(peers.far().getLocalAddress()) : message;
  }

  /** Fails unless what is sent at one end arrives at the other. */
  default void assertConnected(BsdSocket<?> from, BsdSocket<?> to) throws IOException {
    byte[] sent = message(61);
    send(from, to, ByteBuffer.wrap(sent));
    assertEquals(ByteBuffer.wrap(sent), ByteBuffer.wrap(receiveFully(to, sent.length)));
  }

  /** Fails unless each of the two receives what the other sends. */
  default void assertConnected(Peers peers) throws IOException {
    assertConnected(peers.near(), peers.far());
    assertConnected(peers.far(), peers.near());
  }

  /** Sends until there is no more room, without waiting; how many bytes. */
  default long fill(BsdSocket<?> socket) throws IOException {
    byte[] message = message(fixture().longMessage());
    socket.configureBlocking(false);
    long total = untilFull(() -> socket.send(message));
    socket.configureBlocking(true);
    return total;
  }

  /** A call that sends what there is room for, without waiting. */
  interface Sending {
    int some() throws IOException;
  }

  /** Sends again and again until there is no more room; how many bytes. */
  default long untilFull(Sending sending) throws IOException {
    long total = 0;
    for (int i = 0; i < MANY_CALLS; i++) {
      int sent = sending.some();
      if (sent <= 0) {
        return total;
      }
      total += sent;
    }
    throw new AssertionError(
        "still room after %d bytes: does %s need Trait.DROPS_WHEN_FULL?"
            .formatted(total, fixture()));
  }
}
