package io.sockets4j.testkit.relay;

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;

/**
 * The first that the JVM in the other place says: how it calls the C library.
 *
 * @param binding the name of the binding, or why there is none
 * @param java the version of Java
 */
record Greeting(String binding, String java) {

  /** Tells such a line from what tests write. */
  private static final String MARK = "@sockets4j.binding ";

  /** That of this JVM. */
  static Greeting here() {
    return new Greeting(bindingHere(), Runtime.version().toString());
  }

  /** Core does not export it to modules; tests in other places run on the class path. */
  private static String bindingHere() {
    try {
      Object libc =
          Class.forName("io.sockets4j.internal.libc.NativeBinding").getMethod("libc").invoke(null);
      return (String)
          Class.forName("io.sockets4j.internal.libc.Libc").getMethod("binding").invoke(libc);
    } catch (InvocationTargetException e) {
      return "none (" + e.getCause() + ")";
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("sockets4j does not tell how it calls the C library", e);
    }
  }

  /** Whether it is as it was forced to be; true if nothing was. */
  boolean suits(Binding forced) {
    return forced == Binding.ANY || forced.id().equals(binding);
  }

  String toLine() {
    return (MARK + java + ' ' + binding).replaceAll("\\R", " ");
  }

  /** What a line says; empty if it is something else. */
  static Optional<Greeting> fromLine(String line) {
    if (!line.startsWith(MARK)) {
      return Optional.empty();
    }
    String[] words = line.substring(MARK.length()).split(" ", 2);
    return Optional.of(new Greeting(words[1], words[0]));
  }
}
