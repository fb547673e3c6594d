package io.sockets4j.it.inside;

import static io.sockets4j.inet.InetFamily.AF_INET;
import static io.sockets4j.it.inside.Errors.assertTimesOut;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.BsdSelectorProvider;
import io.sockets4j.BsdSocket;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.RequiresFamily;
import io.sockets4j.testkit.SocketScope;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Datagrams on a link that loses, repeats, delays and reorders them: each one is whole. */
@Inside
@RequiresFamily("AF_INET")
class ImpairedLinkTest {
  private static final int COUNT = 30;

  @AutoClose
  @SuppressWarnings("NullAway.Init") // before each test
  private TwoHosts hosts;

  @SuppressWarnings("NullAway.Init")
  private BsdSocket<InetSocketAddress> near;

  @SuppressWarnings("NullAway.Init")
  private BsdSocket<InetSocketAddress> far;

  @BeforeEach
  void connect() throws Exception {
    hosts = TwoHosts.createWithIpv4();
    near = hosts.near().open(AF_INET, SocketType.DGRAM);
    far = hosts.far().open(AF_INET, SocketType.DGRAM).bind(TwoHosts.far(0));
    near.connect(far.getLocalAddress());
    send(0); // so that both know each other's card
    assertThat(receive()).isZero();
  }

  /** What happens to what the near host sends. */
  private void impair(String how) throws Exception {
    hosts.near().tc("qdisc add dev eth0 root netem " + how);
  }

  /** Sends a datagram of a length and content of its own. */
  private void send(int number) throws IOException {
    byte[] content = content(number);
    assertThat(near.send(content)).isEqualTo(content.length);
  }

  private static byte[] content(int number) {
    byte[] content = new byte[1 + 10 * number];
    Arrays.fill(content, (byte) number);
    return content;
  }

  /** Receives a datagram, which must be as it was sent: its number. */
  private int receive() throws IOException {
    byte[] content = far.receive(2000);
    assertThat(content).isEqualTo(content(content[0]));
    return content[0];
  }

  private int[] receive(int count) throws IOException {
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = receive();
    }
    return numbers;
  }

  private void assertNothingMore() {
    far.setTimeout(Duration.ofMillis(50));
    assertTimesOut(far, () -> far.receive(1));
  }

  @Test
  void whatIsLostIsWaitedForUntilTheDeadline() throws Exception {
    impair("loss 100%");
    send(1);
    assertNothingMore();
    hosts.near().tc("qdisc del dev eth0 root");
    far.setTimeout(SocketScope.DEADLINE);
    send(2);
    assertThat(receive()).isEqualTo(2);
  }

  @Test
  void whatIsRepeatedComesTwice() throws Exception {
    impair("duplicate 100%");
    for (int i = 1; i <= COUNT; i++) {
      send(i);
    }
    int[] numbers = receive(2 * COUNT);
    Arrays.sort(numbers);
    assertThat(numbers).isEqualTo(IntStream.range(2, 2 * COUNT + 2).map(i -> i / 2).toArray());
    assertNothingMore();
  }

  @Test
  void whatIsReorderedIsWhole() throws Exception {
    impair("delay 1s reorder 100% gap 5"); // the fifth of five is sent at once
    for (int i = 1; i <= 10; i++) {
      send(i);
    }
    assertThat(receive(10)).containsExactly(5, 10, 1, 2, 3, 4, 6, 7, 8, 9);
    assertNothingMore();
  }

  @Test
  void someOfManyAreLostAndNoneIsDamaged() throws Exception {
    impair("loss 30% duplicate 30% delay 10ms 5ms");
    int sent = 100;
    for (int i = 1; i <= sent; i++) {
      send(i);
    }
    hosts.near().tc("qdisc change dev eth0 root netem delay 100ms");
    for (int i = 0; i < 3; i++) {
      send(sent + 1); // none of these is lost: the end
    }
    int received = 0;
    for (int number = receive(); number <= sent; number = receive()) {
      received++;
    }
    assertThat(received).isBetween(1, 2 * sent);
  }

  @ParameterizedTest
  @ValueSource(strings = {"receive", "select"})
  void whatIsLateIsWaitedFor(String way) throws Exception {
    impair("delay 1s");
    long before = System.nanoTime();
    send(1);
    if (way.equals("receive")) {
      assertNothingMore();
      far.setTimeout(SocketScope.DEADLINE);
    } else {
      try (Selector selector = BsdSelectorProvider.provider().openSelector()) {
        far.configureBlocking(false);
        SelectionKey key = far.register(selector, SelectionKey.OP_READ);
        assertThat(selector.select(50)).isZero();
        assertThat(selector.select(SocketScope.DEADLINE.toMillis())).isEqualTo(1);
        assertThat(key.isReadable()).isTrue();
      }
      far.configureBlocking(true);
    }
    assertThat(receive()).isEqualTo(1);
    assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(1_000_000_000);
  }

  @Test
  void aConnectionIsMadeThoughItTakesAWhile() throws Exception {
    impair("delay 1s");
    var listener = hosts.far().open(AF_INET, SocketType.STREAM).bind(TwoHosts.far(0)).listen();
    var early = hosts.near().open(AF_INET, SocketType.STREAM);
    early.setTimeout(Duration.ofMillis(50));
    InetSocketAddress address = listener.getLocalAddress();
    assertTimesOut(early, () -> early.connect(address));
    early.setTimeout(SocketScope.DEADLINE);
    assertThat(early.finishConnect()).isTrue(); // the kernel has gone on
    early.sendAll(new byte[] {7});
    assertThat(hosts.far().accept(listener).receive(1)).containsExactly(7);
  }
}
