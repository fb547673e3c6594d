package io.sockets4j.inet;

import io.sockets4j.BsdSocket;
import io.sockets4j.BsdSocketOptions;
import io.sockets4j.spi.AddressFamily;
import io.sockets4j.testkit.CLibrary;
import io.sockets4j.testkit.FamilyFixture;
import io.sockets4j.testkit.HeaderDeclarations;
import io.sockets4j.testkit.Peers;
import io.sockets4j.testkit.SocketScope;
import io.sockets4j.testkit.Trait;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** The kinds of the Internet families, for the contracts. */
public final class InetFixtures {
  private static final byte[] DOCUMENTATION = {
    0x20, 1, 0xd, (byte) 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1
  };

  /**
   * What the 16 bits of a length leave beside the headers, of which IPv6 does not count its own.
   */
  private static final int LONGEST_IPV4 = 0xffff - 20 - 8;

  private static final int LONGEST_IPV6 = 0xffff - 8;

  private InetFixtures() {}

  /** TCP over IPv4. */
  public static final class Tcp4 extends Tcp {
    /** For ServiceLoader. */
    public Tcp4() {
      super(InetFamily.AF_INET);
    }
  }

  /** TCP over IPv6. */
  public static final class Tcp6 extends Tcp {
    /** For ServiceLoader. */
    public Tcp6() {
      super(InetFamily.AF_INET6);
    }
  }

  /** MPTCP over IPv4. */
  public static final class Mptcp4 extends Mptcp {
    /** For ServiceLoader. */
    public Mptcp4() {
      super(InetFamily.AF_INET);
    }
  }

  /** MPTCP over IPv6. */
  public static final class Mptcp6 extends Mptcp {
    /** For ServiceLoader. */
    public Mptcp6() {
      super(InetFamily.AF_INET6);
    }
  }

  /** SCTP over IPv4. */
  public static final class Sctp4 extends Sctp {
    /** For ServiceLoader. */
    public Sctp4() {
      super(InetFamily.AF_INET);
    }
  }

  /** SCTP over IPv6. */
  public static final class Sctp6 extends Sctp {
    /** For ServiceLoader. */
    public Sctp6() {
      super(InetFamily.AF_INET6);
    }
  }

  /** UDP over IPv4. */
  public static final class Udp4 extends Datagram {
    /** For ServiceLoader. */
    public Udp4() {
      super(InetFamily.AF_INET, "UDP", LONGEST_IPV4);
    }
  }

  /** UDP over IPv6. */
  public static final class Udp6 extends Datagram {
    /** For ServiceLoader. */
    public Udp6() {
      super(InetFamily.AF_INET6, "UDP", LONGEST_IPV6);
    }
  }

  /** UDP-Lite over IPv4. */
  public static final class UdpLite4 extends Datagram {
    /** For ServiceLoader. */
    public UdpLite4() {
      super(InetFamily.AF_INET, "UDP-Lite", LONGEST_IPV4);
    }
  }

  /** UDP-Lite over IPv6. */
  public static final class UdpLite6 extends Datagram {
    /** For ServiceLoader. */
    public UdpLite6() {
      super(InetFamily.AF_INET6, "UDP-Lite", LONGEST_IPV6);
    }
  }

  private abstract static class Inet extends FamilyFixture {
    Inet(AddressFamily<?> family, String kind) {
      super(family, kind);
    }

    @Override
    public List<SocketAddress> unsuitableAddresses() {
      List<SocketAddress> all = new ArrayList<>(super.unsuitableAddresses());
      if (family() == InetFamily.AF_INET) {
        all.add(new InetSocketAddress(InetSockaddr.address(DOCUMENTATION), 80));
      }
      return all;
    }

