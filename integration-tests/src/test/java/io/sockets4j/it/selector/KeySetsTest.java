package io.sockets4j.it.selector;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The key set, the selected-key set and the cancelled-key set. */
@ParameterizedClass(name = "{0}")
@MethodSource(SelectorTest.EVERY_SELECTOR)
class KeySetsTest extends SelectorTest {
  KeySetsTest(Subject subject) {
    super(subject);
  }

  @Test
  void aNewSelectorIsOpenAndEmpty() {
    assertThat(selector().isOpen()).isTrue();
    assertThat(selector().provider()).isSameAs(subject.provider());
    assertThat(selector().keys()).isEmpty();
    assertThat(selector().selectedKeys()).isEmpty();
  }

  @Test
  void theKeySetHoldsTheRegistrations() throws Exception {
    SelectionKey one = register(stream(), 0);
    SelectionKey other = register(stream(), 0);
    assertThat(selector().keys()).containsExactlyInAnyOrder(one, other);
  }

  @Test
  void theKeySetCannotBeModified() throws Exception {
    SelectionKey key = register(stream(), 0);
    Set<SelectionKey> keys = selector().keys();
    assertThatThrownBy(() -> keys.add(key)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> keys.remove(key)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(keys::clear).isInstanceOf(UnsupportedOperationException.class);
    Iterator<SelectionKey> iterator = keys.iterator();
    iterator.next();
    assertThatThrownBy(iterator::remove).isInstanceOf(UnsupportedOperationException.class);
    assertThat(keys).containsExactly(key);
  }

  @Test
  void theKeySetMayGrowAndShrinkWhileItIsIterated() throws Exception {
    SelectionKey first = register(stream(), 0);
    register(stream(), 0);
    Iterator<SelectionKey> iterator = selector().keys().iterator();
    iterator.next();
    register(stream(), 0);
    first.cancel();
    selector().selectNow();
    while (iterator.hasNext()) {
      assertThat(iterator.next()).isNotNull();
    }
    assertThat(selector().keys()).hasSize(2);
  }

  @Test
  void nothingCanBeAddedToTheSelectedKeySet() throws Exception {
    SelectionKey key = register(stream(), 0);
    Set<SelectionKey> selected = selector().selectedKeys();
    assertThatThrownBy(() -> selected.add(key)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> selected.addAll(List.of(key)))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(selected).isEmpty();
  }

  @Test
  void selectedKeysCanBeRemoved() throws Exception {
    SelectionKey one = registerReadable();
    SelectionKey two = registerReadable();
    SelectionKey three = registerReadable();
    SelectionKey four = registerReadable();
    Set<SelectionKey> selected = selector().selectedKeys();
    assertThat(selector().selectNow()).isEqualTo(4);
    assertThat(selected).containsExactlyInAnyOrder(one, two, three, four);
    assertThat(selected.contains(one)).isTrue();

    assertThat(selected.remove(one)).isTrue();
    assertThat(selected.remove(one)).isFalse();
    assertThat(selected).containsExactlyInAnyOrder(two, three, four);

    Iterator<SelectionKey> iterator = selected.iterator();
    SelectionKey removed = iterator.next();
    iterator.remove();
    assertThat(selected).hasSize(2).doesNotContain(removed);

    assertThat(selected.retainAll(Set.of(two, three, four))).isFalse();
    selected.clear();
    assertThat(selected).isEmpty();
    assertThat(selector().keys()).containsExactlyInAnyOrder(one, two, three, four);
  }

  @Test
  void eachSelectedKeyIsGivenOnceWhileOthersAreRemoved() throws Exception {
    List<SelectionKey> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.add(registerReadable());
    }
    assertThat(selector().selectNow()).isEqualTo(5);
    List<SelectionKey> given = new ArrayList<>();
    List<SelectionKey> kept = new ArrayList<>();
    for (var keys = selector().selectedKeys().iterator(); keys.hasNext(); ) {
      SelectionKey key = keys.next();
      given.add(key);
      if (given.size() % 2 == 0) {
        kept.add(key);
      } else {
        keys.remove();
      }
    }
    assertThat(given).containsExactlyInAnyOrderElementsOf(all);
    assertThat(selector().selectedKeys()).containsExactlyInAnyOrderElementsOf(kept);
  }

