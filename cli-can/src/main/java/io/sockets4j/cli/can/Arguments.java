package io.sockets4j.cli.can;

import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Reads arguments of a command line. What is malformed is misuse. */
final class Arguments {
  private Arguments() {}

  /**
   * Reads one.
   *
   * @param parser throws IllegalArgumentException with the reason
   */
  static <T> T read(CommandSpec spec, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /** Refuses a number that is too low. */
  static void atLeast(CommandSpec spec, String option, long least, long value) {
    if (value < least) {
      throw new ParameterException(
          spec.commandLine(), "%s: %s is less than %s".formatted(option, value, least));
    }
  }
}