    @Override
    public HeaderDeclarations headers() {
      return super.headers()
          .absent(
              "linux/in6.h, which musl lacks; older ones hide it beside netinet/in.h",
              "IPV6_FLOWINFO",
              "IPV6_FLOWINFO_SEND")
          .absent(
              CLibrary.MUSL,
              "linux/sctp.h, as musl comes without the headers of Linux",
              sctp().toArray(String[]::new))
          .absent(
              CLibrary.MUSL,
              "netinet/in.h of the GNU C library and of macOS",
              "IPPORT_USERRESERVED")
          .absent(
              "udplite(7), as no header for programs has them",
              "UDPLITE_SEND_CSCOV",
              "UDPLITE_RECV_CSCOV")
          .absent(
              CLibrary.MUSL,
              "Linux 5.9, linux/in6.h; musl 1.2.3 has that of IPv4 alone",
              "IPV6_RECVERR_RFC4884")
          .absent(
              CLibrary.MUSL,
              "linux/tcp.h and linux/mptcp.h, which musl lacks",
              "struct tcp_info",
              "struct tcp_md5sig",
              "struct tcp_repair_opt",
              "struct tcp_repair_window",
              "struct mptcp_info",
              "struct mptcp_subflow_data",
              "struct mptcp_subflow_addrs",
              "SOL_MPTCP",
              "MPTCP_INFO",
              "MPTCP_TCPINFO",
              "MPTCP_SUBFLOW_ADDRS")
          .absent(
              "Linux 6.5 to 6.10, linux/mptcp.h",
              "struct mptcp_info.mptcpi_retransmits",
              "struct mptcp_info.mptcpi_bytes_retrans",
              "struct mptcp_info.mptcpi_bytes_sent",
              "struct mptcp_info.mptcpi_bytes_received",
              "struct mptcp_info.mptcpi_bytes_acked",
              "struct mptcp_info.mptcpi_subflows_total",
              "struct mptcp_info.mptcpi_last_data_sent",
              "struct mptcp_info.mptcpi_last_data_recv",
              "struct mptcp_info.mptcpi_last_ack_recv")
          .absent(
              "Linux 6.2 to 6.7, linux/tcp.h",
              "struct tcp_info.tcpi_rcv_wnd",
              "struct tcp_info.tcpi_rehash",
              "struct tcp_info.tcpi_total_rto",
              "struct tcp_info.tcpi_total_rto_recoveries",
              "struct tcp_info.tcpi_total_rto_time")
          .absent(
              "Linux 6.9 and 6.15, linux/tcp.h, and not in netinet/tcp.h",
              "TCP_IS_MPTCP",
              "TCP_RTO_MAX_MS",
              "TCP_RTO_MIN_US",
              "TCP_DELACK_MAX_US")
          .different(
              CLibrary.GLIBC,
              "headers of another age tell of less, or more",
              "struct tcp_info",
              "struct mptcp_info")
          .absent(
              "linux/in.h, which keeps its protocols to itself beside netinet/in.h", "IPPROTO_L2TP")
          .absent("Linux 6.3 and 6.4, linux/in.h", "IP_LOCAL_PORT_RANGE", "IP_PROTOCOL")
          .absent(
              CLibrary.MUSL,
              "linux/netfilter_ipv4.h and linux/netfilter_ipv6/ip6_tables.h, which musl lacks",
              "SO_ORIGINAL_DST",
              "IP6T_SO_ORIGINAL_DST")
          .absent(
              CLibrary.WINDOWS,
              "ws2ipdef.h of the Windows SDK; mingw-w64 10 does not follow that far",
              "TCP_FASTOPEN",
              "TCP_KEEPALIVE",
              "TCP_KEEPCNT",
              "TCP_KEEPIDLE",
              "TCP_KEEPINTVL",
              "TCP_MAXSEG");
    }
  }

  /** What is declared of SCTP. */
  private static List<String> sctp() {
    List<String> names = new ArrayList<>();
    for (String struct :
        List.of("initmsg", "rtoinfo", "assoc_value", "sndinfo", "rcvinfo", "status")) {
      names.add("struct sctp_" + struct);
    }
    SctpOptions.ALL.forEach(option -> names.add(option.name()));
    InetControlTypes.OF_SCTP.forEach(type -> names.add(type.name()));
    return names;
  }

  private abstract static class Tcp extends Inet {
    Tcp(AddressFamily<?> family) {
      super(family, "TCP");
    }

    @Override
    public Set<Trait> traits() {
      return Set.of(Trait.OUT_OF_BAND);
    }
  }

  private abstract static class Mptcp extends Inet {
    Mptcp(AddressFamily<?> family) {
      super(family, "MPTCP");
    }

    @Override
    public Set<Trait> traits() {
      return Set.of(Trait.NO_RESET, Trait.NO_OUT_OF_BAND_INLINE, Trait.FORGETS_ROUTING_OPTIONS);
    }
  }

  private abstract static class Sctp extends Inet {
    private static final int BUFFER = 1 << 20;

    Sctp(AddressFamily<?> family) {
      super(family, "SCTP");
    }

    @Override
    public Set<Trait> traits() {
      return Set.of(
          Trait.NO_HALF_CLOSE, Trait.REFUSES_WHEN_BACKLOG_FULL, Trait.RECEIVES_UNCONNECTED);
    }

    @Override
    public Peers connect(SocketScope sockets) throws IOException {
      try (BsdSocket<?> listener = hasten(sockets.bound()).listen()) {
        BsdSocket<?> client = hasten(sockets.open());
        client.connect(listener.getLocalAddress());
        return new Peers(client, sockets.accept(listener));
      }
    }

    /**
     * Buffers hold by default three packets of the loopback interface, which are so large that SCTP
     * would spend seconds in waiting for its timers.
     */
    private static BsdSocket<?> hasten(BsdSocket<?> socket) throws IOException {
      return socket
          .setOption(BsdSocketOptions.SO_RCVBUF, BUFFER)
          .setOption(BsdSocketOptions.SO_SNDBUF, BUFFER)
          .setOption(SctpOptions.SCTP_NODELAY, true);
    }
  }

  private abstract static class Datagram extends Inet {
    private final int longest;

    Datagram(AddressFamily<?> family, String kind, int longest) {
      super(family, kind);
      this.longest = longest;
    }

    @Override
    public Set<Trait> traits() {
      return Set.of(Trait.DROPS_WHEN_FULL);
    }

    @Override
    public int longMessage() {
      return longest;
    }

    @Override
    public OptionalInt tooLongMessage() {
      return OptionalInt.of(longest + 1);
    }
  }
}
