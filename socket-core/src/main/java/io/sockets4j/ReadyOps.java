package io.sockets4j;

import static java.nio.channels.SelectionKey.OP_ACCEPT;
import static java.nio.channels.SelectionKey.OP_CONNECT;
import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;

import io.sockets4j.internal.Abi;
import io.sockets4j.internal.Connection;
import io.sockets4j.internal.NativeSocket;
import io.sockets4j.internal.Polling;
import java.io.IOException;
import java.time.Duration;

/** What readiness of a descriptor means for a socket: the operations of java.nio. */
final class ReadyOps {
  static final int ALL = OP_READ | OP_WRITE | OP_CONNECT | OP_ACCEPT;

  private static final int READABLE = OP_READ | OP_ACCEPT;
  private static final int WRITABLE = OP_WRITE | OP_CONNECT;

  private final NativeSocket socket;
  private final Connection connection;
  private final ErrorReport errors;

  ReadyOps(NativeSocket socket, Connection connection, ErrorReport errors) {
    this.socket = socket;
    this.connection = connection;
    this.errors = errors;
  }

  /** The bits of poll(2) to wait for. */
  static int events(int ops) {
    return ((ops & READABLE) != 0 ? Abi.POLLIN : 0) | ((ops & WRITABLE) != 0 ? Abi.POLLOUT : 0);
  }

  /** What can be done: on an error or a hang-up everything, since nothing would have to wait. */
  static int of(Connection connection, int events) {
    boolean pending = connection.isPending();
    if (pending && !connection.isDue()) {
      return 0; // a UNIX socket that is not connected hangs up, and says so all the time
    }
    if ((events & ~(Abi.POLLIN | Abi.POLLOUT)) != 0) {
      return ALL;
    }
    boolean readable = (events & Abi.POLLIN) != 0;
    boolean writable = (events & Abi.POLLOUT) != 0;
    if (connection.isListening()) {
      return readable ? OP_ACCEPT : 0;
    }
    if (pending) {
      return writable ? OP_CONNECT : 0;
    }
    return (readable ? OP_READ : 0) | (writable ? OP_WRITE : 0);
  }

  /** Waits under the socket's mode and timeout. */
  int poll(int ops) throws IOException {
    long result = polling(ops).await(socket);
    return (int) Math.max(errors.checkAvailable("poll", "ops 0x%x".formatted(ops), result), 0);
  }

  /** Waits at most so long. */
  int poll(int ops, Duration timeout) throws IOException {
    if (timeout.isNegative()) {
      throw new IllegalArgumentException("negative timeout: " + timeout);
    }
    long nanos = timeout.isZero() ? 0 : Timeouts.nanos(timeout);
    long result = polling(ops).await(socket, nanos);
    return result == NativeSocket.TIMED_OUT
        ? 0
        : (int) Math.max(errors.checkAvailable("poll", "ops 0x%x".formatted(ops), result), 0);
  }

  private Polling polling(int ops) {
    if (ops == 0 || (ops & ~ALL) != 0) {
      throw new IllegalArgumentException(
          "0x%x: it takes one or more of OP_READ, OP_WRITE, OP_CONNECT and OP_ACCEPT"
              .formatted(ops));
    }
    return new Polling(events(ops), events -> of(connection, events) & ops);
  }
}
