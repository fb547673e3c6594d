package io.sockets4j.it.selector;

import static java.nio.channels.SelectionKey.OP_READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Selections that wait, and what other threads do to them: waking, closing, interrupting. */
@ParameterizedClass(name = "{0}")
@MethodSource(SelectorTest.EVERY_SELECTOR)
class BlockingSelectionTest extends SelectorTest {
  BlockingSelectionTest(Subject subject) {
    super(subject);
  }

  private Background<Integer> startSelect() throws Exception {
    return Background.startSelection(selector()::select);
  }

  /** Shows that the next selection waits for readiness: it returns when there is some. */
  private void assertThatSelectWaits() throws Exception {
    Pair pair = streams();
    SelectionKey key = register(pair.near(), OP_READ);
    Background<Integer> selection = startSelect();
    send(pair.far());
    assertThat(selection.result()).isEqualTo(1);
    assertThat(selector().selectedKeys()).containsExactly(key);
  }

  @Test
  void aSelectionWaitsUntilSomethingIsReady() throws Exception {
    assertThatSelectWaits();
  }

  @Test
  void aSelectionWithATimeoutToo() throws Exception {
    Pair pair = streams();
    register(pair.near(), OP_READ);
    Background<Integer> selection =
        Background.startSelection(() -> selector().select(Deadline.LENGTH.toMillis() * 2));
    send(pair.far());
    assertThat(selection.result()).isEqualTo(1);
  }

  @Test
  void aSelectionWithoutKeysWaits() throws Exception {
    Background<Integer> selection = startSelect();
    assertThat(selection.isDone()).isFalse();
    selector().wakeup();
    assertThat(selection.result()).isZero();
  }

  @Test
  void wakeupEndsASelection() throws Exception {
    register(streams().near(), OP_READ);
    Background<Integer> selection = startSelect();
    assertThat(selector().wakeup()).isSameAs(selector());
    assertThat(selection.result()).isZero();
    assertThatSelectWaits();
  }

  @Test
  void wakeupEndsTheNextSelectionAndNoOther() throws Exception {
    selector().wakeup();
    selector().wakeup();
    assertThat(selector().select()).isZero();
    assertThatSelectWaits();
  }

  @Test
  void wakeupHidesNothingThatIsReady() throws Exception {
    SelectionKey key = registerReadable();
    selector().wakeup();
    assertThat(selector().select()).isEqualTo(1);
    assertThat(selector().selectedKeys()).containsExactly(key);
  }

  @Test
  void selectNowConsumesAWakeup() throws Exception {
    selector().wakeup();
    assertThat(selector().selectNow()).isZero();
    assertThatSelectWaits();
  }

  @Test
  void interruptingEndsASelectionAndStaysInForce() throws Exception {
    SelectableChannel channel = streams().near();
    SelectionKey key = register(channel, OP_READ);
    Background<Boolean> selection =
        Background.startSelection(
            () -> {
              selector().select();
              return Thread.currentThread().isInterrupted();
            });
    selection.interrupt();
    assertThat(selection.result()).isTrue();
    assertThat(selector().isOpen()).isTrue();
    assertThat(channel.isOpen()).isTrue();
    assertThat(key.isValid()).isTrue();
    assertThatSelectWaits();
  }

  @Test
  void anInterruptedThreadDoesNotWait() throws Exception {
    Background<Boolean> selection =
        Background.start(
            () -> {
              Thread.currentThread().interrupt();
              selector().select();
              selector().select(Deadline.LENGTH.toMillis() * 2);
              return Thread.currentThread().isInterrupted();
            });
    assertThat(selection.result()).isTrue();
    assertThatSelectWaits();
  }

  @Test
  void closingEndsASelection() throws Exception {
    SelectionKey key = register(streams().near(), OP_READ);
    Background<Integer> selection = startSelect();
    selector().close();
    assertThat(selection.result()).isZero();
    assertThat(selector().isOpen()).isFalse();
    assertThat(key.isValid()).isFalse();
  }

  @Test
  void closingDeregistersAllChannels() throws Exception {
    SelectionKey key = registerReadable();
    assertThat(selector().selectNow()).isEqualTo(1);
    Set<SelectionKey> keys = selector().keys();
    Set<SelectionKey> selected = selector().selectedKeys();

    selector().close();
    selector().close();
    assertThat(selector().isOpen()).isFalse();
    assertThat(key.isValid()).isFalse();
    assertThat(key.channel().isRegistered()).isFalse();
    assertThat(key.channel().keyFor(selector())).isNull();
    assertThat(key.channel().isOpen()).isTrue();
    assertThat(keys).isEmpty();
    assertThat(selected).isEmpty();
    assertThatThrownBy(key::readyOps).isInstanceOf(CancelledKeyException.class);
    assertThat(receive(key.channel())).as("the channel works on").isEqualTo(1);
  }

