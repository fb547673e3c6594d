package io.sockets4j;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.Arrays;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.NullUnmarked;

/**
 * What a socket receives, as text: {@link BsdSocket#reader(Charset)}.
 *
 * <pre>{@code
 * var reader = socket.reader(US_ASCII, Newline.CRLF);
 * String greeting = reader.readLine();
 * }</pre>
 *
 * <p>It is buffered, as {@link java.io.BufferedReader} is, which loses the beginning of a line when
 * a timeout comes amid it. Here it is kept: a read that fails with {@link
 * java.net.SocketTimeoutException} can be made again. A byte that is no text in the charset is a
 * {@link java.nio.charset.MalformedInputException}, once what came before it has been read.
 *
 * <p>Several threads may read, one after the other. Closing closes the socket, also while a thread
 * reads: that one leaves with {@link java.nio.channels.AsynchronousCloseException}.
 */
public final class SocketReader extends Reader {
  private static final int SIZE = 8192;

  private final BsdSocket<?> socket;
  private final Newline newline;
  private final SocketInputStream in;
  private final CharsetDecoder decoder;
  private final ReentrantLock reading = new ReentrantLock();

  // Guarded by the lock: what was received and not yet decoded, and what was not yet read.
  private final ByteBuffer bytes = ByteBuffer.allocate(SIZE).limit(0);
  private boolean ended;
  private boolean decoded;
  private char[] chars = new char[SIZE];
  private int next;
  private int end;

  /** Whether a \n that comes now belongs to a \r that has been read. */
  private boolean afterCr;

  SocketReader(BsdSocket<?> socket, Charset charset, Newline newline) {
    this.socket = socket;
    this.newline = Objects.requireNonNull(newline, "newline");
    in = new SocketInputStream(socket);
    decoder = charset.newDecoder();
  }

