package io.sockets4j;

import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketType;
import io.sockets4j.spi.AddressFamily;
import io.sockets4j.spi.Families;
import io.sockets4j.spi.UnknownSocketAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/**
 * A program that {@link VirtualThreadsTest} runs on JDK 21 or later: very many virtual threads that
 * wait in sockets, with one carrier for all of them, which another thread still gets. It prints
 * figures and fails if anything is not as it has to be.
 */
final class ManyVirtualThreads {
  private static final int MANY = 10_000;
  private static final int OTHER_DESCRIPTORS = 500;

  /** Fewer than a UNIX socket's queue holds (net.unix.max_dgram_qlen is 10). */
  private static final int AT_ONCE = 8;

  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final long PAUSE_NANOS = 1_000_000;

  // The family by number: the core knows none by name.
  private static final AddressFamily<?> UNIX = Families.byDomainOrUnknown(1);

  /** Whether the module for UNIX sockets is there or not. */
  private static final SocketAddress ANY_NAME =
      UNIX.anyAddress(SocketType.DGRAM, Protocol.DEFAULT)
          .orElse(new UnknownSocketAddress(1, new byte[0]));

  private ManyVirtualThreads() {}

  /** A thread that ends with a result. */
  private record Waiting<T>(Thread thread, FutureTask<T> outcome) {
    static <T> Waiting<T> start(Callable<T> work) {
      FutureTask<T> outcome = new FutureTask<>(work);
      try {
        Thread thread =
            (Thread)
                Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, outcome);
        return new Waiting<>(thread, outcome);
      } catch (ReflectiveOperationException e) {
        throw new LinkageError("Thread.startVirtualThread", e);
      }
    }

    T result() throws Exception {
      return outcome.get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Returns once the thread is parked, and has left its carrier. */
    Waiting<T> awaitParked() {
      long end = System.nanoTime() + DEADLINE.toNanos();
      while (thread.getState() != Thread.State.WAITING
          && thread.getState() != Thread.State.TIMED_WAITING) {
        require(!outcome.isDone() && System.nanoTime() - end < 0, thread + " does not wait");
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      return this;
    }
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new IllegalStateException(what);
    }
  }

  public static void main(String... arguments) throws Exception {
    endWaitsInEveryWay(); // loads classes: what waits for a class is no business of sockets
    List<String> pinned =
        pinned(
            () -> {
              wakeMany();
              endWaitsInEveryWay();
            });
    System.out.println("pinned " + pinned.size());
    pinned.forEach(System.out::println);
    int seen = pinned(() -> Waiting.start(Pin::once).result()).size();
    System.out.println("pinned on purpose " + seen); // or nothing has been seen above either
    System.out.println("answered while pinned " + answerPinned());
    wakeMany();
  }

