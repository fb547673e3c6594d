package io.sockets4j.internal;

import io.sockets4j.os.Errno;

/** A system call of the engine's own has failed: what its caller makes an IOException of. */
public final class FailedCall extends Exception {
  private static final long serialVersionUID = 1L;

  private final String call;
  private final String argument;
  private final int errno;

  /**
   * Of a negative result.
   *
   * @param call the system call
   * @param argument what it was about, for people
   * @param result -errno
   */
  FailedCall(String call, String argument, int result) {
    super("%s(%s): %s".formatted(call, argument, Errno.of(-result)));
    this.call = call;
    this.argument = argument;
    this.errno = -result;
  }

  public String call() {
    return call;
  }

  public String argument() {
    return argument;
  }

  public Errno errno() {
    return Errno.of(errno);
  }
}
