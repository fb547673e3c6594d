package io.sockets4j.os;

import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A number of the system's C headers by its name, with the value it has on every platform.
 *
 * <p>A declaration is one expression; a platform that it does not mention does not have the
 * constant:
 *
 * <pre>{@code
 * static final SystemConstant AF_INET6 =
 *     SystemConstant.named("AF_INET6").linux(10).macos(30).freebsd(28).windows(23);
 * static final SystemConstant AF_ALG = SystemConstant.named("AF_ALG").linux(38);
 *
 * AF_ALG.value(); // on a Mac: "AF_ALG exists on Linux, not on macOS aarch64"
 * }</pre>
 *
 * <p>Immutable: each step returns a new constant, and a later one overrides an earlier one.
 */
public final class SystemConstant {
  private final String name;
  private final PlatformTable<Integer> values;
  private final boolean exists;
  private final int value;

  private SystemConstant(String name, PlatformTable<Integer> values) {
    this.name = name;
    this.values = values;
    Integer here = values.get(Platform.current());
    this.exists = here != null;
    this.value = here != null ? here : 0;
  }

  /**
   * A constant that has no value anywhere yet.
   *
   * @param name its name in the C headers, such as {@code SO_MARK}
   * @return the constant, to be given values
   */
  public static SystemConstant named(String name) {
    return new SystemConstant(Objects.requireNonNull(name, "name"), PlatformTable.empty());
  }

  /**
   * This constant with one value on every platform.
   *
   * @param value the value
   * @return the new constant
   */
  public SystemConstant everywhere(int value) {
    return with(platform -> true, value);
  }

  /**
   * This constant with a value on Linux, macOS and FreeBSD.
   *
   * @param value the value
   * @return the new constant
   */
  public SystemConstant posix(int value) {
    return with(platform -> !platform.isWindows(), value);
  }

  /**
   * This constant with a value on Linux.
   *
   * @param value the value
   * @return the new constant
   */
  public SystemConstant linux(int value) {
    return with(Platform::isLinux, value);
  }

  /**
   * This constant with a value on macOS and FreeBSD.
   *
   * @param value the value
   * @return the new constant
   */
  public SystemConstant bsd(int value) {
    return with(Platform::isBsd, value);
  }

  /**
   * This constant with a value on macOS.
   *
   * @param value the value
   * @return the new constant
   */
  public SystemConstant macos(int value) {
    return with(Platform::isMacos, value);
  }

  /**
   * This constant with a value on FreeBSD.
   *
   * @param value the value
   * @return the new constant
   */
  public SystemConstant freebsd(int value) {
    return with(Platform::isFreebsd, value);
  }

  /**
   * This constant with a value on Windows.
   *
   * @param value the value
   * @return the new constant
   */
  public SystemConstant windows(int value) {
    return with(Platform::isWindows, value);
  }

  /**
   * This constant with a value on one platform.
   *
   * @param platform the platform
   * @param value the value there
   * @return the new constant
   */
  public SystemConstant on(Platform platform, int value) {
    return with(platform::equals, value);
  }

  private SystemConstant with(Predicate<Platform> where, int value) {
    return new SystemConstant(name, values.with(where, value));
  }

  /**
   * The name in the C headers.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * Whether the current platform has this constant.
   *
   * @return true if {@link #value()} returns
   */
  public boolean exists() {
    return exists;
  }

  /**
   * The value on the current platform.
   *
   * @return the value
   * @throws UnsupportedOperationException if the current platform does not have it; the message
   *     names those that do
   */
  public int value() {
    if (!exists) {
      throw values.unsupported(name, Platform.current());
    }
    return value;
  }

  /**
   * The value on a platform.
   *
   * @param platform the platform
   * @return the value there, or empty if the platform does not have the constant
   */
  public OptionalInt valueOn(Platform platform) {
    Integer there = values.get(platform);
    return there == null ? OptionalInt.empty() : OptionalInt.of(there);
  }

  /**
   * The platforms that have this constant.
   *
   * @return an unmodifiable set
   */
  public Set<Platform> platforms() {
    return values.platforms();
  }

  /**
   * Whether {@code other} is a constant of the same name with the same value on every platform.
   *
   * @param other the object to compare with
   * @return true if both are equal
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SystemConstant that
        && name.equals(that.name)
        && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
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
}
