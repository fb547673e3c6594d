package io.sockets4j.internal;

import io.sockets4j.internal.libc.Libc;
import io.sockets4j.internal.libc.NativeBinding;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketType;
import io.sockets4j.spi.AddressFamily;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/**
 * An open socket: its descriptor, what it is, and how its calls wait. The calls themselves are
 * {@link Attempt}s in the classes beside this one.
 *
 * <p>Results are zero or more where a call succeeded, {@code -errno} where it failed, or one of the
 * codes below.
 */
public final class NativeSocket implements Waiter.Subject {
  /** The call would have to wait, and this socket does not. */
  public static final long UNAVAILABLE = Long.MIN_VALUE;

  /** Time was up. */
  public static final long TIMED_OUT = Long.MIN_VALUE + 1;

  /** Nothing more will come. */
  public static final long END = Long.MIN_VALUE + 2;

  /** The socket was closed meanwhile: never seen outside, an exception takes its place. */
  static final long CLOSED = Long.MIN_VALUE + 3;

  /** A timeout that never comes. */
  public static final long FOREVER = -1;

  /** What a send waits for where ENOBUFS is an error: poll reports POLLERR unasked. */
  static final int POLLOUT_BUT_NOBUFS = Abi.POLLOUT | Abi.POLLERR;

  /**
   * A deadline that is set once a call has to wait: most need not, and spare looking at the clock.
   */
  static final long UNDECIDED = 0;

  /** What a call has come to that is still to be tried, or was interrupted by a signal. */
  static final long NOT_TRIED = -Abi.EINTR;

  /** What the kernel copies in some 10 us. */
  private static final int MOST_QUICKLY = 64 * 1024;

  /** How many calls to receive wait at once after one that had to; then one tries first again. */
  private static final int EXPECTED_WAITS = 16;

  /**
   * For virtual threads, to which a wait that was not needed costs more: how many must have waited,
   * one after the other, and how many then do at once.
   */
  private static final int PARKS_TO_EXPECT_MORE = 4;

  private static final int EXPECTED_PARKS = 8;

  static final Libc LIBC = NativeBinding.libc();

  private final Descriptor descriptor;
  private final AddressFamily<?> family;
  private final SocketType type;
  private final Protocol protocol;
  private final Interruption interruption;
  private final boolean stream;
  private final boolean endsWithZero;
  private final KnownPeers peers = new KnownPeers(this);
  private final Turn sendingAll = new Turn(this);
  private final boolean neverSleeps;
  private final boolean takesArrays;
  private final boolean tellsTruncationAlone;
  private final boolean connectsThroughSignals;

  // Any thread may replace them.
  private @Nullable KnownAddress lastSource;
  private @Nullable KnownAddress lastTarget;
  private KnownArray.@Nullable Known lastArraySent;
  private KnownArray.@Nullable Known lastArrayReceived;

  /**
   * How many calls to receive are still to wait without trying first, since one has had to wait:
   * what comes next mostly has not come yet either. Threads may well mix this up.
   */
  private int waitsToExpect;

  /** How many calls to receive have tried first in vain, and parked, since one has not. */
  private int parks;

  private volatile NonBlockingMode mode = new NonBlockingMode();
  private volatile boolean blocking = true;
  private volatile long timeoutNanos = FOREVER;

  /**
   * One try of a system call that may have to wait: it never does itself.
   *
   * @param <T> what it works on
   */
  @FunctionalInterface
  interface Attempt<T> extends Waiter.Attempt<NativeSocket, T> {}

  /**
   * One that waits itself unless its flags say MSG_DONTWAIT. It waits with memory of our own or
   * with what is {@linkplain Memory#isHeld held}: other memory may be given back meanwhile.
   *
   * @param <T> what it works on
   */
  @FunctionalInterface
  interface DataCall<T> extends Attempt<T> {
    @Override
    default boolean canWait() {
      return true;
    }
  }

