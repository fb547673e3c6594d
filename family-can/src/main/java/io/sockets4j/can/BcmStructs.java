package io.sockets4j.can;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.StructLayout;
import io.sockets4j.os.StructLayout.Field;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * What stands before the frames of every message to and from the broadcast manager. The times are
 * of C's long, so that there are four bytes before them which mean nothing.
 */
@CHeaders({"linux/can.h", "linux/can/bcm.h"})
final class BcmStructs {
  static final StructLayout HEAD = StructLayout.named("struct bcm_msg_head").linux(56);
  static final Field OPCODE = HEAD.field("opcode", 0, 4);
  static final Field FLAGS = HEAD.field("flags", 4, 4);
  static final Field COUNT = HEAD.field("count", 8, 4);
  static final Field IVAL1 = HEAD.field("ival1", 16, 16);
  static final Field IVAL2 = HEAD.field("ival2", 32, 16);
  static final Field CAN_ID = HEAD.field("can_id", 48, 4);
  static final Field NFRAMES = HEAD.field("nframes", 52, 4);

  private static final StructLayout TIME = StructLayout.named("struct bcm_timeval").linux(16);
  private static final Field TV_SEC = TIME.field("tv_sec", 0, 8);
  private static final Field TV_USEC = TIME.field("tv_usec", 8, 8);

  /** The most that the kernel takes in a task that transmits (MAX_NFRAMES). */
  static final int MOST_FRAMES = 256;

  /** One that receives has a frame more, which tells the others apart. */
  static final int MOST_MASKS = MOST_FRAMES + 1;

  /** The longest message that there is. */
  static final int MOST_BYTES = HEAD.size() + MOST_MASKS * CanStructs.FD_SIZE;

  private static final int MICRO = 1000;
  private static final int MICROS = 1_000_000;

  private BcmStructs() {}

  static void putTime(ByteBuffer buffer, Field field, Duration time) {
    TV_SEC.putLong(buffer, field.offset(), time.toSeconds());
    TV_USEC.putLong(buffer, field.offset(), time.toNanosPart() / MICRO);
  }

  /** A time that came; no one has checked it. */
  static Duration getTime(ByteBuffer buffer, Field field) {
    long seconds = TV_SEC.getLong(buffer, field.offset());
    long micros = TV_USEC.getLong(buffer, field.offset());
    if (micros < 0 || micros >= MICROS) {
      throw new IllegalArgumentException(micros + " microseconds are not in 0 to 999999");
    }
    return Duration.ofSeconds(seconds, micros * MICRO);
  }
}
