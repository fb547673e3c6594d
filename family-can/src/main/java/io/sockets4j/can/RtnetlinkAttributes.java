package io.sockets4j.can;

import io.sockets4j.os.StructLayout;
import io.sockets4j.os.SystemConstant;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The attributes of a message of rtnetlink, or of an attribute that consists of others. */
final class RtnetlinkAttributes {
  private static final RtnetlinkAttributes NONE = new RtnetlinkAttributes(Map.of());

  private final Map<Integer, ByteBuffer> values;

  private RtnetlinkAttributes(Map<Integer, ByteBuffer> values) {
    this.values = values;
  }

  /** Those in a buffer; of several of one type, the last. */
  static RtnetlinkAttributes read(ByteBuffer bytes) throws IOException {
    Map<Integer, ByteBuffer> values = new HashMap<>();
    int header = RtnetlinkStructs.RTATTR.size();
    int at = bytes.position();
    while (at < bytes.limit()) {
      int left = bytes.limit() - at;
      int length = left < header ? 0 : (int) RtnetlinkStructs.RTA_LEN.getUnsigned(bytes, at);
      if (length < header || length > left) {
        throw new IOException(
            "an attribute of rtnetlink has %d bytes of %d that are left".formatted(length, left));
      }
      int type = (int) RtnetlinkStructs.RTA_TYPE.getUnsigned(bytes, at);
      values.put(
          type & RtnetlinkStructs.NLA_TYPE_MASK.value(),
          Rtnetlink.slice(bytes, at + header, at + length));
      at += Rtnetlink.align(length);
    }
    return new RtnetlinkAttributes(values);
  }

  private @Nullable ByteBuffer get(SystemConstant type) {
    return values.get(type.value());
  }

  boolean has(SystemConstant type) {
    return get(type) != null;
  }

  /** Those within one of them; none where that is not there. */
  RtnetlinkAttributes nested(SystemConstant type) throws IOException {
    ByteBuffer value = get(type);
    return value == null ? NONE : read(value);
  }

  /** A number of 32 bits. */
  OptionalInt number(SystemConstant type) {
    ByteBuffer value = get(type);
    return value == null || value.remaining() < Integer.BYTES
        ? OptionalInt.empty()
        : OptionalInt.of(value.getInt(0));
  }

  /** A number of 32 bits without a sign; 0 where it is not there. */
  long unsigned(SystemConstant type) {
    return Integer.toUnsignedLong(number(type).orElse(0));
  }

  /** A number of 8 bits without a sign. */
  OptionalInt byteNumber(SystemConstant type) {
    ByteBuffer value = get(type);
    return value == null || !value.hasRemaining()
        ? OptionalInt.empty()
        : OptionalInt.of(value.get(0) & 0xff);
  }

  /** Numbers of 32 bits, as many as there are. */
  List<Integer> numbers(SystemConstant type) {
    ByteBuffer value = get(type);
    List<Integer> numbers = new ArrayList<>();
    for (int at = 0;
        value != null && at + Integer.BYTES <= value.remaining();
        at += Integer.BYTES) {
      numbers.add(value.getInt(at));
    }
    return numbers;
  }

  /** Numbers of 16 bits without a sign, as many as there are. */
  List<Integer> shortNumbers(SystemConstant type) {
    ByteBuffer value = get(type);
    List<Integer> numbers = new ArrayList<>();
    for (int at = 0; value != null && at + Short.BYTES <= value.remaining(); at += Short.BYTES) {
      numbers.add(value.getShort(at) & 0xffff);
    }
    return numbers;
  }

  /**
   * A struct of which a kernel may tell less than is declared, or more: zeros stand for the rest.
   */
  Optional<ByteBuffer> struct(SystemConstant type, StructLayout layout) {
    ByteBuffer value = get(type);
    if (value == null) {
      return Optional.empty();
    }
    ByteBuffer struct = ByteBuffer.allocate(layout.size()).order(ByteOrder.nativeOrder());
    struct.put(0, value, 0, Math.min(value.remaining(), layout.size()));
    return Optional.of(struct);
  }

  /** Text, up to its zero byte. */
  Optional<String> text(SystemConstant type, Charset charset) {
    ByteBuffer value = get(type);
    return value == null ? Optional.empty() : Optional.of(text(value, charset));
  }

  /** Text in a buffer, up to its zero byte. */
  static String text(ByteBuffer buffer, Charset charset) {
    int length = 0;
    while (length < buffer.limit() && buffer.get(length) != 0) {
      length++;
    }
    byte[] bytes = new byte[length];
    buffer.get(0, bytes);
    return new String(bytes, charset);
  }
}
