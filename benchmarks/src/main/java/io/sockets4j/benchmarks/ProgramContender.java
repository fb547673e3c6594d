package io.sockets4j.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program in a process of its own, which runs as often as each line says that it is given: it
 * answers with nanoseconds and, if it knows, with the bytes that it allocated.
 */
final class ProgramContender implements Contender {
  private final String name;
  private final Process process;
  private final Writer commands;
  private final BufferedReader results;
  private long allocated = UNKNOWN;

  ProgramContender(String name, List<String> command) {
    this.name = name;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    commands = process.outputWriter();
    results = process.inputReader();
  }

  /** Python's socket module. */
  static ProgramContender python(String name, Path program, String... arguments) {
    List<String> command = new ArrayList<>(List.of("python3", program.toString()));
    command.addAll(List.of(arguments));
    return new ProgramContender(name, command);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long run(int times) throws IOException {
    commands.write(times + "\n");
    commands.flush();
    String answer = results.readLine();
    if (answer == null) {
      throw new IOException(name + ": the program has ended");
    }
    String[] numbers = answer.split(" ", -1);
    if (numbers.length > 1) {
      allocated = Long.parseLong(numbers[1]);
    }
    return Long.parseLong(numbers[0]);
  }

  @Override
  public long allocated() {
    return allocated;
  }

  @Override
  public void close() throws IOException {
    commands.close();
    process.destroy();
  }
}
