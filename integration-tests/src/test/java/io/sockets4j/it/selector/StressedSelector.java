package io.sockets4j.it.selector;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.BsdSocket;
import io.sockets4j.SocketPair;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.FamilyFixture;
import io.sockets4j.testkit.Peers;
import io.sockets4j.testkit.SocketScope;
import io.sockets4j.unix.UnixFamily;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** What the threads do that stress a selector: one method a thread. */
final class StressedSelector {
  private static final int BUFFER = 1 << 16;
  private static final int SELECTIONS_ELSEWHERE = 50;
  private static final int TURNS = 4;

  /** What those that disturb leave to the others between what they do. */
  private static final long BREATH = 50_000;

  private final Subject subject;
  private final Selector selector;
  private final List<FamilyFixture> kinds;
  private final Counts counts;
  private final Duplicates duplicates;
  private final long end;

  private final AtomicLong conversations = new AtomicLong();
  private volatile boolean stopped;

  /** Another selector, which often is closed and replaced. */
  private volatile Selector elsewhere;

  StressedSelector(
      Subject subject,
      Selector selector,
      List<FamilyFixture> kinds,
      Counts counts,
      Duplicates duplicates,
      long end)
      throws IOException {
    this.subject = subject;
    this.selector = selector;
    this.kinds = kinds;
    this.counts = counts;
    this.duplicates = duplicates;
    this.end = end;
    this.elsewhere = subject.openSelector();
  }

  long secondsLeft() {
    return Math.max(TimeUnit.NANOSECONDS.toSeconds(end - System.nanoTime()), 0);
  }

  void stop() {
    stopped = true;
  }

  void wakeUp() {
    selector.wakeup();
    elsewhere.wakeup();
    counts.wakeUps.increment();
  }

  // ------------------------------------------------------------- those that send

  /** Connects, registers, sends and sees it received, and closes: again and again. */
  long converse(int seed) throws Exception {
    Random random = new Random(seed);
    long done = 0;
    for (; goesOn(); done++) {
      long number = conversations.getAndIncrement();
      FamilyFixture kind = kinds.get((int) (number % kinds.size()));
      try (SocketScope sockets = new SocketScope(kind)) {
        Peers peers = sockets.peers();
        byte[] content = ByteBuffer.allocate(Long.BYTES).putLong(number).array();
        peers.far().configureBlocking(false);
        Conversation conversation = new Conversation(peers.far(), kind.message(content));
        SelectionKey key = register(conversation);
        int rounds = 1 + random.nextInt(8);
        for (int round = 0; round < rounds; round++) {
          key = round(conversation, peers.near(), key, random);
        }
        finish(conversation, peers, key, random);
      }
    }
    return done;
  }

  /** Until time is up, and on a slow machine until every kind has had its turns. */
  private boolean goesOn() {
    return System.nanoTime() - end < 0 || conversations.get() < (long) TURNS * kinds.size();
  }

  private SelectionKey register(Conversation conversation) throws Exception {
    SelectionKey key = conversation.channel().register(selector, OP_READ, conversation);
    counts.registrations.increment();
    wakeUp();
    return key;
  }

  private SelectionKey round(
      Conversation conversation, BsdSocket<?> near, SelectionKey key, Random random)
      throws Exception {
    SelectionKey current = key;
    switch (random.nextInt(5)) {
      case 0 -> { // the message comes first, and is of no interest until later
        interest(key, 0);
        wakeUp();
        send(conversation, near, random);
        interest(key, OP_READ);
        wakeUp();
      }
      case 1 -> { // the message meets a registration that ends
        send(conversation, near, random);
        key.cancel();
        counts.cancels.increment();
        wakeUp();
        Deadline.await(
            "the key is deregistered", () -> conversation.channel().keyFor(selector) == null);
        current = register(conversation);
      }
      case 2 -> { // two selectors hold it
        registerElsewhere(conversation);
        send(conversation, near, random);
      }
      default -> send(conversation, near, random); // the selection under way has to see it
    }
    conversation.awaitAll();
    return current;
  }

