package io.sockets4j.os;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The layout of a C struct: its size and the offset of each field, on every platform. Declared
 * once, it serves the code that reads and writes the struct and the check against the C headers.
 *
 * <pre>{@code
 * static final StructLayout MSGHDR = StructLayout.of("struct msghdr", 56).bsd(48);
 * static final Field MSG_NAME = MSGHDR.field("msg_name", 0, 8);
 * static final Field MSG_IOVLEN = MSGHDR.field("msg_iovlen", 24, 8).bsd(24, 4);
 * static final Field SA_LEN = SOCKADDR.field("sa_len").bsd(0, 1); // Linux has none
 *
 * MSG_IOVLEN.putUnsigned(buffer, base, 1);
 * }</pre>
 *
 * <p>A platform that a declaration does not mention does not have the struct or field. All steps
 * return new objects. The sizes come first, then the fields: each field that is declared registers
 * in its layout, and a further step on it takes its earlier self's place there.
 */
public final class StructLayout {
  private final String name;
  private final PlatformTable<Integer> sizes;
  private final int size;

  /** The fields by name, in the order of their declaration. Guarded by itself. */
  private final Map<String, Field> fields = new LinkedHashMap<>();

  private StructLayout(String name, PlatformTable<Integer> sizes) {
    this.name = name;
    this.sizes = sizes;
    Integer here = sizes.get(Platform.current());
    this.size = here != null ? here : -1;
  }

  /**
   * A struct of one size on every platform.
   *
   * @param name its name in C, such as {@code struct sockaddr_in}
   * @param size its size in bytes, as {@code sizeof} tells it
   * @return the layout, without fields yet
   */
  public static StructLayout of(String name, int size) {
    return named(name).with(platform -> true, size);
  }

  /**
   * A struct that no platform has yet.
   *
   * @param name its name in C, such as {@code struct epoll_event}
   * @return the layout, to be given sizes and then fields
   */
  public static StructLayout named(String name) {
    return new StructLayout(Objects.requireNonNull(name, "name"), PlatformTable.empty());
  }

  /**
   * This struct with a size on Linux, macOS and FreeBSD.
   *
   * @param size the size in bytes
   * @return the new layout
   */
  public StructLayout posix(int size) {
    return with(platform -> !platform.isWindows(), size);
  }

  /**
   * This struct with a size on Linux.
   *
   * @param size the size in bytes
   * @return the new layout
   */
  public StructLayout linux(int size) {
    return with(Platform::isLinux, size);
  }

  /**
   * This struct with a size on macOS and FreeBSD.
   *
   * @param size the size in bytes
   * @return the new layout
   */
  public StructLayout bsd(int size) {
    return with(Platform::isBsd, size);
  }

  /**
   * This struct with a size on macOS.
   *
   * @param size the size in bytes
   * @return the new layout
   */
  public StructLayout macos(int size) {
    return with(Platform::isMacos, size);
  }

  /**
   * This struct with a size on FreeBSD.
   *
   * @param size the size in bytes
   * @return the new layout
   */
  public StructLayout freebsd(int size) {
    return with(Platform::isFreebsd, size);
  }

  /**
   * This struct with a size on Windows.
   *
   * @param size the size in bytes
   * @return the new layout
   */
  public StructLayout windows(int size) {
    return with(Platform::isWindows, size);
  }

  /**
   * This struct with a size on one platform.
   *
   * @param platform the platform
   * @param size the size there in bytes
   * @return the new layout
   */
  public StructLayout on(Platform platform, int size) {
    return with(platform::equals, size);
  }

  private StructLayout with(Predicate<Platform> where, int newSize) {
    synchronized (fields) {
      if (!fields.isEmpty()) {
        throw new IllegalStateException(name + " has fields already: declare its sizes first");
      }
    }
    return new StructLayout(name, sizes.with(where, newSize));
  }

