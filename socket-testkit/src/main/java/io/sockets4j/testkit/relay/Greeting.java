package io.sockets4j.testkit.relay;

import io.sockets4j.NativeCalls;
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
    String binding = NativeCalls.binding().orElseGet(() -> "none (" + NativeCalls.unused() + ")");
    return new Greeting(binding, Runtime.version().toString());
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
