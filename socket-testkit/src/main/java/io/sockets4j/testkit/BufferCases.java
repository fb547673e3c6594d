package io.sockets4j.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sockets4j.BsdSocket;
import io.sockets4j.Message;
import io.sockets4j.Received;
import io.sockets4j.os.MessageFlag;
import io.sockets4j.os.MessageFlags;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which bytes are sent and received from which buffers. */
interface BufferCases extends Environment {

  /** Sends a buffer from the near end to the far one. */
  interface Sender {
    long send(Peers peers, ByteBuffer source) throws IOException;
  }

  /** Receives into a buffer. */
  interface Receiver {
    long receive(BsdSocket<?> socket, ByteBuffer target) throws IOException;
  }

  /** All of them; those to an address, where sockets have no peer. */
  default List<Sender> senders() {
    if (has(Trait.NO_CONNECT)) {
      return List.of(
          (peers, source) -> peers.near().sendTo(source, addressOf(peers.far())),
          (peers, source) -> peers.near().sendTo(source, addressOf(peers.far()), MessageFlags.NONE),
          (peers, source) ->
              peers.near().sendMessage(new Message(source).setAddress(addressOf(peers.far()))));
    }
    return List.of(
        (peers, source) -> peers.near().send(source),
        (peers, source) -> peers.near().send(source, MessageFlags.NONE),
        (peers, source) -> {
          int length = source.remaining();
          peers.near().sendAll(source);
          return length;
        },
        (peers, source) -> peers.near().write(source),
        (peers, source) -> peers.near().write(new ByteBuffer[] {source}),
        (peers, source) -> peers.near().sendMessage(new Message(source)),
        (peers, source) -> {
          Message message = new Message(source);
          peers.near().sendAll(message, MessageFlags.NONE);
          return message.length();
        });
  }

  private static SocketAddress addressOf(BsdSocket<?> socket) throws IOException {
    return socket.getLocalAddress();
  }

  List<Receiver> RECEIVERS =
      List.of(
          BsdSocket::receive,
          (socket, target) -> socket.receive(target, MessageFlags.NONE),
          (socket, target) -> {
            Received<?> received = socket.receiveFrom(target);
            return received == null ? 0 : received.length(); // nothing has come yet
          },
          BsdSocket::read,
          (socket, target) -> socket.read(new ByteBuffer[] {target}),
          (socket, target) -> socket.receiveMessage(new Message(target)));

  /** One byte, several, and more than goes through scratch memory at once. */
  default int[] lengths() {
    return new int[] {1, 1000, messages() ? fixture().longMessage() : 200_000};
  }

  /** With no timeout the kernel may wait with the buffer where it is. */
  @Test
  default void whatIsWaitedForGoesIntoALongBuffer() throws Exception {
    Peers peers = sockets().peers();
    byte[] content = message(10);
    ByteBuffer target = ByteBuffer.allocateDirect(100_000).position(3);
    peers.far().setTimeout(null);
    Task<Integer> receiving = Task.start(() -> peers.far().receive(target)).awaitWaiting();
    send(peers, content);
    assertEquals(content.length, receiving.result());
    byte[] received = new byte[content.length];
    target.flip().position(3).get(received);
    assertArrayEquals(content, received);
  }

