package io.sockets4j.cli;

import io.sockets4j.cli.spi.ReaderGoneException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The standard streams of a command: those of the process, or a test's.
 *
 * @param in what is sent
 * @param out where what was received goes
 * @param err for people
 */
record Streams(ReadableByteChannel in, WritableByteChannel out, PrintWriter err) {
  /** What the system says of EPIPE; the JDK hands on no number. */
  private static final String BROKEN_PIPE = "Broken pipe";

  private static final long PAUSE = Duration.ofMillis(10).toNanos();

  /** Those of this process; as channels, since a stream of the JDK copies every byte. */
  @SuppressWarnings("resource") // closed with the process
  static Streams ofProcess() {
    return new Streams(
        new FileInputStream(FileDescriptor.in).getChannel(),
        new FileOutputStream(FileDescriptor.out).getChannel(),
        text(System.err));
  }

  /** What writes text as the terminal expects it. */
  static PrintWriter text(OutputStream stream) {
    return new PrintWriter(stream, true, Charset.forName(System.getProperty("native.encoding")));
  }

  /** Waits for standard input: how many bytes were read, or -1 at its end. */
  int read(ByteBuffer target) throws IOException {
    try {
      int count = in.read(target);
      while (count == 0 && target.hasRemaining()) {
        LockSupport.parkNanos(PAUSE); // another program has made our terminal or pipe non-blocking
        count = in.read(target);
      }
      return count;
    } catch (IOException e) {
      throw new IOException("standard input: " + Failures.describe(e), e);
    }
  }

  /** Writes all of a buffer to standard output. */
  void write(ByteBuffer source) throws IOException {
    try {
      while (source.hasRemaining()) {
        if (out.write(source) == 0) {
          LockSupport.parkNanos(PAUSE); // as above
        }
      }
    } catch (IOException e) {
      String message = "standard output: " + Failures.describe(e);
      throw BROKEN_PIPE.equals(e.getMessage())
          ? new ReaderGoneException(message, e)
          : new IOException(message, e);
    }
  }
}
