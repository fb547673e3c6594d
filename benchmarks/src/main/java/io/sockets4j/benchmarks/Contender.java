package io.sockets4j.benchmarks;

import java.util.List;
import java.util.Set;

/**
 * One that takes part, in a process of its own.
 *
 * @param id what the results call it
 * @param title what a person calls it
 * @param role what it is compared as: {@code c}, {@code ffm}, {@code jna}, {@code jna-newest},
 *     {@code jdk}, {@code jdk-newest}, {@code socket}, ...
 * @param command starts it
 * @param works the only work that it can do; all, if empty
 */
record Contender(String id, String title, String role, List<String> command, Set<String> works) {
  /** The role of the channels of the same JDK, which it is compared with. */
  String channels() {
    return role.equals("jna") || role.equals("socket") || role.equals("jdk") ? "jdk" : "jdk-newest";
  }

  boolean takesPartIn(Row row) {
    return works.isEmpty() || works.contains(row.task().work());
  }
}
