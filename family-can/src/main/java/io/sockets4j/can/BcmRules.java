package io.sockets4j.can;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What the kernel would refuse without telling why, or take and never do. */
final class BcmRules {
  private static final Duration MOST = Duration.ofDays(400);
  private static final long MOST_COUNT = 0xffff_ffffL;

  private BcmRules() {}

  /** An identifier of a task. */
  static int id(int id) {
    return CanId.of(id & ~CanId.REMOTE) | (id & CanId.REMOTE);
  }

  /** A time as the kernel has it. What is more than nothing stays more than nothing. */
  static Duration time(String what, Duration time) {
    if (time.isNegative() || time.compareTo(MOST) > 0) {
      throw new IllegalArgumentException("%s %s is not in 0 to 400 days".formatted(what, time));
    }
    Duration whole = time.truncatedTo(ChronoUnit.MICROS);
    return whole.equals(time) ? time : whole.plus(1, ChronoUnit.MICROS);
  }

  /** A time that is not to be nothing. */
  static Duration interval(String what, Duration time) {
    if (time.isZero()) {
      throw new IllegalArgumentException(what + " is zero");
    }
    return time(what, time);
  }

  static long count(long count) {
    if (count < 0 || count > MOST_COUNT) {
      throw new IllegalArgumentException("count %d is not in 0 to 4294967295".formatted(count));
    }
    return count;
  }

  /** The frames of a task, which are all of one kind. */
  static List<CanFrame> frames(List<CanFrame> frames, int least, int most) {
    if (frames.size() < least || frames.size() > most) {
      throw new IllegalArgumentException(
          "%d frames: a task has %d to %d".formatted(frames.size(), least, most));
    }
    List<CanFrame> all = List.copyOf(frames);
    for (CanFrame frame : all) {
      sendable(frame);
      if (frame.kind() != all.get(0).kind()) {
        throw new IllegalArgumentException(
            "frames of two kinds, %s and %s: a task has classic ones or such of CAN FD"
                .formatted(all.get(0), frame));
      }
    }
    return all;
  }

  static CanFrame sendable(CanFrame frame) {
    if (frame.kind() == CanFrame.Kind.XL) {
      throw new IllegalArgumentException("the broadcast manager has no frames of CAN XL: " + frame);
    }
    if (frame.isError()) {
      throw new IllegalArgumentException("an error frame is not sent: " + frame);
    }
    return frame;
  }

  /** Whether frames, of which there are some, are of CAN FD. */
  static boolean areFd(List<CanFrame> frames) {
    return frames.get(0).kind() == CanFrame.Kind.FD;
  }

  static BcmFlags withFd(BcmFlags flags, boolean fd) {
    return fd ? flags.with(BcmFlags.CAN_FD_FRAME) : flags.without(BcmFlags.CAN_FD_FRAME);
  }
}
