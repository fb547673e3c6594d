package io.sockets4j.can;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Frames of one identifier that the kernel looks at by itself, telling only of what is new, or of
 * what does not come: RX_SETUP of the broadcast manager. See <a
 * href="https://docs.kernel.org/networking/can.html#broadcast-manager-receive-filter-timers">
 * SocketCAN</a>.
 *
 * <pre>{@code
 * BcmReception.of(0x123);                            // every frame
 * BcmReception.onChange(0x123, 0xFF, 0x0F);          // where one of these twelve bits changes
 * BcmReception.onChange(0x123, 0xFF)
 *     .withTimeout(Duration.ofMillis(500))           // and if none has come for that long
 *     .withThrottle(Duration.ofMillis(50));          // at most one so often, the latest
 * BcmReception.answering(CanFrame.of(0x123, data));  // sends it to whoever asks
 * }</pre>
 *
 * <p>Bits of a mask that are 1 are looked at. The first frame that comes is always told of.
 *
 * <h2>Multiplexed frames</h2>
 *
 * Where some bits of a frame say what the others mean, the first mask has these bits, and each
 * further one has in their place the value that it is for, and elsewhere the bits that are looked
 * at. Of the first mask, eight bytes count, with CAN FD too. What no mask is for, is not told of.
 *
 * <pre>{@code
 * byte[] selector = {(byte) 0xFF};
 * byte[] page1 = {1, (byte) 0xFF};         // where byte 0 is 1: byte 1
 * byte[] page2 = {2, 0, (byte) 0xFF};      // where byte 0 is 2: byte 2
 * BcmReception.multiplexed(0x123, selector, page1, page2);
 * }</pre>
 *
 * <p>On a socket for any interface, a task with a timeout or a throttle stays with the interface
 * from which its first frame came (newer kernels).
 *
 * @param id the identifier of the frames that it is for, as it is in the frames: 0 to 0x1FFFFFFF,
 *     with flags as in {@link BcmKey}
 * @param frames masks: none, one, or 2 to 257 of multiplexed frames; or the answer. A task that is
 *     there can be changed to as many or fewer, not to more.
 * @param timeout how long none may come, to the microsecond, up to 400 days; zero for no limit
 * @param throttle how much time is between two that are told of, likewise
 * @param flags how it is done. {@link BcmFlags#CAN_FD_FRAME} is set as the frames are, if there are
 *     any, and {@link BcmFlags#RX_FILTER_ID} if there are none.
 */
public record BcmReception(
    int id, List<CanFrame> frames, Duration timeout, Duration throttle, BcmFlags flags)
    implements BcmTask {

  /** Refuses what is out of range, or does not go together. */
  public BcmReception {
    id = BcmRules.id(id);
    frames = BcmRules.frames(frames, 0, BcmStructs.MOST_MASKS);
    timeout = BcmRules.time("timeout", timeout);
    throttle = BcmRules.time("throttle", throttle);
    if (frames.isEmpty()) {
      flags = flags.with(BcmFlags.RX_FILTER_ID);
    } else {
      flags = BcmRules.withFd(flags, BcmRules.areFd(frames));
      if (flags.contains(BcmFlags.RX_FILTER_ID)) {
        throw new IllegalArgumentException(
            "RX_FILTER_ID passes all frames: %d masks do not go with it".formatted(frames.size()));
      }
    }
    if (flags.contains(BcmFlags.RX_RTR_FRAME)) {
      requireAnswer(id, frames);
    }
  }

  private static void requireAnswer(int id, List<CanFrame> frames) {
    if (frames.size() != 1 || (id & CanId.REMOTE) == 0) {
      throw new IllegalArgumentException(
          "RX_RTR_FRAME takes one frame as the answer, not %d, and CAN_RTR_FLAG in the identifier"
              .formatted(frames.size()));
    }
    CanFrame answer = frames.get(0);
    if (answer.isRemote() || answer.kind() == CanFrame.Kind.FD) {
      throw new IllegalArgumentException(
          "the answer to a remote request is a classic frame with data, not " + answer);
    }
  }

  /**
   * All frames of an identifier.
   *
   * @param id as in {@link BcmKey}
   * @return the task
   * @throws IllegalArgumentException if it is out of range
   */
  public static BcmReception of(int id) {
    return untimed(id, List.of(), BcmFlags.RX_FILTER_ID);
  }

  /**
   * Frames in which some bits have changed. With a mask of zeros, the first frame alone.
   *
   * @param id as in {@link BcmKey}
   * @param mask the bits that are looked at, byte by byte: 1 to 8 numbers of 0 to 0xFF, or up to 64
   *     for CAN FD
   * @return the task
   * @throws IllegalArgumentException if one of them is out of range
   */
  public static BcmReception onChange(int id, int... mask) {
    byte[] bytes = new byte[mask.length];
    for (int i = 0; i < mask.length; i++) {
      if (mask[i] < 0 || mask[i] > 0xff) {
        throw new IllegalArgumentException(
            "byte %d of the mask is 0x%X, which is not in 0 to 0xFF".formatted(i, mask[i]));
      }
      bytes[i] = (byte) mask[i];
    }
    return onChange(id, bytes);
  }

  /**
   * Frames in which some bits have changed, as {@link #onChange(int, int...)}.
   *
   * @param id as in {@link BcmKey}
   * @param mask the bits that are looked at: 1 to 8 bytes, or up to 64 for CAN FD
   * @return the task
   * @throws IllegalArgumentException if one of them is out of range
   */
  public static BcmReception onChange(int id, byte[] mask) {
    return untimed(id, masks(id, List.of(mask)), BcmFlags.NONE);
  }

  /**
   * Frames in which some bits have changed, which are others with each value of the selector: see
   * above.
   *
   * @param id as in {@link BcmKey}
   * @param selector the bits that select, up to 8 bytes
   * @param masks 1 to 256 masks with the values that they are for: up to 8 bytes each, or up to 64
   *     for CAN FD
   * @return the task
   * @throws IllegalArgumentException if something is out of range
   */
  public static BcmReception multiplexed(int id, byte[] selector, byte[]... masks) {
    if (selector.length > CanStructs.CC_MOST) {
      throw new IllegalArgumentException(
          "a selector of %d bytes: 8 of them count".formatted(selector.length));
    }
    if (masks.length == 0) {
      throw new IllegalArgumentException("no mask but the selector");
    }
    List<byte[]> all = new ArrayList<>();
    all.add(selector);
    all.addAll(List.of(masks));
    return untimed(id, masks(id, all), BcmFlags.NONE);
  }

  /** Masks are frames of which only the data count. */
  private static List<CanFrame> masks(int id, List<byte[]> masks) {
    int number = BcmRules.id(id) & ~CanId.REMOTE;
    boolean fd = masks.stream().anyMatch(mask -> mask.length > CanStructs.CC_MOST);
    List<CanFrame> frames = new ArrayList<>();
    for (byte[] mask : masks) {
      if (mask.length == 0) {
        throw new IllegalArgumentException("a mask without bytes");
      }
      frames.add(fd ? CanFrame.fd(number, mask) : CanFrame.of(number, mask));
    }
    return frames;
  }

  /**
   * The answer to frames that ask for it (remote requests), which the kernel sends by itself. It
   * tells nothing of it. Setting it up again changes the answer.
   *
   * @param answer a classic frame with data; those that ask have its identifier
   * @return the task, with {@link BcmFlags#RX_RTR_FRAME}, and {@link CanId#REMOTE} in its
   *     identifier
   * @throws IllegalArgumentException if it is of another kind
   */
  public static BcmReception answering(CanFrame answer) {
    int id = BcmRules.sendable(answer).id() | CanId.REMOTE;
    return untimed(id, List.of(answer), BcmFlags.RX_RTR_FRAME);
  }

  private static BcmReception untimed(int id, List<CanFrame> frames, BcmFlags flags) {
    return new BcmReception(id, frames, Duration.ZERO, Duration.ZERO, flags);
  }

  /**
   * This task for frames of CAN FD. Classic ones are passed by then.
   *
   * @return the new task
   */
  public BcmReception fd() {
    List<CanFrame> changed = new ArrayList<>();
    for (CanFrame frame : frames) {
      changed.add(frame.kind() == CanFrame.Kind.FD ? frame : CanFrame.fd(frame.id(), frame.data()));
    }
    return new BcmReception(id, changed, timeout, throttle, flags.with(BcmFlags.CAN_FD_FRAME));
  }

  /**
   * This task with a limit to how long no frame may come: ival1. The time begins as soon as the
   * task is set up, and anew with every frame; after a timeout, with the next frame.
   *
   * @param limit up to 400 days; zero for no limit any more
   * @return the new task, with {@link BcmFlags#SETTIMER} and {@link BcmFlags#STARTTIMER}. Without
   *     the latter, the time begins with the first frame.
   * @throws IllegalArgumentException if it is out of range
   */
  public BcmReception withTimeout(Duration limit) {
    BcmFlags timed = flags.with(BcmFlags.SETTIMER).with(BcmFlags.STARTTIMER);
    return new BcmReception(id, frames, limit, throttle, timed);
  }

  /**
   * This task with a time between two changes that are told of: ival2. The latest of those between
   * is told of when the time has passed.
   *
   * @param pause up to 400 days; zero for none any more
   * @return the new task, with {@link BcmFlags#SETTIMER}
   * @throws IllegalArgumentException if it is out of range
   */
  public BcmReception withThrottle(Duration pause) {
    return new BcmReception(id, frames, timeout, pause, flags.with(BcmFlags.SETTIMER));
  }

  @Override
  public BcmReception with(BcmFlags more) {
    return new BcmReception(id, frames, timeout, throttle, flags.with(more));
  }

  @Override
  public BcmReception without(BcmFlags less) {
    return new BcmReception(id, frames, timeout, throttle, flags.without(less));
  }

  @Override
  public BcmKey key() {
    return new BcmKey(false, id, isFd());
  }
}
