package io.sockets4j.testkit;

import java.util.Arrays;

/**
 * What must not be missing: a system property that turns skipped tests into failed ones, for all
 * ({@code true}) or for those it names.
 */
enum Requirement {
  /** Address families, by the names of their constants. */
  FAMILIES("sockets4j.require.families"),
  /** Compilers and other programs, by their names. */
  TOOLS("sockets4j.require.tools");

  private final String property;

  Requirement(String property) {
    this.property = property;
  }

  /** Whether a test without the named thing has to fail. */
  boolean covers(String name) {
    return System.getProperty(property, "").equals("true") || names(name);
  }

  /** Whether the property names the thing, rather than all. */
  boolean names(String name) {
    return Arrays.stream(System.getProperty(property, "").split(",", -1))
        .map(String::strip)
        .anyMatch(name::equals);
  }

  /** Fails the test if the named thing, which is missing, must not be. */
  void failIfRequired(String name, String reason) {
    if (covers(name)) {
      throw new AssertionError("%s (and -D%s is set)".formatted(reason, property));
    }
  }
}
