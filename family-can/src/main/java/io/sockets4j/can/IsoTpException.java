package io.sockets4j.can;

import io.sockets4j.NativeError;
import io.sockets4j.os.Errno;
import java.io.IOException;

/**
 * A message is lost: it was not transmitted, since the kernel or the other end has given it up, or
 * one that came could not be put together. Of the frames of a message that is sent, some may have
 * been transmitted.
 *
 * <pre>{@code
 * try {
 *   socket.sendConfirmed(request);
 * } catch (IsoTpException e) {
 *   if (e.errno().equals(Errno.ECOMM)) {
 *     // nobody has answered with flow control: no such ECU, or it is off
 *   }
 * }
 * }</pre>
 */
public final class IsoTpException extends IOException implements NativeError {
  private static final long serialVersionUID = 1L;

  private final String call;
  private final int errno; // an Errno is not serializable

  IsoTpException(String call, Errno errno, String message) {
    super(message);
    this.call = call;
    this.errno = errno.value();
  }

  /**
   * Why: of a message that is sent, ECOMM, EMSGSIZE or EBADMSG; of one that is received, EILSEQ or
   * ETIMEDOUT; of both, what has become of the interface (ENETDOWN, ENODEV).
   *
   * @return the error number
   */
  @Override
  public Errno errno() {
    return Errno.of(errno);
  }

  /**
   * The system call that it is about.
   *
   * @return {@code "send"} or {@code "recv"}
   */
  @Override
  public String call() {
    return call;
  }

  /**
   * How much was transmitted.
   *
   * @return 0: nobody knows
   */
  @Override
  public long bytesTransferred() {
    return 0;
  }
}
