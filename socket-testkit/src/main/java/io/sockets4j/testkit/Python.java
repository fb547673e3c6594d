package io.sockets4j.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.opentest4j.TestAbortedException;

/**
 * A running program in Python, whose {@code socket} module is a stranger's code: what it agrees
 * with is not only our own idea of a protocol.
 *
 * <pre>{@code
 * try (Python peer = Python.start("""
 *     with socket.create_server(("127.0.0.1", 0)) as server:
 *         print(server.getsockname()[1])
 *         connection, _ = server.accept()
 *         print(connection.recv(100).decode())
 *     """)) {
 *   int port = Integer.parseInt(peer.line());
 *   ...
 *   assertThat(peer.line()).isEqualTo("Hello, world");
 *   peer.finish();
 * }
 * }</pre>
 *
 * <p>What the program writes to either output can be read by the line. After 30 seconds it is
 * killed, so that no test waits for ever.
 */
public final class Python implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  /** All programs begin with this. */
  private static final String PRELUDE =
      """
      import hashlib, os, socket, sys
      socket.setdefaulttimeout(20)

      def recv_all(s):
          "Everything until the end of the stream."
          data = bytearray()
          while chunk := s.recv(65536):
              data += chunk
          return bytes(data)

      """;

  private final Process process;
  private final BufferedReader output;
  private final List<String> transcript = new ArrayList<>();

  private Python(Process process) {
    this.process = process;
    this.output = process.inputReader(UTF_8);
    var unused =
        process.onExit().orTimeout(DEADLINE.toSeconds(), SECONDS).exceptionally(this::kill);
  }

  /** Through the handle, which leaves the streams open: what was written can still be read. */
  private Process kill(Throwable late) {
    process.toHandle().destroyForcibly();
    return process;
  }

  /**
   * Starts a program.
   *
   * @param program the text, in which {@code hashlib, os, socket, sys} are imported and {@code
   *     recv_all(socket)} is defined
   * @param arguments what it finds in {@code sys.argv[1:]}
   * @return the running program
   * @throws TestAbortedException if there is no {@code python3}, so that the test is skipped
   * @throws AssertionError if there is none and {@code -Dsockets4j.require.tools} asks for it
   */
  public static Python start(String program, String... arguments) {
    return startBy(List.of(), program, arguments);
  }

  /**
   * Starts a program by another one, which puts it into a network namespace, say.
   *
   * @param launcher the command that starts what stands after it
   * @param program as in {@link #start}
   * @param arguments as there
   * @return the running program
   * @throws TestAbortedException as there
   * @throws AssertionError as there
   */
  public static Python startBy(List<String> launcher, String program, String... arguments) {
    // Unbuffered, in UTF-8 whatever the locale, and with nothing of the user's.
    List<String> command = new ArrayList<>(launcher);
    command.addAll(List.of("python3", "-u", "-I", "-X", "utf8", "-c", PRELUDE + program));
    command.addAll(List.of(arguments));
    try {
      return new Python(new ProcessBuilder(command).redirectErrorStream(true).start());
    } catch (IOException e) {
      String reason = "there is no python3: install it, or run ./check";
      Requirement.TOOLS.failIfRequired("python3", reason);
      throw new TestAbortedException(reason, e);
    }
  }

  /**
   * Waits for the next line that the program writes.
   *
   * @return the line
   * @throws IOException if it cannot be read
   * @throws AssertionError if the program has ended instead; with all that it wrote
   */
  public String line() throws IOException {
    String line = output.readLine();
    if (line == null) {
      throw new AssertionError("the program ended, having written:\n" + written());
    }
    transcript.add(line);
    return line;
  }

  /**
   * Gives the program a line to read.
   *
   * @param line the line
   * @throws IOException if it does not read any more
   */
  public void tell(String line) throws IOException {
    Writer input = process.outputWriter(UTF_8);
    input.write(line);
    input.write('\n');
    input.flush();
  }

  /**
   * Waits for the end of the program.
   *
   * @throws IOException if its output cannot be read
   * @throws InterruptedException if this thread is interrupted
   * @throws AssertionError if its exit status is not 0; with all that it wrote
   */
  public void finish() throws IOException, InterruptedException {
    String line;
    while ((line = output.readLine()) != null) {
      transcript.add(line);
    }
    int status = process.waitFor();
    if (status != 0) {
      throw new AssertionError("exit status " + status + ", having written:\n" + written());
    }
  }

  private String written() {
    return String.join("\n", transcript);
  }

  /** Kills the program if it runs. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
