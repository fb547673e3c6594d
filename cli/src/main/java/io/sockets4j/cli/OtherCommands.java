package io.sockets4j.cli;

import io.sockets4j.cli.spi.CommandProvider;
import io.sockets4j.cli.spi.Console;
import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import picocli.CommandLine;

/** The commands that other modules provide. One that cannot be had keeps none from working. */
final class OtherCommands {
  /** A ServiceLoader that fails again and again is given up. */
  private static final int MOST_PROBLEMS = 100;

  private OtherCommands() {}

  /** Adds those of the class path or module path. */
  static void add(CommandLine commandLine, Console console, Consumer<String> problems) {
    Iterator<CommandProvider> providers =
        ServiceLoader.load(CommandProvider.class, CommandProvider.class.getClassLoader())
            .iterator();
    for (int failed = 0; failed < MOST_PROBLEMS; ) {
      String provider = "a provider of " + CommandProvider.class.getName();
      try {
        if (!providers.hasNext()) {
          return;
        }
        CommandProvider next = providers.next();
        provider = next.getClass().getName();
        for (Object command : next.commands(console)) {
          commandLine.addSubcommand(command);
        }
      } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
        failed++;
        problems.accept(provider + " adds no command: " + e);
      }
    }
  }
}
