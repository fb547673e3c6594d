package io.sockets4j.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;

/** Python's socket module, in a process of its own that runs when it is told to. */
final class PythonContender implements Contender {
  private final String name;
  private final Process process;
  private final Writer commands;
  private final BufferedReader results;

  PythonContender(String name, Path program, String kind) {
    this.name = name;
    try {
      process =
          new ProcessBuilder("python3", program.toString(), kind)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    commands = process.outputWriter();
    results = process.inputReader();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long run(int times) throws IOException {
    commands.write(times + "\n");
    commands.flush();
    String nanos = results.readLine();
    if (nanos == null) {
      throw new IOException("the Python program has ended");
    }
    return Long.parseLong(nanos);
  }

  @Override
  public void close() throws IOException {
    commands.close();
    process.destroy();
  }
}