  /** What happens around a wait: the channel's protocol of interruption. */
  public interface Interruption {
    /** Makes an interrupt close the channel from now on. */
    void begin();

    /**
     * Ends that.
     *
     * @param completed false if the wait was cut short
     * @throws AsynchronousCloseException if it was, because the channel was closed
     */
    void end(boolean completed) throws AsynchronousCloseException;
  }

  public NativeSocket(
      Descriptor descriptor,
      AddressFamily<?> family,
      SocketType type,
      Protocol protocol,
      Interruption interruption) {
    this.descriptor = descriptor;
    this.family = family;
    this.type = type;
    this.protocol = protocol;
    this.interruption = interruption;
    this.stream = type.equals(SocketType.STREAM);
    this.endsWithZero = family.endsWithZero(type, protocol);
    this.neverSleeps = !family.sleeps(type, protocol);
    this.tellsTruncationAlone = Abi.LINUX && family.tellsTruncationAlone(type, protocol);
    this.connectsThroughSignals = Abi.LINUX && family.connectsThroughSignals(type, protocol);
    this.takesArrays = LIBC.takesArrays() && neverSleeps;
  }

  @Override
  public Descriptor descriptor() {
    return descriptor;
  }

  public AddressFamily<?> family() {
    return family;
  }

  public SocketType type() {
    return type;
  }

  public Protocol protocol() {
    return protocol;
  }

  @Override
  public Interruption interruption() {
    return interruption;
  }

  /** For calls that take no flag which keeps them from waiting. */
  NonBlockingMode mode() {
    return mode;
  }

  /** For another descriptor of the same open file. */
  public void shareModeOf(NativeSocket other) {
    mode = other.mode;
  }

  /** Whether data are bytes without boundaries, so that a part of them may be sent or received. */
  boolean isStream() {
    return stream;
  }

  /**
   * Whether a call that does not wait may take an array where it is: one that sleeps must not, as
   * garbage is not collected meanwhile.
   */
  boolean takesArrays() {
    return takesArrays;
  }

  /** Whether a call is over so soon that garbage collection may wait for it. */
  boolean isQuick(long length, int flags) {
    return neverSleeps && length <= MOST_QUICKLY && (flags & Abi.MSG_DONTWAIT) != 0;
  }

  /** Sends what a header points to, of so many bytes in all. */
  long sendmsg(long header, long bytes, int flags) {
    return isQuick(bytes, flags)
        ? LIBC.sendmsgNow(fd(), header, flags)
        : LIBC.sendmsg(fd(), header, flags);
  }

  /** Receives to where a header points, of so many bytes in all. */
  long recvmsg(long header, long bytes, int flags) {
    return isQuick(bytes, flags)
        ? LIBC.recvmsgNow(fd(), header, flags)
        : LIBC.recvmsg(fd(), header, flags);
  }

  /** Whether recvfrom(2) with MSG_TRUNC tells all that recvmsg(2) does. */
  boolean tellsTruncationAlone(int flags) {
    return tellsTruncationAlone && (flags & (Abi.MSG_ERRQUEUE | Abi.MSG_OOB)) == 0;
  }

  /** Whether connect(2) may be made again, and waits, after a signal has interrupted it. */
  boolean connectsThroughSignals() {
    return connectsThroughSignals;
  }

  KnownPeers peers() {
    return peers;
  }

  /** Whose turn it is to send something whole: two that do never interleave. */
  Turn sendingAll() {
    return sendingAll;
  }

  /** As {@link Memory#address}. */
  long addressToSend(ByteBuffer direct, int position, int length) {
    KnownAddress known = KnownAddress.of(lastSource, direct);
    lastSource = known;
    return known.at(direct, position, length);
  }

  /** As {@link Memory#address}. */
  long addressToReceive(ByteBuffer direct, int position, int length) {
    KnownAddress known = KnownAddress.of(lastTarget, direct);
    lastTarget = known;
    return known.at(direct, position, length);
  }

