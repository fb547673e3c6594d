package io.sockets4j.internal.libc;

import io.sockets4j.os.Platform;
import java.lang.reflect.InvocationTargetException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private static final int FIRST_WITH_FFM = 22;

  private static final Choice CHOICE = choose(System.getProperty(PROPERTY));

  private NativeBinding() {}

  /**
   * What was chosen: kept, since the next one to ask wants to know too.
   *
   * @param libc the C library, if there is a way to call it
   * @param unused each binding that is not in use, and why
   * @param failure the first that went wrong, if any did
   */
  private record Choice(
      @Nullable Libc libc, Map<String, String> unused, @Nullable Throwable failure) {}

  /**
   * The C library.
   *
   * @throws UnsupportedOperationException if this system or this JVM cannot call it
   */
  public static Libc libc() {
    if (CHOICE.libc == null) {
      throw new UnsupportedOperationException(
          "sockets4j cannot call the C library here: "
              + CHOICE.unused.entrySet().stream()
                  .map(reason -> reason.getKey() + ": " + reason.getValue())
                  .collect(Collectors.joining("; ")),
          CHOICE.failure);
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

  /** The name of the binding in use, if one works. */
  public static Optional<String> inUse() {
    return Optional.ofNullable(CHOICE.libc).map(Libc::binding);
  }

  /** Each binding that is not in use, the best first, and why. */
  public static Map<String, String> unused() {
    return CHOICE.unused;
  }

  private static Choice choose(@Nullable String forced) {
    Map<String, String> unused = new LinkedHashMap<>();
    if (forced != null && !ALL.contains(forced)) {
      unused.put(
          forced,
          "-D%s names no binding; there are %s".formatted(PROPERTY, String.join(", ", ALL)));
    }
    Libc libc = null;
    Throwable failure = null;
    for (String name : ALL) {
      if (forced != null && !forced.equals(name)) {
        unused.put(name, "-D%s=%s forces another".formatted(PROPERTY, forced));
      } else if (libc != null) {
        unused.put(name, "%s is preferred".formatted(libc.binding()));
      } else {
        try {
          libc = create(name);
        } catch (LinkageError | RuntimeException e) {
          Throwable cause = rootCause(e);
          unused.put(name, String.valueOf(cause));
          failure = failure == null ? cause : failure;
        }
      }
    }
    return new Choice(libc, Collections.unmodifiableMap(unused), failure);
  }

  private static Libc create(String name) {
    if (Platform.current().isWindows()) {
      throw new UnsupportedOperationException("there is no binding for Windows yet");
    }
    return name.equals(FFM) ? ffm() : JnaLibc.create();
  }

  /** By name, as it is in the jar only, and there for those JVMs alone that can load it. */
  private static Libc ffm() {
    int version = Runtime.version().feature();
    if (version < FIRST_WITH_FFM) {
      throw new UnsupportedOperationException(
          "needs Java %d or later, and this is %d".formatted(FIRST_WITH_FFM, version));
    }
    try {
      return (Libc)
          Class.forName(NativeBinding.class.getPackageName() + ".FfmLibc")
              .getDeclaredMethod("create")
              .invoke(null);
    } catch (ClassNotFoundException e) {
      throw new UnsupportedOperationException(
          "is not in this build of sockets4j, or its classes are not run from the jar", e);
    } catch (InvocationTargetException e) {
      throw new UnsupportedOperationException(e.getCause());
    } catch (NoSuchMethodException | IllegalAccessException e) {
      throw new LinkageError("FfmLibc is of another version", e);
    }
  }

  /** What a person can act on: classes that could not be initialized tell nothing themselves. */
  private static Throwable rootCause(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return cause == null || cause instanceof ClassNotFoundException ? thrown : rootCause(cause);
  }
}
