package io.sockets4j.it.selector;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The selections that perform an action on the keys instead of gathering them. */
@ParameterizedClass(name = "{0}")
@MethodSource(SelectorTest.EVERY_SELECTOR)
class SelectionWithActionTest extends SelectorTest {
  SelectionWithActionTest(Subject subject) {
    super(subject);
  }

  @Test
  void theActionIsPerformedOnWhatIsReady() throws Exception {
    SelectionKey one = registerReadable();
    SelectionKey two = registerReadable();
    register(streams().near(), OP_READ);
    List<SelectionKey> consumed = new ArrayList<>();
    assertThat(selector().select(consumed::add)).isEqualTo(2);
    assertThat(consumed).containsExactlyInAnyOrder(one, two);
    assertThat(one.readyOps()).isEqualTo(OP_READ);
    assertThat(selector().selectedKeys()).isEmpty();

    consumed.clear();
    assertThat(selector().select(consumed::add, 1_000)).isEqualTo(2);
    assertThat(selector().selectNow(consumed::add)).isEqualTo(2);
    assertThat(consumed).hasSize(4).containsOnly(one, two);
  }

  @Test
  void readySetsAreExact() throws Exception {
    SelectionKey key = registerReadable();
    key.interestOps(OP_READ | OP_WRITE);
    List<Integer> ready = new ArrayList<>();
    selector().select(selected -> ready.add(selected.readyOps()));
    assertThat(ready.stream().mapToInt(ops -> ops).reduce(0, (a, b) -> a | b))
        .isEqualTo(OP_READ | OP_WRITE);

    receive(key.channel());
    ready.clear();
    selector().select(selected -> ready.add(selected.readyOps()));
    assertThat(ready).containsExactly(OP_WRITE);
  }

  @Test
  void nothingReadyIsNothingToDo() throws Exception {
    register(streams().near(), OP_READ);
    Consumer<SelectionKey> never = key -> assertThat(key).isNull();
    assertThat(selector().selectNow(never)).isZero();
    assertThat(selector().select(never, 1)).isZero();
    selector().wakeup();
    assertThat(selector().select(never)).isZero();
  }

  @Test
  void argumentsAreChecked() {
    assertThatThrownBy(() -> selector().select(key -> {}, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theActionHoldsTheSelectorAndItsSelectedKeySet() throws Exception {
    registerReadable();
    List<Boolean> held = new ArrayList<>();
    selector()
        .select(
            key -> {
              held.add(Thread.holdsLock(selector()));
              held.add(Thread.holdsLock(selector().selectedKeys()));
            });
    assertThat(held).containsExactly(true, true);
  }

  @Test
  void whatTheActionThrowsIsRelayed() throws Exception {
    registerReadable();
    assertThatThrownBy(
            () ->
                selector()
                    .select(
                        key -> {
                          throw new IllegalStateException("thrown by the action");
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("thrown by the action");
    assertThat(selector().selectNow()).as("the selector works on").isEqualTo(1);
  }

  @Test
  void theActionMayCancelCloseAndChange() throws Exception {
    SelectionKey cancelling = registerReadable();
    SelectionKey closing = registerReadable();
    SelectionKey changing = registerReadable();
    int consumed =
        selector()
            .select(
                key -> {
                  if (key == cancelling) {
                    key.cancel();
                  } else if (key == closing) {
                    close(key);
                  } else {
                    key.interestOps(0);
                  }
                });
    assertThat(consumed).isEqualTo(3);
    assertThat(selector().selectNow()).isZero();
    assertThat(selector().keys()).isEqualTo(Set.of(changing));
  }

  @Test
  void theActionCannotSelect() throws Exception {
    registerReadable();
    List<Callable<Integer>> selections =
        List.of(
            () -> selector().selectNow(),
            () -> selector().select(),
            () -> selector().selectNow(key -> {}));
    for (Callable<Integer> selection : selections) {
      assertThat(
              selector()
                  .select(
                      key ->
                          assertThatThrownBy(selection::call)
                              .isInstanceOf(IllegalStateException.class)))
          .isEqualTo(1);
    }
  }

  @Test
  void whatAnActionThatThrowsHasNotSeenIsSelectedAgain() throws Exception {
    SelectionKey one = registerReadable();
    SelectionKey two = registerReadable();
    List<SelectionKey> consumed = new ArrayList<>();
    assertThatThrownBy(
            () ->
                selector()
                    .select(
                        key -> {
                          consumed.add(key);
                          throw new IllegalStateException("thrown by the action");
                        }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(consumed).hasSize(1);
    assertThat(selector().selectNow()).isEqualTo(2);
    assertThat(selector().selectedKeys()).containsExactlyInAnyOrder(one, two);
  }

  @Test
  void theActionMayCloseTheSelector() throws Exception {
    registerReadable();
    assertThatThrownBy(() -> selector().select(key -> closeSelector()))
        .isInstanceOf(ClosedSelectorException.class);
    assertThat(selector().isOpen()).isFalse();
  }

  @Test
  void wakeupEndsASelectionWithAnActionToo() throws Exception {
    Background<Integer> selection = Background.startSelection(() -> selector().select(key -> {}));
    selector().wakeup();
    assertThat(selection.result()).isZero();
  }

  private static void close(SelectionKey key) {
    try {
      key.channel().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void closeSelector() {
    try {
      selector().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