  KnownArray.@Nullable Known lastArraySent() {
    return lastArraySent;
  }

  void setLastArraySent(KnownArray.@Nullable Known known) {
    lastArraySent = known;
  }

  KnownArray.@Nullable Known lastArrayReceived() {
    return lastArrayReceived;
  }

  void setLastArrayReceived(KnownArray.@Nullable Known known) {
    lastArrayReceived = known;
  }

  boolean endsWithZero() {
    return endsWithZero;
  }

  public void setBlocking(boolean blocking) {
    this.blocking = blocking;
  }

  public boolean isBlocking() {
    return blocking;
  }

  /** How long a call may wait: nanoseconds, or {@link #FOREVER}. */
  public void setTimeout(long nanos) {
    timeoutNanos = nanos;
  }

  public long timeout() {
    return timeoutNanos;
  }

  /**
   * When something has to end that begins now and takes several calls. The socket must be open; if
   * it is closed later, then while this was under way.
   */
  long begin() throws ClosedChannelException {
    return begin(timeoutNanos);
  }

  /** As {@link #begin()}, of what may take so long. */
  long begin(long nanos) throws ClosedChannelException {
    if (!descriptor.isOpen()) {
      throw new ClosedChannelException();
    }
    return deadline(nanos);
  }

  private static long deadline(long nanos) {
    if (nanos == FOREVER) {
      return WaitCell.NEVER;
    }
    long deadline = System.nanoTime() + nanos;
    return deadline == UNDECIDED ? deadline + 1 : deadline;
  }

  /** The descriptor's number; the caller is inside. */
  int fd() {
    return descriptor.fd();
  }

  /** Enters the descriptor, or says that it is closed. */
  public void enter() throws ClosedChannelException {
    if (!descriptor.enter()) {
      throw new ClosedChannelException();
    }
  }

  public void leave() {
    descriptor.leave();
  }

  /**
   * Whether a call has to be made again later. A full device queue (ENOBUFS) is something to wait
   * for as a full buffer is, if one waits at all.
   */
  static boolean mustWait(long result, int events) {
    return result == -Abi.EAGAIN || (result == -Abi.ENOBUFS && events == Abi.POLLOUT);
  }

  /** Closes the socket if this thread has been interrupted, as the JDK's channels do. */
  void heedInterrupt() throws AsynchronousCloseException {
    heedInterrupt(interruption);
  }

  static void heedInterrupt(Interruption interruption) throws AsynchronousCloseException {
    if (Thread.currentThread().isInterrupted()) {
      interruption.begin(); // closes the channel at once
      interruption.end(false);
    }
  }

  /** No call is made where no byte is asked for, but a closed socket is still one. */
  public long nothing() throws ClosedChannelException {
    enter();
    leave();
    return 0;
  }

  /** Whether a call with such flags waits until it can be done. */
  boolean waits(int flags) {
    return blocking && (flags & Abi.MSG_DONTWAIT) == 0;
  }

  /** Makes a call that may wait as long as this socket's mode and timeout say. */
  <T> long call(Attempt<T> attempt, T operand, int flags, int events) throws IOException {
    return call(attempt, operand, flags, events, UNDECIDED);
  }

  /**
   * Makes a call that waits until a deadline, as a part of what has {@linkplain #begin() begun};
   * where that is undecided, a call by itself that waits as this socket's mode and timeout say at
   * this moment.
   *
   * <p>Calls for which a few nanoseconds matter do the same by themselves: the compiler makes one
   * piece of such a call, but not of one that many others share.
   */
  <T> long call(Attempt<T> attempt, T operand, int flags, int events, long deadline)
      throws IOException {
    if (!descriptor.enter()) {
      throw deadline == UNDECIDED ? new ClosedChannelException() : new AsynchronousCloseException();
    }
    try {
      long result =
          triesFirst(flags, events, deadline)
              ? attempt.once(this, operand, flags | Abi.MSG_DONTWAIT)
              : NOT_TRIED;
      return result >= 0
          ? succeeded(result, events)
          : settle(result, attempt, operand, flags, events, deadline);
    } finally {
      leave();
    }
  }

