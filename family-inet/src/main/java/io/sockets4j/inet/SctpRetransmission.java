package io.sockets4j.inet;

import io.sockets4j.spi.OptionCodec;
import java.nio.ByteBuffer;

/**
 * When SCTP sends again what nobody acknowledges: {@link SctpOptions#SCTP_RTOINFO}, {@code struct
 * sctp_rtoinfo}. A number that is 0 when it is set stays as it is; else the kernel wants the first
 * timeout to lie between the others (EINVAL).
 *
 * <pre>{@code
 * socket.setOption(SctpOptions.SCTP_RTOINFO, new SctpRetransmission(200, 5_000, 100));
 * }</pre>
 *
 * @param initial the first timeout in milliseconds, 0 to 2<sup>32</sup>-1
 * @param longest the longest one
 * @param shortest the shortest one
 */
public record SctpRetransmission(long initial, long longest, long shortest) {
  private static final long MAX = 0xffff_ffffL;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public SctpRetransmission {
    for (long timeout : new long[] {initial, longest, shortest}) {
      if (timeout < 0 || timeout > MAX) {
        throw new IllegalArgumentException("a timeout of %d ms".formatted(timeout));
      }
    }
  }

  /** How it stands in memory. */
  static final class Codec implements OptionCodec<SctpRetransmission> {
    @Override
    public int capacity() {
      return SctpStructs.RTOINFO.size();
    }

    @Override
    public int encode(SctpRetransmission value, ByteBuffer memory) {
      SctpStructs.SRTO_INITIAL.putUnsigned(memory, 0, value.initial);
      SctpStructs.SRTO_MAX.putUnsigned(memory, 0, value.longest);
      SctpStructs.SRTO_MIN.putUnsigned(memory, 0, value.shortest);
      return capacity();
    }

    @Override
    public SctpRetransmission decode(ByteBuffer memory) {
      InetSockaddr.requireLength(memory, SctpStructs.RTOINFO);
      return new SctpRetransmission(
          SctpStructs.SRTO_INITIAL.getUnsigned(memory, 0),
          SctpStructs.SRTO_MAX.getUnsigned(memory, 0),
          SctpStructs.SRTO_MIN.getUnsigned(memory, 0));
    }
  }
}
