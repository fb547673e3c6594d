package io.sockets4j.cli.can;

import io.sockets4j.can.CanFilter;
import io.sockets4j.can.CanFrame;
import io.sockets4j.can.CanId;
import java.util.ArrayList;
import java.util.List;

/**
 * An interface, and what is wanted of it: as candump takes it.
 *
 * <pre>
 * can0                        every frame but those that report errors
 * any                         of every interface
 * can0,123:7FF,18DA0000:1FFF0000
 *                             frames for which (identifier AND mask) is as with one of these
 * can0,123~7FF                those for which it is not
 * can0,0~0,#FFFFFFFF          error frames of these classes, and no others
 * can0,123:7FF,456~7FF,j      frames that all filters let pass
 * </pre>
 *
 * @param text all of it
 * @param interfaceName the name, or {@code any}
 * @param filters none for all frames
 * @param errorClasses which error frames, 0 for none
 * @param joined whether all filters must match, instead of one
 */
record FrameSource(
    String text, String interfaceName, List<CanFilter> filters, int errorClasses, boolean joined) {
  static final String ANY = "any";

  private static final String SCHEME = "can:";
  private static final int LONGEST_NAME = 15;
  private static final int MOST_DIGITS = 8;

  /**
   * Reads an argument.
   *
   * @throws MalformedTextException if it has no such form
   */
  static FrameSource parse(String text) {
    int begin = text.startsWith(SCHEME) ? SCHEME.length() : 0;
    int comma = text.indexOf(',', begin);
    String name = interfaceName(text, begin, comma < 0 ? text.length() : comma);
    List<CanFilter> filters = new ArrayList<>();
    int errors = 0;
    boolean joined = false;
    Cursor cursor = new Cursor(text);
    cursor.moveTo(comma < 0 ? text.length() : comma);
    while (!cursor.atEnd()) {
      cursor.expect(',', "',' between filters");
      if (cursor.skip('#')) {
        errors = number(cursor, "classes of errors") & CanId.EXTENDED_MASK;
      } else if (cursor.skip('j') || cursor.skip('J')) {
        joined = true;
      } else {
        filters.add(filter(cursor));
      }
    }
    if (filters.size() > CanFilter.MOST) {
      throw cursor.malformed(comma, "no more than 512 filters");
    }
    return new FrameSource(text, name, List.copyOf(filters), errors, joined);
  }

  /** Reads the name of an interface, with {@code can:} before it or not. */
  static String interfaceName(String text) {
    return interfaceName(text, text.startsWith(SCHEME) ? SCHEME.length() : 0, text.length());
  }

  private static String interfaceName(String text, int begin, int end) {
    String name = text.substring(begin, end);
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw new MalformedTextException(text, begin, "the name of an interface, 1 to 15 characters");
    }
    return name;
  }

  private static CanFilter filter(Cursor cursor) {
    int digits = cursor.countDigits();
    int id = number(cursor, "a filter: ID:MASK, ID~MASK, #CLASSES or j, in hexadecimal digits");
    boolean inverted = cursor.skip('~');
    if (!inverted) {
      cursor.expect(':', "':' or '~' after the identifier");
    }
    int mask = number(cursor, "a mask") & ~CanId.ERROR;
    if (digits == MOST_DIGITS) {
      id |= CanId.EXTENDED;
    }
    CanFilter filter = new CanFilter(id & ~CanFilter.INVERTED, mask);
    return inverted ? filter.inverted() : filter;
  }

  private static int number(Cursor cursor, String what) {
    int digits = cursor.countDigits();
    if (digits == 0 || digits > MOST_DIGITS) {
      throw cursor.malformed(digits == 0 ? what : "no more than 8 hexadecimal digits");
    }
    return cursor.hex(digits, what);
  }

  boolean isAny() {
    return interfaceName.equals(ANY);
  }

  /** Whether a frame from an interface is wanted, as the kernel decides it. */
  boolean matches(String from, CanFrame frame) {
    if (!isAny() && !interfaceName.equals(from)) {
      return false;
    }
    if (frame.isError()) {
      return (frame.number() & errorClasses) != 0;
    }
    return filters.isEmpty()
        || (joined
            ? filters.stream().allMatch(filter -> filter.matches(frame))
            : filters.stream().anyMatch(filter -> filter.matches(frame)));
  }
}
