package io.sockets4j.unix;

import io.sockets4j.os.Platform;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.HexFormat;

/**
 * Addresses as people write them: a path as it is, an abstract name with {@code @} before it. A
 * byte that is no printable text stands as {@code \xNN} and a backslash as {@code \\}, so that
 * every address has a text and every text leads back to its address.
 */
final class UnixText {
  private static final char BACKSLASH = '\\';

  /** The encoding in which the JDK writes paths; Windows takes UTF-8 for those of sockets. */
  private static final Charset PATHS =
      Platform.current().isWindows()
          ? StandardCharsets.UTF_8
          : Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

  private UnixText() {}

  /** The bytes of a path. */
  static byte[] encode(String path) {
    return encode(path, PATHS);
  }

  private static byte[] encode(CharSequence text, Charset charset) {
    try {
      // The encoder of newEncoder() reports what it cannot write, where getBytes() writes '?'.
      ByteBuffer buffer = charset.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "'%s' cannot be written in %s%s"
              .formatted(
                  text,
                  charset,
                  charset.equals(StandardCharsets.UTF_8)
                      ? ""
                      : ", the encoding of paths: run in a UTF-8 locale (LC_ALL=C.UTF-8)"),
          e);
    }
  }

  /** The path of bytes, for {@link java.nio.file.Path#of}. */
  static String decode(byte[] path) {
    try {
      return PATHS.newDecoder().decode(ByteBuffer.wrap(path)).toString();
    } catch (CharacterCodingException e) {
      throw (InvalidPathException)
          new InvalidPathException(ofPath(path), "the bytes are no text in " + PATHS).initCause(e);
    }
  }

  static String ofPath(byte[] path) {
    return escape(path, PATHS);
  }

  /** The text of a path or of an abstract name. */
  static String format(UnixAddress address) {
    if (address.isAbstract()) {
      return '@' + escape(address.bytesShared(), StandardCharsets.UTF_8);
    }
    String path = ofPath(address.bytesShared());
    return path.startsWith("@") ? "./" + path : path;
  }

  /** The inverse of {@link #format}. */
  static UnixAddress parse(String text) {
    return text.startsWith("@")
        ? UnixAddress.abstractName(unescape(text, 1, StandardCharsets.UTF_8))
        : UnixAddress.of(unescape(text, 0, PATHS));
  }

  private static String escape(byte[] bytes, Charset charset) {
    StringBuilder text = new StringBuilder();
    try {
      String decoded = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      decoded
          .codePoints()
          .forEach(
              c -> {
                if (isPrintable(c)) {
                  text.appendCodePoint(c);
                } else {
                  appendEscaped(text, Character.toString(c).getBytes(charset));
                }
              });
    } catch (CharacterCodingException e) {
      // Not text as a whole: what is ASCII can still be read.
      for (byte b : bytes) {
        if (b >= 0 && isPrintable(b)) {
          text.append((char) b);
        } else {
          appendEscaped(text, new byte[] {b});
        }
      }
    }
    return text.toString();
  }

  private static void appendEscaped(StringBuilder text, byte[] bytes) {
    if (bytes.length == 1 && bytes[0] == BACKSLASH) {
      text.append(BACKSLASH).append(BACKSLASH);
      return;
    }
    for (byte b : bytes) {
      text.append(BACKSLASH).append('x').append(HexFormat.of().toHexDigits(b));
    }
  }

  /** Whether a reader sees this character and takes it for no other. */
  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> c != BACKSLASH;
    };
  }

  private static byte[] unescape(String text, int start, Charset charset) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int from = start;
    while (from < text.length()) {
      int backslash = text.indexOf(BACKSLASH, from);
      int end = backslash < 0 ? text.length() : backslash;
      bytes.writeBytes(encode(text.substring(from, end), charset));
      if (backslash < 0) {
        break;
      }
      if (text.startsWith("\\\\", backslash)) {
        bytes.write(BACKSLASH);
        from = backslash + 2;
      } else if (text.startsWith("\\x", backslash) && isHex(text, backslash + 2)) {
        bytes.write(HexFormat.fromHexDigits(text, backslash + 2, backslash + 4));
        from = backslash + 4;
      } else {
        throw new IllegalArgumentException(
            "'%s': what begins with a backslash is \\\\ (a backslash) or \\xNN (a byte)"
                .formatted(text));
      }
    }
    return bytes.toByteArray();
  }

  private static boolean isHex(String text, int index) {
    return index + 2 <= text.length()
        && HexFormat.isHexDigit(text.charAt(index))
        && HexFormat.isHexDigit(text.charAt(index + 1));
  }
}
