package io.sockets4j.it.selector;

import static java.nio.channels.SelectionKey.OP_ACCEPT;
import static java.nio.channels.SelectionKey.OP_CONNECT;
import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockets4j.BsdSocket;
import io.sockets4j.BsdSocketOptions;
import io.sockets4j.NativeError;
import io.sockets4j.SocketPair;
import io.sockets4j.os.Errno;
import io.sockets4j.os.SocketType;
import io.sockets4j.unix.UnixAddress;
import io.sockets4j.unix.UnixFamily;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What our selectors do beyond what the documentation of java.nio says. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "looks at descriptors in /proc/self/fd")
@ParameterizedClass(name = "{0}")
@MethodSource("io.sockets4j.it.selector.Subject#ours")
class BsdSelectorTest extends SelectorTest {
  private static final int AF_NETLINK = 16;

  /** How long a peer is left alone whose backlog is full. */
  private static final Duration PAUSE = Duration.ofMillis(10);

  BsdSelectorTest(Subject subject) {
    super(subject);
  }

  private SocketPair<?> unixPair(SocketType type) throws IOException {
    SocketPair<?> pair = BsdSocket.pair(UnixFamily.AF_UNIX, type);
    keep(pair.first()).configureBlocking(false);
    keep(pair.second()).configureBlocking(false);
    return pair;
  }

  private SocketPair<?> unixStreams() throws IOException {
    return unixPair(SocketType.STREAM);
  }

  private Background<Integer> startSelect() throws Exception {
    return Background.startSelection(selector()::select);
  }

  @Test
  void oneSelectorMixesEveryFamily() throws Exception {
    List<SelectionKey> keys = new ArrayList<>();
    List<SelectableChannel> far = new ArrayList<>();
    for (SocketType type : List.of(SocketType.STREAM, SocketType.DGRAM, SocketType.SEQPACKET)) {
      SocketPair<?> pair = unixPair(type);
      keys.add(register(pair.first(), OP_READ));
      far.add(pair.second());
    }
    for (Pair pair : List.of(streams(), datagrams())) {
      keys.add(register(pair.near(), OP_READ));
      far.add(pair.far());
    }
    assertThat(selector().selectNow()).isZero();
    for (SelectableChannel channel : far) {
      send(channel);
    }
    Deadline.await(
        "all are ready",
        () -> {
          selector().select(1);
          return selector().selectedKeys().size() == keys.size();
        });
    assertThat(selector().selectedKeys()).containsExactlyInAnyOrderElementsOf(keys);

    BsdSocket<?> unknown = keep(BsdSocket.open(AF_NETLINK, SocketType.RAW.value(), 0));
    unknown.configureBlocking(false);
    SelectionKey key = register(unknown, OP_READ | OP_WRITE);
    assertThat(selector().selectNow()).isEqualTo(1);
    assertThat(key.readyOps()).isEqualTo(OP_WRITE);
  }

  @Test
  void readinessOfAUnixListenerIsAConnection() throws Exception {
    BsdSocket<?> listening = keep(BsdSocket.open(UnixFamily.AF_UNIX, SocketType.STREAM));
    listening.bind(UnixAddress.unnamed()).listen().configureBlocking(false);
    SelectionKey key = register(listening, OP_ACCEPT | OP_READ);
    assertThat(selector().selectNow()).isZero();
    BsdSocket<?> client = keep(BsdSocket.open(UnixFamily.AF_UNIX, SocketType.STREAM));
    client.connect(listening.getLocalAddress());
    assertThat(selector().select()).isEqualTo(1);
    assertThat(key.readyOps()).isEqualTo(OP_ACCEPT);
    keep(listening.accept());
    assertThat(selector().selectNow()).isZero();
  }

  @Test
  void closingGivesTheDescriptorBackWhileASelectionWaits() throws Exception {
    long entries = OpenDescriptors.epollEntries();
    SocketPair<?> closing = unixStreams();
    SocketPair<?> staying = unixStreams();
    register(closing.first(), OP_READ);
    SelectionKey key = register(staying.first(), OP_READ);
    BsdSocket<?> duplicate = keep(closing.first().duplicate());
    int fd = closing.first().fd();
    String socket = Objects.requireNonNull(OpenDescriptors.all().get(fd));
    assertThat(OpenDescriptors.all().get(duplicate.fd())).isEqualTo(socket);

    Background<Integer> selection = startSelect();
    closing.first().close();
    Deadline.await("the descriptor is given back", () -> !hasNumber(fd, socket));
    if (subject.toString().endsWith("epoll")) {
      assertThat(OpenDescriptors.epollEntries()).as("the one that stays").isEqualTo(entries + 1);
    }
    send(closing.second());
    assertThat(duplicate.receive(1)).as("the duplicate lives").hasSize(1);
    assertThat(selection.isDone()).isFalse();

    send(staying.second());
    assertThat(selection.result()).isEqualTo(1);
    assertThat(selector().selectedKeys()).containsExactly(key);
    assertThat(selector().keys()).containsExactly(key);
  }

