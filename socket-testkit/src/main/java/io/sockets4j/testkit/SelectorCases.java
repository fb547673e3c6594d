package io.sockets4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sockets4j.BsdSelectorProvider;
import io.sockets4j.BsdSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.junit.jupiter.api.Test;

/** What a selector tells of these sockets; what it does with keys is tested apart. */
interface SelectorCases extends Environment {

  /** Registers a socket, in non-blocking mode. */
  static SelectionKey register(Selector selector, BsdSocket<?> socket, int ops) throws IOException {
    socket.configureBlocking(false);
    return socket.register(selector, ops);
  }

  /** Waits until something is ready, at the latest until the deadline: what is. */
  static int readyOps(Selector selector, SelectionKey key) throws IOException {
    selector.selectedKeys().clear();
    selector.select(SocketScope.DEADLINE.toMillis());
    return selector.selectedKeys().contains(key) ? key.readyOps() : 0;
  }

  @Test
  default void aSocketIsReadableWhenSomethingHasCome() throws Exception {
    Peers peers = sockets().peers();
    try (Selector selector = BsdSelectorProvider.provider().openSelector()) {
      SelectionKey key = register(selector, peers.far(), SelectionKey.OP_READ);
      assertEquals(0, selector.selectNow());
      byte[] content = message(30);
      send(peers, content);
      assertEquals(SelectionKey.OP_READ, readyOps(selector, key));
      ByteBuffer target = ByteBuffer.allocate(100);
      assertEquals(content.length, peers.far().receive(target));
      assertEquals(0, peers.far().receive(target));
      selector.selectedKeys().clear();
      assertEquals(0, selector.selectNow()); // taken
    }
  }

  @Test
  default void aSocketIsWritableWhileThereIsRoom() throws Exception {
    Peers peers = sockets().peers();
    BsdSocket<?> near = peers.near();
    try (Selector selector = BsdSelectorProvider.provider().openSelector()) {
      SelectionKey key = register(selector, near, SelectionKey.OP_WRITE);
      assertEquals(SelectionKey.OP_WRITE, readyOps(selector, key));
      if (!waitsToSend()) {
        return;
      }
      byte[] message = message(fixture().longMessage());
      long sent = 0;
      do { // what has been full may have room again, as long as nothing is on its way
        for (int n = near.send(message); n > 0; n = near.send(message)) {
          sent += n;
        }
        selector.selectedKeys().clear();
      } while (selector.selectNow() > 0);
      ByteBuffer target = ByteBuffer.allocate(message.length);
      for (long received = 0; received < sent; target.clear()) {
        received += peers.far().receive(target);
      }
      assertEquals(SelectionKey.OP_WRITE, readyOps(selector, key));
    }
  }

  @Test
  default void oneSelectorTellsSocketsApart() throws Exception {
    Peers first = sockets().peers();
    Peers second = sockets().peers();
    try (Selector selector = BsdSelectorProvider.provider().openSelector()) {
      SelectionKey one = register(selector, first.far(), SelectionKey.OP_READ);
      SelectionKey other = register(selector, second.far(), SelectionKey.OP_READ);
      send(second, message(1));
      assertEquals(SelectionKey.OP_READ, readyOps(selector, other));
      assertFalse(selector.selectedKeys().contains(one));
      assertSame(second.far(), other.channel());
    }
  }

  @Test
  default void aSelectionEndsWhenSomethingComes() throws Exception {
    Peers peers = sockets().peers();
    try (Selector selector = BsdSelectorProvider.provider().openSelector()) {
      SelectionKey key = register(selector, peers.far(), SelectionKey.OP_READ);
      Task<Integer> selecting = Task.start(() -> readyOps(selector, key));
      send(peers, message(1));
      assertEquals(SelectionKey.OP_READ, selecting.result());
    }
  }

  @Test
  default void aClosedSocketLeavesItsSelector() throws Exception {
    Peers peers = sockets().peers();
    try (Selector selector = BsdSelectorProvider.provider().openSelector()) {
      SelectionKey key = register(selector, peers.far(), SelectionKey.OP_READ);
      assertTrue(peers.far().isRegistered());
      assertEquals(0, selector.selectNow());
      peers.far().close();
      assertFalse(key.isValid());
      assertEquals(0, selector.selectNow());
      assertTrue(selector.keys().isEmpty());
    }
  }

  @Test
  default void aRegisteredSocketDoesNotBlock() throws Exception {
    Peers peers = sockets().peers();
    try (Selector selector = BsdSelectorProvider.provider().openSelector()) {
      assertThrows(
          IllegalBlockingModeException.class,
          () -> peers.far().register(selector, SelectionKey.OP_READ));
      SelectionKey key = register(selector, peers.far(), SelectionKey.OP_READ);
      assertThrows(IllegalBlockingModeException.class, () -> peers.far().configureBlocking(true));
      key.cancel();
      assertEquals(0, selector.selectNow());
      peers.far().configureBlocking(true);
      assertConnected(peers);
    }
  }
}
