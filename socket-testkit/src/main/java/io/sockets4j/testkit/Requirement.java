package io.sockets4j.testkit;

import java.util.Arrays;

/**
 * What must not be missing: a system property that turns skipped tests into failed ones, for all
 * ({@code true}) or for those it names, separated by commas.
 */
public enum Requirement {
  /** Address families, by the names of their constants. */
  FAMILIES("sockets4j.require.families"),
  /** Options of sockets, by the names of their constants. */
  OPTIONS("sockets4j.require.options"),
  /** Compilers and other programs, by their names. */
  TOOLS("sockets4j.require.tools"),
  /** JDKs beside the one that runs the tests: {@code jdk-22} is version 22 or later. */
  JDKS("sockets4j.require.jdks"),
  /** Other kernels and containers, by their {@linkplain io.sockets4j.testkit.relay.Place names}. */
  PLACES("sockets4j.require.places");

  private final String property;

  Requirement(String property) {
    this.property = property;
  }

  /**
   * The name of the system property.
   *
   * @return for instance {@code sockets4j.require.tools}
   */
  public String property() {
    return property;
  }

  /**
   * Whether a test without the named thing has to fail.
   *
   * @param name the name of what is missing
   * @return whether the property says {@code true} or names it
   */
  public boolean covers(String name) {
    return System.getProperty(property, "").equals("true") || names(name);
  }

  /** Whether the property names the thing, rather than all. */
  boolean names(String name) {
    return Arrays.stream(System.getProperty(property, "").split(",", -1))
        .map(String::strip)
        .anyMatch(name::equals);
  }

  /**
   * Fails the test if the named thing, which is missing, must not be.
   *
   * @param name the name of what is missing
   * @param reason why it is missing, and the remedy
   * @throws AssertionError if it is required
   */
  public void failIfRequired(String name, String reason) {
    if (covers(name)) {
      throw new AssertionError("%s (and -D%s is set)".formatted(reason, property));
    }
  }
}