  private static boolean hasNumber(int fd, String socket) throws IOException {
    Map<Integer, String> open = OpenDescriptors.all();
    return socket.equals(open.get(fd));
  }

  @Test
  void detachingGivesTheDescriptorAwayWhileASelectionWaits() throws Exception {
    SocketPair<?> pair = unixStreams();
    register(pair.first(), OP_READ);
    Background<Integer> selection = startSelect();
    BsdSocket<?> adopted = keep(BsdSocket.adopt(pair.first().detach()));
    adopted.configureBlocking(false);
    SelectionKey key = register(adopted, OP_READ);
    send(pair.second());
    assertThat(selection.isDone()).isFalse();
    selector().wakeup();
    assertThat(selection.result()).isZero();
    assertThat(selector().select()).isEqualTo(1);
    assertThat(selector().selectedKeys()).containsExactly(key);
    assertThat(selector().keys()).containsExactly(key);
  }

  @Test
  void aNumberThatIsUsedAgainIsAnotherKey() throws Exception {
    SocketPair<?> first = unixStreams();
    SelectionKey before = register(first.first(), OP_READ);
    send(first.second());
    assertThat(selector().selectNow()).isEqualTo(1);
    first.first().close();
    SocketPair<?> second = unixStreams(); // the kernel gives the lowest number that is free
    SelectionKey after = register(second.first(), OP_READ);
    assertThat(selector().selectNow()).isZero();
    assertThat(selector().selectedKeys()).isEmpty();
    send(second.second());
    assertThat(selector().select()).isEqualTo(1);
    assertThat(selector().selectedKeys()).containsExactly(after).doesNotContain(before);
  }

  @Test
  void aKeyThatIsCancelledWhileReadyDoesNotEndTheSelection() throws Exception {
    SocketPair<?> cancelled = unixStreams();
    SocketPair<?> staying = unixStreams();
    SelectionKey first = register(cancelled.first(), OP_READ);
    SelectionKey second = register(staying.first(), OP_READ);
    Background<Integer> selection = startSelect();
    first.cancel();
    send(cancelled.second());
    send(staying.second());
    assertThat(selection.result()).isEqualTo(1);
    assertThat(selector().selectedKeys()).containsExactly(second);
  }

  @Test
  void interestThatIsLostDuringASelectionCountsUntilItEnds() throws Exception {
    SocketPair<?> pair = unixStreams();
    SelectionKey key = register(pair.first(), OP_READ);
    Background<Integer> selection = startSelect();
    key.interestOps(0);
    send(pair.second());
    assertThat(selection.result()).isEqualTo(1);
    assertThat(key.readyOps()).isEqualTo(OP_READ);
    selector().selectedKeys().clear();
    assertThat(selector().selectNow()).isZero();
  }

  @Test
  void aConnectionThatAnotherThreadFinishesMakesTheSocketWritable() throws Exception {
    SelectableChannel channel = stream();
    if (!subject.connect(channel, addressOf(listening()))) {
      SelectionKey key = register(channel, OP_WRITE);
      Background<Integer> selection = startSelect();
      assertThat(selection.isDone()).as("writable, but not connected").isFalse();
      Deadline.await("the connection is made", () -> subject.finishConnect(channel));
      assertThat(selection.result()).isEqualTo(1);
      assertThat(key.readyOps()).isEqualTo(OP_WRITE);
    }
  }

