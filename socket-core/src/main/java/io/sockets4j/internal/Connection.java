package io.sockets4j.internal;

import static io.sockets4j.internal.NativeSocket.LIBC;

import io.sockets4j.os.SocketConstants;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ConnectionPendingException;
import java.nio.channels.NoConnectionPendingException;
import org.jspecify.annotations.Nullable;

/**
 * How a socket meets others: names, connecting, listening and accepting.
 *
 * <p>connect(2) and accept(2) take no flag that keeps them from blocking, so they are made with
 * O_NONBLOCK: set for the moment of a connect and put back, set for good on what listens.
 */
public final class Connection {
  private static final NativeSocket.Attempt<Accepted> ACCEPT = Connection::acceptOnce;
  private static final NativeSocket.Attempt<Connection> FINISH = Connection::finishOnce;
  private static final NativeSocket.Attempt<Connection> CONNECT_AGAIN = Connection::connectAgain;

  private final NativeSocket socket;

  /** Where a connect is under way. */
  private @Nullable SocketAddress pending; // guarded by this

  /** Whether the kernel has refused to begin it (a full backlog), so that it must be repeated. */
  private boolean repeat; // guarded by this

  private volatile boolean listening;
  private volatile boolean keepsNonBlocking;

  public Connection(NativeSocket socket) {
    this.socket = socket;
  }

  /** What accept gave: a descriptor and who is at the other end. */
  public static final class Accepted {
    private int fd = -1;
    private @Nullable SocketAddress address;

    public int fd() {
      return fd;
    }

    public @Nullable SocketAddress address() {
      return address;
    }
  }

  /** Whether the socket listens, as far as we know. */
  public boolean isListening() {
    return listening;
  }

  public synchronized boolean isPending() {
    return pending != null;
  }

  /** For a descriptor from elsewhere. */
  public void assumeListening() {
    listening = true;
  }

  public int bind(SocketAddress address) throws IOException {
    socket.enter();
    Scratch scratch = Scratch.take();
    try {
      return LIBC.bind(socket.fd(), scratch.base, encode(address, scratch.memory));
    } finally {
      scratch.giveBack();
      socket.leave();
    }
  }

  public int listen(int backlog) throws IOException {
    socket.enter();
    try {
      int result = LIBC.listen(socket.fd(), backlog);
      if (result == 0) {
        listening = true;
        result = keepNonBlocking();
      }
      return result;
    } finally {
      socket.leave();
    }
  }

  private int keepNonBlocking() {
    int result = FileFlags.setNonBlocking(socket.fd(), true);
    keepsNonBlocking = result >= 0;
    return Math.min(result, 0);
  }

  /**
   * 0 and the connection, {@link NativeSocket#UNAVAILABLE}, {@link NativeSocket#TIMED_OUT} or
   * -errno.
   */
  public long accept(Accepted accepted) throws IOException {
    if (!keepsNonBlocking) {
      socket.enter();
      try {
        int result = keepNonBlocking();
        if (result < 0) {
          return result;
        }
      } finally {
        socket.leave();
      }
    }
    return socket.call(ACCEPT, accepted, 0, Abi.POLLIN);
  }

  private static long acceptOnce(NativeSocket socket, Accepted accepted, int flags)
      throws IOException {
    Scratch scratch = Scratch.take();
    try {
      ByteBuffer memory = scratch.memory;
      memory.putInt(Scratch.LENGTH, Abi.SOCKADDR_MAX);
      int fd = LIBC.accept(socket.fd(), scratch.base, scratch.at(Scratch.LENGTH));
      if (fd < 0) {
        // The peer has gone already: accept(2) says to try again, as if it had never come.
        return fd == -Abi.ECONNABORTED ? -Abi.EINTR : fd;
      }
      accepted.fd = fd;
      boolean decoded = false;
      try {
        accepted.address = decode(socket, memory, memory.getInt(Scratch.LENGTH));
        decoded = true;
      } finally {
        if (!decoded) {
          LIBC.close(fd);
        }
      }
      return 0;
    } finally {
      scratch.giveBack();
    }
  }

  /**
   * Connects: 0, {@link NativeSocket#UNAVAILABLE} where the connection is being made and this
   * socket does not wait, {@link NativeSocket#TIMED_OUT}, or -errno.
   */
  public long connect(SocketAddress address) throws IOException {
    long deadline = socket.deadline();
    socket.enter();
    try {
      if (socket.isBlocking()) {
        socket.heedInterrupt();
      }
      synchronized (this) {
        if (pending != null) {
          throw new ConnectionPendingException();
        }
        int result = connectNow(address);
        if (result != -Abi.EINPROGRESS && result != -Abi.EINTR && result != -Abi.EAGAIN) {
          return result;
        }
        pending = address;
        repeat = result == -Abi.EAGAIN;
      }
      if (!socket.isBlocking()) {
        return NativeSocket.UNAVAILABLE;
      }
      return await(deadline);
    } finally {
      socket.leave();
    }
  }

  private long await(long deadline) throws IOException {
    NativeSocket.Attempt<Connection> attempt;
    synchronized (this) {
      attempt = repeat ? CONNECT_AGAIN : FINISH;
    }
    long result = socket.call(attempt, this, 0, Abi.POLLOUT, deadline);
    if (result != NativeSocket.UNAVAILABLE) {
      synchronized (this) {
        pending = null;
      }
    }
    return result;
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
      return await(socket.deadline());
    } finally {
      socket.leave();
    }
  }

  private int connectNow(SocketAddress address) {
    Scratch scratch = Scratch.take();
    int before = 0;
    try {
      int length = encode(address, scratch.memory);
      if (!keepsNonBlocking) {
        before = FileFlags.setNonBlocking(socket.fd(), true);
        if (before < 0) {
          return before;
        }
      }
      return LIBC.connect(socket.fd(), scratch.base, length);
    } finally {
      if (before > 0) {
        FileFlags.setNonBlocking(socket.fd(), false);
      }
      scratch.giveBack();
    }
  }

  private static long connectAgain(NativeSocket socket, Connection connection, int flags) {
    synchronized (connection) {
      SocketAddress address = connection.pending;
      if (address == null) {
        return 0; // another thread has finished it
      }
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
    return connection.hasPeer() ? 0 : again;
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
    Scratch scratch = Scratch.take();
    try {
      ByteBuffer memory = scratch.memory;
      memory.putInt(Scratch.LENGTH, Abi.SOCKADDR_MAX);
      int result = call.name(socket.fd(), scratch.base, scratch.at(Scratch.LENGTH));
      return new Name(
          result < 0 ? null : decode(socket, memory, memory.getInt(Scratch.LENGTH)), result);
    } finally {
      scratch.giveBack();
      socket.leave();
    }
  }

  private boolean hasPeer() {
    Scratch scratch = Scratch.take();
    try {
      scratch.memory.putInt(Scratch.LENGTH, Abi.SOCKADDR_MAX);
      return LIBC.getpeername(socket.fd(), scratch.base, scratch.at(Scratch.LENGTH)) == 0;
    } finally {
      scratch.giveBack();
    }
  }

  private int encode(SocketAddress address, ByteBuffer memory) {
    return Sockaddr.encode(socket.family(), socket.type(), socket.protocol(), address, memory);
  }

  private static @Nullable SocketAddress decode(NativeSocket socket, ByteBuffer memory, int length)
      throws IOException {
    return Sockaddr.decode(socket.family(), socket.type(), socket.protocol(), memory, length);
  }
}
