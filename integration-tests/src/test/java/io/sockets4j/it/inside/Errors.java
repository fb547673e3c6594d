package io.sockets4j.it.inside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sockets4j.BsdSocket;
import io.sockets4j.NativeError;
import io.sockets4j.os.Errno;
import java.math.BigDecimal;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Errors of the kernel, as our exceptions tell them. */
final class Errors {
  private Errors() {}

  /**
   * Fails unless a call fails with an error number that it names.
   *
   * @param errno the number
   * @param type the class of the exception
   * @param call what fails
   * @return the exception, for more
   */
  static AbstractThrowableAssert<?, ? extends Throwable> assertFails(
      Errno errno, Class<? extends Exception> type, ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    assertThat(thrown).isInstanceOf(type).isInstanceOf(NativeError.class);
    assertThat(((NativeError) thrown).errno()).as(thrown.toString()).isEqualTo(errno);
    return assertThat(thrown).hasMessageContaining(errno.name());
  }

  /** Fails unless a call on a socket ends with the timeout of that. */
  static AbstractThrowableAssert<?, ? extends Throwable> assertTimesOut(
      BsdSocket<?> socket, ThrowingCallable call) {
    Duration timeout = socket.getTimeout().orElseThrow();
    long begin = System.nanoTime();
    Throwable thrown = catchThrowable(call);
    assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(timeout.toNanos());
    assertThat(thrown).isInstanceOf(SocketTimeoutException.class).isInstanceOf(NativeError.class);
    String text = BigDecimal.valueOf(timeout.toMillis(), 3).stripTrailingZeros().toPlainString();
    return assertThat(thrown).hasMessageContaining("timed out after " + text + " s");
  }
}
