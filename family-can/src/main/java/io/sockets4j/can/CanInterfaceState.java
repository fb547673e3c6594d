package io.sockets4j.can;

import static io.sockets4j.os.SystemConstant.named;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.SystemConstant;
import java.util.List;

/**
 * Whether a network interface is operational: {@code IF_OPER_*} of {@code linux/if.h}, from <a
 * href="https://www.rfc-editor.org/rfc/rfc2863">RFC 2863</a>. Most CAN interfaces do not tell: they
 * say {@link #UNKNOWN} when they are up.
 *
 * @param value its number; a kernel may be newer than this library
 */
@CHeaders("linux/if.h")
public record CanInterfaceState(int value) {
  /** The driver does not say. */
  public static final CanInterfaceState UNKNOWN = new CanInterfaceState(0);

  /** A part of it is missing. */
  public static final CanInterfaceState NOT_PRESENT = new CanInterfaceState(1);

  /** Down. */
  public static final CanInterfaceState DOWN = new CanInterfaceState(2);

  /** What it rests on is down, such as the other end of a vxcan. */
  public static final CanInterfaceState LOWER_LAYER_DOWN = new CanInterfaceState(3);

  /** In a test. */
  public static final CanInterfaceState TESTING = new CanInterfaceState(4);

  /** Waiting for something from outside. */
  public static final CanInterfaceState DORMANT = new CanInterfaceState(5);

  /** Up. */
  public static final CanInterfaceState UP = new CanInterfaceState(6);

  private static final SystemConstant IF_OPER_UNKNOWN =
      named("IF_OPER_UNKNOWN").linux(UNKNOWN.value);
  private static final SystemConstant IF_OPER_NOTPRESENT =
      named("IF_OPER_NOTPRESENT").linux(NOT_PRESENT.value);
  private static final SystemConstant IF_OPER_DOWN = named("IF_OPER_DOWN").linux(DOWN.value);
  private static final SystemConstant IF_OPER_LOWERLAYERDOWN =
      named("IF_OPER_LOWERLAYERDOWN").linux(LOWER_LAYER_DOWN.value);
  private static final SystemConstant IF_OPER_TESTING =
      named("IF_OPER_TESTING").linux(TESTING.value);
  private static final SystemConstant IF_OPER_DORMANT =
      named("IF_OPER_DORMANT").linux(DORMANT.value);
  private static final SystemConstant IF_OPER_UP = named("IF_OPER_UP").linux(UP.value);

  private static final List<SystemConstant> CONSTANTS =
      List.of(
          IF_OPER_UNKNOWN,
          IF_OPER_NOTPRESENT,
          IF_OPER_DOWN,
          IF_OPER_LOWERLAYERDOWN,
          IF_OPER_TESTING,
          IF_OPER_DORMANT,
          IF_OPER_UP);

  /** The beginning of the names in the header. */
  private static final String PREFIX = "IF_OPER_";

  /**
   * The name in the header, without what all of them begin with.
   *
   * @return for instance {@code LOWERLAYERDOWN}; of a number that has no name, the number
   */
  @Override
  public String toString() {
    for (SystemConstant constant : CONSTANTS) {
      if (constant.exists() && constant.value() == value) {
        return constant.name().substring(PREFIX.length());
      }
    }
    return Integer.toString(value);
  }
}
