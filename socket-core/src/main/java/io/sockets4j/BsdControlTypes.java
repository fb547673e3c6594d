package io.sockets4j;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.ControlConstants;
import io.sockets4j.os.SocketConstants;
import io.sockets4j.os.StructLayout;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.spi.ControlType;
import io.sockets4j.spi.OptionCodec;
import io.sockets4j.spi.OptionCodecs;
import io.sockets4j.spi.TimeCodecs;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The control messages of every socket: those of the level SOL_SOCKET (socket(7), cmsg(3)). Those
 * of a family are in its module; descriptors (SCM_RIGHTS) are {@linkplain Message#addDescriptor
 * added} and {@linkplain Message#takeDescriptors taken} by themselves, since they have to be
 * closed.
 *
 * <pre>{@code
 * socket.setOption(BsdSocketOptions.SO_TIMESTAMPNS, true);
 * Message message = new Message(buffer).roomForControl(BsdControlTypes.SCM_TIMESTAMPNS);
 * socket.receiveMessage(message);
 * Instant arrival = message.get(BsdControlTypes.SCM_TIMESTAMPNS);
 * }</pre>
 */
public final class BsdControlTypes {
  /** When the message arrived, to the microsecond: {@link BsdSocketOptions#SO_TIMESTAMP}. */
  public static final ControlType<Instant> SCM_TIMESTAMP =
      type(ControlConstants.SCM_TIMESTAMP, TimeCodecs.TIMEVAL);

  /** When the message arrived, to the nanosecond: {@link BsdSocketOptions#SO_TIMESTAMPNS}. */
  public static final ControlType<Instant> SCM_TIMESTAMPNS =
      type(ControlConstants.SCM_TIMESTAMPNS, TimeCodecs.TIMESPEC);

  /** When the message arrived or was sent: {@link BsdSocketOptions#SO_TIMESTAMPING}. */
  public static final ControlType<Timestamps> SCM_TIMESTAMPING =
      type(ControlConstants.SCM_TIMESTAMPING, new TimestampsCodec());

  /** When the message arrived, to the nanosecond (FreeBSD, with SO_TS_CLOCK). */
  public static final ControlType<Instant> SCM_REALTIME =
      type(ControlConstants.SCM_REALTIME, TimeCodecs.TIMESPEC);

  /**
   * How many messages the socket has lost so far for want of room: {@link
   * BsdSocketOptions#SO_RXQ_OVFL}. It is told when there are any, and starts again after
   * 4,294,967,295.
   */
  public static final ControlType<Long> SO_RXQ_OVFL =
      type(SocketConstants.SO_RXQ_OVFL, OptionCodecs.UNSIGNED_INT);

  /** The mark of the message, in place of the socket's; to be sent, or told with SO_RCVMARK. */
  public static final ControlType<Integer> SO_MARK =
      type(SocketConstants.SO_MARK, OptionCodecs.INT);

  /** The queueing priority of the message, in place of the socket's; told with SO_RCVPRIORITY. */
  public static final ControlType<Integer> SO_PRIORITY =
      type(SocketConstants.SO_PRIORITY, OptionCodecs.INT);

  /** When to send the message: nanoseconds of the clock that SO_TXTIME names. */
  public static final ControlType<Long> SCM_TXTIME =
      type(ControlConstants.SCM_TXTIME, OptionCodecs.LONG);

  private static final List<ControlType<?>> ALL =
      Stream.<ControlType<?>>of(
              SCM_TIMESTAMP,
              SCM_TIMESTAMPNS,
              SCM_TIMESTAMPING,
              SCM_REALTIME,
              SO_RXQ_OVFL,
              SO_MARK,
              SO_PRIORITY,
              SCM_TXTIME)
          .filter(ControlType::exists)
          .toList();

  private BsdControlTypes() {}

  /**
   * Those that this platform has.
   *
   * @return the types
   */
  public static List<ControlType<?>> all() {
    return ALL;
  }

  private static <T> ControlType<T> type(SystemConstant constant, OptionCodec<T> codec) {
    return ControlType.of(SocketConstants.SOL_SOCKET, constant, codec);
  }

  /** Three times, of which those that were not taken are zero. */
  private static final class TimestampsCodec implements OptionCodec<Timestamps> {
    private static final int SOFTWARE = 0;
    private static final int CONVERTED = 1;
    private static final int HARDWARE = 2;

    @Override
    public int capacity() {
      return Structs.SCM_TIMESTAMPING.size();
    }

    @Override
    public int encode(Timestamps value, ByteBuffer memory) {
      put(value.software(), memory, SOFTWARE);
      put(value.converted(), memory, CONVERTED);
      put(value.hardware(), memory, HARDWARE);
      return capacity();
    }

    private static void put(@Nullable Instant time, ByteBuffer memory, int index) {
      if (time != null) {
        int unused = TimeCodecs.TIMESPEC.encode(time, part(memory, index));
      }
    }

    @Override
    public Timestamps decode(ByteBuffer memory) {
      if (memory.limit() < capacity()) {
        throw new IllegalArgumentException(memory.limit() + " bytes are no times of " + capacity());
      }
      return new Timestamps(get(memory, SOFTWARE), get(memory, CONVERTED), get(memory, HARDWARE));
    }

    private static @Nullable Instant get(ByteBuffer memory, int index) {
      Instant time = TimeCodecs.TIMESPEC.decode(part(memory, index));
      return time.equals(Instant.EPOCH) ? null : time;
    }

    private static ByteBuffer part(ByteBuffer memory, int index) {
      int size = TimeCodecs.TIMESPEC.capacity();
      return memory.slice(index * size, size).order(ByteOrder.nativeOrder());
    }
  }

  /** The layout, apart so that the header check finds it. */
  @CHeaders({"time.h", "linux/types.h", "linux/errqueue.h"})
  static final class Structs {
    static final StructLayout SCM_TIMESTAMPING =
        StructLayout.named("struct scm_timestamping").linux(48);
    static final StructLayout.Field TS = SCM_TIMESTAMPING.field("ts", 0, 48);

    private Structs() {}
  }
}
