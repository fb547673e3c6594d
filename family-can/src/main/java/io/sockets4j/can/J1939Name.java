package io.sockets4j.can;

import org.jspecify.annotations.Nullable;

/**
 * The NAME of a controller application: 64 bits that tell what it does and who made it, no two
 * alike in a network (SAE J1939-81; {@code linux/can/j1939.h} has the bits).
 *
 * <pre>{@code
 * J1939Name name =
 *     J1939Name.builder()
 *         .arbitraryAddressCapable(true)
 *         .industryGroup(1) // on-highway
 *         .function(60)
 *         .manufacturerCode(1234)
 *         .identityNumber(42)
 *         .build();
 * }</pre>
 *
 * <p>Where two want one address, it is the lower NAME's: {@link #compareTo}. Immutable.
 */
public final class J1939Name implements Comparable<J1939Name> {
  private static final Field IDENTITY_NUMBER = new Field("identity number", 0, 21);
  private static final Field MANUFACTURER_CODE = new Field("manufacturer code", 21, 11);
  private static final Field ECU_INSTANCE = new Field("ECU instance", 32, 3);
  private static final Field FUNCTION_INSTANCE = new Field("function instance", 35, 5);
  private static final Field FUNCTION = new Field("function", 40, 8);
  private static final Field VEHICLE_SYSTEM = new Field("vehicle system", 49, 7);
  private static final Field VEHICLE_SYSTEM_INSTANCE = new Field("vehicle system instance", 56, 4);
  private static final Field INDUSTRY_GROUP = new Field("industry group", 60, 3);
  private static final Field ARBITRARY_ADDRESS = new Field("arbitrary address capable", 63, 1);

  private static final int RADIX = 16;

  private final long value;

  private J1939Name(long value) {
    this.value = value;
  }

  /** Some of the bits. */
  private record Field(String name, int shift, int bits) {
    private long mask() {
      return (1L << bits) - 1;
    }

    int get(long value) {
      return (int) ((value >>> shift) & mask());
    }

    long put(long value, int field) {
      if (field < 0 || field > mask()) {
        throw new IllegalArgumentException(
            "%s %d is not in 0 to %d".formatted(name, field, mask()));
      }
      return (value & ~(mask() << shift)) | ((long) field << shift);
    }
  }

