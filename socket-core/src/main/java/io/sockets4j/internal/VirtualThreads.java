package io.sockets4j.internal;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import org.jspecify.annotations.Nullable;

/** Virtual threads, which there are from JDK 21 on, while this is compiled for 17. */
final class VirtualThreads {
  /** Thread.isVirtual, or null: a constant, so that nothing is left of the question on JDK 17. */
  private static final @Nullable MethodHandle IS_VIRTUAL = find();

  /** From JDK 24 on (JEP 491): before, one that parks in a monitor holds its carrier. */
  private static final boolean PARK_IN_MONITORS = Runtime.version().feature() >= 24;

  private VirtualThreads() {}

  private static @Nullable MethodHandle find() {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(Thread.class, "isVirtual", methodType(boolean.class));
    } catch (NoSuchMethodException e) {
      return null; // this JDK has none
    } catch (IllegalAccessException e) {
      throw new LinkageError("Thread.isVirtual", e);
    }
  }

  /** Whether the current thread is one. */
  static boolean isCurrent() {
    if (IS_VIRTUAL == null) {
      return false;
    }
    try {
      return (boolean) IS_VIRTUAL.invokeExact(Thread.currentThread());
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("Thread.isVirtual declares no exception", e);
    }
  }

  /** Starts one that belongs to nobody, where there are any. */
  static Thread start(String name, Runnable body) {
    try {
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      Class<?> type = Class.forName("java.lang.Thread$Builder");
      builder = type.getMethod("name", String.class).invoke(builder, name);
      builder =
          type.getMethod("inheritInheritableThreadLocals", boolean.class).invoke(builder, false);
      return (Thread) type.getMethod("start", Runnable.class).invoke(builder, body);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("Thread.ofVirtual", e);
    }
  }

  /** Whether it is one and leaves its carrier also while it is in a monitor. */
  static boolean isCurrentAndParksInMonitors() {
    return PARK_IN_MONITORS && isCurrent();
  }
}
