package io.sockets4j.can;

import io.sockets4j.NativeError;
import io.sockets4j.os.Errno;
import java.net.SocketTimeoutException;

/** The timeout of a socket has passed in something that takes several calls. */
final class CanTimeoutException extends SocketTimeoutException implements NativeError {
  private static final long serialVersionUID = 1L;

  private final String call;

  CanTimeoutException(String call, String message) {
    super(message);
    this.call = call;
  }

  @Override
  public Errno errno() {
    return Errno.ETIMEDOUT;
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
