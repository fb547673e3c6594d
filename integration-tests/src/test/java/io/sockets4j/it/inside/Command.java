package io.sockets4j.it.inside;

import io.sockets4j.testkit.Program;
import java.util.Arrays;
import java.util.List;
import org.opentest4j.TestAbortedException;

/** Programs of the system that set the network up. */
final class Command {
  /** What ip and tc say where a capability is lacking, or a module of the kernel. */
  private static final List<String> LACKS =
      List.of("Operation not permitted", "Unknown device type", "qdisc kind is unknown");

  private Command() {}

  /**
   * Runs a program to its end.
   *
   * @param command the program and its arguments
   * @return what it wrote to standard output
   * @throws AssertionError if it fails
   * @throws TestAbortedException if it is not allowed here, so that the test is skipped
   */
  static String run(String... command) throws Exception {
    try (Program program = Program.start(command)) {
      Program.Result result = program.finish();
      if (result.status() == 0) {
        return result.out();
      }
      String failure =
          "%s: exit status %d: %s"
              .formatted(String.join(" ", command), result.status(), result.err().strip());
      for (String lack : LACKS) {
        if (result.err().contains(lack)) {
          // Hosts are numbered, and reasons are counted: alike ones are to be the same.
          String reason = failure.replaceAll("\\b(near|far)\\d+", "$1");
          throw new TestAbortedException("this place has not got all: " + reason);
        }
      }
      throw new AssertionError(failure);
    }
  }

  /** Runs {@code ip} with the words of a line. */
  static void ip(String line) throws Exception {
    String unused = run(words("ip", line));
  }

  /** Runs {@code tc} with the words of a line. */
  static void tc(String line) throws Exception {
    String unused = run(words("tc", line));
  }

  private static String[] words(String program, String line) {
    List<String> words = Arrays.asList((program + ' ' + line).split(" +", -1));
    return words.toArray(String[]::new);
  }
}
