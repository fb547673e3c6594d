package io.sockets4j.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Java source file as the rules of the tree see it: without its comments.
 *
 * @param path where the file is
 * @param code its text without comments; literals are kept
 */
record JavaSource(Path path, String code) {

  /** A comment, or a literal that may hold what looks like one. */
  private static final Pattern COMMENT_OR_LITERAL =
      Pattern.compile(
          """
          (?<comment>//[^\\n]*|/\\*(?s:.*?)\\*/)\
          |\"""(?s:[^"\\\\]++|\\\\.|"(?!""))*+\"""\
          |"(?:[^"\\\\\\n]++|\\\\.)*+"\
          |'(?:[^'\\\\\\n]++|\\\\.)*+'\
          """);

  static JavaSource read(Path path) {
    try {
      return new JavaSource(path, withoutComments(Files.readString(path)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String withoutComments(String text) {
    return COMMENT_OR_LITERAL
        .matcher(text)
        .replaceAll(found -> found.group(1) == null ? Matcher.quoteReplacement(found.group()) : "");
  }

  /** The lines that are neither blank nor comment alone. */
  long linesOfCode() {
    return code.lines().filter(line -> !line.isBlank()).count();
  }
}
