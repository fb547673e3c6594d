package io.sockets4j.inet;

import io.sockets4j.spi.OptionCodec;
import java.nio.ByteBuffer;

/**
 * How a connection of SCTP is: {@link SctpOptions#SCTP_STATUS}, the beginning of {@code struct
 * sctp_status}.
 *
 * <pre>{@code
 * int streams = socket.getOption(SctpOptions.SCTP_STATUS).outgoingStreams();
 * }</pre>
 *
 * @param state the state by the numbers of linux/sctp.h: 4 established, above that shutting down
 * @param window how many bytes the peer has room for
 * @param unacknowledged how many parts of messages are on their way
 * @param pending how many have come and not been received
 * @param incomingStreams how many streams there are to receive on
 * @param outgoingStreams how many there are to send on, numbered from 0
 * @param fragmentationPoint how many bytes a part has at most
 */
public record SctpStatus(
    int state,
    long window,
    int unacknowledged,
    int pending,
    int incomingStreams,
    int outgoingStreams,
    long fragmentationPoint) {

  /** How it stands in memory. */
  static final class Codec implements OptionCodec<SctpStatus> {
    @Override
    public int capacity() {
      return SctpStructs.STATUS.size();
    }

    @Override
    public int encode(SctpStatus value, ByteBuffer memory) {
      throw new IllegalArgumentException("SCTP_STATUS cannot be set");
    }

    @Override
    public SctpStatus decode(ByteBuffer memory) {
      InetSockaddr.requireLength(memory, SctpStructs.STATUS);
      return new SctpStatus(
          SctpStructs.SSTAT_STATE.getInt(memory, 0),
          SctpStructs.SSTAT_RWND.getUnsigned(memory, 0),
          (int) SctpStructs.SSTAT_UNACKDATA.getUnsigned(memory, 0),
          (int) SctpStructs.SSTAT_PENDDATA.getUnsigned(memory, 0),
          (int) SctpStructs.SSTAT_INSTRMS.getUnsigned(memory, 0),
          (int) SctpStructs.SSTAT_OUTSTRMS.getUnsigned(memory, 0),
          SctpStructs.SSTAT_FRAGMENTATION_POINT.getUnsigned(memory, 0));
    }
  }
}
