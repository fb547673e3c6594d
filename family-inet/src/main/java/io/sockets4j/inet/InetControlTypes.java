package io.sockets4j.inet;

import static io.sockets4j.inet.InetProtocols.IPPROTO_IP;
import static io.sockets4j.inet.InetProtocols.IPPROTO_IPV6;
import static io.sockets4j.inet.InetProtocols.IPPROTO_SCTP;
import static io.sockets4j.inet.InetProtocols.IPPROTO_TCP;
import static io.sockets4j.inet.InetProtocols.IPPROTO_UDP;
import static io.sockets4j.os.SystemConstant.named;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.spi.ControlType;
import io.sockets4j.spi.ExtendedError;
import io.sockets4j.spi.OptionCodec;
import io.sockets4j.spi.OptionCodecs;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The control messages of the Internet families: what options such as {@link IpOptions#IP_RECVTTL}
 * report with each datagram, and what can be said of one that is sent. See ip(7), ipv6(7), udp(7)
 * and RFC 3542.
 *
 * <pre>{@code
 * socket.setOption(IpOptions.IP_RECVTTL, true);
 * Message message = new Message(buffer).roomForControl(InetControlTypes.IP_TTL);
 * socket.receiveMessage(message);
 * int hops = message.get(InetControlTypes.IP_TTL);
 * }</pre>
 *
 * <p>On Linux, unless the text names others. A socket of {@code AF_INET6} that speaks IPv4 too gets
 * both those of IPv6 and, where their options are on, those of IPv4.
 */
@CHeaders({
  "netinet/in.h",
  "linux/in6.h",
  "netinet/tcp.h",
  "netinet/udp.h",
  "linux/sctp.h",
  "netinet/sctp.h",
  "winsock2.h",
  "ws2tcpip.h"
})
public final class InetControlTypes {
  // Sources of the values: as for IpOptions, Ipv6Options, TcpOptions and UdpOptions.

  private static final int MAX = 255;
  private static final int MAX_IP_OPTIONS = 40;
  private static final int MAX_HEADER = 2048;

  // ------------------------------------------------------------------- IPv4

  /**
   * The interface and the addresses: {@link IpOptions#IP_PKTINFO}; to send, the interface and the
   * source. On Linux and macOS.
   */
  public static final ControlType<PacketInfo> IP_PKTINFO =
      ip(named("IP_PKTINFO").linux(8).macos(26), new PacketInfo.Codec4());

  /** The TTL: {@link IpOptions#IP_RECVTTL}; to send, 1 to 255. */
  public static final ControlType<Integer> IP_TTL =
      ip(named("IP_TTL").linux(2), new IntRangeCodec("IP_TTL", 1, MAX));

  /** The TTL: {@link IpOptions#IP_RECVTTL}, on the BSDs. */
  public static final ControlType<Integer> IP_RECVTTL =
      ip(named("IP_RECVTTL").macos(24).freebsd(65), OptionCodecs.INT);

  /** The type of service: {@link IpOptions#IP_RECVTOS}; to send, 0 to 255. */
  public static final ControlType<Integer> IP_TOS =
      ip(named("IP_TOS").linux(1), new IntRangeCodec("IP_TOS", 0, MAX));

  /** The type of service: {@link IpOptions#IP_RECVTOS}, on the BSDs. */
  public static final ControlType<Integer> IP_RECVTOS =
      ip(named("IP_RECVTOS").macos(27).freebsd(68), OptionCodecs.INT);

  /** An error that came back: {@link IpOptions#IP_RECVERR}, with MSG_ERRQUEUE. */
  public static final ControlType<ExtendedError> IP_RECVERR =
      ip(named("IP_RECVERR").linux(11), ExtendedError.CODEC);

  /**
   * The destination in the header: {@link IpOptions#IP_RECVDSTADDR}, on the BSDs; to send, the
   * source, on FreeBSD.
   */
  public static final ControlType<InetAddress> IP_RECVDSTADDR =
      ip(named("IP_RECVDSTADDR").bsd(7), new Address4Codec());

  /** Where it was bound for, port included: {@link IpOptions#IP_RECVORIGDSTADDR}; FreeBSD too. */
  public static final ControlType<InetSocketAddress> IP_ORIGDSTADDR =
      ip(
          named("IP_ORIGDSTADDR").linux(20).freebsd(27),
          new OriginalDestination(InetStructs.SOCKADDR_IN));

  /** The options in the header: {@link IpOptions#IP_RECVOPTS}; the BSDs too. */
  public static final ControlType<byte[]> IP_RECVOPTS =
      ip(named("IP_RECVOPTS").linux(6).bsd(5), OptionCodecs.bytes(MAX_IP_OPTIONS));

  /**
   * The options in the header as they would stand in an answer: {@link IpOptions#IP_RECVRETOPTS};
   * to send, the options. The BSDs too.
   */
  public static final ControlType<byte[]> IP_RETOPTS =
      ip(named("IP_RETOPTS").linux(7).bsd(8), OptionCodecs.bytes(MAX_IP_OPTIONS));

  /** The size of the largest fragment in bytes: {@link IpOptions#IP_RECVFRAGSIZE}. */
  public static final ControlType<Integer> IP_RECVFRAGSIZE =
      ip(named("IP_RECVFRAGSIZE").linux(25), OptionCodecs.INT);

  /** The checksum that the device computed: {@link IpOptions#IP_CHECKSUM}; as it stands there. */
  public static final ControlType<Integer> IP_CHECKSUM =
      ip(named("IP_CHECKSUM").linux(23), OptionCodecs.INT);

  // ------------------------------------------------------------------- IPv6

  /**
   * The interface and the destination: {@link Ipv6Options#IPV6_RECVPKTINFO}; to send, the interface
   * and the source. The BSDs too.
   */
  public static final ControlType<PacketInfo> IPV6_PKTINFO =
      ipv6(named("IPV6_PKTINFO").linux(50).bsd(46), new PacketInfo.Codec6());

  /**
   * The hop limit: {@link Ipv6Options#IPV6_RECVHOPLIMIT}; to send, 0 to 255, or -1 for the default.
   * The BSDs too.
   */
  public static final ControlType<Integer> IPV6_HOPLIMIT =
      ipv6(named("IPV6_HOPLIMIT").linux(52).bsd(47), new IntRangeCodec("IPV6_HOPLIMIT", -1, MAX));

  /**
   * The traffic class: {@link Ipv6Options#IPV6_RECVTCLASS}; to send, 0 to 255, or -1 for the
   * default. The BSDs too.
   */
  public static final ControlType<Integer> IPV6_TCLASS =
      ipv6(
          named("IPV6_TCLASS").linux(67).macos(36).freebsd(61),
          new IntRangeCodec("IPV6_TCLASS", -1, MAX));

  /** An error that came back: {@link Ipv6Options#IPV6_RECVERR}, with MSG_ERRQUEUE. */
  public static final ControlType<ExtendedError> IPV6_RECVERR =
      ipv6(named("IPV6_RECVERR").linux(25), ExtendedError.CODEC);

  /**
   * Where it was bound for, port included: {@link Ipv6Options#IPV6_RECVORIGDSTADDR}; FreeBSD too.
   */
  public static final ControlType<InetSocketAddress> IPV6_ORIGDSTADDR =
      ipv6(
          named("IPV6_ORIGDSTADDR").linux(74).freebsd(72),
          new OriginalDestination(InetStructs.SOCKADDR_IN6));

  /**
   * The flow label and traffic class: {@link Ipv6Options#IPV6_FLOWINFO}; as {@link
   * FlowInetSocketAddress#flowInfo} has them.
   */
  public static final ControlType<Integer> IPV6_FLOWINFO =
      ipv6(named("IPV6_FLOWINFO").linux(11), new NetworkOrderCodec());

  /**
   * The hop-by-hop header: {@link Ipv6Options#IPV6_RECVHOPOPTS}; to send, needs CAP_NET_RAW. The
   * BSDs too.
   */
  public static final ControlType<byte[]> IPV6_HOPOPTS =
      ipv6(named("IPV6_HOPOPTS").linux(54).bsd(49), OptionCodecs.bytes(MAX_HEADER));

  /** The routing header: {@link Ipv6Options#IPV6_RECVRTHDR}; the BSDs too. */
  public static final ControlType<byte[]> IPV6_RTHDR =
      ipv6(named("IPV6_RTHDR").linux(57).bsd(51), OptionCodecs.bytes(MAX_HEADER));

  /**
   * The destination options: {@link Ipv6Options#IPV6_RECVDSTOPTS}; to send, needs CAP_NET_RAW. The
   * BSDs too.
   */
  public static final ControlType<byte[]> IPV6_DSTOPTS =
      ipv6(named("IPV6_DSTOPTS").linux(59).bsd(50), OptionCodecs.bytes(MAX_HEADER));

  /**
   * To send: the destination options that every router of {@link #IPV6_RTHDR} looks at; needs
   * CAP_NET_RAW. The BSDs too.
   */
  public static final ControlType<byte[]> IPV6_RTHDRDSTOPTS =
      ipv6(
          named("IPV6_RTHDRDSTOPTS").linux(55).macos(57).freebsd(35),
          OptionCodecs.bytes(MAX_HEADER));

  /** To send: no fragments, as {@link Ipv6Options#IPV6_DONTFRAG}. The BSDs too. */
  public static final ControlType<Boolean> IPV6_DONTFRAG =
      ipv6(named("IPV6_DONTFRAG").linux(62).bsd(62), OptionCodecs.BOOLEAN);

  /**
   * The MTU of the path to the address of the message in bytes, as something was too long for it:
   * {@link Ipv6Options#IPV6_RECVPATHMTU}. It comes with a message of no bytes. The BSDs too.
   */
  public static final ControlType<Integer> IPV6_PATHMTU =
      ipv6(named("IPV6_PATHMTU").linux(61).bsd(44), new PathMtuCodec());

  /** The size of the largest fragment in bytes: {@link Ipv6Options#IPV6_RECVFRAGSIZE}. */
  public static final ControlType<Integer> IPV6_RECVFRAGSIZE =
      ipv6(named("IPV6_RECVFRAGSIZE").linux(77), OptionCodecs.INT);

  // ------------------------------------------------------------------- TCP and UDP

  /** How many bytes are left to receive: {@link TcpOptions#TCP_INQ}. */
  public static final ControlType<Integer> TCP_INQ =
      ControlType.of(IPPROTO_TCP, named("TCP_INQ").linux(36), OptionCodecs.INT);

  /** To send: the size of the datagrams, as {@link UdpOptions#UDP_SEGMENT}; 0 to 65535. */
  public static final ControlType<Integer> UDP_SEGMENT =
      ControlType.of(IPPROTO_UDP, named("UDP_SEGMENT").linux(103), new UnsignedShortCodec());

  /** The size of the datagrams that came as one: {@link UdpOptions#UDP_GRO}. */
  public static final ControlType<Integer> UDP_GRO =
      ControlType.of(IPPROTO_UDP, named("UDP_GRO").linux(104), OptionCodecs.INT);

  // ------------------------------------------------------------------- SCTP

  /** To send: on which stream, and how. FreeBSD too. */
  public static final ControlType<SctpSendInfo> SCTP_SNDINFO =
      ControlType.of(
          IPPROTO_SCTP, named("SCTP_SNDINFO").linux(2).freebsd(4), new SctpSendInfo.Codec());

  /** On which stream it came, and how: {@link SctpOptions#SCTP_RECVRCVINFO}; FreeBSD too. */
  public static final ControlType<SctpReceiveInfo> SCTP_RCVINFO =
      ControlType.of(
          IPPROTO_SCTP, named("SCTP_RCVINFO").linux(3).freebsd(5), new SctpReceiveInfo.Codec());

  static final List<ControlType<?>> OF_IPV4 =
      List.of(
          IP_PKTINFO,
          IP_TTL,
          IP_RECVTTL,
          IP_TOS,
          IP_RECVTOS,
          IP_RECVERR,
          IP_RECVDSTADDR,
          IP_ORIGDSTADDR,
          IP_RECVOPTS,
          IP_RETOPTS,
          IP_RECVFRAGSIZE,
          IP_CHECKSUM);

  static final List<ControlType<?>> OF_IPV6 =
      List.of(
          IPV6_PKTINFO,
          IPV6_HOPLIMIT,
          IPV6_TCLASS,
          IPV6_RECVERR,
          IPV6_ORIGDSTADDR,
          IPV6_FLOWINFO,
          IPV6_HOPOPTS,
          IPV6_RTHDR,
          IPV6_DSTOPTS,
          IPV6_RTHDRDSTOPTS,
          IPV6_DONTFRAG,
          IPV6_PATHMTU,
          IPV6_RECVFRAGSIZE);

  static final List<ControlType<?>> OF_TCP = List.of(TCP_INQ);

  static final List<ControlType<?>> OF_UDP = List.of(UDP_SEGMENT, UDP_GRO);

  static final List<ControlType<?>> OF_SCTP = List.of(SCTP_SNDINFO, SCTP_RCVINFO);

  private InetControlTypes() {}

  private static <T> ControlType<T> ip(SystemConstant constant, OptionCodec<T> codec) {
    return ControlType.of(IPPROTO_IP, constant, codec);
  }

  private static <T> ControlType<T> ipv6(SystemConstant constant, OptionCodec<T> codec) {
    return ControlType.of(IPPROTO_IPV6, constant, codec);
  }

  /** 16 bits without a sign. */
  private static final class UnsignedShortCodec implements OptionCodec<Integer> {
    private static final int MAX_SHORT = 0xffff;

    @Override
    public int capacity() {
      return Short.BYTES;
    }

    @Override
    public int encode(Integer value, ByteBuffer memory) {
      if (value < 0 || value > MAX_SHORT) {
        throw new IllegalArgumentException("UDP_SEGMENT %d is not in 0..65535".formatted(value));
      }
      memory.putShort(0, value.shortValue());
      return Short.BYTES;
    }

    @Override
    public Integer decode(ByteBuffer memory) {
      if (memory.limit() < Short.BYTES) {
        throw new IllegalArgumentException(memory.limit() + " bytes are no size of datagrams");
      }
      return Short.toUnsignedInt(memory.getShort(0));
    }
  }
}
