package io.sockets4j.cli.spi;

import java.io.IOException;

/**
 * Who read standard output does so no more (EPIPE), as {@code head} after its last line: nothing
 * that a person has to be told.
 *
 * <pre>{@code
 * try {
 *   console.write(line);
 * } catch (ReaderGoneException e) {
 *   return 0;
 * }
 * }</pre>
 */
public final class ReaderGoneException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes one.
   *
   * @param message for people
   * @param cause what the system said
   */
  public ReaderGoneException(String message, Throwable cause) {
    super(message, cause);
  }
}