  /**
   * Reads a character.
   *
   * @return the character; -1 at the end of the stream
   * @throws java.net.SocketTimeoutException if the timeout passed
   * @throws IOException if receiving fails, or what came is no text
   */
  @Override
  public int read() throws IOException {
    char[] one = new char[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  /**
   * Reads some characters, at least one.
   *
   * @param target where to
   * @param offset the first place in it
   * @param length the most characters to read
   * @return how many were read; -1 at the end of the stream
   * @throws java.net.SocketTimeoutException if the timeout passed
   * @throws IOException if receiving fails, or what came is no text
   */
  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    reading.lock();
    try {
      requireOpen();
      if (length == 0) {
        return 0;
      }
      if (next == end && !fill()) {
        return -1;
      }
      int count = Math.min(length, end - next);
      System.arraycopy(chars, next, target, offset, count);
      next += count;
      return count;
    } finally {
      reading.unlock();
    }
  }

  /**
   * Reads a line. What comes before the end of the stream is one too, unless it is empty.
   *
   * @return the line, without what ends it; null at the end of the stream
   * @throws java.net.SocketTimeoutException if the timeout passed; the next call goes on with what
   *     had come of the line
   * @throws IOException if receiving fails, or what came is no text
   */
  @NullUnmarked
  public String readLine() throws IOException {
    reading.lock();
    try {
      requireOpen();
      int looked = 0; // characters that do not end a line
      while (true) {
        int length = lineLength(looked);
        if (length >= 0) {
          return readLine(length);
        }
        looked = end - next;
        if (!fill()) {
          return next == end ? null : rest();
        }
      }
    } finally {
      reading.unlock();
    }
  }

  private String rest() {
    String line = new String(chars, next, end - next);
    next = end;
    return line;
  }

  /** How long the line is that begins here; -1 if its end has not come. */
  private int lineLength(int looked) {
    // The first half of a \r\n may be the last that we looked at.
    for (int i = next + Math.max(looked - 1, 0); i < end; i++) {
      if (endsLine(i)) {
        return i - next;
      }
    }
    return -1;
  }

  private boolean endsLine(int at) {
    char c = chars[at];
    return switch (newline) {
      case UNIVERSAL, LF -> c == '\n';
      case CR -> c == '\r';
      case KEEP -> c == '\n' || c == '\r';
      case CRLF -> c == '\r' && at + 1 < end && chars[at + 1] == '\n';
    };
  }

  private String readLine(int length) {
    String line = new String(chars, next, length);
    next += length;
    if (newline != Newline.KEEP) {
      next += Math.max(newline.text().length(), 1);
    } else if (chars[next++] == '\r') {
      if (next == end) {
        afterCr = true; // the \n may come long after the line that it ends
      } else if (chars[next] == '\n') {
        next++;
      }
    }
    return line;
  }

  /** Receives more characters, at least one; false at the end of the stream. */
  private boolean fill() throws IOException {
    makeRoom();
    int before = end;
    do {
      int count = decode();
      if (count == 0) {
        return false;
      }
      take(count);
    } while (end == before); // which was the rest of a newline
    return true;
  }

  /** Decodes characters behind the end, at least one; 0 at the end of the stream. */
  private int decode() throws IOException {
    CharBuffer target = CharBuffer.wrap(chars, end, chars.length - end);
    while (!decoded) {
      CoderResult result = decoder.decode(bytes, target, ended);
      if (target.position() == end && result.isError()) {
        result.throwException();
      }
      if (target.position() == end && ended) {
        decoder.flush(target);
        decoded = true;
      }
      if (target.position() > end) {
        return target.position() - end;
      }
      if (!ended) {
        receive();
      }
    }
    return 0;
  }

  private void receive() throws IOException {
    bytes.compact();
    try {
      int received = in.read(bytes.array(), bytes.position(), bytes.remaining());
      ended = received < 0;
      bytes.position(bytes.position() + Math.max(received, 0));
    } finally {
      bytes.flip();
    }
  }

  private void makeRoom() {
    if (next > 0) {
      System.arraycopy(chars, next, chars, 0, end - next);
      end -= next;
      next = 0;
    }
    if (chars.length - end < 2) { // a character may take two
      chars = Arrays.copyOf(chars, Math.multiplyExact(chars.length, 2));
    }
  }

  /** Takes in what was received behind the end, but for newlines that are read as one character. */
  private void take(int received) {
    boolean translate = newline == Newline.UNIVERSAL;
    int to = end;
    for (int from = end; from < end + received; from++) {
      char c = chars[from];
      if (c != '\n' || !afterCr) {
        chars[to++] = translate && c == '\r' ? '\n' : c;
      }
      afterCr = translate && c == '\r';
    }
    end = to;
  }

  /**
   * The lines that come, until the end of the stream. An {@link IOException} amid them comes as an
   * {@link UncheckedIOException}.
   *
   * @return the lines, each read when it is asked for
   */
  public Stream<String> lines() {
    Spliterator<String> lines =
        new Spliterators.AbstractSpliterator<>(
            Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL) {
          @Override
          public boolean tryAdvance(Consumer<? super String> action) {
            try {
              String line = readLine();
              if (line == null) {
                return false;
              }
              action.accept(line);
              return true;
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        };
    return StreamSupport.stream(lines, false);
  }

  /**
   * Whether something has come, as far as the family tells. That may be half a character, or half a
   * newline, so that the next read waits for the rest.
   *
   * @return true if there is something to read
   * @throws IOException if this is closed, say
   */
  @Override
  public boolean ready() throws IOException {
    reading.lock();
    try {
      requireOpen();
      return next < end || bytes.hasRemaining() || in.available() > 0;
    } finally {
      reading.unlock();
    }
  }

  private void requireOpen() throws ClosedChannelException {
    if (!socket.isOpen()) {
      throw new ClosedChannelException();
    }
  }

  /**
   * Closes the socket.
   *
   * @throws IOException if that fails
   */
  @Override
  public void close() throws IOException {
    socket.close();
  }
}
