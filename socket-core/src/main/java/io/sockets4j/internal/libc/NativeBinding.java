package io.sockets4j.internal.libc;

/** Which binding to the C library is in use: chosen once, when the first socket is opened. */
public final class NativeBinding {
  /** The system property that forces a binding. */
  public static final String PROPERTY = "sockets4j.native";

  private static final String JNA = "jna";

  private NativeBinding() {}

  /** The C library. */
  public static Libc libc() {
    return Holder.LIBC;
  }

  static Libc choose(String forced) {
    if (!forced.equals(JNA)) {
      throw new IllegalArgumentException(
          "-D%s=%s: the only binding is '%s'".formatted(PROPERTY, forced, JNA));
    }
    return JnaLibc.create();
  }

  /** Apart, so that a failure to load surfaces where sockets are used. */
  private static final class Holder {
    static final Libc LIBC = choose(System.getProperty(PROPERTY, JNA));
  }
}
