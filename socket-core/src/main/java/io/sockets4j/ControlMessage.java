package io.sockets4j;

import io.sockets4j.internal.ControlData;
import io.sockets4j.spi.ControlType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A control message as it is: level, type and bytes. What the types mean that this library knows,
 * {@link Message#get} tells.
 *
 * <pre>{@code
 * for (ControlMessage control : message.control()) {
 *   System.out.println(control.level() + " " + control.type() + " " + control.length());
 * }
 * }</pre>
 *
 * <p>Immutable. Two are equal if level, type and bytes are.
 */
public final class ControlMessage {
  private final int level;
  private final int type;
  private final byte[] data;

  /**
   * Makes a control message.
   *
   * @param level the level, such as SOL_SOCKET (cmsg_level)
   * @param type the type within the level (cmsg_type)
   * @param data what it tells, as the kernel takes or gives it; copied
   */
  public ControlMessage(int level, int type, byte[] data) {
    this.level = level;
    this.type = type;
    this.data = data.clone();
  }

  /**
   * The level.
   *
   * @return cmsg_level
   */
  public int level() {
    return level;
  }

  /**
   * The type within the level.
   *
   * @return cmsg_type
   */
  public int type() {
    return type;
  }

  /**
   * The length of the data.
   *
   * @return bytes
   */
  public int length() {
    return data.length;
  }

  /**
   * What it tells, as the kernel takes or gives it.
   *
   * @return a copy
   */
  public byte[] data() {
    return data.clone();
  }

  /**
   * Whether it is of a type.
   *
   * @param known the type
   * @return true if level and type are the same; false also where this platform does not have the
   *     type
   */
  public boolean is(ControlType<?> known) {
    return known.exists() && level == known.level().value() && type == known.constant().value();
  }

  /**
   * What it tells, if it is of a type.
   *
   * @param <T> the class of what such a message tells
   * @param known the type
   * @return the value; null if it is of another type, or its data are none of this: cut, say
   */
  public <T> @Nullable T value(ControlType<T> known) {
    if (!is(known)) {
      return null;
    }
    ByteBuffer copy = ByteBuffer.wrap(data.clone()).order(ByteOrder.nativeOrder());
    return ControlData.decode(known.codec(), copy);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ControlMessage that
        && level == that.level
        && type == that.type
        && Arrays.equals(data, that.data);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * level + type) + Arrays.hashCode(data);
  }

  /**
   * For people.
   *
   * @return level, type and the bytes in hexadecimal
   */
  @Override
  public String toString() {
    return "level %d type %d: %s".formatted(level, type, HexFormat.of().formatHex(data));
  }
}
