package io.sockets4j.inet;

import io.sockets4j.spi.OptionCodec;
import java.nio.ByteBuffer;

/**
 * How SCTP brought a message: {@link InetControlTypes#SCTP_RCVINFO}, {@code struct sctp_rcvinfo}
 * (RFC 6458, section 5.3.5).
 *
 * <pre>{@code
 * socket.setOption(SctpOptions.SCTP_RECVRCVINFO, true);
 * Message message = new Message(buffer).roomForControl(InetControlTypes.SCTP_RCVINFO);
 * socket.receiveMessage(message);
 * int stream = message.get(InetControlTypes.SCTP_RCVINFO).stream();
 * }</pre>
 *
 * @param stream the number of the stream, 0 to 65535
 * @param sequence the number of the message on the stream, 0 to 65535; without meaning if it is
 *     unordered
 * @param flags such as {@link SctpSendInfo#UNORDERED}
 * @param payloadProtocol what the bytes are, as the peer says it, taken from network order
 * @param transmission the number of its last part among all that was sent (TSN), 0 to
 *     2<sup>32</sup>-1
 * @param allBefore up to which such number all has come, for unordered messages
 * @param context the number of {@link SctpOptions#SCTP_CONTEXT}
 */
public record SctpReceiveInfo(
    int stream,
    int sequence,
    int flags,
    int payloadProtocol,
    long transmission,
    long allBefore,
    int context) {

  /** How it stands in memory. */
  static final class Codec implements OptionCodec<SctpReceiveInfo> {
    @Override
    public int capacity() {
      return SctpStructs.RCVINFO.size();
    }

    @Override
    public int encode(SctpReceiveInfo value, ByteBuffer memory) {
      throw new IllegalArgumentException("SCTP_RCVINFO cannot be sent");
    }

    @Override
    public SctpReceiveInfo decode(ByteBuffer memory) {
      InetSockaddr.requireLength(memory, SctpStructs.RCVINFO);
      return new SctpReceiveInfo(
          (int) SctpStructs.RCV_SID.getUnsigned(memory, 0),
          (int) SctpStructs.RCV_SSN.getUnsigned(memory, 0),
          (int) SctpStructs.RCV_FLAGS.getUnsigned(memory, 0),
          InetStructs.networkOrder(SctpStructs.RCV_PPID.getInt(memory, 0)),
          SctpStructs.RCV_TSN.getUnsigned(memory, 0),
          SctpStructs.RCV_CUMTSN.getUnsigned(memory, 0),
          SctpStructs.RCV_CONTEXT.getInt(memory, 0));
    }
  }
}
