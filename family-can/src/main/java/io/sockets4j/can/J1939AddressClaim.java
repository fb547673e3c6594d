package io.sockets4j.can;

import static java.nio.channels.SelectionKey.OP_READ;

import io.sockets4j.BsdSocket;
import io.sockets4j.BsdSocketOptions;
import io.sockets4j.Received;
import io.sockets4j.os.MessageFlag;
import io.sockets4j.os.MessageFlags;
import io.sockets4j.os.SocketType;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Claims an address for a NAME and defends it (SAE J1939-81), for as long as it is open. The kernel
 * does not: it watches who claims what, and sends under a NAME once that has an address. See <a
 * href="https://docs.kernel.org/networking/j1939.html">J1939</a>.
 *
 * <pre>{@code
 * CanAddress can0 = CanAddress.of("can0");
 * try (var claim = J1939AddressClaim.start(can0, name, 0x80)) {
 *   J1939Address mine =
 *       J1939Address.of("can0", claim.awaitAddress(Duration.ofSeconds(2))).withName(name);
 *   try (var socket = J1939Socket.open(mine)) {
 *     socket.send(data, J1939Address.of("can0", 0x30).withPgn(0xEF00));
 *   }
 * }
 * }</pre>
 *
 * <p>A claim stands when nobody has contradicted it for 250 ms, also where nobody else is on the
 * bus and so its frame has not been acknowledged. Where two want one address, the lower NAME gets
 * it. The other one takes another, if its NAME says that it can ({@link
 * J1939Name#isArbitraryAddressCapable}), or tells that it cannot have any. Whoever asks is
 * answered. A NAME that has lost its address gets none from a socket that is bound to it: sends
 * fail with EADDRNOTAVAIL until the NAME has another, which that socket then uses.
 *
 * <p>It is done in a thread of its own, which ends when this is closed. All methods may be called
 * by any thread at any time.
 */
public final class J1939AddressClaim implements AutoCloseable {
  /** The first address that a NAME takes by itself. */
  public static final int FIRST_ARBITRARY = 128;

  /** The last one. */
  public static final int LAST_ARBITRARY = 247;

  private static final MessageFlags NOW = MessageFlags.of(MessageFlag.DONTWAIT);
  private static final Duration SENDING = Duration.ofSeconds(2);

  /** 250 ms, and what the kernel may take to come to the same result. */
  private static final Duration UNCONTRADICTED = Duration.ofMillis(250 + 20);

  /** So that not all that cannot have an address say so at once: up to 255 times 0.6 ms. */
  private static final int LONGEST_DELAY_MICROS = 153_000;

  /** How long the kernel's own timer of a claim runs, and some more. */
  private static final Duration SETTLED = Duration.ofMillis(250 + 50);

  private static final Duration LONGEST_RELEASE = Duration.ofSeconds(2);
  private static final Duration LONGEST_END = Duration.ofSeconds(10);
  private static final Duration UNTIL_SOMETHING_COMES = Duration.ofDays(1);

  private final J1939Name name;
  private final J1939Neighbours neighbours;
  private final BsdSocket<CanAddress> socket;

  /** Another descriptor of it, which outlives it for a moment: see {@link #release}. */
  private final BsdSocket<CanAddress> kept;

  private final int interfaceIndex;
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Status status; // guarded by lock

  // Of the thread alone, once it runs.
  private int address;
  private long claimedAt; // when the claim stands, while it does not
  private long answerAt; // when to say that there is no address, if answering
  private boolean answering;
  private long claimSeenAt; // the last one, of anybody

  /** How far a claim has got. */
  public enum State {
    /** The address is claimed, and somebody may still contradict. */
    CLAIMING,
    /** The address is the NAME's. */
    CLAIMED,
    /** The address is another's, and there is none instead, as long as nobody leaves. */
    CANNOT_CLAIM,
    /** The interface went down or away, say: it has to be started anew. */
    FAILED,
    /** It has been closed. */
    CLOSED
  }

  /**
   * How far a claim has got, and with which address.
   *
   * @param state how far
   * @param address the address that is being claimed or is claimed; else {@link
   *     J1939Address#IDLE_ADDRESS}
   * @param failure why it has failed; null if it has not
   */
  public record Status(State state, int address, @Nullable IOException failure) {}

  private J1939AddressClaim(
      BsdSocket<CanAddress> socket,
      BsdSocket<CanAddress> kept,
      CanAddress where,
      J1939Name name,
      J1939Neighbours neighbours) {
    this.socket = socket;
    this.kept = kept;
    this.interfaceIndex = where.interfaceIndex();
    this.name = name;
    this.neighbours = neighbours;
    this.status = new Status(State.CLAIMING, J1939Address.IDLE_ADDRESS, null);
    this.thread = new Thread(this::run, "J1939 address claim " + name);
    thread.setDaemon(true);
  }

  /**
   * Starts to claim an address; if it is another's, one of {@link #FIRST_ARBITRARY} to {@link
   * #LAST_ARBITRARY}.
   *
   * @param where the interface
   * @param name the NAME
   * @param preferred the address to claim first, 0 to 0xFD
   * @return the claim, which has been sent
   * @throws IOException if the kernel refuses
   * @throws IllegalArgumentException if the address is out of range
   */
  public static J1939AddressClaim start(CanAddress where, J1939Name name, int preferred)
      throws IOException {
    return start(where, name, preferred, FIRST_ARBITRARY, LAST_ARBITRARY);
  }

  /**
   * Starts to claim an address; if it is another's, one of a range.
   *
   * @param where the interface
   * @param name the NAME
   * @param preferred the address to claim first, 0 to 0xFD
   * @param first the first address to take instead, 0 to 0xFD
   * @param last the last one
   * @return the claim, which has been sent
   * @throws IOException if the kernel refuses
   * @throws IllegalArgumentException if an address is out of range, or the last before the first
   */
  public static J1939AddressClaim start(
      CanAddress where, J1939Name name, int preferred, int first, int last) throws IOException {
    J1939Neighbours neighbours = new J1939Neighbours(name, preferred, first, last);
    BsdSocket<CanAddress> socket =
        BsdSocket.open(CanFamily.AF_CAN, SocketType.DGRAM, CanProtocols.CAN_J1939);
    boolean done = false;
    try {
      socket
          .setOption(BsdSocketOptions.SO_BROADCAST, true)
          .setOption(
              J1939Options.SO_J1939_FILTER,
              new J1939Filter[] {
                J1939Filter.ALL.withPgn(J1939Neighbours.ADDRESS_CLAIMED),
                J1939Filter.ALL.withPgn(J1939Neighbours.REQUEST)
              })
          .setTimeout(SENDING);
      J1939AddressClaim claim = begin(socket, where, name, neighbours, preferred);
      done = true;
      return claim;
    } finally {
      if (!done) {
        socket.close();
      }
    }
  }

  private static J1939AddressClaim begin(
      BsdSocket<CanAddress> socket,
      CanAddress where,
      J1939Name name,
      J1939Neighbours neighbours,
      int preferred)
      throws IOException {
    BsdSocket<CanAddress> kept = socket.duplicate();
    boolean done = false;
    try {
      J1939AddressClaim claim = new J1939AddressClaim(socket, kept, where, name, neighbours);
      claim.claim(preferred);
      claim.thread.start();
      done = true;
      return claim;
    } finally {
      if (!done) {
        kept.close();
      }
    }
  }

  /**
   * How far the claim has got.
   *
   * @return its status at this moment
   */
  public Status status() {
    lock.lock();
    try {
      return status;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the status is another.
   *
   * @param seen the status that is known already
   * @param timeout how long to wait
   * @return the new status, or the same if the time has passed
   * @throws InterruptedException if the thread is interrupted
   */
  public Status awaitChange(Status seen, Duration timeout) throws InterruptedException {
    long left = TimeUnit.NANOSECONDS.convert(timeout);
    lock.lockInterruptibly();
    try {
      while (status.equals(seen) && left > 0) {
        left = changed.awaitNanos(left);
      }
      return status;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the NAME has an address.
   *
   * @param timeout how long to wait; 300 ms suffice where nobody contradicts
   * @return the address, 0 to 0xFD; it may be lost later on
   * @throws SocketTimeoutException if there is none yet
   * @throws IOException if there is none to be had, the claim has failed, or this is closed
   * @throws InterruptedException if the thread is interrupted
   */
  public int awaitAddress(Duration timeout) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.NANOSECONDS.convert(timeout);
    Status now = status();
    while (now.state() == State.CLAIMING) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw new SocketTimeoutException("%s: not yet after %s".formatted(this, timeout));
      }
      now = awaitChange(now, Duration.ofNanos(left));
    }
    return switch (now.state()) {
      case CLAIMED -> now.address();
      case CLOSED -> throw new ClosedChannelException();
      case FAILED -> throw new IOException("%s: %s".formatted(this, now.failure()), now.failure());
      default ->
          throw new IOException(
              "%s: lower NAMEs have the addresses that it may have".formatted(this));
    };
  }

  /**
   * Stops defending the address, and waits until the thread has ended: up to 300 ms after a claim,
   * for which the kernel needs the socket.
   */
  @Override
  public void close() throws IOException {
    socket.close();
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      thread.join(LONGEST_END.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it ends all the same
    }
  }

  // -------------------------------------------------------------------------- its thread

  private void run() {
    try {
      while (true) {
        if (socket.poll(OP_READ, untilNextStep()) != 0) {
          receive();
        }
        step();
      }
    } catch (ClosedChannelException e) {
      release(e);
      set(State.CLOSED, J1939Address.IDLE_ADDRESS, null);
    } catch (IOException e) {
      set(State.FAILED, J1939Address.IDLE_ADDRESS, e);
      release(e);
    }
  }

  /**
   * Closes everything, but not before the kernel is done with the last claim. It notes claims after
   * 250 ms, and where the last socket of the interface has been closed meanwhile, Linux 6.12 notes
   * it all the same and never forgets it (j1939_ecu_timer_handler): the interface could not be
   * removed any more.
   */
  private void release(IOException reason) {
    try (kept;
        socket) {
      long last = System.nanoTime() + LONGEST_RELEASE.toNanos();
      long left = claimSeenAt + SETTLED.toNanos() - System.nanoTime();
      while (left > 0) {
        if (kept.poll(OP_READ, Duration.ofNanos(left)) != 0 && isClaim(kept)) {
          claimSeenAt = System.nanoTime();
        }
        left = Math.min(last, claimSeenAt + SETTLED.toNanos()) - System.nanoTime();
      }
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  /** Takes a message: whether it was a claim. Where the interface is down, none come any more. */
  private static boolean isClaim(BsdSocket<CanAddress> socket) {
    try {
      Received<CanAddress> received = socket.receiveFrom(ByteBuffer.allocate(Long.BYTES), NOW);
      return received != null
          && received.address() instanceof J1939Address sender
          && sender.pgn() == J1939Neighbours.ADDRESS_CLAIMED;
    } catch (IOException e) {
      return false; // told once, and to whom it matters already
    }
  }

  private Duration untilNextStep() {
    long next;
    if (answering) {
      next = answerAt;
    } else if (status().state() == State.CLAIMING) {
      next = claimedAt;
    } else {
      return UNTIL_SOMETHING_COMES;
    }
    return Duration.ofNanos(Math.max(next - System.nanoTime(), 0));
  }

  /** Does what it is time for. */
  private void step() throws IOException {
    long now = System.nanoTime();
    if (answering && answerAt - now <= 0) {
      answering = false;
      announce();
    }
    if (status().state() == State.CLAIMING && claimedAt - now <= 0) {
      set(State.CLAIMED, address, null);
    }
  }

  private void receive() throws IOException {
    ByteBuffer data = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    Received<CanAddress> received = socket.receiveFrom(data, NOW);
    if (received == null || !(received.address() instanceof J1939Address sender)) {
      return; // another error was told meanwhile, or nothing
    }
    data.flip();
    if (sender.pgn() == J1939Neighbours.REQUEST) {
      if (J1939Neighbours.isRequestForClaim(data)) {
        answer();
      }
    } else if (received.length() == Long.BYTES && data.getLong(0) != J1939Address.NO_NAME) {
      heard(J1939Name.of(data.getLong(0)), sender.address());
    }
  }

  /** Somebody has claimed an address, or told that it has none. */
  private void heard(J1939Name other, int claimed) throws IOException {
    claimSeenAt = System.nanoTime();
    if (other.equals(name)) {
      return; // a NAME is unique: what we have sent ourselves, by another way
    }
    neighbours.heard(other, claimed);
    boolean idle = address == J1939Address.IDLE_ADDRESS;
    if (!idle && claimed == address) {
      if (name.compareTo(other) < 0) {
        announce();
      } else {
        takeAnother();
      }
    } else if (idle && neighbours.next() >= 0) {
      takeAnother(); // somebody has left
    }
  }

  private void takeAnother() throws IOException {
    int next = neighbours.next();
    if (next >= 0) {
      claim(next);
    } else {
      bind(J1939Address.IDLE_ADDRESS);
      set(State.CANNOT_CLAIM, address, null);
      answer();
    }
  }

  private void claim(int wanted) throws IOException {
    bind(wanted);
    answering = false;
    set(State.CLAIMING, wanted, null); // before anybody hears of it
    announce();
    claimedAt = System.nanoTime() + UNCONTRADICTED.toNanos();
  }

  private void bind(int wanted) throws IOException {
    socket.bind(J1939Address.of(interfaceIndex, wanted).withName(name));
    address = wanted;
  }

  /** Tells everybody who asks: at once with an address, after a while without one. */
  private void answer() throws IOException {
    if (address != J1939Address.IDLE_ADDRESS) {
      announce();
    } else if (!answering) {
      answering = true;
      long micros = ThreadLocalRandom.current().nextInt(LONGEST_DELAY_MICROS);
      answerAt = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(micros);
    }
  }

  private void announce() throws IOException {
    ByteBuffer data = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    data.putLong(0, name.value());
    int unused =
        socket.sendTo(
            data,
            J1939Address.of(interfaceIndex, J1939Address.NO_ADDRESS)
                .withPgn(J1939Neighbours.ADDRESS_CLAIMED));
    claimSeenAt = System.nanoTime();
  }

  private void set(State state, int claimed, @Nullable IOException failure) {
    lock.lock();
    try {
      status = new Status(state, claimed, failure);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The claim for people.
   *
   * @return NAME, interface, state and address
   */
  @Override
  public String toString() {
    Status now = status();
    return "NAME %s on %s, %s, address %02X"
        .formatted(name, CanAddress.of(interfaceIndex), now.state(), now.address());
  }
}
