package io.sockets4j.inet;

import io.sockets4j.spi.OptionCodec;
import java.nio.ByteBuffer;

/**
 * How SCTP is to send a message: {@link InetControlTypes#SCTP_SNDINFO}, and for all messages {@link
 * SctpOptions#SCTP_DEFAULT_SNDINFO}; {@code struct sctp_sndinfo} (RFC 6458, section 5.3.4).
 *
 * <pre>{@code
 * message.add(InetControlTypes.SCTP_SNDINFO, SctpSendInfo.onStream(3));
 * socket.sendMessage(message);
 * }</pre>
 *
 * @param stream the number of the stream, 0 to 65535, as far as both ends have agreed on so many
 * @param flags such as {@link #UNORDERED}, 0 to 65535
 * @param payloadProtocol what the bytes are, by the numbers of IANA; 0 says nothing. It is sent in
 *     network order
 * @param context a number that comes back if the message fails
 */
public record SctpSendInfo(int stream, int flags, int payloadProtocol, int context) {
  /** The message may come before those that were sent earlier. */
  public static final int UNORDERED = 1;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public SctpSendInfo {
    int unused = SctpStructs.requireShort("stream", stream);
    unused = SctpStructs.requireShort("flags", flags);
  }

  /**
   * On a stream, in order.
   *
   * @param stream the number of the stream, 0 to 65535
   * @return what to add to a message
   */
  public static SctpSendInfo onStream(int stream) {
    return new SctpSendInfo(stream, 0, 0, 0);
  }

  /** How it stands in memory. */
  static final class Codec implements OptionCodec<SctpSendInfo> {
    @Override
    public int capacity() {
      return SctpStructs.SNDINFO.size();
    }

    @Override
    public int encode(SctpSendInfo value, ByteBuffer memory) {
      SctpStructs.SND_SID.putUnsigned(memory, 0, value.stream);
      SctpStructs.SND_FLAGS.putUnsigned(memory, 0, value.flags);
      SctpStructs.SND_PPID.putInt(memory, 0, InetStructs.networkOrder(value.payloadProtocol));
      SctpStructs.SND_CONTEXT.putInt(memory, 0, value.context);
      return capacity();
    }

    @Override
    public SctpSendInfo decode(ByteBuffer memory) {
      InetSockaddr.requireLength(memory, SctpStructs.SNDINFO);
      return new SctpSendInfo(
          (int) SctpStructs.SND_SID.getUnsigned(memory, 0),
          (int) SctpStructs.SND_FLAGS.getUnsigned(memory, 0),
          InetStructs.networkOrder(SctpStructs.SND_PPID.getInt(memory, 0)),
          SctpStructs.SND_CONTEXT.getInt(memory, 0));
    }
  }
}
