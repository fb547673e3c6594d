package io.sockets4j.cli.can;

/** Reads text from left to right. Whatever is not as it should be is told with its place. */
final class Cursor {
  private static final int HEX = 16;

  private final String text;
  private int at;

  Cursor(String text) {
    this.text = text;
  }

  int position() {
    return at;
  }

  /** Goes on elsewhere. */
  void moveTo(int position) {
    at = position;
  }

  boolean atEnd() {
    return at == text.length();
  }

  /** Whether this character comes next; if so, it is passed. */
  boolean skip(char wanted) {
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  /** Passes blanks: how many. */
  int skipBlanks() {
    int begin = at;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at - begin;
  }

  void expect(char wanted, String what) {
    if (!skip(wanted)) {
      throw malformed(what);
    }
  }

  void expectEnd(String what) {
    if (!atEnd()) {
      throw malformed(what);
    }
  }

  /** The value of the hexadecimal digit that comes next, which is not passed; -1 if none does. */
  int peekDigit() {
    char next = at < text.length() ? text.charAt(at) : ' ';
    return next < 0x80 ? Character.digit(next, HEX) : -1; // digits of other scripts are none
  }

  /** How many hexadecimal digits come next. */
  int countDigits() {
    int begin = at;
    while (peekDigit() >= 0) {
      at++;
    }
    int count = at - begin;
    at = begin;
    return count;
  }

  /** Passes as many hexadecimal digits, 8 at most: their value. */
  int hex(int digits, String what) {
    int value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = peekDigit();
      if (digit < 0) {
        throw malformed(what);
      }
      value = value << 4 | digit;
      at++;
    }
    return value;
  }

  /** Passes what comes before a blank or the end. */
  String word() {
    int begin = at;
    while (at < text.length() && text.charAt(at) > ' ') {
      at++;
    }
    return text.substring(begin, at);
  }

  /** Passes decimal digits, which may be none. */
  String decimals() {
    int begin = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return text.substring(begin, at);
  }

  MalformedTextException malformed(String expected) {
    return malformed(at, expected);
  }

  MalformedTextException malformed(int position, String expected) {
    return new MalformedTextException(text, position, expected);
  }
}
