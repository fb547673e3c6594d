package io.sockets4j.internal;

import static io.sockets4j.internal.NativeSocket.LIBC;

import io.sockets4j.os.SocketConstants;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ConnectionPendingException;
import java.nio.channels.NoConnectionPendingException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a socket meets others: names, connecting, listening and accepting.
 *
 * <p>connect(2) and accept(2) take no flag that keeps them from blocking, so they are made with
 * O_NONBLOCK: set for the moment of a connect and put back, set for good on what listens. Only
 * where a thread can be got out of a connect that waits, it waits there.
 */
public final class Connection {
  private static final NativeSocket.Attempt<Accepted> ACCEPT = Connection::acceptOnce;
  private static final NativeSocket.Attempt<Connection> FINISH = Connection::finishOnce;
  private static final NativeSocket.Attempt<Connection> CONNECT_AGAIN = Connection::connectAgain;

  private static final NativeSocket.DataCall<Target> CONNECT_AND_WAIT = Connection::connectAndWait;

  /** How long to leave a peer alone whose backlog is full. */
  private static final long REPEAT_NANOS = 10_000_000;

  private final NativeSocket socket;

  /**
   * Of those that wait for a connection to be made: the outcome can be asked once, and what it was
   * need not show afterwards (SCTP).
   */
  private final Turn finishing;

  /** Where a connect is under way. */
  private volatile @Nullable SocketAddress pending; // written under this

  /** Whether the kernel has refused to begin it (a full backlog), so that it must be repeated. */
  private boolean repeat; // guarded by this

  private long lastTry; // guarded by this: of such a repetition

  private volatile boolean listening;

  /**
   * Whether nobody has tried to connect it. Of others the kernel mostly says at once that they are
   * connected, without another thread being told meanwhile that a connect is under way.
   */
  private volatile boolean untried;

  public Connection(NativeSocket socket) {
    this.socket = socket;
    this.finishing = new Turn(socket);
  }

  /** An encoded address, in memory of its own: to connect may take long. */
  private record Target(long memory, int length) implements AutoCloseable {
    static Target of(NativeSocket socket, SocketAddress address) {
      long memory = LIBC.allocate(Abi.SOCKADDR_MAX);
      try {
        ByteBuffer view = LIBC.view(memory, Abi.SOCKADDR_MAX);
        return new Target(memory, Sockaddr.encode(socket, address, view));
      } catch (RuntimeException | Error e) {
        LIBC.free(memory);
        throw e;
      }
    }

    @Override
    public void close() {
      LIBC.free(memory);
    }
  }

  /** The descriptor that accept gave. */
  public static final class Accepted {
    private static final int NONE = -1;

    private int fd = NONE;

    public int fd() {
      return fd;
    }
  }

  /** Whether the socket listens, as far as we know. */
  public boolean isListening() {
    return listening;
  }

  public boolean isPending() {
    return pending != null;
  }

  /**
   * Whether it makes sense to go on with a connect now: not if the kernel has refused to begin it a
   * moment ago, since poll(2) says at once that the socket is writable.
   */
  public synchronized boolean isDue() {
    return !repeat || System.nanoTime() - lastTry >= REPEAT_NANOS;
  }

  /** For a descriptor that nobody else has. */
  public void assumeUntried() {
    untried = true;
  }

  /** For a descriptor from elsewhere. */
  public void assumeListening() {
    listening = true;
  }

  public int bind(SocketAddress address) throws IOException {
    socket.enter();
    try (Scratch scratch = Scratch.take()) {
      return LIBC.bind(socket.fd(), scratch.base, Sockaddr.encode(socket, address, scratch.memory));
    } finally {
      socket.leave();
    }
  }

  public int listen(int backlog) throws IOException {
    socket.enter();
    try {
      int result = LIBC.listen(socket.fd(), backlog);
      if (result == 0) {
        listening = true;
        result = socket.mode().keep(socket.fd());
      }
      return result;
    } finally {
      socket.leave();
    }
  }

