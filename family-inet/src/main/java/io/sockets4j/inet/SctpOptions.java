package io.sockets4j.inet;

import static io.sockets4j.inet.InetProtocols.IPPROTO_SCTP;
import static io.sockets4j.os.SystemConstant.named;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.spi.NativeOption;
import io.sockets4j.spi.OptionCodec;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The options of SCTP that concern one-to-one sockets, on Linux and FreeBSD. See <a
 * href="https://man7.org/linux/man-pages/man7/sctp.7.html">sctp(7)</a> and <a
 * href="https://www.rfc-editor.org/rfc/rfc6458#section-8">RFC 6458</a>.
 *
 * <pre>{@code
 * try (var socket = BsdSocket.open(InetFamily.AF_INET, SocketType.STREAM, InetProtocols.SCTP)) {
 *   socket.setOption(SctpOptions.SCTP_NODELAY, true);
 * }
 * }</pre>
 */
@CHeaders({"netinet/in.h", "linux/sctp.h", "netinet/sctp.h"})
public final class SctpOptions {
  // Linux: linux/sctp.h; FreeBSD: sys/netinet/sctp.h.

  /** When what nobody acknowledges is sent again. */
  public static final NativeOption<SctpRetransmission> SCTP_RTOINFO =
      NativeOption.of(
          IPPROTO_SCTP,
          named("SCTP_RTOINFO").linux(0).freebsd(1),
          SctpRetransmission.class,
          new SctpRetransmission.Codec());

  /** What is asked for when a connection is made. */
  public static final NativeOption<SctpInit> SCTP_INITMSG =
      NativeOption.of(
          IPPROTO_SCTP,
          named("SCTP_INITMSG").linux(2).freebsd(3),
          SctpInit.class,
          new SctpInit.Codec());

  /**
   * Send at once, without waiting for more (Nagle's algorithm is off). Otherwise the last part of
   * what is longer than a packet may wait for 200 ms, until the peer acknowledges the rest.
   */
  public static final NativeOption<Boolean> SCTP_NODELAY =
      NativeOption.ofBoolean(IPPROTO_SCTP, named("SCTP_NODELAY").linux(3).freebsd(4));

  /** Refuse messages that do not fit into a packet (EMSGSIZE) instead of sending them in parts. */
  public static final NativeOption<Boolean> SCTP_DISABLE_FRAGMENTS =
      NativeOption.ofBoolean(IPPROTO_SCTP, named("SCTP_DISABLE_FRAGMENTS").linux(8).freebsd(9));

  /** Tell addresses of IPv4 as IPv6 has them, on sockets of IPv6; on by default. */
  public static final NativeOption<Boolean> SCTP_I_WANT_MAPPED_V4_ADDR =
      NativeOption.ofBoolean(
          IPPROTO_SCTP, named("SCTP_I_WANT_MAPPED_V4_ADDR").linux(12).freebsd(13));

  /** The longest part that a message is sent in, in bytes; 0 for as much as the path takes. */
  public static final NativeOption<Integer> SCTP_MAXSEG =
      associationValue(named("SCTP_MAXSEG").linux(13).freebsd(14));

  /** How the connection is; read-only. On Linux. */
  public static final NativeOption<SctpStatus> SCTP_STATUS =
      NativeOption.of(
          IPPROTO_SCTP, named("SCTP_STATUS").linux(14), SctpStatus.class, new SctpStatus.Codec());

  /** A number that comes with each received message: {@link SctpReceiveInfo#context}. */
  public static final NativeOption<Integer> SCTP_CONTEXT =
      associationValue(named("SCTP_CONTEXT").linux(17).freebsd(26));

  /** How many bytes of a message that is not complete are handed out at least; 0 for all of it. */
  public static final NativeOption<Integer> SCTP_PARTIAL_DELIVERY_POINT =
      NativeOption.ofInt(IPPROTO_SCTP, named("SCTP_PARTIAL_DELIVERY_POINT").linux(19).freebsd(17));

  /** How many packets are sent at once at most. */
  public static final NativeOption<Integer> SCTP_MAX_BURST =
      associationValue(named("SCTP_MAX_BURST").linux(20).freebsd(25));

  /** Report how each message came: {@link InetControlTypes#SCTP_RCVINFO}. */
  public static final NativeOption<Boolean> SCTP_RECVRCVINFO =
      NativeOption.ofBoolean(IPPROTO_SCTP, named("SCTP_RECVRCVINFO").linux(32).freebsd(31));

  /** How messages are sent that do not say it themselves. */
  public static final NativeOption<SctpSendInfo> SCTP_DEFAULT_SNDINFO =
      NativeOption.of(
          IPPROTO_SCTP,
          named("SCTP_DEFAULT_SNDINFO").linux(34).freebsd(33),
          SctpSendInfo.class,
          new SctpSendInfo.Codec());

  /** Share the port with other one-to-one sockets that have said so; before bind. */
  public static final NativeOption<Boolean> SCTP_REUSE_PORT =
      NativeOption.ofBoolean(IPPROTO_SCTP, named("SCTP_REUSE_PORT").linux(36).freebsd(28));

  static final List<NativeOption<?>> ALL =
      List.of(
          SCTP_RTOINFO,
          SCTP_INITMSG,
          SCTP_NODELAY,
          SCTP_DISABLE_FRAGMENTS,
          SCTP_I_WANT_MAPPED_V4_ADDR,
          SCTP_MAXSEG,
          SCTP_STATUS,
          SCTP_CONTEXT,
          SCTP_PARTIAL_DELIVERY_POINT,
          SCTP_MAX_BURST,
          SCTP_RECVRCVINFO,
          SCTP_DEFAULT_SNDINFO,
          SCTP_REUSE_PORT);

  private SctpOptions() {}

  private static NativeOption<Integer> associationValue(SystemConstant constant) {
    return NativeOption.of(IPPROTO_SCTP, constant, Integer.class, new AssociationValueCodec());
  }

  /** {@code struct sctp_assoc_value}: of a one-to-one socket, there is one association. */
  private static final class AssociationValueCodec implements OptionCodec<Integer> {
    @Override
    public int capacity() {
      return SctpStructs.ASSOC_VALUE.size();
    }

    @Override
    public int encode(Integer value, ByteBuffer memory) {
      SctpStructs.VALUE.putInt(memory, 0, value);
      return capacity();
    }

    @Override
    public Integer decode(ByteBuffer memory) {
      InetSockaddr.requireLength(memory, SctpStructs.ASSOC_VALUE);
      return SctpStructs.VALUE.getInt(memory, 0);
    }
  }
}
