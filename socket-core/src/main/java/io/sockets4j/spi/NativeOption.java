package io.sockets4j.spi;

import io.sockets4j.os.SystemConstant;
import java.net.SocketOption;
import java.time.Duration;
import java.util.Objects;

/**
 * A socket option of the operating system, in one declaration: level, name and how its value stands
 * in memory. It is used as any {@link SocketOption}.
 *
 * <pre>{@code
 * public static final NativeOption<Boolean> TCP_NODELAY =
 *     NativeOption.ofBoolean(IPPROTO_TCP, SystemConstant.named("TCP_NODELAY").everywhere(1));
 * }</pre>
 *
 * @param <T> the value's class
 */
public final class NativeOption<T> implements SocketOption<T> {
  private final SystemConstant level;
  private final SystemConstant constant;
  private final Class<T> type;
  private final OptionCodec<T> codec;

  private NativeOption(
      SystemConstant level, SystemConstant constant, Class<T> type, OptionCodec<T> codec) {
    this.level = Objects.requireNonNull(level, "level");
    this.constant = Objects.requireNonNull(constant, "constant");
    this.type = Objects.requireNonNull(type, "type");
    this.codec = Objects.requireNonNull(codec, "codec");
  }

  /**
   * Declares an option.
   *
   * @param <T> the value's class
   * @param level the level, such as SOL_SOCKET
   * @param constant the name, such as SO_REUSEADDR
   * @param type the value's class
   * @param codec how it stands in memory
   * @return the option
   */
  public static <T> NativeOption<T> of(
      SystemConstant level, SystemConstant constant, Class<T> type, OptionCodec<T> codec) {
    return new NativeOption<>(level, constant, type, codec);
  }

  /**
   * Declares an option whose value is a C int.
   *
   * @param level the level
   * @param constant the name
   * @return the option
   */
  public static NativeOption<Integer> ofInt(SystemConstant level, SystemConstant constant) {
    return of(level, constant, Integer.class, OptionCodecs.INT);
  }

  /**
   * Declares an option whose value is a C int that means yes or no.
   *
   * @param level the level
   * @param constant the name
   * @return the option
   */
  public static NativeOption<Boolean> ofBoolean(SystemConstant level, SystemConstant constant) {
    return of(level, constant, Boolean.class, OptionCodecs.BOOLEAN);
  }

  /**
   * Declares an option whose value is text.
   *
   * @param level the level
   * @param constant the name
   * @param capacity the most bytes it takes in UTF-8
   * @return the option
   */
  public static NativeOption<String> ofString(
      SystemConstant level, SystemConstant constant, int capacity) {
    return of(level, constant, String.class, OptionCodecs.string(capacity));
  }

  /**
   * Declares an option whose value is bytes.
   *
   * @param level the level
   * @param constant the name
   * @param capacity the most bytes it takes
   * @return the option
   */
  public static NativeOption<byte[]> ofBytes(
      SystemConstant level, SystemConstant constant, int capacity) {
    return of(level, constant, byte[].class, OptionCodecs.bytes(capacity));
  }

  /**
   * Declares an option whose value is a struct timeval.
   *
   * @param level the level
   * @param constant the name
   * @return the option
   */
  public static NativeOption<Duration> ofTimeval(SystemConstant level, SystemConstant constant) {
    return of(level, constant, Duration.class, OptionCodecs.TIMEVAL);
  }

  /**
   * The level, the second argument of setsockopt(2).
   *
   * @return the constant
   */
  public SystemConstant level() {
    return level;
  }

  /**
   * The name as a constant, the third argument of setsockopt(2).
   *
   * @return the constant
   */
  public SystemConstant constant() {
    return constant;
  }

  /**
   * How values stand in memory.
   *
   * @return the codec
   */
  public OptionCodec<T> codec() {
    return codec;
  }

  /**
   * Whether this platform has the option.
   *
   * @return true if both level and name have a value here
   */
  public boolean exists() {
    return level.exists() && constant.exists();
  }

  @Override
  public String name() {
    return constant.name();
  }

  @Override
  public Class<T> type() {
    return type;
  }

  @Override
  public String toString() {
    return name();
  }
}
