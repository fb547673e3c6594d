package io.sockets4j.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sockets4j.BsdSelectorProvider;
import io.sockets4j.BsdSocket;
import io.sockets4j.BsdSocketOptions;
import io.sockets4j.NativeError;
import io.sockets4j.Received;
import io.sockets4j.Shutdown;
import io.sockets4j.os.Errno;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ConnectionPendingException;
import java.nio.channels.NoConnectionPendingException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

/** Listening, connecting, accepting, and how connections end. */
interface ConnectionCases extends WaitingCases, SelectorCases, PollCases {
  int MANY = 20;

  /** How often two threads are to meet at a moment that cannot be chosen. */
  int RACES = 200;

  // ------------------------------------------------------------------- listen and accept

  @Test
  default void anAcceptedSocketIsConnected() throws Exception {
    BsdSocket<?> listener = sockets().listening();
    BsdSocket<?> near = sockets().open();
    assertTrue(near.connect(listener.getLocalAddress()));
    BsdSocket<?> far = sockets().accept(listener);
    assertEquals(fixture().family(), far.family());
    assertEquals(fixture().type(), far.type());
    assertEquals(listener.getLocalAddress(), near.getRemoteAddress());
    assertEquals(listener.getLocalAddress(), far.getLocalAddress());
    assertEquals(near.getLocalAddress(), far.getRemoteAddress());
    assertConnected(new Peers(near, far));
  }

  @Test
  default void anAcceptedSocketBlocksWhateverTheListenerDoes() throws Exception {
    BsdSocket<?> listener = sockets().listening();
    listener.setTimeout(Duration.ofSeconds(9));
    sockets().open().connect(listener.getLocalAddress());
    listener.configureBlocking(false);
    try (BsdSocket<?> far = listener.accept()) {
      assertTrue(far.isBlocking());
      assertEquals(Optional.empty(), far.getTimeout());
      assertFalse(far.isInheritable());
    }
  }

  @Test
  default void withoutBlockingThereMayBeNothingToAccept() throws Exception {
    BsdSocket<?> listener = sockets().listening();
    listener.configureBlocking(false);
    assertNull(listener.accept());
    BsdSocket<?> near = sockets().open();
    near.connect(listener.getLocalAddress());
    BsdSocket<?> far = listener.accept();
    if (far == null) { // it is still on its way
      listener.configureBlocking(true);
      far = listener.accept();
    }
    assertConnected(new Peers(near, sockets().add(far)));
  }

  @Test
  default void acceptWaitsForAConnection() throws Exception {
    BsdSocket<?> listener = sockets().listening();
    Task<BsdSocket<?>> accepting = Task.start(() -> sockets().accept(listener));
    accepting.awaitWaiting();
    BsdSocket<?> near = sockets().open();
    near.connect(listener.getLocalAddress());
    assertConnected(new Peers(near, accepting.result()));
  }

  @Test
  default void acceptTimesOut() throws Exception {
    assertTimesOut(accepting());
  }

  @Test
  default void closingEndsAccepting() throws Exception {
    assertEndsWithClose(accepting());
  }

  @Test
  default void anInterruptEndsAccepting() throws Exception {
    assertEndsWithInterrupt(accepting());
  }

  @Test
  default void anInterruptedThreadClosesWhatItAcceptsFrom() throws Exception {
    assertInterruptedBefore(accepting());
  }

  @Test
  default void anInterruptAmidAcceptLosesNoDescriptor() throws Exception {
    Set<String> before = DescriptorAccounting.openSockets();
    for (int round = 0; round < RACES; round++) {
      try (BsdSocket<?> listener = sockets().listening();
          BsdSocket<?> near = sockets().open()) {
        SocketAddress address = listener.getLocalAddress();
        Task<Boolean> accepting =
            Task.run(() -> listener.accept().close()).awaitWaiting(); // a descriptor for nobody?
        near.connect(address);
        for (int i = 0; i < round * 20; i++) {
          Thread.onSpinWait(); // another moment in every round
        }
        accepting.thread().interrupt();
        try {
          accepting.result();
        } catch (ClosedByInterruptException e) {
          assertFalse(listener.isOpen());
        }
      }
    }
    assertEquals(before, DescriptorAccounting.openSockets());
  }

