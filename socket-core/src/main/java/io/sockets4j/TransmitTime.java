package io.sockets4j;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.StructLayout;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.spi.OptionCodec;
import java.nio.ByteBuffer;

/**
 * By which clock messages are sent at the time that their control data tell: {@code struct
 * sock_txtime} of {@link BsdSocketOptions#SO_TXTIME}.
 *
 * <pre>{@code
 * socket.setOption(
 *     BsdSocketOptions.SO_TXTIME, new TransmitTime(TransmitTime.CLOCK_MONOTONIC, false, true));
 * }</pre>
 *
 * <p>The device's queueing discipline has to follow the times: see <a
 * href="https://man7.org/linux/man-pages/man8/tc-etf.8.html">tc-etf(8)</a> and tc-fq(8).
 *
 * @param clock the clock; another than {@link #CLOCK_MONOTONIC} needs CAP_NET_ADMIN
 * @param deadline whether the time is the latest one, rather than the one to send at
 * @param reportErrors whether the error queue tells of messages that could not be sent in time
 */
public record TransmitTime(int clock, boolean deadline, boolean reportErrors) {
  /** The clock that never goes back, which the discipline fq uses. */
  public static final int CLOCK_MONOTONIC = 1;

  /** The International Atomic Time, which the discipline etf uses. */
  public static final int CLOCK_TAI = 11;

  /** How it stands in memory. */
  @CHeaders({"time.h", "linux/net_tstamp.h"})
  static final class Codec implements OptionCodec<TransmitTime> {
    static final StructLayout SOCK_TXTIME = StructLayout.named("struct sock_txtime").linux(8);
    static final StructLayout.Field CLOCKID = SOCK_TXTIME.field("clockid", 0, 4);
    static final StructLayout.Field FLAGS = SOCK_TXTIME.field("flags", 4, 4);

    private static final SystemConstant DEADLINE_MODE =
        SystemConstant.named("SOF_TXTIME_DEADLINE_MODE").linux(1);
    private static final SystemConstant REPORT_ERRORS =
        SystemConstant.named("SOF_TXTIME_REPORT_ERRORS").linux(2);

    static final SystemConstant MONOTONIC =
        SystemConstant.named("CLOCK_MONOTONIC").linux(CLOCK_MONOTONIC);
    static final SystemConstant TAI = SystemConstant.named("CLOCK_TAI").linux(CLOCK_TAI);

    @Override
    public int capacity() {
      return SOCK_TXTIME.size();
    }

    @Override
    public int encode(TransmitTime value, ByteBuffer memory) {
      CLOCKID.putInt(memory, 0, value.clock);
      FLAGS.putInt(
          memory,
          0,
          (value.deadline ? DEADLINE_MODE.value() : 0)
              | (value.reportErrors ? REPORT_ERRORS.value() : 0));
      return SOCK_TXTIME.size();
    }

    @Override
    public TransmitTime decode(ByteBuffer memory) {
      if (memory.limit() < SOCK_TXTIME.size()) {
        throw new IllegalArgumentException(memory.limit() + " bytes are no " + SOCK_TXTIME);
      }
      int flags = FLAGS.getInt(memory, 0);
      return new TransmitTime(
          CLOCKID.getInt(memory, 0),
          (flags & DEADLINE_MODE.value()) != 0,
          (flags & REPORT_ERRORS.value()) != 0);
    }
  }
}
