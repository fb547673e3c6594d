package io.sockets4j.it.selector;

import static java.nio.channels.SelectionKey.OP_ACCEPT;
import static java.nio.channels.SelectionKey.OP_CONNECT;
import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.IllegalSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Registering channels, and the keys that come of it. */
@ParameterizedClass(name = "{0}")
@MethodSource(SelectorTest.EVERY_SELECTOR)
class RegistrationTest extends SelectorTest {
  RegistrationTest(Subject subject) {
    super(subject);
  }

  @Test
  void aKeyTellsWhatWasRegistered() throws Exception {
    SelectableChannel channel = stream();
    assertThat(channel.isRegistered()).isFalse();
    assertThat(channel.keyFor(selector())).isNull();

    SelectionKey key = channel.register(selector(), OP_READ | OP_CONNECT, "attachment");
    assertThat(key.isValid()).isTrue();
    assertThat(key.channel()).isSameAs(channel);
    assertThat(key.selector()).isSameAs(selector());
    assertThat(key.interestOps()).isEqualTo(OP_READ | OP_CONNECT);
    assertThat(key.readyOps()).isZero();
    assertThat(key.attachment()).isEqualTo("attachment");
    assertThat(channel.isRegistered()).isTrue();
    assertThat(channel.keyFor(selector())).isSameAs(key);
  }

  @Test
  void attachmentsAreReplaced() throws Exception {
    SelectionKey key = register(stream(), 0);
    assertThat(key.attachment()).isNull();
    assertThat(key.attach("one")).isNull();
    assertThat(key.attach("two")).isEqualTo("one");
    assertThat(key.attachment()).isEqualTo("two");
  }

  @Test
  void registeringAgainChangesTheKey() throws Exception {
    SelectableChannel channel = stream();
    SelectionKey key = channel.register(selector(), OP_CONNECT, "one");
    assertThat(channel.register(selector(), OP_READ, "two")).isSameAs(key);
    assertThat(key.interestOps()).isEqualTo(OP_READ);
    assertThat(key.attachment()).isEqualTo("two");
    assertThat(channel.register(selector(), OP_WRITE)).isSameAs(key);
    assertThat(key.attachment()).isNull();
    assertThat(selector().keys()).containsExactly(key);
  }

  @Test
  void aChannelMayHaveSeveralSelectors() throws Exception {
    Selector other = keep(subject.openSelector());
    SelectionKey key = registerReadable();
    SelectionKey otherKey = key.channel().register(other, OP_WRITE);
    assertThat(otherKey).isNotSameAs(key);
    assertThat(selector().selectNow()).isEqualTo(1);
    assertThat(other.selectNow()).isEqualTo(1);
    assertThat(key.readyOps()).isEqualTo(OP_READ);
    assertThat(otherKey.readyOps()).isEqualTo(OP_WRITE);

    other.close();
    assertThat(key.isValid()).isTrue();
    assertThat(key.channel().isRegistered()).isTrue();
  }

  @Test
  void onlyOperationsThatTheChannelHasCanBeRegistered() throws Exception {
    SelectableChannel channel = stream();
    int invalid = ~channel.validOps();
    assertThatThrownBy(() -> channel.register(selector(), invalid))
        .isInstanceOf(IllegalArgumentException.class);
    SelectionKey key = register(channel, OP_READ);
    assertThatThrownBy(() -> key.interestOps(invalid)).isInstanceOf(IllegalArgumentException.class);
    assertThat(key.interestOps()).isEqualTo(OP_READ);
  }

  @Test
  void aChannelInBlockingModeCannotBeRegistered() throws Exception {
    SelectableChannel channel = stream();
    channel.configureBlocking(true);
    assertThatThrownBy(() -> register(channel, OP_READ))
        .isInstanceOf(IllegalBlockingModeException.class);
    assertThat(selector().keys()).isEmpty();
  }

  @Test
  void aRegisteredChannelStaysInNonBlockingMode() throws Exception {
    SelectableChannel channel = stream();
    SelectionKey key = register(channel, OP_READ);
    assertThatThrownBy(() -> channel.configureBlocking(true))
        .isInstanceOf(IllegalBlockingModeException.class);
    key.cancel();
    channel.configureBlocking(true);
    assertThat(channel.isBlocking()).isTrue();
  }

  @Test
  void aClosedChannelCannotBeRegistered() throws Exception {
    SelectableChannel channel = stream();
    channel.close();
    assertThatThrownBy(() -> register(channel, OP_READ)).isInstanceOf(ClosedChannelException.class);
  }

  @Test
  void nothingCanBeRegisteredWithAClosedSelector() throws Exception {
    SelectableChannel channel = stream();
    selector().close();
    assertThatThrownBy(() -> register(channel, OP_READ))
        .isInstanceOf(ClosedSelectorException.class);
    assertThat(channel.isRegistered()).isFalse();
  }

  @Test
  void channelsOfOtherProvidersAreRefused() throws Exception {
    for (Subject other : Subject.all().toList()) {
      if (other.provider() != subject.provider()) {
        SelectableChannel foreign = keep(other.stream());
        assertThatThrownBy(() -> register(foreign, OP_READ))
            .isInstanceOf(IllegalSelectorException.class);
        assertThat(foreign.isRegistered()).isFalse();
      }
    }
    assertThat(selector().keys()).isEmpty();
  }

  @Test
  void aCancelledRegistrationCannotBeRevived() throws Exception {
    SelectableChannel channel = stream();
    register(channel, OP_READ).cancel();
    assertThatThrownBy(() -> register(channel, OP_READ)).isInstanceOf(CancelledKeyException.class);
  }

  @Test
  void afterASelectionTheChannelMayRegisterAgain() throws Exception {
    SelectionKey first = registerReadable();
    SelectableChannel channel = first.channel();
    for (int round = 0; round < 10; round++) {
      assertThat(selector().selectNow()).isEqualTo(1);
      SelectionKey before = channel.keyFor(selector());
      before.cancel();
      assertThat(selector().selectNow()).isZero();
      SelectionKey after = register(channel, OP_READ);
      assertThat(after).isNotSameAs(before);
      assertThat(selector().keys()).containsExactly(after);
    }
  }

  @Test
  void interestIsChangedBitByBit() throws Exception {
    SelectionKey key = register(stream(), OP_READ);
    assertThat(key.interestOpsOr(OP_WRITE)).isEqualTo(OP_READ);
    assertThat(key.interestOps()).isEqualTo(OP_READ | OP_WRITE);
    assertThat(key.interestOpsAnd(~OP_READ)).isEqualTo(OP_READ | OP_WRITE);
    assertThat(key.interestOps()).isEqualTo(OP_WRITE);
    assertThat(key.interestOps(OP_READ)).isSameAs(key);
  }

  @Test
  void aListeningChannelRegistersForConnections() throws Exception {
    SelectionKey key = register(listening(), OP_ACCEPT);
    assertThat(key.interestOps()).isEqualTo(OP_ACCEPT);
    assertThat(selector().selectNow()).isZero();
  }
}
