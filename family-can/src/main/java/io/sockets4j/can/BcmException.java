package io.sockets4j.can;

import io.sockets4j.NativeError;
import io.sockets4j.os.Errno;
import java.io.IOException;
import java.net.SocketException;

/** A system call failed, and this tells which task it was about. */
final class BcmException extends SocketException implements NativeError {
  private static final long serialVersionUID = 1L;

  /** The number rather than an Errno, since exceptions are serialized. */
  private final int errno;

  private final String call;

  BcmException(String what, NativeError failed, IOException cause) {
    super(what + ": " + cause.getMessage());
    initCause(cause);
    errno = failed.errno().value();
    call = failed.call();
  }

  @Override
  public Errno errno() {
    return Errno.of(errno);
  }

  @Override
  public String call() {
    return call;
  }

  @Override
  public long bytesTransferred() {
    return 0;
  }
}
