package io.sockets4j.inet;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.Errno;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketType;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.spi.AddressFamily;
import io.sockets4j.spi.AddressScheme;
import io.sockets4j.spi.ControlType;
import io.sockets4j.spi.NativeOption;
import io.sockets4j.spi.RoundTrip;
import io.sockets4j.spi.SocketKind;
import io.sockets4j.spi.UnsuitableAddressException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Internet families. See <a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a>
 * and <a href="https://man7.org/linux/man-pages/man7/ipv6.7.html">ipv6(7)</a>.
 *
 * <pre>{@code
 * try (var socket = BsdSocket.open(InetFamily.AF_INET, SocketType.STREAM)) {
 *   socket.connect(new InetSocketAddress("example.org", 80));
 * }
 * }</pre>
 *
 * <p>Both take resolved {@link InetSocketAddress}es; names are resolved where Java does it, in the
 * constructor of that class. No method here looks up a name.
 *
 * <ul>
 *   <li>{@link #AF_INET6} takes an IPv4 address as the IPv4-mapped {@code ::ffff:a.b.c.d}, and
 *       {@code 0.0.0.0} as {@code ::}, every address of this host. Where it receives an IPv4-mapped
 *       address (a client of a dual-stack server), that is an {@link java.net.Inet4Address}: the
 *       JDK has no other object for it.
 *   <li>{@link #AF_INET} takes an IPv6 address only where it is IPv4-mapped, or {@code ::}.
 *   <li>Scope ids are kept both ways: see {@link java.net.Inet6Address#getScopeId()}.
 *   <li>Flow information is kept by {@link FlowInetSocketAddress}.
 * </ul>
 */
@CHeaders({"sys/socket.h", "winsock2.h"})
public final class InetFamily extends AddressFamily<InetSocketAddress> {
  // macOS: xnu bsd/sys/socket.h; FreeBSD: sys/sys/socket.h; Windows: ws2def.h.

  /** IPv4. */
  public static final InetFamily AF_INET =
      new InetFamily(SystemConstant.named("AF_INET").everywhere(2), false);

  /** IPv6, and IPv4 through IPv4-mapped addresses. */
  public static final InetFamily AF_INET6 =
      new InetFamily(
          SystemConstant.named("AF_INET6").linux(10).macos(30).freebsd(28).windows(23), true);

  private final boolean six;
  private final InetSockaddr sockaddr;
  private final InetSocketAddress anyPort;
  private final List<SocketKind> kinds;
  private final List<AddressScheme> schemes;

  private InetFamily(SystemConstant domain, boolean six) {
    super(domain, InetSocketAddress.class);
    this.six = six;
    this.sockaddr = six ? new Inet6Sockaddr() : new Inet4Sockaddr();
    byte[] loopback = six ? new byte[16] : new byte[] {127, 0, 0, 0};
    loopback[loopback.length - 1] = 1;
    InetAddress here = InetSockaddr.address(loopback);
    RoundTrip.AddressSource freePort = () -> RoundTrip.Lease.of(new InetSocketAddress(here, 0));
    this.anyPort = new InetSocketAddress(InetSockaddr.address(six ? new byte[16] : new byte[4]), 0);
    RoundTrip connection = new RoundTrip(RoundTrip.Shape.CONNECTION, freePort);
    RoundTrip datagram = new RoundTrip(RoundTrip.Shape.DATAGRAM, freePort);
    this.kinds =
        List.of(
            new SocketKind("TCP", SocketType.STREAM, InetProtocols.TCP, connection),
            new SocketKind("UDP", SocketType.DGRAM, InetProtocols.UDP, datagram),
            new SocketKind("MPTCP", SocketType.STREAM, InetProtocols.MPTCP, connection),
            new SocketKind("SCTP", SocketType.STREAM, InetProtocols.SCTP, connection),
            new SocketKind("UDP-Lite", SocketType.DGRAM, InetProtocols.UDPLITE, datagram));
    this.schemes =
        List.of(
            scheme("tcp", SocketType.STREAM, InetProtocols.TCP),
            scheme("udp", SocketType.DGRAM, InetProtocols.UDP),
            scheme("mptcp", SocketType.STREAM, InetProtocols.MPTCP),
            scheme("udplite", SocketType.DGRAM, InetProtocols.UDPLITE));
  }

  private AddressScheme scheme(String transport, SocketType type, Protocol protocol) {
    String name = six ? transport + "6" : transport;
    HostPort hostPort = new HostPort(six, transport);
    String syntax = name + (six ? ":HOST:PORT or " + name + ":[ADDRESS]:PORT" : ":HOST:PORT");
    return new AddressScheme(name, syntax, type, protocol, hostPort::parse, this::format);
  }

  private String format(SocketAddress address) {
    return HostPort.format(six, requireInet(address));
  }

  @Override
  public int encode(
      SocketAddress address, ByteBuffer sockaddr, SocketType type, Protocol protocol) {
    InetSocketAddress inet = requireInet(address);
    if (inet.isUnresolved()) {
      throw new UnresolvedHostException(inet.getHostString());
    }
    int length = this.sockaddr.write(inet, sockaddr);
    if (length < 0) {
      throw unsuitable(address);
    }
    return length;
  }

  private InetSocketAddress requireInet(SocketAddress address) {
    if (address instanceof InetSocketAddress inet) {
      return inet;
    }
    throw unsuitable(address);
  }

  private UnsuitableAddressException unsuitable(SocketAddress address) {
    return new UnsuitableAddressException(this, address, sockaddr.expected());
  }

  @Override
  public InetSocketAddress decode(ByteBuffer sockaddr, SocketType type, Protocol protocol) {
    return this.sockaddr.read(sockaddr);
  }

  @Override
  public List<SocketKind> kinds() {
    return kinds;
  }

  @Override
  public List<AddressScheme> schemes() {
    return schemes;
  }

  /**
   * {@inheritDoc}
   *
   * <p>It is every address of this host, and a port that the kernel chooses.
   */
  @Override
  public Optional<SocketAddress> anyAddress(SocketType type, Protocol protocol) {
    return Optional.of(anyPort);
  }

  @Override
  public boolean connectsThroughSignals(SocketType type, Protocol protocol) {
    return isTcp(type, protocol) && !protocol.equals(InetProtocols.MPTCP);
  }

  @Override
  public boolean tellsTruncationAlone(SocketType type, Protocol protocol) {
    return isUdp(type, protocol) || protocol.equals(InetProtocols.UDPLITE);
  }

  @Override
  public List<NativeOption<?>> options(SocketType type, Protocol protocol) {
    List<NativeOption<?>> options = new ArrayList<>(six ? Ipv6Options.ALL : IpOptions.ALL);
    if (isTcp(type, protocol)) {
      options.addAll(TcpOptions.ALL);
      options.addAll(TcpRepairOptions.ALL);
    }
    if (protocol.equals(InetProtocols.MPTCP)) {
      options.addAll(MptcpOptions.ALL);
    }
    if (isUdp(type, protocol)) {
      options.addAll(UdpOptions.ALL);
    }
    if (protocol.equals(InetProtocols.SCTP)) {
      options.addAll(SctpOptions.ALL);
    }
    if (protocol.equals(InetProtocols.UDPLITE)) {
      options.addAll(UdpLiteOptions.ALL);
    }
    return List.copyOf(options);
  }

  @Override
  public List<ControlType<?>> controlTypes(SocketType type, Protocol protocol) {
    List<ControlType<?>> types = new ArrayList<>(InetControlTypes.OF_IPV4);
    if (six) {
      types.addAll(InetControlTypes.OF_IPV6);
    }
    if (isTcp(type, protocol)) {
      types.addAll(InetControlTypes.OF_TCP);
    }
    if (isUdp(type, protocol)) {
      types.addAll(InetControlTypes.OF_UDP);
    }
    if (protocol.equals(InetProtocols.SCTP)) {
      types.addAll(InetControlTypes.OF_SCTP);
    }
    return List.copyOf(types);
  }

  /**
   * {@inheritDoc}
   *
   * <p>{@link #AF_INET6} takes the JDK's options of IPv4 for those of IPv6, as the JDK's own
   * channels do: IP_TOS sets IPV6_TCLASS, IP_MULTICAST_TTL sets IPV6_MULTICAST_HOPS.
   */
  @Override
  public Map<SocketOption<?>, NativeOption<?>> standardOptions(SocketType type, Protocol protocol) {
    if (isTcp(type, protocol)) {
      return six ? Ipv6Options.STANDARD_TCP : IpOptions.STANDARD_TCP;
    }
    return six ? Ipv6Options.STANDARD : IpOptions.STANDARD;
  }

  /** MPTCP has the options of TCP. */
  private static boolean isTcp(SocketType type, Protocol protocol) {
    return type.equals(SocketType.STREAM)
        && (protocol.equals(Protocol.DEFAULT)
            || protocol.equals(InetProtocols.TCP)
            || protocol.equals(InetProtocols.MPTCP));
  }

  private static boolean isUdp(SocketType type, Protocol protocol) {
    return type.equals(SocketType.DGRAM)
        && (protocol.equals(Protocol.DEFAULT) || protocol.equals(InetProtocols.UDP));
  }

  @Override
  public @Nullable String remedy(String call, Errno errno, SocketType type, Protocol protocol) {
    return InetRemedies.remedy(six, call, errno, type, protocol);
  }
}
