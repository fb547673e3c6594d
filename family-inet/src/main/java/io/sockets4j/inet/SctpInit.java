package io.sockets4j.inet;

import io.sockets4j.spi.OptionCodec;
import java.nio.ByteBuffer;

/**
 * What is asked for when a connection of SCTP is made: {@link SctpOptions#SCTP_INITMSG}, {@code
 * struct sctp_initmsg}. Set before that. A number that is 0 when it is set stays as it is.
 *
 * <pre>{@code
 * socket.setOption(SctpOptions.SCTP_INITMSG, new SctpInit(4, 4, 3, 500));
 * }</pre>
 *
 * @param outgoingStreams how many streams to send on are asked for, 0 to 65535
 * @param incomingStreams how many to receive on are allowed at most, 0 to 65535
 * @param attempts how often the first packet is sent, 0 to 65535
 * @param longestTimeout how long an answer to it is waited for at most before it is sent again, in
 *     milliseconds, 0 to 65535
 */
public record SctpInit(int outgoingStreams, int incomingStreams, int attempts, int longestTimeout) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public SctpInit {
    int unused = SctpStructs.requireShort("outgoingStreams", outgoingStreams);
    unused = SctpStructs.requireShort("incomingStreams", incomingStreams);
    unused = SctpStructs.requireShort("attempts", attempts);
    unused = SctpStructs.requireShort("longestTimeout", longestTimeout);
  }

  /** How it stands in memory. */
  static final class Codec implements OptionCodec<SctpInit> {
    @Override
    public int capacity() {
      return SctpStructs.INITMSG.size();
    }

    @Override
    public int encode(SctpInit value, ByteBuffer memory) {
      SctpStructs.NUM_OSTREAMS.putUnsigned(memory, 0, value.outgoingStreams);
      SctpStructs.MAX_INSTREAMS.putUnsigned(memory, 0, value.incomingStreams);
      SctpStructs.MAX_ATTEMPTS.putUnsigned(memory, 0, value.attempts);
      SctpStructs.MAX_INIT_TIMEO.putUnsigned(memory, 0, value.longestTimeout);
      return capacity();
    }

    @Override
    public SctpInit decode(ByteBuffer memory) {
      InetSockaddr.requireLength(memory, SctpStructs.INITMSG);
      return new SctpInit(
          (int) SctpStructs.NUM_OSTREAMS.getUnsigned(memory, 0),
          (int) SctpStructs.MAX_INSTREAMS.getUnsigned(memory, 0),
          (int) SctpStructs.MAX_ATTEMPTS.getUnsigned(memory, 0),
          (int) SctpStructs.MAX_INIT_TIMEO.getUnsigned(memory, 0));
    }
  }
}