  /**
   * Sends much, as a part of what has begun: a thread that may wait in the call does not try first.
   */
  <T> long sendMuch(Attempt<T> attempt, T operand, long deadline) throws IOException {
    if (!Waiter.canBlock(attempt, deadline)) {
      return call(attempt, operand, 0, Abi.POLLOUT, deadline);
    }
    if (!descriptor.enter()) {
      throw new AsynchronousCloseException();
    }
    try {
      heedInterrupt();
      return Waiter.retry(this, attempt, operand, 0, Abi.POLLOUT, deadline);
    } finally {
      leave();
    }
  }

  /**
   * Whether a call begins with a try that does not wait: all do but those that expect to wait.
   *
   * @throws AsynchronousCloseException if it may wait, and this thread has been interrupted
   */
  boolean triesFirst(int flags, int events, long deadline) throws AsynchronousCloseException {
    if (deadline == UNDECIDED && !waits(flags)) {
      return true;
    }
    heedInterrupt();
    return waitsToExpect <= 0 || events != Abi.POLLIN;
  }

  /** Notes that the first try has succeeded. */
  long succeeded(long result, int events) {
    if (parks > 0 && events == Abi.POLLIN) {
      parks = 0;
    }
    return result;
  }

  /** Brings a call to its end that has not succeeded with the first try, or has not tried. */
  <T> long settle(long first, Attempt<T> attempt, T operand, int flags, int events, long deadline)
      throws IOException {
    boolean waits = deadline != UNDECIDED || waits(flags);
    if (waits && first == NOT_TRIED && waitsToExpect > 0 && events == Abi.POLLIN) {
      return callExpectingToWait(attempt, operand, flags, events, deadline);
    }
    long result = first == NOT_TRIED ? attempt.onceWithoutWaiting(this, operand, flags) : first;
    if (!waits) {
      return result == -Abi.EAGAIN ? UNAVAILABLE : result;
    }
    return mustWait(result, events) ? retry(attempt, operand, flags, events, deadline) : result;
  }

  private <T> long callExpectingToWait(
      Attempt<T> attempt, T operand, int flags, int events, long deadline) throws IOException {
    waitsToExpect--;
    long end = decided(deadline);
    long result = -Abi.EAGAIN;
    if (Waiter.canBlock(attempt, end)) {
      result = Waiter.block(this, attempt, operand, flags);
    } else if (VirtualThreads.isCurrent()) {
      result = Waiter.retry(this, attempt, operand, flags, events, end);
      if (result == TIMED_OUT) { // perhaps before anybody looked
        result = attempt.onceWithoutWaiting(this, operand, flags);
        return mustWait(result, events) ? TIMED_OUT : result;
      }
    }
    if (result >= Scratch.LITTLE) {
      waitsToExpect = 0; // there is more to come than one call takes
    }
    if (mustWait(result, events)) {
      result = attempt.onceWithoutWaiting(this, operand, flags);
    }
    return mustWait(result, events) ? retry(attempt, operand, flags, events, end) : result;
  }

  private <T> long retry(Attempt<T> attempt, T operand, int flags, int events, long deadline)
      throws IOException {
    long end = decided(deadline);
    if (Waiter.canBlock(attempt, end)) {
      waitsToExpect = EXPECTED_WAITS;
    } else if (events == Abi.POLLIN && VirtualThreads.isCurrent()) {
      parks = Math.min(parks + 1, PARKS_TO_EXPECT_MORE);
      waitsToExpect = parks < PARKS_TO_EXPECT_MORE ? 0 : EXPECTED_PARKS;
    }
    return Waiter.retry(this, attempt, operand, flags, events, end);
  }

  private long decided(long deadline) {
    return deadline == UNDECIDED ? deadline(timeoutNanos) : deadline;
  }
}
