package io.sockets4j;

import io.sockets4j.internal.libc.NativeBinding;
import java.util.Map;
import java.util.Optional;

/**
 * How this virtual machine calls the C library: by {@code java.lang.foreign} ({@code ffm}), which
 * needs Java 22 or later, or by JNA ({@code jna}). The first of them that works is used, unless the
 * system property {@value #PROPERTY} names one, which then has to work.
 *
 * <pre>{@code
 * String binding = NativeCalls.binding().orElse("none");
 * }</pre>
 */
public final class NativeCalls {
  /** The system property that forces a binding: {@code ffm} or {@code jna}. */
  public static final String PROPERTY = NativeBinding.PROPERTY;

  private NativeCalls() {}

  /**
   * The binding that is in use, in the words of {@link #PROPERTY}. It is chosen by the first to ask
   * or to open a socket, and stays.
   *
   * @return its name; empty if none works, and then no socket can be opened
   */
  public static Optional<String> binding() {
    return NativeBinding.inUse();
  }

  /**
   * The bindings that are not in use, and why not.
   *
   * @return the reason for each by its name, the best binding first; not modifiable
   */
  public static Map<String, String> unused() {
    return NativeBinding.unused();
  }
}