  /**
   * 0 and the connection, {@link NativeSocket#UNAVAILABLE}, {@link NativeSocket#TIMED_OUT} or
   * -errno.
   */
  public long accept(Accepted accepted) throws IOException {
    if (!socket.mode().isKept()) {
      socket.enter();
      try {
        int result = socket.mode().keep(socket.fd());
        if (result < 0) {
          return result;
        }
      } finally {
        socket.leave();
      }
    }
    boolean completed = false;
    try {
      long result = socket.call(ACCEPT, accepted, 0, Abi.POLLIN);
      completed = true;
      return result;
    } finally {
      if (!completed && accepted.fd != Accepted.NONE) {
        LIBC.close(accepted.fd); // the thread was interrupted just then: nobody will get it
      }
    }
  }

  private static long acceptOnce(NativeSocket socket, Accepted accepted, int flags) {
    int fd = LIBC.accept(socket.fd(), 0, 0);
    if (fd >= 0) {
      accepted.fd = fd;
      return 0;
    }
    // The peer has gone already: as if it had never come.
    return fd == -Abi.ECONNABORTED ? -Abi.EAGAIN : fd;
  }

  /**
   * Connects: 0, {@link NativeSocket#UNAVAILABLE} where the connection is being made and this
   * socket does not wait, {@link NativeSocket#TIMED_OUT}, or -errno.
   */
  public long connect(SocketAddress address) throws IOException {
    long deadline = socket.begin();
    socket.enter();
    try {
      boolean waits = socket.isBlocking();
      if (waits) {
        socket.heedInterrupt();
        if (untried
            && socket.connectsThroughSignals()
            && Waiter.canBlock(CONNECT_AND_WAIT, deadline)) {
          return connectInCall(address, deadline);
        }
      }
      synchronized (this) {
        requireNonePending();
        untried = false;
        int result = connectNow(address);
        if (result != -Abi.EINPROGRESS && result != -Abi.EINTR && result != -Abi.EAGAIN) {
          return result;
        }
        pending = address;
        repeat = result == -Abi.EAGAIN;
        lastTry = System.nanoTime();
      }
      return waits ? await(deadline, null) : NativeSocket.UNAVAILABLE;
    } finally {
      socket.leave();
    }
  }

  private long connectInCall(SocketAddress address, long deadline) throws IOException {
    try (Target target = Target.of(socket, address)) {
      synchronized (this) {
        requireNonePending();
        pending = address;
        repeat = false;
        untried = false;
      }
      return await(deadline, target);
    }
  }

  private void requireNonePending() {
    if (pending != null) {
      throw new ConnectionPendingException();
    }
  }

  private long await(long deadline, @Nullable Target target) throws IOException {
    long turn = finishing.take(deadline);
    if (turn != 0) {
      return turn;
    }
    try {
      boolean again;
      synchronized (this) {
        if (pending == null) {
          return outcome(); // another thread has finished it
        }
        again = repeat;
      }
      long result = -Abi.EINPROGRESS;
      if (target != null) {
        result = Waiter.block(socket, CONNECT_AND_WAIT, target, 0);
        again = result == -Abi.EAGAIN;
      }
      if (again) {
        result = socket.call(CONNECT_AGAIN, this, 0, Abi.POLLOUT, deadline);
      } else if (result == -Abi.EINPROGRESS || result == -Abi.EALREADY) {
        result = socket.call(FINISH, this, 0, Abi.POLLOUT, deadline);
      }
      synchronized (this) {
        // Where time is up the kernel goes on with what it has begun, and may be asked again.
        if (result != NativeSocket.UNAVAILABLE && (result != NativeSocket.TIMED_OUT || repeat)) {
          pending = null;
        }
      }
      return result;
    } finally {
      finishing.give();
    }
  }

