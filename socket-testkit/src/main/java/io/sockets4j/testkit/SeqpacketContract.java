package io.sockets4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sockets4j.Message;
import io.sockets4j.Received;
import io.sockets4j.os.MessageFlags;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What sockets do that carry messages, in order and reliably, over a connection. */
public class SeqpacketContract extends SocketContract
    implements LifecycleCases,
        ConcurrencyCases,
        VirtualThreadCases,
        BufferCases,
        OptionCases,
        DecodingCases,
        ConnectionCases,
        MessageCases,
        ControlCases,
        BatchCases {
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
  void theEndEndsABatch() throws Exception {
    Peers peers = sockets().peers();
    Message[] messages = new Message[4];
    Arrays.setAll(messages, i -> new Message(ByteBuffer.allocate(10)));
    peers.near().sendAll(bytes(1));
    peers.near().sendAll(bytes(2));
    peers.near().close();
    assertEquals(2, peers.far().receiveMessages(messages, 0, 4, MessageFlags.NONE));
    assertFalse(messages[2].arrived());
    assertEquals(-1, peers.far().receiveMessages(messages, 0, 4, MessageFlags.NONE));
    assertEquals(-1, messages[0].length());
    assertEquals(-1, peers.far().receiveMessage(messages[0]));
    assertEquals(-1, messages[0].length());
    assertFalse(messages[0].arrived());
  }

  @Test
  void anEmptyMessageOfABatchIsNotTheEnd() throws Exception {
    if (has(Trait.NO_EMPTY_MESSAGES)) {
      return;
    }
    Peers peers = sockets().peers();
    Message[] messages = new Message[4];
    Arrays.setAll(messages, i -> new Message(ByteBuffer.allocate(10)));
    peers.near().sendAll(new byte[0]);
    peers.near().sendAll(bytes(2));
    assertEquals(2, peers.far().receiveMessages(messages, 0, 4, MessageFlags.NONE));
    assertTrue(messages[0].arrived());
    assertEquals(0, messages[0].length());
    assertEquals(2, messages[1].length());
    peers.near().sendAll(new byte[0]);
    assertEquals(1, peers.far().receiveMessages(messages, 0, 4, MessageFlags.NONE));
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