  @Test
  void anIteratorRemovesWhatItHasGivenOnce() throws Exception {
    registerReadable();
    assertThat(selector().selectNow()).isEqualTo(1);
    Iterator<SelectionKey> iterator = selector().selectedKeys().iterator();
    assertThatThrownBy(iterator::remove).isInstanceOf(IllegalStateException.class);
    assertThat(iterator.next()).isNotNull();
    iterator.remove();
    assertThatThrownBy(iterator::remove).isInstanceOf(IllegalStateException.class);
    assertThat(iterator.hasNext()).isFalse();
    assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void theSelectedKeySetHoldsKeysOfItsSelectorAlone() throws Exception {
    SelectionKey key = registerReadable();
    var other = keep(subject.openSelector());
    SelectionKey otherKey = key.channel().register(other, OP_READ);
    assertThat(selector().selectNow()).isEqualTo(1);
    assertThat(other.selectNow()).isEqualTo(1);
    assertThat(selector().selectedKeys().contains(otherKey)).isFalse();
    assertThat(selector().selectedKeys().remove(otherKey)).isFalse();
    assertThat(selector().selectedKeys()).isEqualTo(Set.of(key));
    assertThat(other.selectedKeys()).isEqualTo(Set.of(otherKey));
  }

  @Test
  void iteratorsOfTheSelectedKeySetFailFast() throws Exception {
    SelectionKey one = registerReadable();
    registerReadable();
    assertThat(selector().selectNow()).isEqualTo(2);
    Iterator<SelectionKey> iterator = selector().selectedKeys().iterator();
    selector().selectedKeys().remove(one);
    assertThatThrownBy(iterator::next).isInstanceOf(ConcurrentModificationException.class);
  }

  @Test
  void aCancelledKeyIsInvalidAtOnceAndDeregisteredByTheNextSelection() throws Exception {
    SelectionKey key = registerReadable();
    SelectableChannel channel = key.channel();
    assertThat(selector().selectNow()).isEqualTo(1);

    key.cancel();
    key.cancel();
    assertThat(key.isValid()).isFalse();
    assertThat(selector().keys()).containsExactly(key);
    assertThat(selector().selectedKeys()).containsExactly(key);
    assertThat(channel.isRegistered()).isTrue();

    assertThat(selector().selectNow()).isZero();
    assertThat(selector().keys()).isEmpty();
    assertThat(selector().selectedKeys()).isEmpty();
    assertThat(channel.isRegistered()).isFalse();
    assertThat(channel.keyFor(selector())).isNull();
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void aCancelledKeyTellsOnlyWhatItWas() throws Exception {
    SelectableChannel channel = stream();
    SelectionKey key = channel.register(selector(), 0, "attachment");
    key.cancel();
    assertThat(key.channel()).isSameAs(channel);
    assertThat(key.selector()).isSameAs(selector());
    assertThat(key.attachment()).isEqualTo("attachment");
    assertThatThrownBy(key::interestOps).isInstanceOf(CancelledKeyException.class);
    assertThatThrownBy(() -> key.interestOps(OP_READ)).isInstanceOf(CancelledKeyException.class);
    assertThatThrownBy(() -> key.interestOpsOr(OP_READ)).isInstanceOf(CancelledKeyException.class);
    assertThatThrownBy(() -> key.interestOpsAnd(OP_READ)).isInstanceOf(CancelledKeyException.class);
    assertThatThrownBy(key::readyOps).isInstanceOf(CancelledKeyException.class);
    assertThatThrownBy(key::isReadable).isInstanceOf(CancelledKeyException.class);
    assertThatThrownBy(key::isWritable).isInstanceOf(CancelledKeyException.class);
    assertThatThrownBy(key::isConnectable).isInstanceOf(CancelledKeyException.class);
    assertThatThrownBy(key::isAcceptable).isInstanceOf(CancelledKeyException.class);
  }

  @Test
  void closingAChannelCancelsAllItsKeys() throws Exception {
    SelectionKey key = registerReadable();
    var other = keep(subject.openSelector());
    SelectionKey otherKey = key.channel().register(other, OP_WRITE);
    assertThat(selector().selectNow()).isEqualTo(1);

    key.channel().close();
    assertThat(key.isValid()).isFalse();
    assertThat(otherKey.isValid()).isFalse();
    assertThat(selector().selectNow()).isZero();
    assertThat(selector().keys()).isEmpty();
    assertThat(selector().selectedKeys()).isEmpty();
    assertThat(other.selectNow()).isZero();
    assertThat(other.keys()).isEmpty();
  }
}
