package io.sockets4j.inet;

import io.sockets4j.spi.AddressFamily;
import io.sockets4j.testkit.CLibrary;
import io.sockets4j.testkit.FamilyFixture;
import io.sockets4j.testkit.HeaderDeclarations;
import io.sockets4j.testkit.Trait;
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

  private InetFixtures() {}

  /** TCP over IPv4. */
  public static final class Tcp4 extends Tcp {
    /** For ServiceLoader. */
    public Tcp4() {
      super(InetFamily.AF_INET);
    }

    @Override
    public List<SocketAddress> unsuitableAddresses() {
      return withIpv6(super.unsuitableAddresses());
    }
  }

  /** TCP over IPv6. */
  public static final class Tcp6 extends Tcp {
    /** For ServiceLoader. */
    public Tcp6() {
      super(InetFamily.AF_INET6);
    }
  }

  /** UDP over IPv4. */
  public static final class Udp4 extends Udp {
    private static final int HEADERS = 20 + 8;

    /** For ServiceLoader. */
    public Udp4() {
      super(InetFamily.AF_INET, 0xffff - HEADERS);
    }

    @Override
    public List<SocketAddress> unsuitableAddresses() {
      return withIpv6(super.unsuitableAddresses());
    }
  }

  /** UDP over IPv6. */
  public static final class Udp6 extends Udp {
    private static final int HEADER = 8;

    /** For ServiceLoader. */
    public Udp6() {
      super(InetFamily.AF_INET6, 0xffff - HEADER);
    }
  }

  private abstract static class Inet extends FamilyFixture {
    Inet(AddressFamily<?> family, String kind) {
      super(family, kind);
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
              "Linux 5.9, linux/in6.h; musl 1.2.3 has that of IPv4 alone",
              "IPV6_RECVERR_RFC4884")
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

  private abstract static class Tcp extends Inet {
    Tcp(AddressFamily<?> family) {
      super(family, "TCP");
    }

    @Override
    public Set<Trait> traits() {
      return Set.of(Trait.OUT_OF_BAND);
    }
  }

  private abstract static class Udp extends Inet {
    private final int longest;

    Udp(AddressFamily<?> family, int longest) {
      super(family, "UDP");
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

  private static List<SocketAddress> withIpv6(List<SocketAddress> others) {
    List<SocketAddress> all = new ArrayList<>(others);
    all.add(new InetSocketAddress(InetSockaddr.address(DOCUMENTATION), 80));
    return all;
  }
}