  /**
   * Declares a field that has one place on every platform that has this struct.
   *
   * @param fieldName its name in C
   * @param offset its distance from the start of the struct in bytes
   * @param fieldSize its size in bytes
   * @return the field
   */
  public Field field(String fieldName, int offset, int fieldSize) {
    return field(fieldName).with(platform -> true, offset, fieldSize);
  }

  /**
   * Declares a field that no platform has yet.
   *
   * @param fieldName its name in C
   * @return the field, to be given places
   */
  public Field field(String fieldName) {
    return register(
        new Field(this, Objects.requireNonNull(fieldName, "fieldName"), PlatformTable.empty()));
  }

  /**
   * The name in C.
   *
   * @return such as {@code struct sockaddr_in}
   */
  public String name() {
    return name;
  }

  /**
   * Whether the current platform has this struct.
   *
   * @return true if {@link #size()} returns
   */
  public boolean exists() {
    return size >= 0;
  }

  /**
   * The size on the current platform.
   *
   * @return the size in bytes
   * @throws UnsupportedOperationException if the current platform does not have this struct
   */
  public int size() {
    if (size < 0) {
      throw sizes.unsupported(name, Platform.current());
    }
    return size;
  }

  /**
   * The size on a platform.
   *
   * @param platform the platform
   * @return the size there in bytes, or empty if the platform does not have this struct
   */
  public OptionalInt sizeOn(Platform platform) {
    Integer there = sizes.get(platform);
    return there == null ? OptionalInt.empty() : OptionalInt.of(there);
  }

  /**
   * The platforms that have this struct.
   *
   * @return an unmodifiable set
   */
  public Set<Platform> platforms() {
    return sizes.platforms();
  }

  /**
   * The fields declared so far, in the order of their declaration.
   *
   * @return an unmodifiable list
   */
  public List<Field> fields() {
    synchronized (fields) {
      return List.copyOf(fields.values());
    }
  }

  /** Makes {@code field} the one of its name; the latest step of a declaration is what counts. */
  private Field register(Field field) {
    synchronized (fields) {
      fields.put(field.name, field);
    }
    return field;
  }

  /**
   * The {@link #name()}.
   *
   * @return the name
   */
  @Override
  public String toString() {
    return name;
  }

  /** Where a field lies on a platform. */
  private record Place(int offset, int size) {}

  /**
   * A field of a struct.
   *
   * <p>The accessors read and write the struct that starts at index {@code base} of a buffer, whose
   * byte order the caller has set to native; they leave its position alone. They throw {@link
   * IndexOutOfBoundsException} where the buffer is too short and {@link
   * UnsupportedOperationException} where the current platform does not have the field. Those for
   * one width are for fields that have this width on every platform; {@link #getUnsigned} and
   * {@link #putUnsigned} go by the field's size.
   */
  public static final class Field {
    private final StructLayout layout;
    private final String name;
    private final PlatformTable<Place> places;
    private final int offset;
    private final int size;

    private Field(StructLayout layout, String name, PlatformTable<Place> places) {
      this.layout = layout;
      this.name = name;
      this.places = places.only(platform -> layout.sizes.get(platform) != null);
      Place here = this.places.get(Platform.current());
      this.offset = here != null ? here.offset : -1;
      this.size = here != null ? here.size : -1;
    }

    /**
     * This field with a place on Linux, macOS and FreeBSD.
     *
     * @param offset the offset in bytes
     * @param size the size in bytes
     * @return the new field, which replaces this one in the layout
     */
    public Field posix(int offset, int size) {
      return with(platform -> !platform.isWindows(), offset, size);
    }

    /**
     * This field with a place on Linux.
     *
     * @param offset the offset in bytes
     * @param size the size in bytes
     * @return the new field, which replaces this one in the layout
     */
    public Field linux(int offset, int size) {
      return with(Platform::isLinux, offset, size);
    }

    /**
     * This field with a place on macOS and FreeBSD.
     *
     * @param offset the offset in bytes
     * @param size the size in bytes
     * @return the new field, which replaces this one in the layout
     */
    public Field bsd(int offset, int size) {
      return with(Platform::isBsd, offset, size);
    }