  private Wait accepting() throws IOException {
    return new Wait(sockets().listening(), new Call("accept", BsdSocket::accept));
  }

  @Test
  default void manyConnectionsWaitToBeAccepted() throws Exception {
    BsdSocket<?> listener = sockets().listening();
    List<BsdSocket<?>> near = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      BsdSocket<?> socket = sockets().open();
      socket.connect(listener.getLocalAddress());
      socket.sendAll(new byte[] {(byte) i});
      near.add(socket);
    }
    boolean[] seen = new boolean[MANY];
    for (int i = 0; i < MANY; i++) {
      BsdSocket<?> far = sockets().accept(listener);
      byte[] greeting = far.receive(1);
      seen[greeting[0]] = true;
      assertConnected(new Peers(near.get(greeting[0]), far));
    }
    for (boolean each : seen) {
      assertTrue(each);
    }
  }

  @Test
  default void aListenerKnowsThatItIsOne() throws Exception {
    BsdSocket<?> socket = sockets().bound();
    assertFalse(socket.getOption(BsdSocketOptions.SO_ACCEPTCONN));
    assertThrows(IllegalArgumentException.class, () -> socket.listen(-1));
    assertEquals(socket, socket.listen(3));
    assertTrue(socket.getOption(BsdSocketOptions.SO_ACCEPTCONN));
    BsdSocket<?> adopted = sockets().add(BsdSocket.adopt(socket.detach()));
    BsdSocket<?> near = sockets().open();
    near.connect(adopted.getLocalAddress());
    assertConnected(new Peers(near, sockets().accept(adopted)));
  }

  @Test
  default void whatDoesNotListenDoesNotAccept() throws Exception {
    assertFails(Errno.EINVAL, "accept", () -> sockets().bound().accept());
  }

  // ------------------------------------------------------------------------------ connect

  @Test
  default void whereNobodyListensConnectIsRefused() throws Exception {
    SocketAddress nobody = sockets().bound().getLocalAddress();
    BsdSocket<?> socket = sockets().open();
    IOException e = assertFails(Errno.ECONNREFUSED, "connect", () -> socket.connect(nobody));
    assertInstanceOf(ConnectException.class, e);
    assertSays(e, fixture().family().name(), nobody.toString());
  }

  @Test
  default void aConnectedSocketCannotConnectAgain() throws Exception {
    BsdSocket<?> listener = sockets().listening();
    BsdSocket<?> near = sockets().open();
    near.connect(listener.getLocalAddress());
    assertFails(Errno.EISCONN, "connect", () -> near.connect(listener.getLocalAddress()));
    assertConnected(new Peers(near, sockets().accept(listener)));
  }

  @Test
  default void connectingWithoutBlockingCanBeFinished() throws Exception {
    BsdSocket<?> listener = sockets().listening();
    BsdSocket<?> near = sockets().open();
    near.configureBlocking(false);
    assertThrows(NoConnectionPendingException.class, near::finishConnect);
    if (!near.connect(listener.getLocalAddress())) {
      near.configureBlocking(true);
      assertTrue(near.finishConnect());
    }
    assertTrue(near.finishConnect()); // done is done
    near.configureBlocking(true);
    assertConnected(new Peers(near, sockets().accept(listener)));
  }

  @Test
  default void aConnectionThatIsRefusedIsMadeForNoThread() throws Exception {
    SocketAddress nobody = sockets().bound().getLocalAddress();
    Set<Errno> failed = Set.of(Errno.ECONNREFUSED, Errno.ECONNABORTED);
    for (int round = 0; round < RACES; round++) {
      try (BsdSocket<?> near = sockets().open()) {
        near.configureBlocking(false);
        try {
          assertFalse(near.connect(nobody));
        } catch (ConnectException e) {
          return; // this kernel refuses at once: nothing is left to be finished
        }
        near.configureBlocking(true);
        CyclicBarrier start = new CyclicBarrier(2);
        Callable<Boolean> finish =
            () -> {
              start.await();
              return near.finishConnect();
            };
        int refused = 0;
        for (Task<Boolean> task : List.of(Task.start(finish), Task.start(finish))) {
          Exception e = assertThrows(Exception.class, task::result);
          if (!(e instanceof NoConnectionPendingException)) { // else the other one was first
            Errno errno = assertInstanceOf(NativeError.class, e).errno();
            assertTrue(failed.contains(errno), e::toString);
            refused += errno.equals(Errno.ECONNREFUSED) ? 1 : 0;
          }
        }
        assertTrue(refused > 0, "nobody was told why");
      }
    }
  }

  @Test
  default void anInterruptedThreadClosesWhatItConnects() throws Exception {
    SocketAddress address = sockets().listening().getLocalAddress();
    assertInterruptedBefore(
        new Wait(sockets().open(), new Call("connect", socket -> socket.connect(address))));
  }

  /** A listener whose backlog is full, and those that have made it so. */
  record Full(BsdSocket<?> listener, Deque<BsdSocket<?>> connected) {}

  /** Connects until there is no more room. */
  default Full fullListener() throws IOException {
    BsdSocket<?> listener = sockets().bound().listen(1);
    Deque<BsdSocket<?>> connected = new ArrayDeque<>();
    while (connected.size() < MANY) {
      BsdSocket<?> socket = sockets().open();
      socket.setTimeout(Duration.ofMillis(200));
      try {
        socket.connect(listener.getLocalAddress());
        connected.add(socket);
      } catch (SocketTimeoutException | ConnectException e) {
        socket.close();
        return new Full(listener, connected);
      }
    }
    throw new AssertionError(MANY + " connections for a backlog of 1");
  }

  private void makeRoom(Full full) throws IOException {
    for (BsdSocket<?> socket : full.connected()) {
      sockets().accept(full.listener());
      socket.close();
    }
  }

  private Wait connecting() throws IOException {
    SocketAddress full = fullListener().listener().getLocalAddress();
    return new Wait(sockets().open(), new Call("connect", socket -> socket.connect(full)));
  }

  @Test
  default void connectingToAFullListenerTimesOut() throws Exception {
    Wait connecting = connecting();
    if (has(Trait.REFUSES_WHEN_BACKLOG_FULL)) {
      assertThrows(
          ConnectException.class, () -> connecting.call().action().on(connecting.socket()));
    } else {
      assertTimesOut(connecting);
    }
  }

  @Test
  default void aConnectionThatTimesOutIsMadeForNoThread() throws Exception {
    if (has(Trait.REFUSES_WHEN_BACKLOG_FULL)) {
      return;
    }
    SocketAddress full = fullListener().listener().getLocalAddress();
    BsdSocket<?> near = sockets().open();
    near.configureBlocking(false);
    assertFalse(near.connect(full));
    near.configureBlocking(true);
    near.setTimeout(Duration.ofSeconds(1));
    Task<Boolean> other = Task.start(near::finishConnect).awaitWaiting();
    near.setTimeout(SHORT);
    assertThrows(SocketTimeoutException.class, near::finishConnect);
    // Its own time is up, or there is nothing left to wait for.
    IOException e = assertThrows(IOException.class, other::result);
    Errno errno = assertInstanceOf(NativeError.class, e).errno();
    assertTrue(Set.of(Errno.ETIMEDOUT, Errno.ECONNABORTED).contains(errno), e::toString);
  }

  @Test
  default void aConnectThatTimesOutMayStillBecomeAConnection() throws Exception {
    if (has(Trait.REFUSES_WHEN_BACKLOG_FULL)) {
      return;
    }
    Full full = fullListener();
    SocketAddress address = full.listener().getLocalAddress();
    BsdSocket<?> near = sockets().open();
    near.setTimeout(SHORT);
    assertThrows(SocketTimeoutException.class, () -> near.connect(address));
    near.setTimeout(SocketScope.DEADLINE);
    makeRoom(full);
    try {
      assertTrue(near.finishConnect()); // the kernel has gone on with it
    } catch (NoConnectionPendingException e) {
      assertTrue(near.connect(address)); // the kernel had not begun with it
    }
    near.sendAll(bytes(7));
    assertArrayEquals(bytes(7), receiveFully(sockets().accept(full.listener()), 7));
  }

  @Test
  default void closingEndsConnecting() throws Exception {
    if (!has(Trait.REFUSES_WHEN_BACKLOG_FULL)) {
      assertEndsWithClose(connecting());
    }
  }

  @Test
  default void anInterruptEndsConnecting() throws Exception {
    if (!has(Trait.REFUSES_WHEN_BACKLOG_FULL)) {
      assertEndsWithInterrupt(connecting());
    }
  }

  @Test
  default void closingEndsConnectingWithNoTimeout() throws Exception {
    if (!has(Trait.REFUSES_WHEN_BACKLOG_FULL)) {
      assertEndsWithClose(endless(connecting()));
    }
  }

  @Test
  default void anInterruptEndsConnectingWithNoTimeout() throws Exception {
    if (!has(Trait.REFUSES_WHEN_BACKLOG_FULL)) {
      assertEndsWithInterrupt(endless(connecting()));
    }
  }

  @Test
  default void aThreadWithNoTimeoutConnectsWhenThereIsRoom() throws Exception {
    if (has(Trait.REFUSES_WHEN_BACKLOG_FULL)) {
      return;
    }
    Full full = fullListener();
    SocketAddress address = full.listener().getLocalAddress();
    BsdSocket<?> near = sockets().open().setTimeout(null);
    Task<Boolean> connecting = Task.start(() -> near.connect(address)).awaitWaiting();
    assertThrows(ConnectionPendingException.class, () -> near.connect(address));
    makeRoom(full);
    assertTrue(connecting.result());
    near.setTimeout(SocketScope.DEADLINE);
    assertConnected(new Peers(near, sockets().accept(full.listener())));
  }

  @Test
  default void withNoTimeoutConnectSaysWhatItSaysWithOne() throws Exception {
    SocketAddress address = sockets().listening().getLocalAddress();
    BsdSocket<?> near = sockets().open().setTimeout(null);
    SocketAddress unusable = InetSocketAddress.createUnresolved("nowhere.invalid", 1);
    assertThrows(IllegalArgumentException.class, () -> near.connect(unusable));
    assertTrue(near.connect(address)); // nothing was left pending
    assertFails(Errno.EISCONN, "connect", () -> near.connect(address));
  }

  @Test
  default void aPendingConnectionIsMadeWhenThereIsRoom() throws Exception {
    if (has(Trait.REFUSES_WHEN_BACKLOG_FULL)) {
      return;
    }
    Full full = fullListener();
    SocketAddress address = full.listener().getLocalAddress();
    BsdSocket<?> near = sockets().open();
    near.configureBlocking(false);
    assertFalse(near.connect(address));
    assertFalse(near.finishConnect());
    assertThrows(ConnectionPendingException.class, () -> near.connect(address));
    makeRoom(full);
    near.configureBlocking(true);
    assertTrue(near.finishConnect());
    near.sendAll(bytes(7));
    assertArrayEquals(bytes(7), receiveFully(sockets().accept(full.listener()), 7));
  }

  // ------------------------------------------------------------------------------ selectors

  @Test
  default void aSelectorTellsWhenThereIsSomethingToAccept() throws Exception {
    BsdSocket<?> listener = sockets().listening();
    try (Selector selector = BsdSelectorProvider.provider().openSelector()) {
      SelectionKey key = SelectorCases.register(selector, listener, SelectionKey.OP_ACCEPT);
      assertEquals(0, selector.selectNow());
      BsdSocket<?> near = sockets().open();
      near.connect(listener.getLocalAddress());
      assertEquals(SelectionKey.OP_ACCEPT, SelectorCases.readyOps(selector, key));
      assertConnected(new Peers(near, sockets().accept(listener)));
    }
  }

  @Test
  default void aSelectorTellsWhenAConnectionIsMade() throws Exception {
    BsdSocket<?> listener = sockets().listening();
    BsdSocket<?> near = sockets().open();
    near.configureBlocking(false);
    if (!near.connect(listener.getLocalAddress())) {
      try (Selector selector = BsdSelectorProvider.provider().openSelector()) {
        SelectionKey key = near.register(selector, SelectionKey.OP_CONNECT);
        assertEquals(SelectionKey.OP_CONNECT, SelectorCases.readyOps(selector, key));
        assertTrue(near.finishConnect());
      }
    }
    near.configureBlocking(true);
    assertConnected(new Peers(near, sockets().accept(listener)));
  }

  @Test
  default void aPollTellsWhenAConnectionIsMade() throws Exception {
    BsdSocket<?> listener = sockets().listening();
    listener.configureBlocking(false);
    assertEquals(0, listener.poll(SelectionKey.OP_ACCEPT));
    listener.configureBlocking(true);
    BsdSocket<?> near = sockets().open();
    near.configureBlocking(false);
    if (!near.connect(listener.getLocalAddress())) {
      int ops = SelectionKey.OP_CONNECT | SelectionKey.OP_READ;
      assertEquals(
          SelectionKey.OP_CONNECT, near.poll(ops, SocketScope.DEADLINE) & SelectionKey.OP_CONNECT);
      assertTrue(near.finishConnect());
    }
    near.configureBlocking(true);
    assertEquals(
        SelectionKey.OP_ACCEPT, listener.poll(SelectionKey.OP_ACCEPT | SelectionKey.OP_READ));
    assertConnected(new Peers(near, sockets().accept(listener)));
  }

  @Test
  default void aPollThatWaitsForAConnectionEndsWithTheSocket() throws Exception {
    BsdSocket<?> listener = sockets().listening();
    Task<Integer> polling = Task.start(() -> listener.poll(SelectionKey.OP_ACCEPT)).awaitWaiting();
    listener.close();
    assertThrows(AsynchronousCloseException.class, polling::result);
  }

  @Test
  default void aPollTellsOfTheEnd() throws Exception {
    Peers peers = sockets().peers();
    peers.near().close();
    assertEquals(SelectionKey.OP_READ, peers.far().poll(SelectionKey.OP_READ));
    assertEquals(-1, peers.far().receive(ByteBuffer.allocate(1)));
  }

  @Test
  default void theEndIsSomethingToRead() throws Exception {
    Peers peers = sockets().peers();
    try (Selector selector = BsdSelectorProvider.provider().openSelector()) {
      SelectionKey key = SelectorCases.register(selector, peers.far(), SelectionKey.OP_READ);
      peers.near().close();
      assertEquals(SelectionKey.OP_READ, SelectorCases.readyOps(selector, key));
      assertEquals(-1, peers.far().receive(ByteBuffer.allocate(1)));
    }
  }

  // -------------------------------------------------------------------------------- the end

  @Test
  default void theEndIsMinusOneInEveryCall() throws Exception {
    Peers peers = sockets().peers();
    byte[] last = bytes(12);
    peers.near().sendAll(last);
    peers.near().close();
    BsdSocket<?> far = peers.far();
    assertArrayEquals(last, receiveFully(far, last.length)); // what came before is not lost
    for (int i = 0; i < 2; i++) {
      ByteBuffer buffer = ByteBuffer.allocate(9);
      assertEquals(-1, far.receive(buffer));
      assertEquals(-1, far.receive(ByteBuffer.allocateDirect(9)));
      assertEquals(-1, far.read(buffer));
      assertEquals(-1, far.read(new ByteBuffer[] {buffer, ByteBuffer.allocateDirect(9)}));
      Received<?> received = far.receiveFrom(buffer);
      assertEquals(-1, received.length());
      assertFalse(received.truncated());
      assertEquals(0, far.receive(9).length);
      assertEquals(0, buffer.position());
      far.configureBlocking(false);
      assertEquals(-1, far.receive(buffer));
      far.configureBlocking(true);
    }
  }

  @Test
  default void theEndReachesWhoWaitsForData() throws Exception {
    Peers peers = sockets().peers();
    Task<Integer> receiving =
        Task.start(() -> peers.far().receive(ByteBuffer.allocate(9))).awaitWaiting();
    peers.near().close();
    assertEquals(-1, receiving.result());
  }

  @Test
  default void aConnectionEndsWithItsLastDescriptor() throws Exception {
    Peers peers = sockets().peers();
    BsdSocket<?> duplicate = sockets().add(peers.near().duplicate());
    peers.near().close();
    assertConnected(duplicate, peers.far());
    duplicate.close();
    assertEquals(-1, peers.far().receive(ByteBuffer.allocate(1)));
  }

  @Test
  default void oneDirectionCanEndAlone() throws Exception {
    Peers peers = sockets().peers();
    byte[] last = bytes(12);
    peers.near().sendAll(last);
    peers.near().shutdown(Shutdown.WRITE);
    assertArrayEquals(last, receiveFully(peers.far(), last.length));
    assertEquals(-1, peers.far().receive(ByteBuffer.allocate(9)));
    IOException e = assertFails(Errno.EPIPE, "send", () -> peers.near().send(new byte[1]));
    assertInstanceOf(SocketException.class, e); // and no SIGPIPE has ended this process
    if (!has(Trait.NO_HALF_CLOSE)) {
      assertConnected(peers.far(), peers.near());
    }
  }

  @Test
  default void shutdownEndsTheReceivingOfWhoWaits() throws Exception {
    Peers peers = sockets().peers();
    Task<Integer> receiving =
        Task.start(() -> peers.near().receive(ByteBuffer.allocate(9))).awaitWaiting();
    peers.near().shutdown(Shutdown.READ);
    assertEquals(-1, receiving.result());
    assertTrue(peers.near().isOpen());
  }

  @Test
  default void shutdownEndsBothDirections() throws Exception {
    Peers peers = sockets().peers();
    peers.near().shutdown(Shutdown.BOTH);
    assertEquals(-1, peers.near().receive(ByteBuffer.allocate(9)));
    assertEquals(-1, peers.far().receive(ByteBuffer.allocate(9)));
    assertThrows(SocketException.class, () -> peers.near().send(new byte[1]));
  }

  @Test
  default void sendingToWhoHasGoneFailsWithoutASignal() throws Exception {
    Peers peers = sockets().peers();
    peers.far().close();
    if (has(Trait.NO_RESET)) {
      peers.near().sendAll(bytes(100));
      return;
    }
    Set<Errno> gone = Set.of(Errno.EPIPE, Errno.ECONNRESET);
    SocketException e =
        assertThrows(
            SocketException.class,
            () -> {
              while (true) { // the first may still find nobody's reset
                peers.near().sendAll(bytes(100));
              }
            });
    assertTrue(gone.contains(assertInstanceOf(NativeError.class, e).errno()), e::toString);
  }

  @Test
  default void whatIsNotConnectedCannotSendOrReceive() throws Exception {
    BsdSocket<?> socket = sockets().open();
    Call receive = receivingCalls().toList().get(0);
    assertNotConnected(socket, Call.sending(9).toList().get(0));
    if (has(Trait.RECEIVES_UNCONNECTED)) {
      assertTimesOut(new Wait(socket, receive));
    } else {
      assertNotConnected(socket, receive);
    }
  }

  private static void assertNotConnected(BsdSocket<?> socket, Call call) {
    Set<Errno> unconnected = Set.of(Errno.ENOTCONN, Errno.EPIPE, Errno.EINVAL);
    SocketException e =
        assertThrows(SocketException.class, () -> call.action().on(socket), call::name);
    Errno errno = assertInstanceOf(NativeError.class, e).errno();
    assertTrue(unconnected.contains(errno), e::toString);
  }

  // ---------------------------------------------------------------------------------- cost

  @Override
  default Map<String, Wait> waits() throws Exception {
    Map<String, Wait> waits = WaitingCases.super.waits();
    waits.put("accept", accepting());
    if (!has(Trait.REFUSES_WHEN_BACKLOG_FULL)) {
      SocketAddress full = fullListener().listener().getLocalAddress();
      // What has timed out may stay pending in the kernel: a new socket for every try.
      Call.Action connect =
          socket -> {
            BsdSocket<?> fresh = sockets().open();
            fresh.setTimeout(socket.getTimeout().orElseThrow());
            fresh.connect(full);
          };
      waits.put("connect", new Wait(sockets().open(), new Call("connect", connect)));
    }
    return waits;
  }
}
