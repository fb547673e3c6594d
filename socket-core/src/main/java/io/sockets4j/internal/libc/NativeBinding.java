package io.sockets4j.internal.libc;

import io.sockets4j.os.Platform;
import org.jspecify.annotations.Nullable;

/** Which binding to the C library is in use: chosen once, when the first socket is opened. */
public final class NativeBinding {
  /** The system property that forces a binding. */
  public static final String PROPERTY = "sockets4j.native";

  private static final String JNA = "jna";

  private static final Choice CHOICE = choose(System.getProperty(PROPERTY, JNA));

  private NativeBinding() {}

  /** The C library, or why there is none: kept, since the next one to ask wants to know too. */
  private record Choice(@Nullable Libc libc, @Nullable Throwable failure) {}

  /**
   * The C library.
   *
   * @throws UnsupportedOperationException if this system or this JVM cannot call it
   */
  public static Libc libc() {
    if (CHOICE.libc == null) {
      throw new UnsupportedOperationException(
          "sockets4j cannot call the C library here: " + CHOICE.failure, CHOICE.failure);
    }
    return CHOICE.libc;
  }

  /**
   * Makes sure that there is a C library. To be called before any class of the engine is used, so
   * that the caller sees the reason and not a class that cannot be initialized.
   *
   * @throws UnsupportedOperationException if this system or this JVM cannot call it
   */
  public static void require() {
    Libc unused = libc();
  }

  private static Choice choose(String forced) {
    try {
      if (!forced.equals(JNA)) {
        throw new IllegalArgumentException(
            "-D%s=%s: the only binding is '%s'".formatted(PROPERTY, forced, JNA));
      }
      if (Platform.current().isWindows()) {
        throw new UnsupportedOperationException("there is no binding for Windows yet");
      }
      return new Choice(JnaLibc.create(), null);
    } catch (LinkageError | RuntimeException e) {
      return new Choice(null, e);
    }
  }
}
