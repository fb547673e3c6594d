package io.sockets4j.cli.spi;

import java.util.List;

/**
 * The service through which a module adds commands to {@code sockets4j}: those that make sense for
 * one family of sockets alone.
 *
 * <pre>{@code
 * public final class LlcCommands implements CommandProvider {
 *   public List<Object> commands(Console console) {
 *     return List.of(new LlcPingCommand(console));
 *   }
 * }
 * }</pre>
 *
 * <p>Named in {@code META-INF/services/io.sockets4j.cli.spi.CommandProvider} and in the {@code
 * provides} clause of the module, so that it is found on the class path and on the module path
 * alike. The module opens the package of its commands to picocli.
 */
public interface CommandProvider {

  /**
   * The commands of this module.
   *
   * @param console where they read and write
   * @return objects with picocli's {@code @Command}, each a {@code Callable<Integer>} whose result
   *     is the exit status: 0 if all is well. An exception is told on standard error in one line,
   *     and ends with 1; picocli's {@code ParameterException} with 2
   */
  List<Object> commands(Console console);
}
