package io.sockets4j.can;

import io.sockets4j.os.SystemConstant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A number in an error frame, in one meaning. Those of {@code linux/can/error.h} are constants of
 * their classes; any other number is as good, since a kernel may be newer than this library.
 *
 * <p>Two of one class are equal if they are the same number.
 */
public abstract sealed class CanErrorValue
    permits CanErrorClass,
        CanControllerProblem,
        CanProtocolViolation,
        CanErrorLocation,
        CanTransceiverFault {
  private final int value;
  private final String name;
  private final String text;

  /** One that the headers have; those of CAN have the same number wherever there is CAN. */
  CanErrorValue(SystemConstant constant, int value, String text) {
    this.value = value;
    this.name = constant.name();
    this.text = text;
  }

  /** Another one. */
  CanErrorValue(String kind, int value) {
    this.value = value;
    this.name = "0x%X".formatted(value);
    this.text = kind + " " + name;
  }

  /**
   * The number.
   *
   * @return the number, as it stands in the frame
   */
  public final int value() {
    return value;
  }

  /**
   * The name in the C headers.
   *
   * @return for instance {@code CAN_ERR_BUSOFF}; made from the number where it has none
   */
  public final String name() {
    return name;
  }

  /**
   * What it means.
   *
   * @return for instance {@code bus off}
   */
  public final String text() {
    return text;
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof CanErrorValue that
        && getClass() == that.getClass()
        && value == that.value;
  }

  @Override
  public final int hashCode() {
    return value;
  }

  /**
   * For people.
   *
   * @return the {@link #text()}
   */
  @Override
  public final String toString() {
    return text;
  }

  /** The known one of a number, or one made of it. */
  static <T extends CanErrorValue> T of(int value, List<T> known, Function<Integer, T> other) {
    for (T each : known) {
      if (each.value() == value) {
        return each;
      }
    }
    return other.apply(value);
  }

  /** One for each bit, from the lowest up. */
  static <T extends CanErrorValue> Set<T> bits(int bits, Function<Integer, T> of) {
    Set<T> all = new LinkedHashSet<>();
    for (int rest = bits; rest != 0; rest &= rest - 1) {
      all.add(of.apply(Integer.lowestOneBit(rest)));
    }
    return all;
  }
}
