package io.sockets4j;

import io.sockets4j.os.Errno;
import java.io.IOException;
import java.io.Serializable;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Makes exceptions of error numbers: the class that java.net has for the case, with the number. */
final class NativeErrors {
  private NativeErrors() {}

  /**
   * Makes an exception.
   *
   * @param call the system call
   * @param errno why it failed
   * @param message what was tried, why it failed and what to do
   * @param datagram whether the socket carries messages without a connection
   */
  static IOException of(String call, Errno errno, String message, boolean datagram) {
    return of(new Failure(call, errno.value(), 0), message, datagram);
  }

  /** As {@link #of(String, Errno, String, boolean)}, where some bytes were sent before. */
  static IOException of(
      String call, Errno errno, String message, boolean datagram, long transferred) {
    return of(new Failure(call, errno.value(), transferred), message, datagram);
  }

  private static IOException of(Failure failure, String message, boolean datagram) {
    String call = failure.call;
    Errno errno = Errno.of(failure.errno);
    if (errno.equals(Errno.EHOSTUNREACH) || errno.equals(Errno.ENETUNREACH)) {
      return new NoRouteError(message, failure);
    }
    if (errno.equals(Errno.EPROTO)) {
      return new ProtocolError(message, failure);
    }
    if (call.equals("bind")) {
      return new BindError(message, failure);
    }
    if (call.equals("connect")) {
      return new ConnectError(message, failure);
    }
    if (errno.equals(Errno.ECONNREFUSED) && datagram) {
      return new PortUnreachableError(message, failure);
    }
    return new SocketError(message, failure);
  }

  /** For a descriptor that may be any file. */
  static IOException ofFile(String call, int fd, int result) {
    Errno errno = Errno.of(-result);
    return new FileError("%s(fd %d): %s".formatted(call, fd, errno), new Failure(call, -result, 0));
  }

  /** For a file by its path, as java.nio.file has it. */
  static IOException ofPath(String call, String path, int result, long transferred) {
    Errno errno = Errno.of(-result);
    Failure failure = new Failure(call, -result, transferred);
    String remedy = errno.equals(Errno.ESPIPE) ? "; it has no places, as pipes have none" : "";
    String reason = "%s(): %s%s".formatted(call, errno, remedy);
    if (errno.equals(Errno.ENOENT)) {
      return new NoSuchFileError(path, reason, failure);
    }
    if (errno.equals(Errno.EACCES)) {
      return new AccessDeniedError(path, reason, failure);
    }
    return new PathError(path, reason, failure);
  }

  static SocketTimeoutException timedOut(String call, String message, long transferred) {
    TimeoutError timeout =
        new TimeoutError(message, new Failure(call, Errno.ETIMEDOUT.value(), transferred));
    timeout.bytesTransferred = (int) Math.min(transferred, Integer.MAX_VALUE); // many buffers
    return timeout;
  }

  /**
   * The number rather than an Errno, since exceptions are serialized.
   *
   * @param call the system call that failed
   * @param errno why
   * @param transferred how many bytes were moved before
   */
  private record Failure(String call, int errno, long transferred) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  private interface Failed extends NativeError {
    Failure failure();

    @Override
    default Errno errno() {
      return Errno.of(failure().errno);
    }

    @Override
    default String call() {
      return failure().call;
    }

    @Override
    default long bytesTransferred() {
      return failure().transferred;
    }
  }

  private static final class BindError extends BindException implements Failed {
    private static final long serialVersionUID = 1L;
    private final Failure failure;

    BindError(String message, Failure failure) {
      super(message);
      this.failure = failure;
    }

    @Override
    public Failure failure() {
      return failure;
    }
  }

  private static final class ConnectError extends ConnectException implements Failed {
    private static final long serialVersionUID = 1L;
    private final Failure failure;

    ConnectError(String message, Failure failure) {
      super(message);
      this.failure = failure;
    }

    @Override
    public Failure failure() {
      return failure;
    }
  }

  private static final class NoRouteError extends NoRouteToHostException implements Failed {
    private static final long serialVersionUID = 1L;
    private final Failure failure;

    NoRouteError(String message, Failure failure) {
      super(message);
      this.failure = failure;
    }

    @Override
    public Failure failure() {
      return failure;
    }
  }

  private static final class PortUnreachableError extends PortUnreachableException
      implements Failed {
    private static final long serialVersionUID = 1L;
    private final Failure failure;

    PortUnreachableError(String message, Failure failure) {
      super(message);
      this.failure = failure;
    }

    @Override
    public Failure failure() {
      return failure;
    }
  }

  private static final class ProtocolError extends ProtocolException implements Failed {
    private static final long serialVersionUID = 1L;
    private final Failure failure;

    ProtocolError(String message, Failure failure) {
      super(message);
      this.failure = failure;
    }

    @Override
    public Failure failure() {
      return failure;
    }
  }

  private static final class SocketError extends SocketException implements Failed {
    private static final long serialVersionUID = 1L;
    private final Failure failure;

    SocketError(String message, Failure failure) {
      super(message);
      this.failure = failure;
    }

    @Override
    public Failure failure() {
      return failure;
    }
  }

  private static final class FileError extends IOException implements Failed {
    private static final long serialVersionUID = 1L;
    private final Failure failure;

    FileError(String message, Failure failure) {
      super(message);
      this.failure = failure;
    }

    @Override
    public Failure failure() {
      return failure;
    }
  }

  private static final class PathError extends FileSystemException implements Failed {
    private static final long serialVersionUID = 1L;
    private final Failure failure;

    PathError(String path, String reason, Failure failure) {
      super(path, null, reason);
      this.failure = failure;
    }

    @Override
    public Failure failure() {
      return failure;
    }
  }

  private static final class NoSuchFileError extends NoSuchFileException implements Failed {
    private static final long serialVersionUID = 1L;
    private final Failure failure;

    NoSuchFileError(String path, String reason, Failure failure) {
      super(path, null, reason);
      this.failure = failure;
    }

    @Override
    public Failure failure() {
      return failure;
    }
  }

  private static final class AccessDeniedError extends AccessDeniedException implements Failed {
    private static final long serialVersionUID = 1L;
    private final Failure failure;

    AccessDeniedError(String path, String reason, Failure failure) {
      super(path, null, reason);
      this.failure = failure;
    }

    @Override
    public Failure failure() {
      return failure;
    }
  }

  private static final class TimeoutError extends SocketTimeoutException implements Failed {
    private static final long serialVersionUID = 1L;
    private final Failure failure;

    TimeoutError(String message, Failure failure) {
      super(message);
      this.failure = failure;
    }

    @Override
    public Failure failure() {
      return failure;
    }
  }
}
