package io.sockets4j.os;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The number inside an open value type, and its name: either a constant of the headers, which some
 * platforms may lack, or a bare number.
 *
 * <p>Two are equal if they are the same number here, whatever their names; what does not exist here
 * is equal by its name.
 */
final class NamedInt {
  private final String name;
  private final int value;
  private final @Nullable SystemConstant constant;
  private final boolean exists;

  private NamedInt(String name, int value, @Nullable SystemConstant constant) {
    this.name = name;
    this.value = value;
    this.constant = constant;
    this.exists = constant == null || constant.exists();
  }

  static NamedInt of(SystemConstant constant) {
    return new NamedInt(constant.name(), constant.exists() ? constant.value() : 0, constant);
  }

  static NamedInt of(String name, int value) {
    return new NamedInt(name, value, null);
  }

  String name() {
    return name;
  }

  boolean exists() {
    return exists;
  }

  int value() {
    return exists ? value : Objects.requireNonNull(constant).value();
  }

  Optional<SystemConstant> constant() {
    return Optional.ofNullable(constant);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NamedInt that
        && exists == that.exists
        && (exists ? value == that.value : name.equals(that.name));
  }

  @Override
  public int hashCode() {
    return exists ? value : name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
