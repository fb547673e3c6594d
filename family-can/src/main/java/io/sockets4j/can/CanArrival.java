package io.sockets4j.can;

import io.sockets4j.Message;
import io.sockets4j.os.CHeaders;
import io.sockets4j.os.ControlConstants;
import io.sockets4j.os.SocketConstants;
import io.sockets4j.os.StructLayout;
import io.sockets4j.os.StructLayout.Field;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.spi.ControlType;
import io.sockets4j.spi.OptionCodec;
import java.nio.ByteBuffer;
import java.util.function.ToIntFunction;

/**
 * What the kernel tells of a frame that came, read into fields: objects of their own for times and
 * counters would be garbage with every frame.
 */
final class CanArrival {
  /** A number has no room for more, and no frame comes before 1970. */
  static final long NONE = 0;

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final ControlType<Boolean> timestampNs =
      type(ControlConstants.SCM_TIMESTAMPNS, Structs.TIMESPEC.size(), this::readTimestamp);
  private final ControlType<Boolean> timestamping =
      type(ControlConstants.SCM_TIMESTAMPING, Structs.TIMESTAMPING.size(), this::readTimestamping);
  private final ControlType<Boolean> overflow =
      type(SocketConstants.SO_RXQ_OVFL, Integer.BYTES, this::readOverflow);

  private long timestamp;
  private long hardwareTimestamp;
  private long dropped;

  /** Room for all that is read here. */
  void prepare(Message message) {
    message.roomForControl(timestampNs, timestamping, overflow);
  }

  void clear() {
    timestamp = NONE;
    hardwareTimestamp = NONE;
    dropped = 0;
  }

  void read(Message message) {
    clear();
    Boolean unused = message.get(timestampNs);
    unused = message.get(timestamping);
    unused = message.get(overflow);
  }

  long timestamp() {
    return timestamp;
  }

  long hardwareTimestamp() {
    return hardwareTimestamp;
  }

  long dropped() {
    return dropped;
  }

  private int readTimestamp(ByteBuffer memory) {
    timestamp = nanos(memory, 0);
    return Structs.TIMESPEC.size();
  }

  private int readTimestamping(ByteBuffer memory) {
    long software = nanos(memory, 0);
    if (software != NONE) {
      timestamp = software;
    }
    hardwareTimestamp = nanos(memory, 2 * Structs.TIMESPEC.size());
    return Structs.TIMESTAMPING.size();
  }

  private int readOverflow(ByteBuffer memory) {
    dropped = Integer.toUnsignedLong(memory.getInt(0));
    return Integer.BYTES;
  }

  /** In a long, it lasts until 2262. */
  private static long nanos(ByteBuffer memory, int at) {
    return Structs.TV_SEC.getLong(memory, at) * NANOS_PER_SECOND
        + Structs.TV_NSEC.getLong(memory, at);
  }

  private static ControlType<Boolean> type(
      SystemConstant constant, int size, ToIntFunction<ByteBuffer> reader) {
    return ControlType.of(SocketConstants.SOL_SOCKET, constant, new Reader(size, reader));
  }

  /** Hands the memory on. What is cut is out of bounds, and then no value. */
  private record Reader(int capacity, ToIntFunction<ByteBuffer> reader)
      implements OptionCodec<Boolean> {
    @Override
    public int encode(Boolean value, ByteBuffer memory) {
      throw new UnsupportedOperationException("it is told, and never sent");
    }

    @Override
    public Boolean decode(ByteBuffer memory) {
      return reader.applyAsInt(memory) == capacity;
    }
  }

  /** The layouts, apart so that the header check finds them. */
  @CHeaders({"time.h", "linux/types.h", "linux/errqueue.h"})
  static final class Structs {
    static final StructLayout TIMESPEC = StructLayout.named("struct timespec").linux(16);
    static final Field TV_SEC = TIMESPEC.field("tv_sec", 0, 8);
    static final Field TV_NSEC = TIMESPEC.field("tv_nsec", 8, 8);
    static final StructLayout TIMESTAMPING =
        StructLayout.named("struct scm_timestamping").linux(48);
    static final Field TS = TIMESTAMPING.field("ts", 0, 48);

    private Structs() {}
  }
}