    /**
     * This field with a place on macOS.
     *
     * @param offset the offset in bytes
     * @param size the size in bytes
     * @return the new field, which replaces this one in the layout
     */
    public Field macos(int offset, int size) {
      return with(Platform::isMacos, offset, size);
    }

    /**
     * This field with a place on FreeBSD.
     *
     * @param offset the offset in bytes
     * @param size the size in bytes
     * @return the new field, which replaces this one in the layout
     */
    public Field freebsd(int offset, int size) {
      return with(Platform::isFreebsd, offset, size);
    }

    /**
     * This field with a place on Windows.
     *
     * @param offset the offset in bytes
     * @param size the size in bytes
     * @return the new field, which replaces this one in the layout
     */
    public Field windows(int offset, int size) {
      return with(Platform::isWindows, offset, size);
    }

    /**
     * This field with a place on one platform.
     *
     * @param platform the platform
     * @param offset the offset there in bytes
     * @param size the size there in bytes
     * @return the new field, which replaces this one in the layout
     */
    public Field on(Platform platform, int offset, int size) {
      return with(platform::equals, offset, size);
    }

    private Field with(Predicate<Platform> where, int newOffset, int newSize) {
      return layout.register(
          new Field(layout, name, places.with(where, new Place(newOffset, newSize))));
    }

    /**
     * The struct that this field belongs to.
     *
     * @return the layout
     */
    public StructLayout layout() {
      return layout;
    }

    /**
     * The name in C.
     *
     * @return such as {@code sin_port}
     */
    public String name() {
      return name;
    }

    /**
     * Whether the current platform has this field.
     *
     * @return true if {@link #offset()} and {@link #size()} return
     */
    public boolean exists() {
      return offset >= 0;
    }

    /**
     * The distance from the start of the struct on the current platform.
     *
     * @return the offset in bytes
     * @throws UnsupportedOperationException if the current platform does not have this field
     */
    public int offset() {
      if (offset < 0) {
        throw unsupported();
      }
      return offset;
    }

    /**
     * The size on the current platform.
     *
     * @return the size in bytes
     * @throws UnsupportedOperationException if the current platform does not have this field
     */
    public int size() {
      if (offset < 0) {
        throw unsupported();
      }
      return size;
    }

    /**
     * The distance from the start of the struct on a platform.
     *
     * @param platform the platform
     * @return the offset there in bytes, or empty if the platform does not have this field
     */
    public OptionalInt offsetOn(Platform platform) {
      Place there = places.get(platform);
      return there == null ? OptionalInt.empty() : OptionalInt.of(there.offset);
    }

    /**
     * The size on a platform.
     *
     * @param platform the platform
     * @return the size there in bytes, or empty if the platform does not have this field
     */
    public OptionalInt sizeOn(Platform platform) {
      Place there = places.get(platform);
      return there == null ? OptionalInt.empty() : OptionalInt.of(there.size);
    }

    private UnsupportedOperationException unsupported() {
      return places.unsupported(layout.name + "." + name, Platform.current());
    }

    /**
     * Reads this field of one byte.
     *
     * @param buffer the memory
     * @param base the index of the struct's start
     * @return the value
     */
    public byte getByte(ByteBuffer buffer, int base) {
      return buffer.get(at(base, Byte.BYTES));
    }

    /**
     * Writes this field of one byte.
     *
     * @param buffer the memory
     * @param base the index of the struct's start
     * @param value the value
     */
    public void putByte(ByteBuffer buffer, int base, byte value) {
      buffer.put(at(base, Byte.BYTES), value);
    }

    /**
     * Reads this field of two bytes.
     *
     * @param buffer the memory
     * @param base the index of the struct's start
     * @return the value
     */
    public short getShort(ByteBuffer buffer, int base) {
      return buffer.getShort(at(base, Short.BYTES));
    }

    /**
     * Writes this field of two bytes.
     *
     * @param buffer the memory
     * @param base the index of the struct's start
     * @param value the value
     */
    public void putShort(ByteBuffer buffer, int base, short value) {
      buffer.putShort(at(base, Short.BYTES), value);
    }