  private void send(Conversation conversation, BsdSocket<?> near, Random random)
      throws IOException {
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      conversation.sends();
      assertThat(near.send(conversation.message())).isEqualTo(conversation.message().length);
      counts.messages.increment();
    }
  }

  private void interest(SelectionKey key, int ops) {
    key.interestOps(ops);
    counts.interests.increment();
  }

  private void registerElsewhere(Conversation conversation) throws IOException {
    try {
      conversation.channel().register(elsewhere, OP_READ);
      counts.registrations.increment();
    } catch (ClosedSelectorException | CancelledKeyException e) {
      wakeUp(); // it is being replaced
    }
  }

  private void finish(Conversation conversation, Peers peers, SelectionKey key, Random random)
      throws Exception {
    conversation.end();
    switch (random.nextInt(6)) {
      case 0 -> peers.near().close(); // those that select see the end, and may be first to close
      case 1 -> {
        key.cancel();
        counts.cancels.increment();
      }
      case 2 -> { // what was closed is readable all the time, by another descriptor
        int duplicate = Duplicates.duplicate(peers.far().fd());
        peers.far().close();
        peers.near().send(conversation.message());
        duplicates.keepOrClose(duplicate);
      }
      case 3 -> peers.near().send(conversation.message()); // on its way when the socket closes
      case 4 -> Duplicates.close(peers.far().detach());
      default -> wakeUp();
    }
    peers.far().close();
    counts.closes.increment();
    assertThat(key.isValid()).isFalse();
  }

  // ------------------------------------------------------------- those that select

  long selectKeys() throws IOException {
    Random random = new Random(11);
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    long served = 0;
    while (!stopped) {
      synchronized (selector) {
        selector.select();
        counts.selections.increment();
        for (var keys = selector.selectedKeys().iterator(); keys.hasNext(); keys.remove()) {
          serve(keys.next(), buffer, random);
          served++;
        }
      }
    }
    return served;
  }

  long selectWithAction() throws IOException {
    Random random = new Random(12);
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    long served = 0;
    while (!stopped) {
      served += selector.select(key -> serve(key, buffer, random));
      counts.selections.increment();
    }
    return served;
  }

  private void serve(SelectionKey key, ByteBuffer buffer, Random random) {
    if (!(key.attachment() instanceof Conversation conversation)) {
      return; // a survivor has nothing to say
    }
    BsdSocket<?> socket = (BsdSocket<?>) conversation.channel();
    try {
      int length;
      do {
        length = socket.receive(buffer.clear());
        conversation.came(buffer.flip());
      } while (length > 0);
      if (length < 0) {
        conversation.failed(new IOException("the end has come early"));
        quit(key, random);
      } else {
        interest(key, random.nextInt(8) == 0 ? OP_READ | OP_WRITE : OP_READ);
      }
    } catch (CancelledKeyException e) {
      assertThat(key.isValid()).isFalse();
    } catch (IOException e) {
      conversation.failed(e);
      quit(key, random);
    }
  }

  private void quit(SelectionKey key, Random random) {
    try {
      switch (random.nextInt(3)) {
        case 0 -> key.channel().close();
        case 1 -> key.cancel();
        default -> interest(key, 0);
      }
    } catch (CancelledKeyException e) {
      assertThat(key.isValid()).isFalse();
    } catch (IOException e) {
      assertThat(key.channel().isOpen()).isFalse(); // reset by the peer, say
    }
  }

  /** Selects with the other selector, and closes it while others register. */
  long selectElsewhere() throws IOException {
    long replaced = 0;
    while (!stopped) {
      for (int i = 0; i < SELECTIONS_ELSEWHERE && !stopped; i++) {
        elsewhere.select();
        counts.selections.increment();
        elsewhere.selectedKeys().clear();
      }
      Selector old = elsewhere;
      elsewhere = subject.openSelector();
      old.close();
      replaced++;
    }
    elsewhere.close();
    return replaced;
  }

  // ------------------------------------------------------------- those that disturb

  long disturb() throws IOException {
    Random random = new Random(13);
    long disturbed = 0;
    for (; !stopped; disturbed++) {
      switch (random.nextInt(4)) {
        case 0 -> wakeUp();
        case 1 -> selector.keys().forEach(key -> assertThat(key.selector()).isSameAs(selector));
        default -> Thread.onSpinWait();
      }
      LockSupport.parkNanos(BREATH);
    }
    return disturbed;
  }

  /** Takes the numbers of descriptors that others have closed, for what is readable at once. */
  long recycle() throws IOException {
    long recycled = 0;
    for (; !stopped; recycled++) {
      try (SocketPair<?> pair = BsdSocket.pair(UnixFamily.AF_UNIX, SocketType.STREAM)) {
        pair.first().send(new byte[] {'x'});
        assertThat(pair.second().receive(2)).containsExactly('x');
        pair.first().send(new byte[] {'y'});
        pair.second().configureBlocking(false);
        SelectionKey key = pair.second().register(selector, 0);
        counts.registrations.increment();
        assertThat(Objects.requireNonNull(key).readyOps()).isZero();
      } catch (ClosedChannelException e) {
        throw new AssertionError("somebody else has closed a socket that is not its own", e);
      }
      LockSupport.parkNanos(BREATH);
    }
    return recycled;
  }
}
