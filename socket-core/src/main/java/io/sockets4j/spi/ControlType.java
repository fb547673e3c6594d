package io.sockets4j.spi;

import io.sockets4j.os.ControlHeader;
import io.sockets4j.os.SystemConstant;
import java.util.Objects;

/**
 * A control message of the operating system, in one declaration: level, type and how its data stand
 * in memory.
 *
 * <pre>{@code
 * public static final ControlType<Integer> IP_TTL =
 *     ControlType.of(IPPROTO_IP, SystemConstant.named("IP_TTL").linux(2), OptionCodecs.INT);
 * }</pre>
 *
 * @param <T> the class of what it tells
 */
public final class ControlType<T> {
  private final SystemConstant level;
  private final SystemConstant constant;
  private final OptionCodec<T> codec;

  private ControlType(SystemConstant level, SystemConstant constant, OptionCodec<T> codec) {
    this.level = Objects.requireNonNull(level, "level");
    this.constant = Objects.requireNonNull(constant, "constant");
    this.codec = Objects.requireNonNull(codec, "codec");
  }

  /**
   * Declares a type.
   *
   * @param <T> the class of what it tells
   * @param level the level, such as SOL_SOCKET (cmsg_level)
   * @param constant the type, such as SCM_TIMESTAMP (cmsg_type)
   * @param codec how the data stand in memory, those of an option and of a control message alike
   * @return the type
   */
  public static <T> ControlType<T> of(
      SystemConstant level, SystemConstant constant, OptionCodec<T> codec) {
    return new ControlType<>(level, constant, codec);
  }

  /**
   * The level, cmsg_level.
   *
   * @return the constant
   */
  public SystemConstant level() {
    return level;
  }

  /**
   * The type within the level, cmsg_type.
   *
   * @return the constant
   */
  public SystemConstant constant() {
    return constant;
  }

  /**
   * How the data stand in memory.
   *
   * @return the codec
   */
  public OptionCodec<T> codec() {
    return codec;
  }

  /**
   * Whether this platform has such messages.
   *
   * @return true if both level and type have a value here
   */
  public boolean exists() {
    return level.exists() && constant.exists();
  }

  /**
   * How much memory the longest of such messages takes: CMSG_SPACE.
   *
   * @return bytes
   */
  public int space() {
    return ControlHeader.space(codec.capacity());
  }

  /**
   * The name of the type.
   *
   * @return for instance {@code SCM_TIMESTAMP}
   */
  public String name() {
    return constant.name();
  }

  @Override
  public String toString() {
    return name();
  }
}