  /** poll(2) says that a UNIX socket can connect, while the peer's backlog is full. */
  @Test
  void aConnectThatTheKernelDoesNotBeginIsTriedAgainAndAgain() throws Exception {
    BsdSocket<?> listening = keep(BsdSocket.open(UnixFamily.AF_UNIX, SocketType.STREAM));
    listening.bind(UnixAddress.unnamed()).listen(0);
    BsdSocket<?> first = keep(BsdSocket.open(UnixFamily.AF_UNIX, SocketType.STREAM));
    first.connect(listening.getLocalAddress());

    BsdSocket<?> second = keep(BsdSocket.open(UnixFamily.AF_UNIX, SocketType.STREAM));
    second.configureBlocking(false);
    assertThat(second.connect(listening.getLocalAddress())).isFalse();
    SelectionKey key = register(second, OP_CONNECT);
    AtomicInteger tries = new AtomicInteger();
    Background<Integer> connecting =
        Background.start(
            () -> {
              do {
                assertThat(selector().select()).isEqualTo(1);
                assertThat(key.isConnectable()).isTrue();
                selector().selectedKeys().clear();
                tries.incrementAndGet();
              } while (!second.finishConnect());
              return key.readyOps();
            });
    Deadline.await("it was tried", () -> connecting.isDone() || tries.get() >= 3);
    assertThat(connecting.isDone()).isFalse();
    keep(listening.accept());
    assertThat(connecting.result()).isEqualTo(OP_CONNECT);
    keep(listening.accept());
  }

  @Test
  void readinessThatMeansNothingCostsNoProcessorTime() throws Exception {
    SocketPair<?> pair = unixStreams();
    SelectionKey key = register(pair.first(), OP_CONNECT | OP_ACCEPT);
    Background<Long> selection =
        Background.start(
            () -> {
              long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
              assertThat(selector().select(2_000)).isZero();
              return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
            });
    assertThat(Duration.ofNanos(selection.result())).isLessThan(Duration.ofMillis(200));
    key.interestOpsOr(OP_WRITE);
    assertThat(selector().selectNow()).isEqualTo(1);
    assertThat(key.readyOps()).isEqualTo(OP_WRITE);
  }

  @Test
  void aConnectionThatTheKernelRefusesToBeginIsNotReadyAtOnce() throws Exception {
    BsdSocket<?> full = keep(BsdSocket.open(UnixFamily.AF_UNIX, SocketType.STREAM));
    full.bind(UnixAddress.unnamed()).listen(0);
    BsdSocket<?> socket;
    boolean connected;
    do {
      socket = keep(BsdSocket.open(UnixFamily.AF_UNIX, SocketType.STREAM));
      socket.configureBlocking(false);
      connected = socket.connect(full.getLocalAddress());
    } while (connected);
    register(socket, OP_CONNECT);
    for (int i = 0; i < 3; i++) {
      long before = System.nanoTime();
      assertThat(socket.finishConnect()).isFalse();
      assertThat(selector().select(Deadline.LENGTH.toMillis())).isEqualTo(1);
      assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(PAUSE.toNanos());
      selector().selectedKeys().clear();
    }
  }

  @Test
  void closingThatLingersKeepsNoSelectorWaiting() throws Exception {
    Pair pair = streams();
    BsdSocket<?> lingering = (BsdSocket<?>) pair.near();
    lingering.setOption(BsdSocketOptions.SO_LINGER, (int) Deadline.LENGTH.toSeconds());
    fill(lingering);
    register(lingering, OP_READ);
    assertThat(selector().selectNow()).isZero();
    Objects.requireNonNull(lingering.keyFor(selector())).cancel();
    Background<Boolean> closing =
        Background.start(
            () -> {
              lingering.close();
              return true;
            });
    Deadline.await("close(2) lingers", () -> closing.isIn("Libc.close"));
    Background<Integer> selection = Background.start(selector()::selectNow);
    assertThat(selection.result()).isZero();
    assertThat(selector().keys()).isEmpty();
    assertThat(closing.isDone()).as("the peer has read nothing").isFalse();
    pair.far().close();
    assertThat(closing.result()).isTrue();
  }

  @Test
  void readinessThatMeansNothingDelaysNoOther() throws Exception {
    SocketPair<?> pair = unixStreams();
    register(unixStreams().first(), OP_CONNECT);
    SelectionKey key = register(pair.first(), OP_READ | OP_CONNECT);
    Background<Integer> selection = startSelect();
    send(pair.second());
    assertThat(selection.result()).isEqualTo(1);
    assertThat(selector().selectedKeys()).containsExactly(key);
    assertThat(key.readyOps()).isEqualTo(OP_READ);
  }

  @Test
  void aHangUpMakesEverythingOfInterestReady() throws Exception {
    SocketPair<?> pair = unixStreams();
    SelectionKey key = register(pair.first(), OP_READ | OP_CONNECT);
    pair.second().close();
    assertThat(selector().select()).isEqualTo(1);
    assertThat(key.readyOps()).isEqualTo(OP_READ | OP_CONNECT);
  }