    /**
     * Reads this field of four bytes.
     *
     * @param buffer the memory
     * @param base the index of the struct's start
     * @return the value
     */
    public int getInt(ByteBuffer buffer, int base) {
      return buffer.getInt(at(base, Integer.BYTES));
    }

    /**
     * Writes this field of four bytes.
     *
     * @param buffer the memory
     * @param base the index of the struct's start
     * @param value the value
     */
    public void putInt(ByteBuffer buffer, int base, int value) {
      buffer.putInt(at(base, Integer.BYTES), value);
    }

    /**
     * Reads this field of eight bytes.
     *
     * @param buffer the memory
     * @param base the index of the struct's start
     * @return the value
     */
    public long getLong(ByteBuffer buffer, int base) {
      return buffer.getLong(at(base, Long.BYTES));
    }

    /**
     * Writes this field of eight bytes.
     *
     * @param buffer the memory
     * @param base the index of the struct's start
     * @param value the value
     */
    public void putLong(ByteBuffer buffer, int base, long value) {
      buffer.putLong(at(base, Long.BYTES), value);
    }

    /**
     * Reads this field of one, two, four or eight bytes as an unsigned number.
     *
     * @param buffer the memory
     * @param base the index of the struct's start
     * @return the value; negative only if the field has eight bytes with the highest bit set
     */
    public long getUnsigned(ByteBuffer buffer, int base) {
      int index = base + offset();
      return switch (size) {
        case Byte.BYTES -> Byte.toUnsignedLong(buffer.get(index));
        case Short.BYTES -> Short.toUnsignedLong(buffer.getShort(index));
        case Integer.BYTES -> Integer.toUnsignedLong(buffer.getInt(index));
        case Long.BYTES -> buffer.getLong(index);
        default -> throw notANumber();
      };
    }

    /**
     * Writes this field of one, two, four or eight bytes; the bytes of {@code value} that do not
     * fit are dropped.
     *
     * @param buffer the memory
     * @param base the index of the struct's start
     * @param value the value
     */
    public void putUnsigned(ByteBuffer buffer, int base, long value) {
      int index = base + offset();
      switch (size) {
        case Byte.BYTES -> buffer.put(index, (byte) value);
        case Short.BYTES -> buffer.putShort(index, (short) value);
        case Integer.BYTES -> buffer.putInt(index, (int) value);
        case Long.BYTES -> buffer.putLong(index, value);
        default -> throw notANumber();
      }
    }

    /**
     * Reads this field as bytes.
     *
     * @param buffer the memory
     * @param base the index of the struct's start
     * @return all bytes of the field, in a new array
     */
    public byte[] getBytes(ByteBuffer buffer, int base) {
      byte[] bytes = new byte[size()];
      buffer.get(base + offset, bytes);
      return bytes;
    }

    /**
     * Writes bytes to the start of this field and zeros to the rest of it.
     *
     * @param buffer the memory
     * @param base the index of the struct's start
     * @param bytes the bytes
     * @throws IllegalArgumentException if there are more of them than the field holds
     */
    public void putBytes(ByteBuffer buffer, int base, byte[] bytes) {
      if (bytes.length > size()) {
        throw new IllegalArgumentException(this + " holds " + size + " bytes, not " + bytes.length);
      }
      int index = base + offset;
      buffer.put(index, bytes);
      for (int i = bytes.length; i < size; i++) {
        buffer.put(index + i, (byte) 0);
      }
    }

    /** The index of this field; a wrong width is a slip of ours, which tests find with -ea. */
    private int at(int base, int width) {
      assert size == width || offset < 0 : this + " has " + size + " bytes, not " + width;
      return base + offset();
    }

    private IllegalStateException notANumber() {
      return new IllegalStateException(this + " has " + size + " bytes, which is no number's size");
    }

    /**
     * The struct's and this field's name.
     *
     * @return such as {@code struct sockaddr_in.sin_port}
     */
    @Override
    public String toString() {
      return layout.name + "." + name;
    }
  }
}
