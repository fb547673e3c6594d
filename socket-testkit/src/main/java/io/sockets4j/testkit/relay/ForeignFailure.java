package io.sockets4j.testkit.relay;

import org.jspecify.annotations.Nullable;

/** Stands for a failure whose own object cannot be sent: what it says, and where it came from. */
final class ForeignFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private ForeignFailure(Throwable original) {
    super(original.toString());
    setStackTrace(original.getStackTrace());
    if (original.getCause() != null) {
      initCause(new ForeignFailure(original.getCause()));
    }
    for (Throwable suppressed : original.getSuppressed()) {
      addSuppressed(new ForeignFailure(suppressed));
    }
  }

  static @Nullable ForeignFailure of(@Nullable Throwable original) {
    return original == null ? null : new ForeignFailure(original);
  }
}
