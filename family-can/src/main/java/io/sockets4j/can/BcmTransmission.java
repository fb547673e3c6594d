package io.sockets4j.can;

import java.time.Duration;
import java.util.List;

/**
 * Frames that the kernel sends by itself, again and again: TX_SETUP of the broadcast manager. See
 * <a href="https://docs.kernel.org/networking/can.html#broadcast-manager-transmission">SocketCAN
 * </a>.
 *
 * <pre>{@code
 * CanFrame frame = CanFrame.of(0x123, data);
 * socket.setUp(BcmTransmission.of(frame).every(Duration.ofMillis(100)));
 * socket.update(BcmTransmission.of(other)); // another content, at the same times
 *
 * // ten frames fast, then slowly; and to be told when the ten are through
 * BcmTransmission.of(frame)
 *     .first(10, Duration.ofMillis(20))
 *     .every(Duration.ofSeconds(1))
 *     .with(BcmFlags.TX_COUNTEVT);
 *
 * BcmTransmission.of(one, two, three).every(Duration.ofMillis(10)); // in turn
 * }</pre>
 *
 * <p>The first frame goes out as soon as the task is set up, and is counted. A frame that cannot be
 * sent, since the interface is down, has no CAN FD, or has a full queue, is counted too, and nobody
 * is told.
 *
 * @param id by which the task is known; also that of all frames with {@link BcmFlags#TX_CP_CAN_ID}.
 *     0 to 0x1FFFFFFF, with flags as in {@link BcmKey}
 * @param frames what is sent in turn: 1 to 256 frames, all classic or all of CAN FD. A task that is
 *     there can be changed to as many or fewer, not to more.
 * @param count how many frames are sent at the first interval, 0 to 4,294,967,295; in a status, how
 *     many are left
 * @param firstInterval the first interval, to the microsecond, up to 400 days; zero if there is
 *     none
 * @param interval the interval after that, likewise. If it is zero, the task rests then.
 * @param flags how it is done. {@link BcmFlags#CAN_FD_FRAME} is set as the frames are.
 */
public record BcmTransmission(
    int id,
    List<CanFrame> frames,
    long count,
    Duration firstInterval,
    Duration interval,
    BcmFlags flags)
    implements BcmTask {

  private static final BcmFlags TIMED = BcmFlags.SETTIMER.with(BcmFlags.STARTTIMER);

  /**
   * Refuses what is out of range, frames that are none of the broadcast manager's (CAN XL, error
   * frames), and frames of two kinds.
   */
  public BcmTransmission {
    id = BcmRules.id(id);
    frames = BcmRules.frames(frames, 1, BcmStructs.MOST_FRAMES);
    count = BcmRules.count(count);
    firstInterval = BcmRules.time("first interval", firstInterval);
    interval = BcmRules.time("interval", interval);
    flags = BcmRules.withFd(flags, BcmRules.areFd(frames));
  }

  /**
   * Frames without times: for {@link CanBcmSocket#update}, or to be given some.
   *
   * @param frames what is sent in turn: 1 to 256 frames; the identifier of the first is the task's
   * @return the task
   * @throws IllegalArgumentException if there are too many or none, if they are of two kinds, or of
   *     CAN XL
   */
  public static BcmTransmission of(CanFrame... frames) {
    return of(List.of(frames));
  }

  /**
   * Frames without times, as {@link #of(CanFrame...)}.
   *
   * @param frames what is sent in turn; copied
   * @return the task
   * @throws IllegalArgumentException as there
   */
  public static BcmTransmission of(List<CanFrame> frames) {
    int id = BcmRules.frames(frames, 1, BcmStructs.MOST_FRAMES).get(0).id();
    return new BcmTransmission(id, frames, 0, Duration.ZERO, Duration.ZERO, BcmFlags.NONE);
  }

  /**
   * This task with a frame each interval, from now on or after the {@link #first}: ival2.
   *
   * @param interval more than zero, up to 400 days
   * @return the new task, with {@link BcmFlags#SETTIMER} and {@link BcmFlags#STARTTIMER}
   * @throws IllegalArgumentException if it is out of range
   */
  public BcmTransmission every(Duration interval) {
    Duration checked = BcmRules.interval("interval", interval);
    return new BcmTransmission(id, frames, count, firstInterval, checked, flags.with(TIMED));
  }

  /**
   * This task with some frames at another interval first: count and ival1. Without {@link #every},
   * no more are sent.
   *
   * @param count how many, 1 to 4,294,967,295
   * @param interval more than zero, up to 400 days
   * @return the new task, with {@link BcmFlags#SETTIMER} and {@link BcmFlags#STARTTIMER}
   * @throws IllegalArgumentException if one of them is out of range
   */
  public BcmTransmission first(long count, Duration interval) {
    if (count == 0) {
      throw new IllegalArgumentException("count is zero");
    }
    Duration checked = BcmRules.interval("first interval", interval);
    return new BcmTransmission(id, frames, count, checked, this.interval, flags.with(TIMED));
  }

  /**
   * This task at rest: setting it up stops its timer, and it can be started again.
   *
   * @return the new task, with {@link BcmFlags#SETTIMER} and without intervals
   */
  public BcmTransmission stopped() {
    BcmFlags stopping =
        flags.without(BcmFlags.STARTTIMER).without(BcmFlags.TX_ANNOUNCE).with(BcmFlags.SETTIMER);
    return new BcmTransmission(id, frames, 0, Duration.ZERO, Duration.ZERO, stopping);
  }

  /**
   * This task under another identifier than that of its first frame, so that a socket can have
   * several tasks that send it.
   *
   * @param id by which the task is known
   * @return the new task; its frames keep theirs, unless with {@link BcmFlags#TX_CP_CAN_ID}
   * @throws IllegalArgumentException if it is out of range
   */
  public BcmTransmission withId(int id) {
    return new BcmTransmission(id, frames, count, firstInterval, interval, flags);
  }

  @Override
  public BcmTransmission with(BcmFlags more) {
    return withFlags(flags.with(more));
  }

  @Override
  public BcmTransmission without(BcmFlags less) {
    return withFlags(flags.without(less));
  }

  private BcmTransmission withFlags(BcmFlags changed) {
    return new BcmTransmission(id, frames, count, firstInterval, interval, changed);
  }

  @Override
  public BcmKey key() {
    return new BcmKey(true, id, isFd());
  }
}
