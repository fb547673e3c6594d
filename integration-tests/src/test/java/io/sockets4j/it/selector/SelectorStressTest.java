package io.sockets4j.it.selector;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.BsdSocket;
import io.sockets4j.NativeError;
import io.sockets4j.SocketPair;
import io.sockets4j.os.Errno;
import io.sockets4j.os.SocketType;
import io.sockets4j.unix.UnixFamily;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Many threads register, cancel, close and select at once: nothing may be lost or left behind. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "counts descriptors in /proc/self/fd")
@ParameterizedClass(name = "{0}")
@MethodSource("io.sockets4j.it.selector.Subject#ours")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SelectorStressTest {
  private static final int CLIENTS = 3;
  private static final int ROUNDS_OF_A_CLIENT = 1_500;
  private static final int ROUNDS_OF_A_RACE = 3_000;

  private final Subject subject;

  SelectorStressTest(Subject subject) {
    this.subject = subject;
  }

  /** A socket that is registered: over once it was served, closed or cancelled. */
  private record Client(BsdSocket<?> near, BsdSocket<?> far, CountDownLatch over)
      implements AutoCloseable {
    static Client open() throws IOException {
      SocketPair<?> pair = BsdSocket.pair(UnixFamily.AF_UNIX, SocketType.STREAM);
      pair.first().configureBlocking(false);
      pair.second().configureBlocking(false);
      return new Client(pair.first(), pair.second(), new CountDownLatch(1));
    }

    @Override
    public void close() throws IOException {
      near.close();
      far.close();
    }
  }

  @Test
  void everyClientIsServedAndNothingIsLeft() throws Exception {
    int before = OpenDescriptors.count();
    Selector selector = subject.openSelector();
    Map<Client, Boolean> live = new ConcurrentHashMap<>();
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger served = new AtomicInteger();
    List<Background<?>> servers = new ArrayList<>();
    servers.add(Background.start(() -> serveSets(selector, over, served)));
    servers.add(Background.start(() -> serveActions(selector, over, served)));
    servers.add(Background.start(() -> disturb(selector, live, over)));
    List<Background<Integer>> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      int seed = i;
      clients.add(Background.start(() -> beClients(selector, live, new Random(seed))));
    }
    try {
      for (Background<Integer> client : clients) {
        assertThat(client.result(100)).isEqualTo(ROUNDS_OF_A_CLIENT);
      }
    } finally {
      over.set(true);
      while (servers.stream().anyMatch(server -> !server.isDone())) {
        selector.wakeup();
        Thread.onSpinWait();
      }
    }
    for (Background<?> server : servers) {
      server.result();
    }
    assertThat(served.get()).as("clients served").isGreaterThan(ROUNDS_OF_A_CLIENT);
    selector.selectNow();
    assertThat(selector.keys()).isEmpty();
    assertThat(selector.selectedKeys()).isEmpty();
    selector.close();
    assertThat(OpenDescriptors.count()).isEqualTo(before);
  }

  /** Opens, registers, sends and waits until somebody has noticed. */
  private int beClients(Selector selector, Map<Client, Boolean> live, Random random)
      throws Exception {
    int noticed = 0;
    int disturbed = 0;
    for (int round = 0; round < ROUNDS_OF_A_CLIENT; round++) {
      try (Client client = Client.open()) {
        boolean first = random.nextBoolean();
        if (first) {
          client.far.send(new byte[] {'x'});
        }
        live.put(client, true);
        boolean later = random.nextBoolean();
        SelectionKey key = client.near.register(selector, later ? 0 : OP_READ, client);
        if (later) {
          key.interestOps(OP_READ);
        }
        selector.wakeup();
        if (!first) {
          client.far.send(new byte[] {'x'});
        }
        assertThat(client.over.await(Deadline.LENGTH.toSeconds(), TimeUnit.SECONDS))
            .as("client of round %d noticed", round)
            .isTrue();
        live.remove(client);
        noticed++;
      } catch (ClosedChannelException | CancelledKeyException e) {
        disturbed++; // closed or cancelled before this thread was done with it
      } catch (SocketException e) {
        assertThat(((NativeError) e).errno()).as("of " + e).isEqualTo(Errno.EPIPE);
        disturbed++; // closed before this thread had sent
      }
    }
    return noticed + disturbed;
  }

  /** Serves by the selected-key set. */
  private static boolean serveSets(Selector selector, AtomicBoolean over, AtomicInteger served)
      throws IOException {
    Random random = new Random(11);
    while (!over.get()) {
      synchronized (selector) {
        selector.select(100);
        for (SelectionKey key : selector.selectedKeys()) {
          serve(key, random, served);
        }
        selector.selectedKeys().clear();
      }
    }
    return true;
  }

  private static boolean serveActions(Selector selector, AtomicBoolean over, AtomicInteger served)
      throws IOException {
    Random random = new Random(12);
    while (!over.get()) {
      selector.select(key -> serve(key, random, served), 100);
    }
    return true;
  }

  private static void serve(SelectionKey key, Random random, AtomicInteger served) {
    Client client = (Client) Objects.requireNonNull(key.attachment());
    try {
      int received = client.near.receive(ByteBuffer.allocate(1));
      if (received != 0) {
        served.incrementAndGet();
        client.over.countDown();
      }
      switch (random.nextInt(4)) {
        case 0 -> key.cancel();
        case 1 -> client.near.close();
        case 2 -> key.interestOps(OP_READ | OP_WRITE);
        default -> key.interestOps(OP_READ);
      }
    } catch (ClosedChannelException | CancelledKeyException e) {
      client.over.countDown(); // disturbed between its selection and now
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Closes and cancels what others are using. */
  private static boolean disturb(Selector selector, Map<Client, Boolean> live, AtomicBoolean over)
      throws IOException {
    Random random = new Random(13);
    while (!over.get()) {
      for (Iterator<Client> all = live.keySet().iterator(); all.hasNext(); all.remove()) {
        Client client = all.next();
        SelectionKey key = client.near.keyFor(selector);
        switch (random.nextInt(6)) {
          case 0 -> {
            client.near.close();
            client.over.countDown();
          }
          case 1 -> {
            if (key != null) {
              key.cancel();
              client.over.countDown();
            }
          }
          case 2 -> selector.wakeup();
          default -> Thread.onSpinWait();
        }
      }
    }
    return true;
  }

  @Test
  void closingBothWhileRegisteringAndSelectingLeavesNothing() throws Exception {
    int before = OpenDescriptors.count();
    Random random = new Random(7);
    for (int round = 0; round < ROUNDS_OF_A_RACE; round++) {
      race(random);
    }
    assertThat(OpenDescriptors.count()).isEqualTo(before);
  }

  private void race(Random random) throws Exception {
    boolean registeredBefore = random.nextBoolean();
    boolean cancels = random.nextBoolean();
    boolean detaches = random.nextInt(4) == 0;
    try (Client client = Client.open();
        Client other = Client.open();
        Selector selector = subject.openSelector()) {
      other.near.register(selector, OP_READ);
      if (registeredBefore) {
        client.near.register(selector, OP_READ);
      }
      CyclicBarrier start = new CyclicBarrier(4);
      List<Background<?>> racers = new ArrayList<>();
      racers.add(racer(start, random, () -> client.near.register(selector, OP_READ | OP_WRITE)));
      racers.add(racer(start, random, () -> selector.select(20_000)));
      racers.add(racer(start, random, () -> cancels ? cancel(client, selector) : close(selector)));
      racers.add(racer(start, random, () -> detaches ? detach(client) : closeNear(client)));
      racers.get(0).result();
      racers.get(2).result();
      racers.get(3).result();
      selector.wakeup();
      racers.get(1).result();

      assertThat(client.near.isOpen()).isFalse();
      if (selector.isOpen()) {
        selector.selectNow();
        assertThat(selector.keys()).hasSize(1);
        assertThat(other.near.isRegistered()).isTrue();
      } else {
        assertThat(other.near.isRegistered()).isFalse();
      }
      assertThat(client.near.isRegistered()).isFalse();
    }
  }

  private static Background<Boolean> racer(CyclicBarrier start, Random random, Callable<?> work) {
    int spins = random.nextInt(2_000);
    return Background.start(
        () -> {
          start.await();
          for (int i = 0; i < spins; i++) {
            Thread.onSpinWait();
          }
          try {
            work.call();
            return true;
          } catch (ClosedChannelException | ClosedSelectorException | CancelledKeyException e) {
            return false; // others were quicker
          }
        });
  }

  private static boolean cancel(Client client, Selector selector) {
    SelectionKey key = client.near.keyFor(selector);
    if (key != null) {
      key.cancel();
    }
    return true;
  }

  private static boolean close(Selector selector) throws IOException {
    selector.close();
    return true;
  }

  private static boolean closeNear(Client client) throws IOException {
    client.near.close();
    return true;
  }

  private static boolean detach(Client client) throws IOException {
    BsdSocket.adopt(client.near.detach()).close();
    return true;
  }
}
