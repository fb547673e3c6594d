package io.sockets4j.testkit.relay;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Somewhere else that a command can run: under another kernel, in a container. It sees the files of
 * this machine, at least those of its JDK and of the class path, at the same paths.
 *
 * <p>An implementation has a public constructor without parameters, for {@link RunsIn}.
 */
public interface Place {
  /**
   * What people call it.
   *
   * @return for instance {@code kernel 6.12 container}
   */
  String name();

  /**
   * Why no command can run there, with the remedy.
   *
   * @return empty if one can
   */
  Optional<String> lacking();

  /**
   * Whether everything that tests ask for is there, so that a test which is skipped there is a
   * mistake.
   *
   * @return by default, no
   */
  default boolean isComplete() {
    return false;
  }

  /**
   * Options for a JVM that runs tests there.
   *
   * @return by default, none
   */
  default List<String> jvmOptions() {
    return List.of();
  }

  /**
   * Runs a command there, to its end. The lines that it writes are handed over as they come, by any
   * thread; all of them before this method returns.
   *
   * @param command a program and its arguments
   * @param out takes the lines of its standard output, without their ends
   * @param err takes the lines of its standard error
   * @return its exit status
   * @throws IOException if it cannot be run
   * @throws InterruptedException if interrupted; the command has ended then
   */
  int run(List<String> command, Consumer<String> out, Consumer<String> err)
      throws IOException, InterruptedException;
}
