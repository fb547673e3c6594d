package io.sockets4j.cli.spi;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;

/**
 * The standard streams of a command: those of the process, or a test's.
 *
 * <pre>{@code
 * console.write(ByteBuffer.wrap(bytes));
 * console.err().println("sockets4j: the queue is full");
 * }</pre>
 */
public interface Console {

  /**
   * Waits for standard input.
   *
   * @param target where its bytes are put
   * @return how many were read, or -1 at its end
   * @throws IOException if it cannot be read
   */
  int read(ByteBuffer target) throws IOException;

  /**
   * Writes to standard output, which is not buffered.
   *
   * @param source what is written, all of it
   * @throws ReaderGoneException if nobody reads it any more
   * @throws IOException if it cannot be written
   */
  void write(ByteBuffer source) throws IOException;

  /**
   * Standard error, for people.
   *
   * @return the stream, which writes each line at once
   */
  PrintWriter err();

  /**
   * Whether to tell more than most want to know ({@code --verbose}).
   *
   * @return true if that was asked for; known when a command is called
   */
  boolean isVerbose();

  /**
   * Whether standard output is a terminal, where colours are seen.
   *
   * @return false if it is a file or a pipe
   */
  boolean isTerminal();
}
