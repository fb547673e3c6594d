package io.sockets4j.cli.can;

/** Text that is not in a format of can-utils: which, from where on, and what was expected. */
final class MalformedTextException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final int position;

  MalformedTextException(String text, int position, String expected) {
    super("'%s', from character %d on: expected %s".formatted(text, position + 1, expected));
    this.position = position;
  }

  /** Where in the text, from 0 on; its length if it ends too early. */
  int position() {
    return position;
  }
}
