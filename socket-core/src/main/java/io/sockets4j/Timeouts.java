package io.sockets4j;

import io.sockets4j.internal.NativeSocket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long calls may wait, as users say it and as the engine takes it. */
final class Timeouts {
  /** A century is near enough to for ever, and cannot overflow. */
  private static final Duration LONGEST = Duration.ofDays(36_525);

  private Timeouts() {}

  static long nanos(@Nullable Duration timeout) {
    if (timeout == null) {
      return NativeSocket.FOREVER;
    }
    if (timeout.isZero() || timeout.isNegative()) {
      throw new IllegalArgumentException(
          "timeout %s is not above zero: null waits for ever, configureBlocking(false) not at all"
              .formatted(timeout));
    }
    return timeout.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : timeout.toNanos();
  }
}
