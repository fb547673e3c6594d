package io.sockets4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What probing has to know of the machine, beside its sockets.
 *
 * @param modules the modules that its kernel could load
 * @param hasSeccompFilter whether a filter may forbid system calls to this process
 */
record Machine(KernelModules modules, boolean hasSeccompFilter) {
  private static final String SECCOMP = "Seccomp:";
  private static final String FILTER = "2"; // SECCOMP_MODE_FILTER

  /** This machine; on systems other than Linux, one without modules and filters. */
  static Machine current() throws IOException {
    if (!System.getProperty("os.name").equals("Linux")) {
      return new Machine(KernelModules.none(), false);
    }
    return new Machine(
        KernelModules.in(Path.of("/lib/modules", System.getProperty("os.version"))),
        hasSeccompFilter(Files.readAllLines(Path.of("/proc/self/status"))));
  }

  /** Reads what proc(5) says of a process in its {@code status}. */
  static boolean hasSeccompFilter(List<String> status) {
    return status.stream()
        .anyMatch(
            line ->
                line.startsWith(SECCOMP)
                    && line.substring(SECCOMP.length()).strip().equals(FILTER));
  }

  /** The kernel's name, version and processor. */
  static String kernel() {
    return "%s %s %s"
        .formatted(
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("os.arch"));
  }

  /** The version and the maker of the JVM. */
  static String java() {
    return "%s (%s)"
        .formatted(System.getProperty("java.version"), System.getProperty("java.vendor"));
  }
}