  /** As {@link #connect}, for a connection that is being made. */
  public long finishConnect() throws IOException {
    socket.enter();
    try {
      if (!isPending()) {
        if (hasPeer()) {
          return 0;
        }
        throw new NoConnectionPendingException();
      }
      return await(socket.isBlocking() ? socket.begin() : NativeSocket.UNDECIDED, null);
    } finally {
      socket.leave();
    }
  }

  private int connectNow(SocketAddress address) {
    try (Scratch scratch = Scratch.take()) {
      int length = Sockaddr.encode(socket, address, scratch.memory);
      int begun = socket.mode().begin(socket.fd());
      if (begun < 0) {
        return begun;
      }
      try {
        return LIBC.connect(socket.fd(), scratch.base, length);
      } finally {
        socket.mode().end(socket.fd());
      }
    }
  }

  /** It waits, or is told that it must not: by O_NONBLOCK, or SO_SNDTIMEO. */
  private static long connectAndWait(NativeSocket socket, Target target, int flags) {
    return LIBC.connect(socket.fd(), target.memory, target.length);
  }

  private static long connectAgain(NativeSocket socket, Connection connection, int flags) {
    synchronized (connection) {
      SocketAddress address = Objects.requireNonNull(connection.pending, "pending"); // in our turn
      connection.lastTry = System.nanoTime();
      int result = connection.connectNow(address);
      if (result == -Abi.EINPROGRESS || result == -Abi.EALREADY) {
        connection.repeat = false;
        return -Abi.EAGAIN;
      }
      return result == -Abi.EISCONN ? 0 : result;
    }
  }

  /**
   * The kernel is done once the socket is writable, and keeps the outcome in SO_ERROR. That a TCP
   * socket is connected it notes only when it is asked to connect again; else a later connect would
   * succeed where it must say EISCONN.
   */
  private static long finishOnce(NativeSocket socket, Connection connection, int flags) {
    if (PollOnce.poll(socket.fd(), Abi.POLLOUT) == 0) {
      return -Abi.EAGAIN;
    }
    int error = Opening.ask(socket.fd(), SocketConstants.SO_ERROR);
    if (error != 0) {
      return error < 0 ? error : -error;
    }
    long again = connectAgain(socket, connection, flags);
    return again == 0 || connection.hasPeer() ? connection.outcome() : again;
  }

  /** What a connect that is over came to, where another thread may have been told already. */
  private int outcome() {
    return hasPeer() ? 0 : -Abi.ECONNABORTED;
  }

  public int shutdown(int how) throws IOException {
    socket.enter();
    try {
      return LIBC.shutdown(socket.fd(), how);
    } finally {
      socket.leave();
    }
  }

  /** Who asks for a name: getsockname(2) or getpeername(2). */
  private interface NameCall {
    int name(int fd, long address, long length);
  }

  /** A name as the kernel tells it: its address, which may be null, or why there is none. */
  public record Name(@Nullable SocketAddress address, int result) {}

  public Name localName() throws IOException {
    return name(LIBC::getsockname);
  }

  public Name remoteName() throws IOException {
    return name(LIBC::getpeername);
  }

  private Name name(NameCall call) throws IOException {
    socket.enter();
    try (Scratch scratch = Scratch.take()) {
      ByteBuffer memory = scratch.memory;
      memory.putInt(Scratch.LENGTH, Abi.SOCKADDR_MAX);
      int result = call.name(socket.fd(), scratch.base, scratch.at(Scratch.LENGTH));
      return new Name(
          result < 0 ? null : Sockaddr.decode(socket, memory, memory.getInt(Scratch.LENGTH)),
          result);
    } finally {
      socket.leave();
    }
  }

  private boolean hasPeer() {
    try (Scratch scratch = Scratch.take()) {
      scratch.memory.putInt(Scratch.LENGTH, Abi.SOCKADDR_MAX);
      return LIBC.getpeername(socket.fd(), scratch.base, scratch.at(Scratch.LENGTH)) == 0;
    }
  }
}
