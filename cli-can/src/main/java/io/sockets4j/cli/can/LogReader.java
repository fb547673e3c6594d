package io.sockets4j.cli.can;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads the frames of a log file; lines that are none are passed by, as canplayer does. */
final class LogReader implements AutoCloseable {
  private final String name;
  private final BufferedReader lines;
  private int number;

  private LogReader(String name, BufferedReader lines) {
    this.name = name;
    this.lines = lines;
  }

  static LogReader open(Path file) throws IOException {
    return of(file.toString(), Files.newInputStream(file));
  }

  /** Reads a stream, which it closes. */
  static LogReader of(String name, InputStream in) {
    // What is no text, in the name of an interface, is told with the line that has it.
    return new LogReader(
        name, new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
  }

  /**
   * Reads the next line with a frame; null at the end.
   *
   * @throws IOException if the file cannot be read, or a line that begins as one with a frame has
   *     no such form: with file, line and place
   */
  @Nullable LogLine next() throws IOException {
    while (true) {
      String line = lines.readLine();
      if (line == null) {
        return null;
      }
      number++;
      if (LogLine.hasFrame(line)) {
        try {
          return LogLine.parse(line);
        } catch (MalformedTextException e) {
          throw new IOException("%s, line %s: %s".formatted(name, number, e.getMessage()), e);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
