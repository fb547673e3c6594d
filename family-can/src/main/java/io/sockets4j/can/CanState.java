package io.sockets4j.can;

import static io.sockets4j.os.SystemConstant.named;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.SystemConstant;
import java.util.List;

/**
 * The state of a CAN controller: {@code enum can_state} of {@code linux/can/netlink.h}. Errors on
 * the bus bring it from one to the next, and what goes well brings it back.
 *
 * <pre>{@code
 * if (controller.state().equals(CanState.BUS_OFF)) {
 *   can.restart();
 * }
 * }</pre>
 *
 * @param value its number; a kernel may be newer than this library
 */
@CHeaders("linux/can/netlink.h")
public record CanState(int value) {
  /** Takes part; both error counters are below 96. */
  public static final CanState ERROR_ACTIVE = new CanState(0);

  /** Takes part; an error counter is 96 or more. */
  public static final CanState ERROR_WARNING = new CanState(1);

  /** Takes part, and no more disturbs others when it sees errors; a counter is 128 or more. */
  public static final CanState ERROR_PASSIVE = new CanState(2);

  /** Off the bus after 256 errors, until it is restarted. */
  public static final CanState BUS_OFF = new CanState(3);

  /** Stopped, as the interface is down. */
  public static final CanState STOPPED = new CanState(4);

  /** Asleep. */
  public static final CanState SLEEPING = new CanState(5);

  private static final SystemConstant CAN_STATE_ERROR_ACTIVE =
      named("CAN_STATE_ERROR_ACTIVE").linux(ERROR_ACTIVE.value);
  private static final SystemConstant CAN_STATE_ERROR_WARNING =
      named("CAN_STATE_ERROR_WARNING").linux(ERROR_WARNING.value);
  private static final SystemConstant CAN_STATE_ERROR_PASSIVE =
      named("CAN_STATE_ERROR_PASSIVE").linux(ERROR_PASSIVE.value);
  private static final SystemConstant CAN_STATE_BUS_OFF =
      named("CAN_STATE_BUS_OFF").linux(BUS_OFF.value);
  private static final SystemConstant CAN_STATE_STOPPED =
      named("CAN_STATE_STOPPED").linux(STOPPED.value);
  private static final SystemConstant CAN_STATE_SLEEPING =
      named("CAN_STATE_SLEEPING").linux(SLEEPING.value);

  private static final List<SystemConstant> CONSTANTS =
      List.of(
          CAN_STATE_ERROR_ACTIVE,
          CAN_STATE_ERROR_WARNING,
          CAN_STATE_ERROR_PASSIVE,
          CAN_STATE_BUS_OFF,
          CAN_STATE_STOPPED,
          CAN_STATE_SLEEPING);

  /** The beginning of the names in the header. */
  private static final String PREFIX = "CAN_STATE_";

  /**
   * The name in the header, without what all of them begin with.
   *
   * @return for instance {@code ERROR_ACTIVE}; of a number that has no name, the number
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