  /** What the JVM has recorded of pinned carriers meanwhile, however short. */
  private static List<String> pinned(Work work) throws Exception {
    Path file = Files.createTempFile("pinned", ".jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.VirtualThreadPinned").withThreshold(Duration.ZERO).withStackTrace();
      recording.start();
      work.run();
      recording.stop();
      recording.dump(file);
      return RecordingFile.readAllEvents(file).stream()
          .filter(event -> !isOfThisTest(event))
          .map(RecordedEvent::toString)
          .toList();
    } finally {
      Files.delete(file);
    }
  }

  /**
   * Whether it comes from {@link Waiting#awaitParked}: to ask for the state of a virtual thread
   * that runs takes a lock, for which that thread waits if it is just then telling the JDK what an
   * interrupt is to end.
   */
  private static boolean isOfThisTest(RecordedEvent pinned) {
    RecordedMethod where = pinned.getStackTrace().getFrames().get(0).getMethod();
    return where.getType().getName().equals("java.lang.Thread")
        && where.getName().equals("blockedOn");
  }

  private interface Work {
    void run() throws Exception;
  }

  /** A class whose initialization holds the carrier. */
  private static final class Pin {
    static {
      LockSupport.parkNanos(PAUSE_NANOS);
    }

    static boolean once() {
      return true;
    }
  }

  // ----------------------------------------------------------------- the only carrier is held

  private static final CompletableFuture<BsdSocket<?>> ANSWERING = new CompletableFuture<>();

  /** A class whose initialization answers, and so waits without leaving the carrier. */
  private static final class PinnedAnswer {
    static final int ANSWERS = answers();

    private static int answers() {
      int answers = 0;
      try {
        while (answers < 3 && answer(ANSWERING.join(), new CountDownLatch(1))) {
          answers++;
        }
        return answers;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static int answerPinned() throws Exception {
    try (BsdSocket<?> caller = bound();
        BsdSocket<?> answering = bound()) {
      caller.setTimeout(DEADLINE);
      require(ANSWERING.complete(answering), "once");
      Waiting<Integer> waiting = Waiting.start(() -> PinnedAnswer.ANSWERS).awaitParked();
      for (int i = 0; i < 3; i++) {
        exchange(caller, List.of(answering));
      }
      return waiting.result();
    }
  }

  // ------------------------------------------------------------------------------- very many

  private static void wakeMany() throws Exception {
    int many = Math.min(MANY, openFilesLimit() - OTHER_DESCRIPTORS);
    List<BsdSocket<?>> sockets = new ArrayList<>();
    List<Waiting<Boolean>> waiting = new ArrayList<>();
    try (BsdSocket<?> caller = bound()) {
      caller.setTimeout(DEADLINE);
      for (int i = 0; i < many; i++) {
        sockets.add(bound());
      }
      long heap = usedHeap();
      long resident = resident();
      CountDownLatch begun = new CountDownLatch(many);
      for (BsdSocket<?> socket : sockets) {
        waiting.add(Waiting.start(() -> answer(socket, begun)));
      }
      require(begun.await(DEADLINE.toSeconds(), TimeUnit.SECONDS), "not all have begun");
      waiting.forEach(Waiting::awaitParked);
      require(Waiting.start(() -> true).result(), "no other thread gets the carrier");
      System.out.println("waiting " + many);
      System.out.println("bytes of heap for each " + (usedHeap() - heap) / many);
      System.out.println("bytes resident for each " + (resident() - resident) / many);
      for (int first = 0; first < many; first += AT_ONCE) {
        exchange(caller, sockets.subList(first, Math.min(first + AT_ONCE, many)));
      }
      for (Waiting<Boolean> each : waiting) {
        require(each.result(), "no answer");
      }
      System.out.println("answered " + many);
    } finally {
      for (BsdSocket<?> socket : sockets) {
        socket.close();
      }
    }
  }

  private static BsdSocket<?> bound() throws IOException {
    return BsdSocket.open(UNIX, SocketType.DGRAM).bind(ANY_NAME);
  }

  /** Waits for a question and sends it back. */
  private static boolean answer(BsdSocket<?> socket, CountDownLatch begun) throws IOException {
    ByteBuffer question = ByteBuffer.allocate(16);
    begun.countDown();
    Received<?> received = socket.receiveFrom(question);
    return socket.sendTo(question.flip(), Objects.requireNonNull(received.address())) == 1;
  }

  private static void exchange(BsdSocket<?> caller, List<BsdSocket<?>> sockets) throws IOException {
    for (BsdSocket<?> socket : sockets) {
      SocketAddress address = socket.getLocalAddress();
      require(caller.sendTo(new byte[] {1}, address) == 1, "not sent");
    }
    for (BsdSocket<?> socket : sockets) {
      require(caller.receive(16).length == 1, socket + " has answered with something else");
    }
  }

  private static int openFilesLimit() throws IOException {
    Matcher soft =
        Pattern.compile("Max open files +(\\d+)")
            .matcher(Files.readString(Path.of("/proc/self/limits")));
    return soft.find() ? Integer.parseInt(soft.group(1)) : Integer.MAX_VALUE; // else unlimited
  }

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static long resident() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      String line = lines.filter(l -> l.startsWith("VmRSS")).findFirst().orElseThrow();
      return Long.parseLong(line.replaceAll("\\D", "")) << 10;
    }
  }

  // ------------------------------------------------------------------------ what ends a wait

  /** A call that waits. */
  private interface Call {
    void on(BsdSocket<?> socket) throws IOException;
  }

  private static final Map<String, Call> CALLS =
      Map.of(
          "receive", socket -> socket.receive(ByteBuffer.allocate(8)),
          "receiveMessage", socket -> socket.receiveMessage(new Message(ByteBuffer.allocate(8))),
          "poll", socket -> socket.poll(SelectionKey.OP_READ),
          "poll for a time", socket -> socket.poll(SelectionKey.OP_READ, DEADLINE),
          "sendAll", socket -> socket.sendAll(new byte[1 << 22]),
          "read", socket -> socket.inputStream().read());

  private static void endWaitsInEveryWay() throws Exception {
    for (Map.Entry<String, Call> call : CALLS.entrySet()) {
      endWithClose(call.getKey(), call.getValue());
      endWithInterrupt(call.getKey(), call.getValue());
    }
    for (String name : List.of("receive", "receiveMessage", "poll", "sendAll")) {
      endWithTimeout(name, Objects.requireNonNull(CALLS.get(name)));
    }
    acceptAndConnect();
    if (Runtime.version().feature() >= 24) { // a selection is in monitors
      select();
    }
  }

  @SuppressWarnings("try") // closing is one of the ways to end a selection
  private static void select() throws Exception {
    try (SocketPair<?> pair = pair();
        Selector selector = BsdSelectorProvider.provider().openSelector()) {
      pair.first().configureBlocking(false);
      pair.first().register(selector, SelectionKey.OP_READ);
      Waiting<Integer> selecting = Waiting.start(selector::select).awaitParked();
      pair.second().sendAll(new byte[1]);
      require(selecting.result() == 1, "nothing selected");
      selector.selectedKeys().clear();
      pair.first().receive(ByteBuffer.allocate(8));
      selecting = Waiting.start(selector::select).awaitParked();
      selector.wakeup();
      require(selecting.result() == 0, "something selected");
      selecting = Waiting.start(() -> selector.select(DEADLINE.toMillis())).awaitParked();
      selecting.thread().interrupt();
      require(selecting.result() == 0, "something selected");
      long before = System.nanoTime();
      require(Waiting.start(() -> selector.select(SHORT.toMillis())).result() == 0, "selected");
      require(System.nanoTime() - before >= SHORT.toNanos(), "selected too early");
      Waiting<Boolean> ended = Waiting.start(() -> selectsUntilClosed(selector)).awaitParked();
      selector.close();
      require(ended.result(), "not closed");
    }
  }

  private static boolean selectsUntilClosed(Selector selector) throws IOException {
    int unused = selector.select();
    return !selector.isOpen();
  }

  private static SocketPair<?> pair() throws IOException {
    return BsdSocket.pair(UNIX, SocketType.STREAM);
  }

  private static void endWithClose(String name, Call call) throws Exception {
    try (SocketPair<?> pair = pair()) {
      Waiting<Boolean> waiting =
          Waiting.start(() -> endsWith(AsynchronousCloseException.class, pair.first(), call));
      waiting.awaitParked();
      pair.first().close();
      require(waiting.result(), name + " does not end with a close");
    }
  }

  private static void endWithInterrupt(String name, Call call) throws Exception {
    try (SocketPair<?> pair = pair()) {
      Waiting<Boolean> waiting =
          Waiting.start(() -> endsWith(ClosedByInterruptException.class, pair.first(), call));
      waiting.awaitParked().thread().interrupt();
      require(waiting.result() && !pair.first().isOpen(), name + " does not end with an interrupt");
    }
  }

  private static void endWithTimeout(String name, Call call) throws Exception {
    try (SocketPair<?> pair = pair()) {
      pair.first().setTimeout(SHORT);
      long before = System.nanoTime();
      Waiting<Boolean> waiting =
          Waiting.start(() -> endsWith(SocketTimeoutException.class, pair.first(), call));
      require(waiting.result(), name + " does not time out");
      require(System.nanoTime() - before >= SHORT.toNanos(), name + " times out too early");
    }
  }

  private static boolean endsWith(Class<?> kind, BsdSocket<?> socket, Call call)
      throws IOException {
    try {
      call.on(socket);
      return false;
    } catch (IOException e) {
      if (kind.isInstance(e)) {
        return true;
      }
      throw e;
    }
  }

  private static void acceptAndConnect() throws Exception {
    try (BsdSocket<?> listener = BsdSocket.open(UNIX, SocketType.STREAM).bind(ANY_NAME).listen(0);
        BsdSocket<?> near = BsdSocket.open(UNIX, SocketType.STREAM);
        BsdSocket<?> next = BsdSocket.open(UNIX, SocketType.STREAM)) {
      SocketAddress address = listener.getLocalAddress();
      Waiting<? extends BsdSocket<?>> accepting =
          Waiting.start(() -> (BsdSocket<?>) listener.accept()).awaitParked();
      require(near.connect(address), "not connected");
      accepting.result().close();
      require(next.connect(address), "not connected");
      try (BsdSocket<?> late = BsdSocket.open(UNIX, SocketType.STREAM)) {
        Waiting<Boolean> connecting =
            Waiting.start(() -> late.connect(address)).awaitParked(); // the backlog is full
        listener.accept().close();
        require(connecting.result(), "connected at last");
      }
    }
  }
}
