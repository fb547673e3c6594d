package io.sockets4j;

import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a socket sends, as text: {@link BsdSocket#writer(Charset)}.
 *
 * <pre>{@code
 * var writer = socket.writer(US_ASCII, Newline.CRLF);
 * writer.write("HELO example.org\n");
 * writer.flush();
 * }</pre>
 *
 * <p>It is buffered: what is written is sent when there are 8 KiB of it, and by {@link #flush} and
 * {@link #close}. What could not be sent, since time was up for instance, is kept, and the next
 * flush goes on with it; no byte is sent twice. A character that the charset lacks is an {@link
 * java.nio.charset.UnmappableCharacterException}, and what was written before it counts.
 *
 * <p>Several threads may write; what one call writes stays together. Closing closes the socket,
 * also while a thread sends: that one leaves with {@link
 * java.nio.channels.AsynchronousCloseException}.
 */
public final class SocketWriter extends Writer {
  private static final int SIZE = 8192;

  /** What a long text has made longer than this is not kept. */
  private static final int LARGE = 1 << 16;

  private final BsdSocket<?> socket;
  private final Newline newline;
  private final CharsetEncoder encoder;
  private final ReentrantLock writing = new ReentrantLock();

  /** What is to be sent, up to the position. Guarded by the lock. */
  private ByteBuffer bytes = ByteBuffer.allocate(SIZE);

  /** A high surrogate that waits for its other half; 0 for none. Guarded by the lock. */
  private char half;

  SocketWriter(BsdSocket<?> socket, Charset charset, Newline newline) {
    this.socket = socket;
    this.newline = Objects.requireNonNull(newline, "newline");
    this.encoder = charset.newEncoder();
  }

  /**
   * Writes characters.
   *
   * @param source the characters
   * @param offset the first of them
   * @param length how many
   * @throws java.net.SocketTimeoutException if the timeout passed before they were sent; they are
   *     kept
   * @throws IOException if sending fails, or the charset lacks one of them
   */
  @Override
  public void write(char[] source, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, source.length);
    write(CharBuffer.wrap(source, offset, length));
  }

  /**
   * Writes characters of a text.
   *
   * @param source the text
   * @param offset the first of them
   * @param length how many
   * @throws java.net.SocketTimeoutException if the timeout passed before they were sent; they are
   *     kept
   * @throws IOException if sending fails, or the charset lacks one of them
   */
  @Override
  public void write(String source, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, source.length());
    write(CharBuffer.wrap(source, offset, offset + length));
  }

  /**
   * Writes a character.
   *
   * @param c the character, in its lower 16 bits
   * @throws java.net.SocketTimeoutException if the timeout passed before it was sent; it is kept
   * @throws IOException if sending fails, or the charset lacks it
   */
  @Override
  public void write(int c) throws IOException {
    write(new char[] {(char) c}, 0, 1);
  }

  private void write(CharBuffer source) throws IOException {
    boolean translate = newline == Newline.CR || newline == Newline.CRLF;
    writing.lock();
    try {
      requireOpen();
      encode(translate ? source.toString().replace("\n", newline.text()) : source);
      if (bytes.position() >= SIZE) {
        send();
      }
    } finally {
      writing.unlock();
    }
  }

  /** Takes all of a text, however long, so that none of it has to be written again. */
  private void encode(CharSequence text) throws IOException {
    CharBuffer source = CharBuffer.wrap(half == 0 ? text : half + text.toString());
    half = 0;
    check(() -> encoder.encode(source, bytes, false));
    if (source.hasRemaining()) {
      half = source.get();
    }
  }

  /** One step of the encoder, which may find too little room. */
  private interface Step {
    CoderResult take();
  }

  private void check(Step step) throws IOException {
    CoderResult result = step.take();
    while (result.isOverflow()) {
      bytes = ByteBuffer.allocate(Math.multiplyExact(bytes.capacity(), 2)).put(bytes.flip());
      result = step.take();
    }
    if (result.isError()) {
      result.throwException();
    }
  }

  /** Sends all; what cannot be sent stays for the next time. */
  private void send() throws IOException {
    bytes.flip();
    try {
      if (bytes.hasRemaining()) {
        socket.sendAll(bytes);
      }
    } finally {
      bytes.compact();
    }
    if (bytes.capacity() > LARGE) {
      bytes = ByteBuffer.allocate(SIZE);
    }
  }

  /**
   * Sends what has been written.
   *
   * @throws java.net.SocketTimeoutException if the timeout passed; what is left is kept
   * @throws IOException if sending fails
   */
  @Override
  public void flush() throws IOException {
    writing.lock();
    try {
      requireOpen();
      send();
    } finally {
      writing.unlock();
    }
  }

  /**
   * Sends what has been written, and closes the socket, even if the former fails. While another
   * thread writes, the socket is closed at once.
   *
   * @throws IOException if sending or closing fails
   */
  @Override
  public void close() throws IOException {
    if (!socket.isOpen()) {
      return;
    }
    try (socket) {
      if (writing.tryLock()) {
        try {
          finish();
        } finally {
          writing.unlock();
        }
      }
    }
  }

  private void finish() throws IOException {
    CharBuffer rest = CharBuffer.wrap(half == 0 ? "" : String.valueOf(half));
    try {
      check(() -> encoder.encode(rest, bytes, true));
      check(() -> encoder.flush(bytes));
    } finally {
      send();
    }
  }

  private void requireOpen() throws ClosedChannelException {
    if (!socket.isOpen()) {
      throw new ClosedChannelException();
    }
  }
}