  @Test
  void aClosedSelectorRefusesAllButCloseAndWakeup() throws Exception {
    Selector selector = selector();
    selector.close();
    assertThatThrownBy(selector::keys).isInstanceOf(ClosedSelectorException.class);
    assertThatThrownBy(selector::selectedKeys).isInstanceOf(ClosedSelectorException.class);
    assertThatThrownBy(selector::select).isInstanceOf(ClosedSelectorException.class);
    assertThatThrownBy(() -> selector.select(1)).isInstanceOf(ClosedSelectorException.class);
    assertThatThrownBy(selector::selectNow).isInstanceOf(ClosedSelectorException.class);
    assertThatThrownBy(() -> selector.select(key -> {}))
        .isInstanceOf(ClosedSelectorException.class);
    assertThatThrownBy(() -> selector.selectNow(key -> {}))
        .isInstanceOf(ClosedSelectorException.class);
    assertThat(selector.wakeup()).isSameAs(selector);
    selector.close();
  }

  @Test
  void cancellingDuringASelectionIsDoneWhenItEnds() throws Exception {
    SelectionKey key = register(streams().near(), OP_READ);
    Background<Integer> selection = startSelect();
    key.cancel();
    selector().wakeup();
    assertThat(selection.result()).isZero();
    assertThat(selector().keys()).isEmpty();
    assertThat(key.channel().isRegistered()).isFalse();
  }

  @Test
  void closingAChannelDuringASelectionLeavesTheOthers() throws Exception {
    Pair closing = streams();
    Pair staying = streams();
    register(closing.near(), OP_READ);
    SelectionKey key = register(staying.near(), OP_READ);
    Background<Integer> selection = startSelect();
    closing.near().close();
    send(staying.far());
    assertThat(selection.result()).isEqualTo(1);
    assertThat(selector().selectedKeys()).containsExactly(key);
    assertThat(selector().keys()).containsExactly(key);
  }

  @Test
  void registeringDuringASelectionDoesNotWaitForIt() throws Exception {
    register(streams().near(), OP_READ);
    Background<Integer> selection = startSelect();
    SelectionKey key = registerReadable();
    assertThat(selector().keys()).contains(key);
    selector().wakeup();
    selection.result();
    selector().selectNow();
    assertThat(selector().selectedKeys()).containsExactly(key);
  }

  @Test
  void interestThatChangesDuringASelectionIsSeenByTheNext() throws Exception {
    SelectionKey key = registerReadable();
    key.interestOps(0);
    Background<Integer> selection = startSelect();
    key.interestOps(OP_READ);
    assertThat(key.interestOps()).isEqualTo(OP_READ);
    selector().wakeup();
    assertThat(selection.result()).isZero();
    assertThat(selector().select()).isEqualTo(1);
    assertThat(key.readyOps()).isEqualTo(OP_READ);
  }

  @Test
  void selectionsTakeTurns() throws Exception {
    Background<Integer> first = startSelect();
    Background<Integer> second = Background.start(selector()::select);
    second.awaitBlocked();
    selector().wakeup();
    assertThat(first.result()).isZero();
    selector().wakeup();
    assertThat(second.result()).isZero();
  }

  @Test
  void aSelectionSynchronizesOnTheSelector() throws Exception {
    Background<Integer> selection;
    synchronized (selector()) {
      selection = Background.start(selector()::selectNow);
      selection.awaitBlocked();
    }
    assertThat(selection.result()).isZero();
  }

  @Test
  void aSelectionSynchronizesOnTheSelectedKeySetAfterTheSelector() throws Exception {
    Background<Integer> selection;
    Background<Boolean> other;
    synchronized (selector().selectedKeys()) {
      selection = Background.start(selector()::selectNow);
      selection.awaitBlocked();
      other = Background.start(this::enterSelector);
      other.awaitBlocked();
    }
    assertThat(selection.result()).isZero();
    assertThat(other.result()).isTrue();
  }

  private boolean enterSelector() {
    synchronized (selector()) {
      return true;
    }
  }

  @Test
  void closeSynchronizesOnTheSelectorToo() throws Exception {
    Background<Boolean> closing;
    synchronized (selector()) {
      closing = Background.start(this::close);
      closing.awaitBlocked();
    }
    assertThat(closing.result()).isTrue();
  }

  @Test
  void closeSynchronizesOnTheSelectedKeySetToo() throws Exception {
    Background<Boolean> closing;
    synchronized (selector().selectedKeys()) {
      closing = Background.start(this::close);
      closing.awaitBlocked();
    }
    assertThat(closing.result()).isTrue();
  }

  private boolean close() throws Exception {
    selector().close();
    return true;
  }
}
