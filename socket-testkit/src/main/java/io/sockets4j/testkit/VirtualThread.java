package io.sockets4j.testkit;

import java.lang.reflect.InvocationTargetException;

/** Starts virtual threads, which JDK 21 and later have, while this is compiled for 17. */
final class VirtualThread {
  /** The system property with which all that the contracts do is done by virtual threads. */
  static final String PROPERTY = "sockets4j.testkit.virtual";

  private VirtualThread() {}

  static boolean isWanted() {
    return Boolean.getBoolean(PROPERTY);
  }

  static Thread start(Runnable work) {
    try {
      return (Thread)
          Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
    } catch (NoSuchMethodException e) {
      throw new UnsupportedOperationException(
          "Java %s has no virtual threads: use 21 or later".formatted(Runtime.version()), e);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new LinkageError("Thread.startVirtualThread", e);
    }
  }
}