  /**
   * A NAME of so many bits.
   *
   * @param value all 64 of them
   * @return the NAME
   * @throws IllegalArgumentException if it is {@link J1939Address#NO_NAME}
   */
  public static J1939Name of(long value) {
    if (value == J1939Address.NO_NAME) {
      throw new IllegalArgumentException("NAME 0 stands for none");
    }
    return new J1939Name(value);
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @param text 1 to 16 hexadecimal digits
   * @return the NAME
   * @throws IllegalArgumentException if it is no such text
   */
  public static J1939Name parse(String text) {
    try {
      if (!text.isEmpty() && Character.digit(text.charAt(0), RADIX) >= 0) { // no sign
        return of(Long.parseUnsignedLong(text, RADIX));
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("no NAME: '%s'".formatted(text), e);
    }
    throw new IllegalArgumentException("no NAME: '%s'".formatted(text));
  }

  /**
   * Begins a NAME, all of whose fields are 0.
   *
   * @return the builder
   */
  public static Builder builder() {
    return new Builder(0);
  }

  /**
   * Begins a NAME with the fields of this one.
   *
   * @return the builder
   */
  public Builder toBuilder() {
    return new Builder(value);
  }

  /**
   * All 64 bits, as {@link J1939Address} has them.
   *
   * @return the bits
   */
  public long value() {
    return value;
  }

  /**
   * The number that the maker has given to this very part.
   *
   * @return 0 to 2,097,151
   */
  public int identityNumber() {
    return IDENTITY_NUMBER.get(value);
  }

  /**
   * Who made it.
   *
   * @return 0 to 2,047
   */
  public int manufacturerCode() {
    return MANUFACTURER_CODE.get(value);
  }

  /**
   * Which of several controllers with one function.
   *
   * @return 0 to 7
   */
  public int ecuInstance() {
    return ECU_INSTANCE.get(value);
  }

  /**
   * Which of several functions of one kind.
   *
   * @return 0 to 31
   */
  public int functionInstance() {
    return FUNCTION_INSTANCE.get(value);
  }

  /**
   * What it does; from 128 on that depends on industry group and vehicle system.
   *
   * @return 0 to 255
   */
  public int function() {
    return FUNCTION.get(value);
  }

  /**
   * The kind of vehicle or implement that it belongs to.
   *
   * @return 0 to 127
   */
  public int vehicleSystem() {
    return VEHICLE_SYSTEM.get(value);
  }

  /**
   * Which of several of that kind.
   *
   * @return 0 to 15
   */
  public int vehicleSystemInstance() {
    return VEHICLE_SYSTEM_INSTANCE.get(value);
  }

  /**
   * The industry: 0 for all, 1 on-highway, 2 agriculture, 3 construction, 4 marine, 5 industrial.
   *
   * @return 0 to 7
   */
  public int industryGroup() {
    return INDUSTRY_GROUP.get(value);
  }

  /**
   * Whether it takes another address where its own is another's.
   *
   * @return true if it does
   */
  public boolean isArbitraryAddressCapable() {
    return ARBITRARY_ADDRESS.get(value) == 1;
  }

  /**
   * Compares NAMEs as the protocol does: the lower one wins an address.
   *
   * @param other another NAME
   * @return less than 0 if this one wins
   */
  @Override
  public int compareTo(J1939Name other) {
    return Long.compareUnsigned(value, other.value);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof J1939Name that && value == that.value;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(value);
  }

  /**
   * The NAME as people write it.
   *
   * @return 16 hexadecimal digits
   */
  @Override
  public String toString() {
    return "%016X".formatted(value);
  }

  /** Makes a NAME of its fields. */
  public static final class Builder {
    private long value;

    private Builder(long value) {
      this.value = value;
    }

    private Builder put(Field field, int content) {
      value = field.put(value, content);
      return this;
    }

    /**
     * Sets the number of this very part.
     *
     * @param number 0 to 2,097,151
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder identityNumber(int number) {
      return put(IDENTITY_NUMBER, number);
    }

    /**
     * Sets who made it.
     *
     * @param code 0 to 2,047
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder manufacturerCode(int code) {
      return put(MANUFACTURER_CODE, code);
    }

    /**
     * Sets which of several controllers it is.
     *
     * @param instance 0 to 7
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder ecuInstance(int instance) {
      return put(ECU_INSTANCE, instance);
    }

    /**
     * Sets which of several functions it is.
     *
     * @param instance 0 to 31
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder functionInstance(int instance) {
      return put(FUNCTION_INSTANCE, instance);
    }

    /**
     * Sets what it does.
     *
     * @param function 0 to 255
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder function(int function) {
      return put(FUNCTION, function);
    }

    /**
     * Sets the kind of vehicle or implement.
     *
     * @param system 0 to 127
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder vehicleSystem(int system) {
      return put(VEHICLE_SYSTEM, system);
    }

    /**
     * Sets which of several of that kind it is.
     *
     * @param instance 0 to 15
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder vehicleSystemInstance(int instance) {
      return put(VEHICLE_SYSTEM_INSTANCE, instance);
    }

    /**
     * Sets the industry.
     *
     * @param group 0 to 7
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder industryGroup(int group) {
      return put(INDUSTRY_GROUP, group);
    }

    /**
     * Sets whether it takes another address where its own is another's.
     *
     * @param capable whether it does
     * @return this
     */
    public Builder arbitraryAddressCapable(boolean capable) {
      return put(ARBITRARY_ADDRESS, capable ? 1 : 0);
    }

    /**
     * Makes it.
     *
     * @return the NAME
     * @throws IllegalArgumentException if all fields are 0
     */
    public J1939Name build() {
      return of(value);
    }
  }
}
