package io.sockets4j.internal.libc;

import io.sockets4j.os.Platform;
import java.lang.reflect.InvocationTargetException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which binding to the C library is in use: chosen once, when the first socket is opened. The first
 * that works, or the one that the property names.
 */
public final class NativeBinding {
  /** The system property that forces a binding. */
  public static final String PROPERTY = "sockets4j.native";

  private static final String FFM = "ffm";
  private static final String JNA = "jna";

  /** Those that there are, the best first. */
  private static final List<String> ALL = List.of(FFM, JNA);

  private static final Choice CHOICE = choose(System.getProperty(PROPERTY));

  private NativeBinding() {}

  /**
   * What was chosen: kept, since the next one to ask wants to know too.
   *
   * @param libc the C library, if there is a way to call it
   * @param unused each binding that is not in use, and why
   */
  private record Choice(@Nullable Libc libc, Map<String, Throwable> unused) {}

  /**
   * The C library.
   *
   * @throws UnsupportedOperationException if this system or this JVM cannot call it
   */
  public static Libc libc() {
    if (CHOICE.libc == null) {
      UnsupportedOperationException failure =
          new UnsupportedOperationException(
              "sockets4j cannot call the C library here: "
                  + reasons().entrySet().stream()
                      .map(reason -> reason.getKey() + ": " + reason.getValue())
                      .collect(Collectors.joining("; ")));
      CHOICE.unused.values().forEach(failure::addSuppressed);
      throw failure;
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

  /** Each binding that is not in use, and why. */
  public static Map<String, String> reasons() {
    Map<String, String> reasons = new LinkedHashMap<>();
    CHOICE.unused.forEach((name, failure) -> reasons.put(name, String.valueOf(failure)));
    return reasons;
  }

  private static Choice choose(@Nullable String forced) {
    Map<String, Throwable> unused = new LinkedHashMap<>();
    if (forced != null && !ALL.contains(forced)) {
      unused.put(
          forced,
          new IllegalArgumentException(
              "-D%s=%s: the bindings are '%s' and '%s'".formatted(PROPERTY, forced, FFM, JNA)));
      return new Choice(null, unused);
    }
    Libc libc = null;
    for (String name : ALL) {
      try {
        if (libc != null || (forced != null && !forced.equals(name))) {
          continue;
        }
        if (Platform.current().isWindows()) {
          throw new UnsupportedOperationException("there is no binding for Windows yet");
        }
        libc = name.equals(FFM) ? ffm() : JnaLibc.create();
      } catch (LinkageError | RuntimeException | ReflectiveOperationException e) {
        unused.put(name, e);
      }
    }
    return new Choice(libc, unused);
  }

  /** It is in the jar for those JVMs alone that can load it. */
  private static Libc ffm() throws ReflectiveOperationException {
    try {
      return (Libc)
          Class.forName("io.sockets4j.internal.libc.FfmLibc")
              .getDeclaredMethod("create")
              .invoke(null);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
