package io.sockets4j;

/**
 * Where lines of text end, and what becomes of that: what Python's {@code makefile} calls newline.
 *
 * <pre>{@code
 * var writer = socket.writer(US_ASCII, Newline.CRLF); // "\n" is sent as "\r\n"
 * var reader = socket.reader(US_ASCII, Newline.CRLF); // a bare "\n" ends no line
 * }</pre>
 */
public enum Newline {
  /**
   * Reading: lines end with {@code \n}, {@code \r} or {@code \r\n}, each of which is read as {@code
   * \n}. Writing: {@code \n} stays as it is. Python's None.
   */
  UNIVERSAL(""),

  /**
   * Reading: lines end with {@code \n}, {@code \r} or {@code \r\n}, which are read as they are.
   * Writing: {@code \n} stays as it is. Python's empty string.
   */
  KEEP(""),

  /** Reading: lines end with {@code \n} alone. Writing: {@code \n} stays as it is. */
  LF("\n"),

  /** Reading: lines end with {@code \r} alone. Writing: {@code \n} becomes {@code \r}. */
  CR("\r"),

  /**
   * Reading: lines end with {@code \r\n} alone, as many Internet protocols have it. Writing: {@code
   * \n} becomes {@code \r\n}.
   */
  CRLF("\r\n");

  private final String text;

  Newline(String text) {
    this.text = text;
  }

  /** What ends a line; empty where there is a choice. */
  String text() {
    return text;
  }
}
