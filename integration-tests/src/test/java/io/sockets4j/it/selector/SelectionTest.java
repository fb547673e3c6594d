package io.sockets4j.it.selector;

import static java.nio.channels.SelectionKey.OP_ACCEPT;
import static java.nio.channels.SelectionKey.OP_CONNECT;
import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What a selection finds: which keys, ready for what, and what it counts. */
@ParameterizedClass(name = "{0}")
@MethodSource(SelectorTest.EVERY_SELECTOR)
class SelectionTest extends SelectorTest {
  SelectionTest(Subject subject) {
    super(subject);
  }

  @Test
  void nothingIsSelectedWhereNothingIsReady() throws Exception {
    assertThat(selector().selectNow()).isZero();
    assertThat(selector().select(1)).isZero();
    register(streams().near(), OP_READ);
    assertThat(selector().selectNow()).isZero();
    assertThat(selector().select(1)).isZero();
    assertThat(selector().selectedKeys()).isEmpty();
  }

  @Test
  void negativeTimeoutsAreRefused() {
    assertThatThrownBy(() -> selector().select(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theLongestTimeoutIsNoneTooLong() throws Exception {
    SelectionKey key = registerReadable();
    assertThat(selector().select(Long.MAX_VALUE)).isEqualTo(1);
    assertThat(selector().selectedKeys()).containsExactly(key);
  }

  @Test
  void dataMakeAStreamReadable() throws Exception {
    Pair pair = streams();
    SelectionKey key = register(pair.near(), OP_READ);
    send(pair.far());
    assertThat(selector().select()).isEqualTo(1);
    assertThat(selector().selectedKeys()).containsExactly(key);
    assertThat(key.readyOps()).isEqualTo(OP_READ);
    assertThat(key.isReadable()).isTrue();
    assertThat(key.isWritable()).isFalse();
    assertThat(key.isConnectable()).isFalse();
    assertThat(key.isAcceptable()).isFalse();
  }

  @Test
  void theEndOfAStreamMakesItReadable() throws Exception {
    Pair pair = streams();
    SelectionKey key = register(pair.near(), OP_READ);
    pair.far().close();
    assertThat(selector().select()).isEqualTo(1);
    assertThat(key.isReadable()).isTrue();
    assertThat(receive(pair.near())).isEqualTo(-1);
  }

  @Test
  void roomMakesAStreamWritable() throws Exception {
    Pair pair = streams();
    SelectionKey key = register(pair.near(), OP_WRITE);
    assertThat(selector().selectNow()).isEqualTo(1);
    assertThat(key.isWritable()).isTrue();
    selector().selectedKeys().clear();

    long sent = fill(pair.near());
    assertThat(selector().selectNow()).isZero();
    while (sent > 0) {
      sent -= receive(pair.far());
    }
    assertThat(selector().select()).isEqualTo(1);
    assertThat(key.isWritable()).isTrue();
  }

  @Test
  void aMessageMakesADatagramSocketReadable() throws Exception {
    Pair pair = datagrams();
    SelectionKey key = register(pair.near(), OP_READ | OP_WRITE);
    assertThat(selector().select()).isEqualTo(1);
    assertThat(key.readyOps()).isEqualTo(OP_WRITE);
    key.interestOps(OP_READ);
    send(pair.far());
    assertThat(selector().select()).isEqualTo(1);
    assertThat(key.readyOps()).isEqualTo(OP_READ | OP_WRITE);
    assertThat(receive(pair.near())).isEqualTo(1);
    assertThat(selector().selectNow()).isZero();
  }

  @Test
  void aConnectionMakesAListeningChannelAcceptable() throws Exception {
    SelectableChannel listening = listening();
    SelectionKey key = register(listening, OP_ACCEPT);
    subject.connect(stream(), addressOf(listening));
    assertThat(selector().select()).isEqualTo(1);
    assertThat(key.readyOps()).isEqualTo(OP_ACCEPT);
    assertThat(key.isAcceptable()).isTrue();

    accept(listening);
    selector().selectedKeys().clear();
    assertThat(selector().selectNow()).isZero();
  }

  @Test
  void aConnectionThatIsMadeCanBeFinished() throws Exception {
    SelectableChannel listening = listening();
    SelectableChannel channel = stream();
    boolean connected = subject.connect(channel, addressOf(listening));
    if (!connected) { // always so on Linux, but not promised
      SelectionKey key = register(channel, OP_CONNECT);
      assertThat(selector().select()).isEqualTo(1);
      assertThat(key.readyOps()).isEqualTo(OP_CONNECT);
      assertThat(key.isConnectable()).isTrue();
      assertThat(subject.finishConnect(channel)).isTrue();
      key.interestOps(OP_WRITE);
      selector().selectedKeys().clear();
    }
    SelectionKey key = register(channel, OP_WRITE);
    assertThat(selector().select()).isEqualTo(1);
    assertThat(key.readyOps()).isEqualTo(OP_WRITE);
  }

  @Test
  void aConnectionThatIsRefusedCanBeFinishedToo() throws Exception {
    SocketAddress nobody;
    try (SelectableChannel listening = subject.listening()) {
      nobody = addressOf(listening);
    }
    SelectableChannel channel = stream();
    SelectionKey key = register(channel, OP_CONNECT);
    assertThatThrownBy(
            () -> {
              if (!subject.connect(channel, nobody)) {
                assertThat(selector().select()).isEqualTo(1);
                assertThat(key.isConnectable()).isTrue();
                subject.finishConnect(channel);
              }
            })
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void aConnectionThatIsNotMadeYetIsNotReady() throws Exception {
    SelectableChannel listening = listening();
    SelectableChannel waiting = null;
    for (int i = 0; i < 16 && waiting == null; i++) {
      SelectableChannel channel = stream();
      SelectionKey key = register(channel, OP_CONNECT);
      // Those that the queue has room for are ready at once; the others wait for the room.
      boolean connected = subject.connect(channel, addressOf(listening));
      if (!connected && selector().select(50) == 0) {
        waiting = channel;
      }
      key.cancel();
    }
    assertThat(waiting).as("a channel whose connection waits").isNotNull();
  }

  @Test
  void onlyWhatIsOfInterestIsSelected() throws Exception {
    SelectionKey key = registerReadable();
    key.interestOps(0);
    assertThat(selector().selectNow()).isZero();
    key.interestOps(OP_WRITE);
    assertThat(selector().selectNow()).isEqualTo(1);
    assertThat(key.readyOps()).isEqualTo(OP_WRITE);
  }

  @Test
  void keysThatStaySelectedGatherWhatIsNew() throws Exception {
    Pair pair = streams();
    SelectionKey key = register(pair.near(), OP_WRITE);
    assertThat(selector().selectNow()).isEqualTo(1);
    assertThat(selector().selectNow()).as("nothing new").isZero();
    assertThat(key.readyOps()).isEqualTo(OP_WRITE);

    key.interestOps(OP_READ);
    send(pair.far());
    assertThat(selector().select()).as("something new").isEqualTo(1);
    assertThat(key.readyOps()).as("what was and what is").isEqualTo(OP_READ | OP_WRITE);
    assertThat(selector().selectedKeys()).containsExactly(key);

    assertThat(selector().select()).as("ready, but nothing new").isZero();
    receive(pair.near());
    assertThat(selector().selectNow()).isZero();
    assertThat(key.readyOps()).as("what was").isEqualTo(OP_READ | OP_WRITE);
  }

  @Test
  void keysThatWereRemovedAreSelectedAfresh() throws Exception {
    SelectionKey key = registerReadable();
    key.interestOps(OP_READ | OP_WRITE);
    assertThat(selector().selectNow()).isEqualTo(1);
    assertThat(key.readyOps()).isEqualTo(OP_READ | OP_WRITE);

    receive(key.channel());
    selector().selectedKeys().remove(key);
    assertThat(selector().selectNow()).isEqualTo(1);
    assertThat(key.readyOps()).isEqualTo(OP_WRITE);
  }

  @Test
  void emptyInterestSetsLeaveEverythingAsItWas() throws Exception {
    SelectionKey key = registerReadable();
    assertThat(selector().selectNow()).isEqualTo(1);
    key.interestOps(0);
    assertThat(selector().selectNow()).isZero();
    assertThat(key.readyOps()).isEqualTo(OP_READ);
    assertThat(selector().selectedKeys()).containsExactly(key);
  }

  @Test
  void theEndWithoutInterestIsNotSelected() throws Exception {
    Pair pair = streams();
    register(pair.near(), 0);
    pair.far().close();
    Deadline.await("the end has come", () -> receive(pair.near()) == -1);
    assertThat(selector().selectNow()).isZero();
    assertThat(selector().select(1)).isZero();
  }

  @Test
  void allThatIsReadyIsSelectedAtOnce() throws Exception {
    List<SelectionKey> keys = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      Pair pair = datagrams();
      keys.add(register(pair.near(), OP_WRITE));
      keys.add(register(pair.far(), OP_WRITE));
    }
    assertThat(selector().selectNow()).isEqualTo(300);
    assertThat(selector().selectedKeys()).containsExactlyInAnyOrderElementsOf(keys);
    for (int i = 0; i < keys.size(); i += 2) {
      keys.get(i).interestOps(0);
    }
    selector().selectedKeys().clear();
    assertThat(selector().selectNow()).isEqualTo(150);
    keys.forEach(SelectionKey::cancel);
    assertThat(selector().selectNow()).isZero();
    assertThat(selector().keys()).isEmpty();
  }

  @Test
  void aResetIsReadable() throws Exception {
    Pair pair = streams();
    SelectionKey key = register(pair.near(), OP_READ);
    send(pair.near());
    // Closed with something unread, a TCP socket resets the connection.
    assertThat(isReady(pair.far(), OP_READ)).isTrue();
    pair.far().close();
    assertThat(selector().select()).isEqualTo(1);
    assertThat(key.isReadable()).isTrue();
    assertThatThrownBy(() -> receive(pair.near())).isInstanceOf(IOException.class);
  }
}