  @Test
  void aSelectionLeavesNothingReadyOut() throws Exception {
    int count = 700;
    for (int i = 0; i < count; i += 2) {
      SocketPair<?> pair = unixStreams();
      register(pair.first(), OP_WRITE);
      register(pair.second(), OP_WRITE);
    }
    assertThat(selector().selectNow()).isEqualTo(count);
  }

  @Test
  void whatAnActionCancelsIsDeregisteredWhenItsSelectionEnds() throws Exception {
    SelectionKey key = registerReadable();
    assertThat(selector().select(SelectionKey::cancel)).isEqualTo(1);
    assertThat(selector().keys()).isEmpty();
    assertThat(key.channel().isRegistered()).isFalse();
  }

  @Test
  void watchedSocketsThatGoLeaveTheOthersWatched() throws Exception {
    List<SocketPair<?>> pairs = new ArrayList<>();
    for (int i = 0; i < 200; i++) { // more than fit at first into what the kernel is given
      SocketPair<?> pair = unixStreams();
      register(pair.first(), OP_READ);
      pairs.add(pair);
    }
    assertThat(selector().selectNow()).isZero();
    for (int i = 0; i < 200; i += 3) {
      pairs.get(i).first().close();
    }
    for (int i = 0; i < 200; i++) {
      if (i % 3 != 0) {
        send(pairs.get(i).second());
        assertThat(selector().selectNow()).isEqualTo(1);
        assertThat(selector().selectedKeys())
            .containsExactly(Objects.requireNonNull(pairs.get(i).first().keyFor(selector())));
        assertThat(receive(pairs.get(i).first())).isEqualTo(1);
        selector().selectedKeys().clear();
      }
    }
  }

  @Test
  void closedSelectorsLeaveNothingOpen() throws Exception {
    SocketPair<?> pair = unixStreams();
    int before = OpenDescriptors.count();
    for (int i = 0; i < 100; i++) {
      try (Selector other = subject.openSelector()) {
        pair.first().register(other, OP_READ);
        other.selectNow();
        assertThat(OpenDescriptors.count()).isGreaterThan(before);
      }
    }
    assertThat(OpenDescriptors.count()).isEqualTo(before);
    assertThat(pair.first().isRegistered()).isFalse();
  }

  @Test
  void aDescriptorThatSomebodyElseClosedIsReported() throws Exception {
    BsdSocket<?> socket = unixStreams().first();
    SelectionKey key = register(socket, OP_READ);
    BsdSocket.adopt(socket.fd()).close(); // what nobody should do
    try {
      if (subject.toString().endsWith("epoll")) {
        for (int attempt = 0; attempt < 2; attempt++) {
          assertThatThrownBy(() -> selector().selectNow())
              .isInstanceOf(IOException.class)
              .hasMessageContaining("epoll_ctl(fd " + socket.fd() + "): EBADF")
              .satisfies(e -> assertThat(((NativeError) e).errno()).isEqualTo(Errno.EBADF));
        }
        key.cancel();
        assertThat(selector().selectNow()).isZero();
        assertThat(selector().keys()).isEmpty();
      } else {
        assertThat(selector().selectNow()).isEqualTo(1);
      }
    } finally {
      socket.detach(); // not close: the number may be another's
    }
  }

  @Test
  void anUnknownMechanismIsRefused() throws Exception {
    int before = OpenDescriptors.count();
    System.setProperty("sockets4j.selector", "kqueue");
    try {
      assertThatThrownBy(subject.provider()::openSelector)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'epoll' and 'poll'");
    } finally {
      System.clearProperty("sockets4j.selector");
    }
    assertThat(OpenDescriptors.count()).isEqualTo(before);
  }

  @Test
  void theProviderOpensSelectorsAlone() {
    assertThatThrownBy(subject.provider()::openSocketChannel)
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(subject.provider()::openServerSocketChannel)
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(subject.provider()::openDatagramChannel)
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(subject.provider()::openPipe)
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aKeyAndItsSelectorDescribeThemselves() throws Exception {
    BsdSocket<?> socket = unixStreams().first();
    SelectionKey key = register(socket, OP_READ);
    assertThat(key).hasToString(socket + ", interest 0x1, ready 0x0");
    assertThat(selector()).hasToString("BsdSelector of 1 keys");
    selector().close();
    assertThat(key).hasToString(socket + ", interest 0x1, ready 0x0, cancelled");
    assertThat(selector()).hasToString("BsdSelector of 0 keys, closed");
  }
}
