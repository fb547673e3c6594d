package io.sockets4j.it.selector;

import static java.nio.channels.SelectionKey.OP_READ;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.BsdSocket;
import io.sockets4j.SocketPair;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.DescriptorAccounting;
import io.sockets4j.testkit.FamilyFixture;
import io.sockets4j.testkit.SocketScope;
import io.sockets4j.unix.UnixFamily;
import java.io.IOException;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One selector with sockets of every kind that the kernel has, while many threads register, cancel,
 * close, change interests, wake up and select at once: for some seconds, or for as many as {@code
 * -Dsockets4j.stress.seconds=300} says, and then it prints what it has counted.
 *
 * <p>Selections have no timeout, so that a wake-up that is lost leaves messages lying.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "looks at descriptors and epoll in /proc/self")
@ExtendWith(DescriptorAccounting.class)
@ParameterizedClass(name = "{0}")
@MethodSource("io.sockets4j.it.selector.Subject#ours")
public class EveryFamilyStressTest {
  private static final String PROPERTY = "sockets4j.stress.seconds";
  private static final int SECONDS = 3;
  private static final int CLIENTS = 4;
  private static final int SURVIVORS = 20;

  private final Subject subject;
  private final List<SocketPair<?>> survivors = new ArrayList<>();
  private final Counts counts = new Counts();

  protected EveryFamilyStressTest(Subject subject) {
    this.subject = subject;
  }

  /** The kinds of sockets that can be opened here. */
  protected static List<FamilyFixture> kinds() {
    List<FamilyFixture> kinds = new ArrayList<>();
    for (FamilyFixture fixture : ServiceLoader.load(FamilyFixture.class)) {
      try (SocketScope sockets = new SocketScope(fixture)) {
        assertThat(sockets.peers()).isNotNull();
        kinds.add(fixture);
      } catch (IOException | UnsupportedOperationException e) {
        // Not here: the kernel lacks it. Where it has them all, a test of its own says so.
        assertThat(e).hasMessageNotContaining("Too many open files");
      }
    }
    return kinds;
  }

  @Test
  void everythingSentIsSeenAndNothingIsLeft(TestReporter reporter) throws Exception {
    stress(
        stressed -> {
          List<Background<?>> others =
              List.of(
                  Background.start(stressed::selectKeys),
                  Background.start(stressed::selectWithAction),
                  Background.start(stressed::selectElsewhere),
                  Background.start(stressed::disturb),
                  Background.start(stressed::recycle));
          run(stressed, CLIENTS, others);
        });
    report(reporter);
  }

  /** With nobody else who might wake the one that selects, and so make good what was lost. */
  @Test
  void noWakeUpIsLost(TestReporter reporter) throws Exception {
    stress(
        stressed -> {
          run(stressed, 1, List.of(Background.start(stressed::selectKeys)));
          assertThat(stressed.selectElsewhere()).as("replaced since it was over").isZero();
        });
    report(reporter);
  }

  private void report(TestReporter reporter) {
    String summary = "%s: %s".formatted(subject, counts);
    reporter.publishEntry(summary);
    if (Integer.getInteger(PROPERTY) != null) {
      System.out.println(summary);
    }
  }

  /** What is done with a selector. */
  private interface Stress {
    void on(StressedSelector stressed) throws Exception;
  }

  private void stress(Stress stress) throws Exception {
    List<FamilyFixture> kinds = kinds();
    assertThat(kinds).isNotEmpty();
    Set<Integer> epollsBefore = OpenDescriptors.epolls();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Integer.getInteger(PROPERTY, SECONDS));
    try (Duplicates duplicates = new Duplicates();
        Selector selector = subject.openSelector()) {
      survive(selector);
      stress.on(new StressedSelector(subject, selector, kinds, counts, duplicates, end));
      selector.selectNow();
      assertThat(selector.keys()).hasSize(SURVIVORS);
      Set<Integer> epolls = new TreeSet<>(OpenDescriptors.epolls());
      epolls.removeAll(epollsBefore);
      if (!epolls.isEmpty()) { // on poll there is none
        assertThat(OpenDescriptors.watchedBy(epolls.iterator().next()))
            .as("what epoll watches: the alarm, and what is registered")
            .hasSize(1 + SURVIVORS)
            .containsAll(survivingDescriptors());
      }
      for (SocketPair<?> survivor : survivors) {
        survivor.close();
      }
      selector.selectNow();
      assertThat(selector.keys()).isEmpty();
      assertThat(selector.selectedKeys()).isEmpty();
    }
    assertThat(OpenDescriptors.epolls()).isEqualTo(epollsBefore);
  }

  /** Registers what nobody closes, so that it must be there in the end. */
  private void survive(Selector selector) throws IOException {
    for (int i = 0; i < SURVIVORS; i++) {
      SocketPair<?> pair = BsdSocket.pair(UnixFamily.AF_UNIX, SocketType.STREAM);
      survivors.add(pair);
      pair.first().configureBlocking(false).register(selector, OP_READ);
    }
    selector.selectNow();
  }

  private List<Integer> survivingDescriptors() throws IOException {
    List<Integer> descriptors = new ArrayList<>();
    for (SocketPair<?> survivor : survivors) {
      descriptors.add(survivor.first().fd());
    }
    return descriptors;
  }

  private static void run(StressedSelector stressed, int clientCount, List<Background<?>> others)
      throws Exception {
    List<Background<?>> clients = new ArrayList<>();
    for (int i = 0; i < clientCount; i++) {
      int seed = i;
      clients.add(Background.start(() -> stressed.converse(seed)));
    }
    try {
      for (Background<?> client : clients) {
        client.result(stressed.secondsLeft() + 3 * Deadline.LENGTH.toSeconds());
      }
    } finally {
      stressed.stop();
      Deadline.await(
          "all have stopped",
          () -> {
            stressed.wakeUp();
            return others.stream().allMatch(Background::isDone);
          });
    }
    for (Background<?> other : others) {
      other.result();
    }
  }
}
