package io.sockets4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.sockets4j.Received;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** What sockets do that carry messages, in order and reliably, over a connection. */
public class SeqpacketContract extends SocketContract
    implements LifecycleCases,
        ConcurrencyCases,
        BufferCases,
        OptionCases,
        ConnectionCases,
        MessageCases {
  /** For JUnit. */
  protected SeqpacketContract() {}

  @Override
  public final boolean messages() {
    return true;
  }

  @Test
  void anEmptyMessageIsNotTheEnd() throws Exception {
    if (has(Trait.NO_EMPTY_MESSAGES)) {
      return;
    }
    Peers peers = sockets().peers();
    peers.near().sendAll(new byte[0]);
    peers.near().sendAll(bytes(3));
    peers.near().close();
    Received<?> empty = peers.far().receiveFrom(ByteBuffer.allocate(9));
    assertEquals(0, empty.length());
    assertFalse(empty.truncated());
    assertEquals(3, peers.far().receive(ByteBuffer.allocate(9)));
    assertEquals(-1, peers.far().receive(ByteBuffer.allocate(9)));
  }

  @Test
  void severalEmptyMessagesAreNotTheEndOfWhatFollows() throws Exception {
    if (has(Trait.NO_EMPTY_MESSAGES)) {
      return;
    }
    Peers peers = sockets().peers();
    peers.near().sendAll(new byte[0]);
    peers.near().sendAll(new byte[0]);
    peers.near().sendAll(bytes(4));
    peers.near().close();
    assertEquals(0, peers.far().receive(ByteBuffer.allocate(9)));
    assertEquals(0, peers.far().receive(ByteBuffer.allocate(9)));
    assertEquals(4, peers.far().receive(ByteBuffer.allocate(9)));
    assertEquals(-1, peers.far().receive(ByteBuffer.allocate(9)));
  }
}