  @ParameterizedTest
  @EnumSource
  default void everyFormIsSent(BufferForm form) throws Exception {
    Peers peers = sockets().peers();
    for (Sender sender : senders()) {
      for (int of : lengths()) {
        byte[] content = message(of);
        int length = content.length;
        BufferForm.Window window = form.of(content);
        ByteBuffer source = window.buffer();
        ByteOrder order = source.order();
        int start = source.position();
        Task<byte[]> receiving = Task.start(() -> receiveFully(peers.far(), length));
        long sent = 0;
        do {
          sent += sender.send(peers, source);
          assertEquals(start + sent, source.position());
        } while (source.hasRemaining());
        assertArrayEquals(content, receiving.result());
        assertEquals(order, source.order());
        assertEquals(start + length, source.limit());
        assertArrayEquals(content, window.bytes(length)); // not touched
      }
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "READ_ONLY.*")
  default void everyFormReceives(BufferForm form) throws Exception {
    Peers peers = sockets().peers();
    for (Receiver receiver : RECEIVERS) {
      for (int of : lengths()) {
        byte[] content = message(of);
        int length = content.length;
        BufferForm.Window window = form.of(new byte[length]);
        ByteBuffer target = window.buffer();
        ByteOrder order = target.order();
        int start = target.position();
        Task<Boolean> sending = Task.run(() -> send(peers, content));
        long received = 0;
        do {
          received += receiver.receive(peers.far(), target);
          assertEquals(start + received, target.position());
        } while (target.hasRemaining());
        sending.result();
        assertArrayEquals(content, window.bytes(length));
        assertEquals(order, target.order());
        assertEquals(start + length, target.limit());
        assertTrue(window.guarded(length), "bytes beside the buffer were touched");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "READ_ONLY.*")
  default void whatIsNotFilledIsNotTouched(BufferForm form) throws Exception {
    Peers peers = sockets().peers();
    for (Receiver receiver : RECEIVERS) {
      byte[] content = message(100);
      byte[] before = new byte[500];
      Arrays.fill(before, BufferForm.GUARD);
      BufferForm.Window window = form.of(before);
      send(peers, content);
      assertEquals(content.length, receiver.receive(peers.far(), window.buffer()));
      assertArrayEquals(content, window.bytes(content.length));
      assertTrue(window.guarded(content.length), "bytes after the message were touched");
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "READ_ONLY.*")
  default void readOnlyBuffersDoNotReceive(BufferForm form) throws Exception {
    Peers peers = sockets().peers();
    byte[] content = message(10);
    send(peers, content);
    ByteBuffer target = form.of(new byte[content.length]).buffer();
    for (Receiver receiver : RECEIVERS) {
      assertThrows(IllegalArgumentException.class, () -> receiver.receive(peers.far(), target));
    }
    assertArrayEquals(content, receiveFully(peers.far(), content.length)); // still there
  }

  @Test
  default void arraysAreSentAndReceived() throws Exception {
    Peers peers = sockets().peers();
    byte[] content = message(33);
    assertEquals(content.length, sendOnce(peers, content));
    assertArrayEquals(content, peers.far().receive(1000));
    assertThrows(IllegalArgumentException.class, () -> peers.far().receive(-1));
  }

  @Test
  default void aPeekLeavesWhatItSees() throws Exception {
    if (has(Trait.NO_PEEK)) {
      return;
    }
    Peers peers = sockets().peers();
    byte[] content = message(50);
    send(peers, content);
    MessageFlags peek = MessageFlags.of(MessageFlag.PEEK);
    ByteBuffer seen = ByteBuffer.allocate(content.length);
    assertEquals(content.length, peers.far().receive(seen, peek));
    assertArrayEquals(content, seen.array());
    seen.clear();
    Received<?> again = peers.far().receiveFrom(seen, peek);
    assertEquals(content.length, again.length());
    assertFalse(again.truncated());
    assertArrayEquals(content, receiveFully(peers.far(), content.length));
  }

  @Test
  default void theKernelKeepsOnlyWhatStaysWhereItIs() throws Exception {
    if (!MessageFlag.ZEROCOPY.exists()) {
      return;
    }
    Peers peers = sockets().peers();
    BsdSocket<?> near = peers.near();
    MessageFlags zeroCopy = MessageFlags.of(MessageFlag.ZEROCOPY);
    ByteBuffer heap = ByteBuffer.wrap(bytes(40));
    SocketAddress far = peers.far().getLocalAddress();
    assertThrows(IllegalArgumentException.class, () -> near.send(heap, zeroCopy));
    assertThrows(IllegalArgumentException.class, () -> near.sendAll(heap, zeroCopy));
    assertThrows(IllegalArgumentException.class, () -> near.sendTo(heap, far, zeroCopy));
    assertEquals(0, heap.position());
    assertConnected(peers); // nothing was sent
  }

  /**
   * What a socket remembers of an array is never taken for that of another one, nor for that of
   * another part. Little is copied, and more used where it is.
   */
  @Test
  default void arraysThatAreUsedOftenAreToldApart() throws Exception {
    arraysAreToldApart(message(100));
    arraysAreToldApart(message(messages() ? fixture().longMessage() : 10_000));
  }

  private void arraysAreToldApart(byte[] content) throws Exception {
    Peers peers = sockets().peers();
    Sender sender = senders().get(0);
    int length = content.length;
    byte[][] sources = {new byte[3 * length], new byte[3 * length]};
    byte[][] targets = {new byte[3 * length], new byte[3 * length]};
    int rounds = 120;
    for (int i = 0; i < rounds; i++) {
      byte[] source = sources[i / 30 % 2];
      byte[] target = targets[i / 20 % 2];
      Arrays.fill(source, BufferForm.GUARD);
      Arrays.fill(target, BufferForm.GUARD);
      int from = i % 3 * length;
      int to = i / 3 % 3 * length;
      System.arraycopy(content, 0, source, from, length);
      long sent = sender.send(peers, ByteBuffer.wrap(source, from, length));
      ByteBuffer room = ByteBuffer.wrap(target, to, length);
      int received = peers.far().receive(room);
      while (!messages() && room.hasRemaining()) {
        received += peers.far().receive(room);
      }
      byte[] expected = new byte[target.length];
      Arrays.fill(expected, BufferForm.GUARD);
      System.arraycopy(content, 0, expected, to, length);
      assertEquals(length, sent);
      assertEquals(length, received);
      assertArrayEquals(expected, target);
      if (i == rounds / 2) {
        System.gc(); // after which nothing is remembered
      }
    }
  }

  // ----------------------------------------------- buffers that another thread moves meanwhile

  int MOVES = 3000;
  int MOVED = 1000;

  /** The middle of a direct buffer. */
  private static ByteBuffer middle(ByteBuffer whole) {
    return whole.slice(MOVED, MOVED);
  }

  /** Moves a buffer to and fro until it is told to stop. */
  private static Task<Boolean> move(ByteBuffer buffer, AtomicBoolean stop) {
    return Task.run(
        () -> {
          while (!stop.get()) {
            buffer.position(0);
            buffer.position(MOVED - 1);
          }
        });
  }

  @Test
  default void aBufferThatAnotherThreadMovesIsNotOverrun() throws Exception {
    Peers peers = sockets().peers();
    peers.near().configureBlocking(false);
    peers.far().configureBlocking(false);
    byte[] content = fixture().message(new byte[MOVED]);
    for (Receiver receiver : RECEIVERS) {
      ByteBuffer whole = ByteBuffer.allocateDirect(3 * MOVED);
      byte[] guard = new byte[MOVED];
      Arrays.fill(guard, BufferForm.GUARD);
      whole.put(0, guard).put(2 * MOVED, guard);
      ByteBuffer target = middle(whole);
      AtomicBoolean stop = new AtomicBoolean();
      Task<Boolean> moving = move(target, stop);
      try {
        for (int i = 0; i < MOVES; i++) {
          int unused = sendOnce(peers, content);
          receiver.receive(peers.far(), target);
        }
      } finally {
        stop.set(true);
      }
      moving.result();
      assertEquals(ByteBuffer.wrap(guard), whole.slice(0, MOVED));
      assertEquals(ByteBuffer.wrap(guard), whole.slice(2 * MOVED, MOVED));
    }
  }

  @Test
  default void ofABufferThatAnotherThreadMovesNothingElseIsSent() throws Exception {
    if (has(Trait.FRAMED)) {
      return; // a part of a message is none
    }
    Peers peers = sockets().peers();
    peers.near().configureBlocking(false);
    peers.far().configureBlocking(false);
    byte[] content = new byte[MOVED];
    Arrays.fill(content, (byte) (BufferForm.GUARD + 1));
    for (Sender sender : List.of(senders().get(0), (ends, source) -> gather(ends, source))) {
      ByteBuffer whole = ByteBuffer.allocateDirect(3 * MOVED);
      byte[] guard = new byte[MOVED];
      Arrays.fill(guard, BufferForm.GUARD);
      whole.put(guard).put(content).put(guard);
      ByteBuffer source = middle(whole);
      ByteBuffer target = ByteBuffer.allocate(2 * MOVED);
      AtomicBoolean stop = new AtomicBoolean();
      Task<Boolean> moving = move(source, stop);
      try {
        for (int i = 0; i < MOVES; i++) {
          sendUnlessEmpty(sender, peers, source);
          peers.far().receive(target.clear());
          for (int j = 0; j < target.position(); j++) {
            assertEquals(content[0], target.get(j));
          }
        }
      } finally {
        stop.set(true);
      }
      moving.result();
    }
  }

  /** Sends what is in a buffer that others move, and may be nothing. */
  private void sendUnlessEmpty(Sender sender, Peers peers, ByteBuffer source) throws IOException {
    try {
      sender.send(peers, source);
    } catch (SocketException e) {
      assertTrue(has(Trait.NO_EMPTY_MESSAGES), e::toString);
      assertSays(e, " 0 bytes");
    }
  }

  // ------------------------------------------------------------------- gather and scatter

  /** Buffers of all forms, some of them empty. */
  static ByteBuffer[] buffers(byte[] content, int[] lengths, List<BufferForm> forms) {
    ByteBuffer[] buffers = new ByteBuffer[lengths.length];
    int from = 0;
    for (int i = 0; i < lengths.length; i++) {
      buffers[i] =
          forms
              .get(i % forms.size())
              .of(Arrays.copyOfRange(content, from, from + lengths[i]))
              .buffer();
      from += lengths[i];
    }
    return buffers;
  }

  private static byte[] join(ByteBuffer[] filled) {
    ByteBuffer all = ByteBuffer.allocate(Stream.of(filled).mapToInt(ByteBuffer::position).sum());
    for (ByteBuffer buffer : filled) {
      all.put(buffer.duplicate().flip());
    }
    return all.array();
  }

  @Test
  default void severalBuffersAreSentAsOne() throws Exception {
    Peers peers = sockets().peers();
    int[] lengths = {0, 1, 300, 0, 7, 500, 2, 33, 0, 4, 100, 9, 50, 0};
    byte[] content = message(IntStream.of(lengths).sum() - overhead());
    ByteBuffer[] sources = buffers(content, lengths, List.of(BufferForm.values()));
    assertEquals(content.length, gather(peers, sources));
    for (ByteBuffer source : sources) {
      assertFalse(source.hasRemaining());
    }
    assertArrayEquals(content, receiveFully(peers.far(), content.length));
  }

  @Test
  default void severalBuffersReceiveOneAfterTheOther() throws Exception {
    Peers peers = sockets().peers();
    int[] lengths = {0, 1, 300, 0, 7, 500, 2, 33, 0, 4, 100};
    byte[] content = message(IntStream.of(lengths).sum() - 60 - overhead());
    ByteBuffer[] targets = new ByteBuffer[lengths.length];
    for (int i = 0; i < lengths.length; i++) {
      targets[i] =
          i % 2 == 0 ? ByteBuffer.allocate(lengths[i]) : ByteBuffer.allocateDirect(lengths[i]);
    }
    send(peers, content);
    assertEquals(content.length, peers.far().read(targets));
    assertArrayEquals(content, join(targets));
    assertEquals(40, targets[10].position());
  }

  @Test
  default void ofAnArrayOfBuffersOnlyTheNamedOnesAreUsed() throws Exception {
    Peers peers = sockets().peers();
    byte[] content = message(20 - overhead());
    byte[] between = Arrays.copyOf(bytes(10), 40);
    System.arraycopy(content, 0, between, 10, 20);
    ByteBuffer[] sources = buffers(between, new int[] {10, 10, 10, 10}, List.of(BufferForm.HEAP));
    long sent =
        has(Trait.NO_CONNECT)
            ? gather(peers, sources[1], sources[2])
            : peers.near().write(sources, 1, 2);
    assertEquals(20, sent);
    assertEquals(10, sources[0].remaining());
    assertEquals(0, sources[1].remaining());
    assertEquals(10, sources[3].remaining());
    ByteBuffer[] targets = {
      ByteBuffer.allocate(50), ByteBuffer.allocate(5), ByteBuffer.allocate(50)
    };
    assertEquals(20, peers.far().read(targets, 1, 2));
    assertEquals(0, targets[0].position());
    assertArrayEquals(content, join(targets));
  }

  @Test
  default void anArrayOfBuffersHasItsBounds() throws Exception {
    BsdSocket<?> near = sockets().peers().near();
    ByteBuffer[] two = {ByteBuffer.allocate(1), ByteBuffer.allocate(1)};
    for (int[] bounds : new int[][] {{-1, 1}, {0, 3}, {2, 1}, {0, -1}, {1, Integer.MAX_VALUE}}) {
      int offset = bounds[0];
      int length = bounds[1];
      assertThrows(IndexOutOfBoundsException.class, () -> near.write(two, offset, length));
      assertThrows(IndexOutOfBoundsException.class, () -> near.read(two, offset, length));
    }
    ByteBuffer[] readOnly = {two[0], two[1].asReadOnlyBuffer()};
    assertThrows(IllegalArgumentException.class, () -> near.read(readOnly));
  }

  @ParameterizedTest
  @MethodSource("manyBuffers")
  default void aThousandBuffersAreSentAndReceivedAtOnce(List<BufferForm> forms) throws Exception {
    Peers peers = sockets().peers();
    int[] lengths = new int[1024];
    int each = Math.min(3, fixture().longMessage() / lengths.length);
    Arrays.fill(lengths, each);
    byte[] content = message(each * lengths.length - overhead());
    ByteBuffer[] sources = buffers(content, lengths, forms);
    assertEquals(content.length, gather(peers, sources));
    Arrays.fill(lengths, 4);
    ByteBuffer[] targets = new ByteBuffer[lengths.length];
    Arrays.setAll(targets, i -> ByteBuffer.allocate(4));
    assertEquals(content.length, peers.far().read(targets));
    assertArrayEquals(content, join(targets));
  }

  default Stream<List<BufferForm>> manyBuffers() {
    return Stream.of(
        List.of(BufferForm.HEAP),
        List.of(BufferForm.DIRECT),
        List.of(BufferForm.DIRECT_SLICE, BufferForm.HEAP_PART));
  }
}
