package io.sockets4j.benchmarks.work;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * Connects to us from a process of its own, and does no more: that many connections with both ends
 * in one process would need more descriptors than it may have.
 */
final class IdlePeers implements AutoCloseable {
  private final Process process;
  private final Writer commands;

  IdlePeers(int port) throws IOException {
    String program = System.getProperty("benchmarks.c");
    process =
        new ProcessBuilder(List.of(program, "connect", Integer.toString(port)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    commands = process.outputWriter();
  }

  /** So many connections are on their way, to be accepted before others come. */
  void connect(int count) throws IOException {
    commands.write(count + "\n");
    commands.flush();
  }

  @Override
  public void close() throws IOException {
    commands.close();
  }
}
