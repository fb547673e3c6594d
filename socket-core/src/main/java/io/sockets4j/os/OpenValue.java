package io.sockets4j.os;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A number of the operating system in one meaning: a type of socket, a protocol, a flag, an error.
 * The declared ones are constants of their classes; any other number is as good, since a kernel may
 * be newer than this library.
 *
 * <p>Two values of one class are equal if they are the same number on the current platform,
 * whatever their names; those that do not exist there are equal by their names.
 */
public abstract class OpenValue {
  private final String name;
  private final int value;
  private final @Nullable SystemConstant constant;
  private final boolean exists;

  private OpenValue(String name, int value, @Nullable SystemConstant constant) {
    this.name = name;
    this.value = value;
    this.constant = constant;
    this.exists = constant == null || constant.exists();
  }

  /** A constant of the headers, which some platforms may lack. */
  OpenValue(SystemConstant constant) {
    this(constant.name(), constant.exists() ? constant.value() : 0, constant);
  }

  /** A bare number. */
  OpenValue(String name, int value) {
    this(name, value, null);
  }

  /**
   * The number on the current platform.
   *
   * @return the number
   * @throws UnsupportedOperationException if the current platform does not have this; the message
   *     names those that do
   */
  public final int value() {
    return exists || constant == null ? value : constant.value();
  }

  /**
   * Whether the current platform defines this; whether its kernel serves it shows only in use.
   *
   * @return true if {@link #value()} returns
   */
  public final boolean exists() {
    return exists;
  }

  /**
   * The name in the C headers, such as {@code SOCK_STREAM}; made from the number where it has none.
   *
   * @return the name
   */
  public final String name() {
    return name;
  }

  /**
   * The constant this was declared from.
   *
   * @return the constant, or empty if this is a bare number
   */
  public final Optional<SystemConstant> constant() {
    return Optional.ofNullable(constant);
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof OpenValue that
        && getClass() == that.getClass()
        && exists == that.exists
        && (exists ? value == that.value : name.equals(that.name));
  }

  @Override
  public final int hashCode() {
    return exists ? value : name.hashCode();
  }

  /**
   * For people.
   *
   * @return the {@link #name()}, unless a class says more
   */
  @Override
  public String toString() {
    return name;
  }
}
