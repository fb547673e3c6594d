package io.sockets4j.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sockets4j.BsdSocket;
import io.sockets4j.Message;
import io.sockets4j.os.MessageFlag;
import io.sockets4j.os.MessageFlags;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What sockets do that carry bytes without boundaries over a connection. */
public class StreamContract extends SocketContract
    implements LifecycleCases,
        ConcurrencyCases,
        VirtualThreadCases,
        BufferCases,
        OptionCases,
        DecodingCases,
        ConnectionCases,
        OutOfBandCases,
        ControlCases,
        ByteStreamCases,
        TextCases,
        SendFileCases,
        SpliceCases {
  /** More than both buffers of a connection hold at first, many times over. */
  private static final int LARGE = 8 << 20;

  /** More than the kernel keeps of a connection on its way. */
  private static final int ENDLESS = 16 << 20;

  private static final MessageFlags DONT_WAIT = MessageFlags.of(MessageFlag.DONTWAIT);

  private static final MessageFlags WAITALL = MessageFlags.of(MessageFlag.WAITALL);

  /** For JUnit. */
  protected StreamContract() {}

  @Override
  public final boolean messages() {
    return false;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void muchGoesBothWaysAtOnceUnharmed(boolean direct) throws Exception {
    assertGoesBothWays(sockets().peers(), direct);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void muchGoesBothWaysWithNoTimeout(boolean direct) throws Exception {
    Peers peers = sockets().peers();
    peers.near().setTimeout(null);
    peers.far().setTimeout(null);
    assertGoesBothWays(peers, direct);
  }

  private static void assertGoesBothWays(Peers peers, boolean direct) throws Exception {
    Task<Long> there = Task.start(() -> checksumOfReceived(peers.far(), direct));
    Task<Long> back = Task.start(() -> checksumOfReceived(peers.near(), direct));
    Task<Long> reply = Task.start(() -> checksumOfSent(peers.far(), 2, direct));
    Task<Long> request = Task.start(() -> checksumOfSent(peers.near(), 1, direct));
    assertEquals(request.result(), there.result());
    assertEquals(reply.result(), back.result());
  }

  private static ByteBuffer buffer(int length, boolean direct) {
    return direct ? ByteBuffer.allocateDirect(length) : ByteBuffer.allocate(length);
  }

  /** Sends in pieces of all lengths. */
  private static long checksumOfSent(BsdSocket<?> socket, long seed, boolean direct)
      throws IOException {
    Random random = new Random(seed);
    byte[] content = new byte[1 << 20];
    CRC32C checksum = new CRC32C();
    int left = LARGE;
    while (left > 0) {
      random.nextBytes(content);
      int length = Math.min(left, 1 + random.nextInt(content.length));
      ByteBuffer piece = buffer(length, direct).put(content, 0, length).flip();
      checksum.update(piece.duplicate());
      socket.sendAll(piece);
      left -= length;
    }
    return checksum.getValue();
  }

  private static long checksumOfReceived(BsdSocket<?> socket, boolean direct) throws IOException {
    CRC32C checksum = new CRC32C();
    ByteBuffer piece = buffer(100_000, direct);
    int left = LARGE;
    while (left > 0) {
      left -= socket.receive(piece.clear().limit(Math.min(left, piece.capacity())));
      checksum.update(piece.flip());
    }
    return checksum.getValue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sendMaySendAPart(boolean direct) throws Exception {
    Peers peers = sockets().peers();
    ByteBuffer source = buffer(ENDLESS, direct);
    int sent = peers.near().send(source);
    assertTrue(sent > 0 && sent < ENDLESS, () -> sent + " bytes");
    assertEquals(sent, source.position());
    peers.near().close();
    assertEquals(sent, countToTheEnd(peers.far()));
  }

  @Test
  void withoutBlockingWriteMayWriteAPart() throws Exception {
    Peers peers = sockets().peers();
    peers.near().configureBlocking(false);
    ByteBuffer[] sources = {ByteBuffer.allocate(1), ByteBuffer.allocateDirect(ENDLESS)};
    long sent = peers.near().write(sources);
    assertTrue(sent > 1 && sent < ENDLESS, () -> sent + " bytes");
    assertEquals(sent, sources[0].position() + sources[1].position());
    int more = peers.near().write(sources[1]);
    assertEquals(sent + more, sources[0].position() + sources[1].position());
    peers.near().close();
    assertEquals(sent + more, countToTheEnd(peers.far()));
  }

  private static long countToTheEnd(BsdSocket<?> socket) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
    long total = 0;
    for (int n = socket.receive(buffer); n >= 0; n = socket.receive(buffer.clear())) {
      total += n;
    }
    return total;
  }

  @Test
  void sendAllThatTimesOutTellsHowMuchWasSent() throws Exception {
    Peers peers = sockets().peers();
    peers.near().setTimeout(Duration.ofMillis(50));
    ByteBuffer source = ByteBuffer.allocate(ENDLESS);
    SocketTimeoutException e =
        assertThrows(SocketTimeoutException.class, () -> peers.near().sendAll(source));
    assertTrue(source.position() > 0);
    assertEquals(source.position(), e.bytesTransferred);
    assertSays(e, source.position() + " of " + ENDLESS);
    ByteBuffer[] sources = {ByteBuffer.allocate(10), ByteBuffer.allocateDirect(ENDLESS)};
    e = assertThrows(SocketTimeoutException.class, () -> peers.near().write(sources));
    int written = sources[0].position() + sources[1].position();
    assertEquals(written, e.bytesTransferred);
    peers.near().close();
    assertEquals(source.position() + written, countToTheEnd(peers.far()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sendAllThatIsClosedLeavesThePositionWhereItIs(boolean direct) throws Exception {
    assertCloseLeavesThePosition(sockets().peers(), direct);
    Peers endless = sockets().peers();
    endless.near().setTimeout(null);
    assertCloseLeavesThePosition(endless, direct);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anInterruptEndsSendAllWithNoTimeout(boolean direct) throws Exception {
    Peers peers = sockets().peers();
    peers.near().setTimeout(null);
    ByteBuffer source = buffer(ENDLESS, direct);
    Task<Boolean> sending = Task.run(() -> peers.near().sendAll(source)).awaitWaiting();
    sending.thread().interrupt();
    assertThrows(ClosedByInterruptException.class, sending::result);
    assertFalse(peers.near().isOpen());
    assertEquals(source.position(), countToTheEnd(peers.far()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sendWithNoTimeoutSendsNoMoreThanThereIsRoomFor(boolean direct) throws Exception {
    Peers peers = sockets().peers();
    peers.near().setTimeout(null);
    long filled = fill(peers.near());
    ByteBuffer source = buffer(ENDLESS, direct);
    Task<Integer> sending = Task.start(() -> peers.near().send(source));
    // Makes room, but only so much: a receiver that kept up with the sender would get all.
    ByteBuffer target = ByteBuffer.allocate(1 << 16);
    for (long left = filled; left > 0; ) {
      left -= peers.far().receive(target.clear().limit((int) Math.min(left, target.capacity())));
    }
    int sent = sending.result();
    assertTrue(sent > 0 && sent < ENDLESS, () -> sent + " bytes");
    assertEquals(sent, source.position());
  }

  @Test
  @NeedsVirtualThreads
  void theEndThatNobodyWaitsForIsToldNoMore() throws Exception {
    Peers peers = sockets().peers();
    waitOften(peers);
    peers.far().close();
    EpollEntry.awaitSilence(peers.near().fd());
    assertEquals(-1, Task.startVirtual(() -> peers.near().receive(buffer(1, false))).result());
  }

  private static void assertCloseLeavesThePosition(Peers peers, boolean direct) throws Exception {
    ByteBuffer source = buffer(ENDLESS, direct);
    Task<Boolean> sending = Task.run(() -> peers.near().sendAll(source)).awaitWaiting();
    peers.near().close();
    assertThrows(AsynchronousCloseException.class, sending::result);
    assertEquals(source.position(), countToTheEnd(peers.far()));
  }

  @Test
  void theTimeoutIsThatOfAllThatIsSent() throws Exception {
    Peers peers = sockets().peers();
    peers.near().setTimeout(Duration.ofMillis(300));
    ByteBuffer source = ByteBuffer.allocate(ENDLESS);
    // The receiver goes on so slowly that no single wait of the sender's would be too long.
    Task<Boolean> receiving =
        Task.run(
            () -> {
              ByteBuffer buffer = ByteBuffer.allocate(20_000);
              while (peers.far().receive(buffer.clear()) >= 0) {
                Thread.sleep(1); // how slow it is
              }
            });
    assertThrows(SocketTimeoutException.class, () -> peers.near().sendAll(source));
    peers.near().close();
    receiving.result();
  }

  @Test
  void ofAMessageOnAStreamAPartMayBeSent() throws Exception {
    Peers peers = sockets().peers();
    ByteBuffer first = ByteBuffer.allocate(1000);
    ByteBuffer second = ByteBuffer.allocateDirect(ENDLESS);
    Message message = new Message(first, second);
    int sent = peers.near().sendMessage(message);
    assertTrue(sent > 0 && sent < ENDLESS, () -> sent + " bytes");
    assertEquals(sent, message.length());
    assertEquals(sent, first.position() + second.position());
    Task<Long> counting = Task.start(() -> countToTheEnd(peers.far()));
    peers.near().sendAll(message, MessageFlags.NONE); // the rest
    assertFalse(second.hasRemaining());
    assertEquals(ENDLESS + 1000 - sent, message.length());
    peers.near().close();
    assertEquals(ENDLESS + 1000, counting.result());
  }

  @Test
  void sendingAllOfAMessageThatTimesOutTellsHowMuchWasSent() throws Exception {
    Peers peers = sockets().peers();
    peers.near().setTimeout(Duration.ofMillis(50));
    ByteBuffer source = ByteBuffer.allocate(ENDLESS);
    Message message = new Message(source);
    SocketTimeoutException e =
        assertThrows(
            SocketTimeoutException.class, () -> peers.near().sendAll(message, MessageFlags.NONE));
    assertTrue(source.position() > 0);
    assertEquals(source.position(), e.bytesTransferred);
    assertEquals(source.position(), message.length());
    assertSays(e, "sendmsg", source.position() + " of " + ENDLESS);
  }

  @Test
  void ofABatchOnAStreamTheLastMayBeSentInPart() throws Exception {
    Peers peers = sockets().peers();
    Message[] messages = new Message[3];
    ByteBuffer endless = ByteBuffer.allocateDirect(ENDLESS);
    messages[0] = new Message(ByteBuffer.wrap(bytes(10)));
    messages[1] = new Message(endless);
    messages[2] = new Message(ByteBuffer.wrap(bytes(10)));
    assertEquals(2, peers.near().sendMessages(messages, 0, 3, MessageFlags.NONE));
    assertTrue(endless.position() > 0 && endless.hasRemaining());
    assertEquals(endless.position(), messages[1].length());
    assertEquals(0, messages[2].length());
    peers.near().close();
    assertEquals(10 + endless.position(), countToTheEnd(peers.far()));
  }

  @Test
  void waitingForAllOfAMessageWaitsForAll() throws Exception {
    Peers peers = sockets().peers();
    byte[] content = bytes(300_000);
    ByteBuffer first = ByteBuffer.allocate(100_000);
    ByteBuffer second = ByteBuffer.allocateDirect(200_000);
    Message message = new Message(first, second);
    Task<Integer> receiving = Task.start(() -> peers.far().receiveMessage(message, WAITALL));
    for (int from = 0; from < content.length; from += 100_000) {
      receiving.awaitWaiting();
      peers.near().sendAll(Arrays.copyOfRange(content, from, from + 100_000));
    }
    assertEquals(content.length, receiving.result());
    assertEquals(content.length, message.length());
    byte[] received = new byte[content.length];
    first.flip().get(received, 0, 100_000);
    second.flip().get(received, 100_000, 200_000);
    assertArrayEquals(content, received);
  }

  @Test
  void waitingForAllOfAMessageEndsWithTheEndOrTheTimeout() throws Exception {
    Peers peers = sockets().peers();
    peers.near().sendAll(bytes(10));
    peers.far().setTimeout(Duration.ofMillis(20));
    Message message = new Message(ByteBuffer.allocate(100));
    assertEquals(10, peers.far().receiveMessage(message, WAITALL));
    assertEquals(10, message.length());
    assertThrows(SocketTimeoutException.class, () -> peers.far().receiveMessage(message, WAITALL));
    peers.near().sendAll(bytes(20));
    peers.near().close();
    peers.far().setTimeout(null);
    assertEquals(20, peers.far().receiveMessage(message, WAITALL));
    assertEquals(-1, peers.far().receiveMessage(message, WAITALL));
    assertEquals(-1, message.length());
    MessageFlags both = WAITALL.with(MessageFlag.PEEK);
    assertThrows(IllegalArgumentException.class, () -> peers.far().receiveMessage(message, both));
    assertThrows(
        IllegalArgumentException.class,
        () -> peers.far().receiveMessages(new Message[] {message}, 0, 1, WAITALL));
    assertEquals(-1, peers.far().receiveMessages(new Message[] {message}, 0, 1, DONT_WAIT));
  }

  @Test
  void noByteIsNoMessage() throws Exception {
    Peers peers = sockets().peers();
    Message empty = new Message(ByteBuffer.allocate(0));
    assertEquals(0, peers.near().sendMessage(empty));
    assertEquals(0, peers.near().receiveMessage(empty)); // although there is nothing to receive
    assertFalse(empty.arrived());
    Message[] first = {empty, new Message(ByteBuffer.wrap(bytes(10)))};
    assertEquals(2, peers.near().sendMessages(first, 0, 2, MessageFlags.NONE));
    assertArrayEquals(bytes(10), receiveFully(peers.far(), 10));
    empty.add(SOCKET_LEVEL, 1, new byte[4]);
    assertThrows(IllegalArgumentException.class, () -> peers.near().sendMessage(empty));
    assertThrows(
        IllegalArgumentException.class, () -> peers.near().sendAll(empty, MessageFlags.NONE));
    assertThrows(
        IllegalArgumentException.class,
        () -> peers.near().sendMessages(new Message[] {empty}, 0, 1, MessageFlags.NONE));
    assertConnected(peers);
  }

  @Test
  void severalSendsMayArriveInOneReceive() throws Exception {
    Peers peers = sockets().peers();
    for (int i = 0; i < 10; i++) {
      peers.near().sendAll(new byte[] {(byte) i, (byte) i});
    }
    ByteBuffer all = ByteBuffer.allocate(20);
    assertEquals(20, peers.far().receive(all, WAITALL));
    for (int i = 0; i < 20; i++) {
      assertEquals(i / 2, all.get(i));
    }
  }

  @Test
  void waitingForAllWaitsForAll() throws Exception {
    Peers peers = sockets().peers();
    byte[] content = bytes(300_000);
    ByteBuffer target = ByteBuffer.allocate(content.length);
    Task<Integer> receiving = Task.start(() -> peers.far().receive(target, WAITALL));
    for (int from = 0; from < content.length; from += 100_000) {
      receiving.awaitWaiting();
      peers.near().sendAll(Arrays.copyOfRange(content, from, from + 100_000));
    }
    assertEquals(content.length, receiving.result());
    assertArrayEquals(content, target.array());
  }

  @Test
  void waitingForAllEndsWithTheEndOrTheTimeout() throws Exception {
    Peers peers = sockets().peers();
    peers.near().sendAll(bytes(10));
    peers.far().setTimeout(Duration.ofMillis(20));
    ByteBuffer target = ByteBuffer.allocate(100);
    assertEquals(10, peers.far().receive(target, WAITALL)); // what has come is not lost
    assertThrows(SocketTimeoutException.class, () -> peers.far().receive(target, WAITALL));
    peers.far().setTimeout(SocketScope.DEADLINE);
    peers.near().sendAll(bytes(20));
    peers.near().close();
    assertEquals(20, peers.far().receive(target, WAITALL));
    assertEquals(-1, peers.far().receive(target, WAITALL));
    assertEquals(30, target.position());
  }

  @Test
  void waitingForAllWithAnAddressWaitsForAll() throws Exception {
    Peers peers = sockets().peers();
    byte[] content = bytes(100);
    ByteBuffer target = ByteBuffer.allocate(content.length);
    peers.near().sendAll(Arrays.copyOf(content, 5));
    Task<Integer> receiving =
        Task.start(() -> peers.far().receiveFrom(target, WAITALL).length()).awaitWaiting();
    peers.near().sendAll(Arrays.copyOfRange(content, 5, content.length));
    assertEquals(content.length, receiving.result());
    assertArrayEquals(content, target.array());
  }

  @Test
  void nobodyWaitsForAllThatCanBeSeen() throws Exception {
    BsdSocket<?> near = sockets().peers().near();
    MessageFlags both = MessageFlags.of(MessageFlag.WAITALL, MessageFlag.PEEK);
    ByteBuffer target = ByteBuffer.allocate(9);
    assertThrows(IllegalArgumentException.class, () -> near.receive(target, both));
    assertThrows(IllegalArgumentException.class, () -> near.receiveFrom(target, both));
  }

  @Test
  void aPeekSeesAsMuchWhateverTheBuffer() throws Exception {
    if (has(Trait.NO_PEEK)) {
      return;
    }
    Peers peers = sockets().peers();
    MessageFlags peek = MessageFlags.of(MessageFlag.PEEK);
    peers.near().configureBlocking(false);
    int sent = peers.near().send(bytes(60_000)) + peers.near().send(bytes(60_000));
    int seen = peers.far().receive(ByteBuffer.allocateDirect(sent), peek);
    List<BufferCases.Receiver> receivers =
        List.of(
            (socket, target) -> socket.receive(target, peek),
            (socket, target) -> socket.receiveFrom(target, peek).length());
    for (BufferCases.Receiver receiver : receivers) {
      long again = receiver.receive(peers.far(), ByteBuffer.allocate(sent));
      assertTrue(again >= seen, () -> again + " bytes of " + seen); // more may have come
    }
  }

  // ------------------------------------------------- the mode changes while somebody waits

  @Test
  void aChangeOfModeIsNoMatterToWhoSendsAll() throws Exception {
    Call.Action write = s -> assertEquals(ENDLESS, s.write(ByteBuffer.allocateDirect(ENDLESS)));
    ByteBuffer[] halves = {
      ByteBuffer.allocateDirect(ENDLESS / 2), ByteBuffer.allocateDirect(ENDLESS / 2)
    };
    for (Call.Action sendAll :
        List.<Call.Action>of(
            s -> s.sendAll(ByteBuffer.allocateDirect(ENDLESS)),
            write,
            s -> assertEquals(ENDLESS, s.write(halves)))) {
      Peers peers = sockets().peers();
      Task<Boolean> sending = Task.run(() -> sendAll.on(peers.near())).awaitWaiting();
      peers.near().configureBlocking(false);
      Task<Long> counting = Task.start(() -> countToTheEnd(peers.far()));
      assertTrue(sending.result());
      peers.near().close();
      assertEquals(ENDLESS, counting.result());
    }
  }

  @Test
  void aChangeOfModeIsNoMatterToWhoWaitsForAll() throws Exception {
    Peers peers = sockets().peers();
    byte[] content = bytes(30);
    ByteBuffer target = ByteBuffer.allocate(content.length);
    Task<Integer> receiving = Task.start(() -> peers.far().receive(target, WAITALL)).awaitWaiting();
    peers.far().configureBlocking(false);
    for (int from = 0; from < content.length; from += 10) {
      receiving.awaitWaiting();
      peers.near().sendAll(Arrays.copyOfRange(content, from, from + 10));
    }
    assertEquals(content.length, receiving.result());
    assertArrayEquals(content, target.array());
  }

  @Test
  void nothingIsSentAndReceivedAtOnce() throws Exception {
    Peers peers = sockets().peers();
    BsdSocket<?> near = peers.near();
    for (ByteBuffer empty : List.of(ByteBuffer.allocate(0), ByteBuffer.allocateDirect(0))) {
      assertEquals(0, near.send(empty));
      near.sendAll(empty);
      assertEquals(0, near.write(empty));
      assertEquals(0, near.write(new ByteBuffer[] {empty, empty}));
      assertEquals(0, near.receive(empty)); // although there is nothing to receive
      assertEquals(0, near.read(empty));
      assertEquals(0, near.read(new ByteBuffer[] {empty, empty}));
    }
    assertEquals(0, near.write(new ByteBuffer[0]));
    assertEquals(0, near.read(new ByteBuffer[0]));
    assertEquals(0, near.receive(0).length);
    assertConnected(peers);
    peers.far().sendAll(bytes(5));
    assertEquals(0, near.receive(ByteBuffer.allocate(0)));
    assertArrayEquals(bytes(5), receiveFully(near, 5)); // still there
    peers.far().close();
    assertEquals(0, near.receive(ByteBuffer.allocate(0))); // no byte was asked for: no end
    assertEquals(-1, near.receive(ByteBuffer.allocate(1)));
  }

  @Test
  void moreBuffersThanTheKernelTakesAreSentAndReceived() throws Exception {
    Peers peers = sockets().peers();
    int[] lengths = new int[3000];
    Arrays.setAll(lengths, i -> i % 50);
    byte[] content = bytes(Arrays.stream(lengths).sum());
    ByteBuffer[] sources =
        BufferCases.buffers(content, lengths, List.of(BufferForm.HEAP, BufferForm.DIRECT_PART));
    Task<Long> sending = Task.start(() -> peers.near().write(sources));
    ByteBuffer[] targets = new ByteBuffer[2000];
    Arrays.setAll(targets, i -> ByteBuffer.allocate(1));
    long first = peers.far().read(targets); // of a stream a part, in as many buffers as can be
    assertTrue(first > 0 && first <= 1024, () -> first + " bytes");
    byte[] rest = receiveFully(peers.far(), content.length - (int) first);
    assertEquals(content.length, sending.result());
    for (int i = 0; i < first; i++) {
      assertEquals(content[i], targets[i].get(0));
    }
    assertArrayEquals(Arrays.copyOfRange(content, (int) first, content.length), rest);
  }

  @Test
  void withoutBlockingManyBuffersAreWrittenInPart() throws Exception {
    Peers peers = sockets().peers();
    peers.near().configureBlocking(false);
    ByteBuffer[] sources = new ByteBuffer[2000];
    Arrays.setAll(sources, i -> ByteBuffer.allocate(1));
    long sent = peers.near().write(sources);
    assertTrue(sent > 0 && sent <= 1024, () -> sent + " bytes");
  }
}
