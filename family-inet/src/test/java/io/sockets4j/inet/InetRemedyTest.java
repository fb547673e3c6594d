package io.sockets4j.inet;

import static io.sockets4j.inet.InetFamily.AF_INET;
import static io.sockets4j.inet.InetFamily.AF_INET6;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.os.Errno;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What a person is told to do about an error. */
class InetRemedyTest {

  private static @Nullable String remedy(
      InetFamily family, String call, Errno errno, SocketType type) {
    return family.remedy(call, errno, type, Protocol.DEFAULT);
  }

  private static @Nullable String remedy(
      String call, Errno errno, SocketType type, Protocol protocol) {
    return AF_INET.remedy(call, errno, type, protocol);
  }

  @Test
  void anErrorHasARemedyWhereTheCallTellsWhatItMeans() {
    assertThat(remedy(AF_INET, "bind", Errno.EACCES, SocketType.STREAM)).contains("below 1024");
    assertThat(remedy(AF_INET, "bind", Errno.EADDRINUSE, SocketType.STREAM))
        .contains("another socket", "SO_REUSEADDR");
    assertThat(remedy(AF_INET, "bind", Errno.EADDRINUSE, SocketType.DGRAM))
        .contains("another socket")
        .doesNotContain("SO_REUSEADDR");
    assertThat(remedy(AF_INET, "bind", Errno.EADDRNOTAVAIL, SocketType.STREAM))
        .contains("does not have that address")
        .doesNotContain("IPv6");
    assertThat(remedy(AF_INET6, "bind", Errno.EADDRNOTAVAIL, SocketType.STREAM))
        .contains("IPv6 is disabled");
    assertThat(remedy(AF_INET6, "socket", Errno.EAFNOSUPPORT, SocketType.STREAM))
        .contains("no IPv6");
    assertThat(remedy(AF_INET, "socket", Errno.EPERM, SocketType.RAW)).contains("raw sockets");
    assertThat(remedy(AF_INET, "connect", Errno.ECONNREFUSED, SocketType.STREAM))
        .contains("nothing listens");
    assertThat(remedy(AF_INET, "recv", Errno.ECONNREFUSED, SocketType.DGRAM))
        .contains("nothing receives");
    assertThat(remedy(AF_INET6, "connect", Errno.ENETUNREACH, SocketType.STREAM))
        .contains("no route");
    assertThat(remedy(AF_INET6, "connect", Errno.EINVAL, SocketType.STREAM)).contains("fe80::1%");
    assertThat(remedy(AF_INET, "sendto", Errno.EACCES, SocketType.DGRAM)).contains("SO_BROADCAST");
    assertThat(remedy(AF_INET, "sendto", Errno.EMSGSIZE, SocketType.DGRAM)).contains("65507");
  }

  @Test
  void whereTheKernelLacksAProtocolItsNameIsTold() {
    SocketType stream = SocketType.STREAM;
    assertThat(remedy("socket", Errno.EPROTONOSUPPORT, stream, InetProtocols.SCTP))
        .startsWith("the kernel has no SCTP, or its module is not loaded");
    for (Errno errno : List.of(Errno.EPROTONOSUPPORT, Errno.EINVAL)) {
      assertThat(remedy("socket", errno, stream, InetProtocols.MPTCP))
          .contains("no MPTCP", "Linux 5.6");
    }
    assertThat(remedy("socket", Errno.ENOPROTOOPT, stream, InetProtocols.MPTCP))
        .contains("net.mptcp.enabled=1");
    assertThat(remedy("socket", Errno.EPROTONOSUPPORT, SocketType.DGRAM, Protocol.of(99)))
        .contains("no such protocol");
    assertThat(remedy("socket", Errno.EINVAL, stream, InetProtocols.SCTP)).isNull();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void onLinuxTheToolsAreNamedThatHelp() {
    SocketType stream = SocketType.STREAM;
    SocketType dgram = SocketType.DGRAM;
    assertThat(remedy("socket", Errno.EPROTONOSUPPORT, stream, InetProtocols.SCTP))
        .endsWith("try 'modprobe sctp' as root");
    assertThat(remedy("socket", Errno.EPROTONOSUPPORT, dgram, InetProtocols.UDPLITE))
        .contains("no UDP-Lite", "7.1");
    assertThat(remedy("socket", Errno.EACCES, dgram, InetProtocols.ICMP))
        .contains("net.ipv4.ping_group_range");
    assertThat(remedy("socket", Errno.EACCES, dgram, InetProtocols.UDP)).isNull();
    assertThat(remedy("bind", Errno.EADDRINUSE, stream, InetProtocols.TCP)).contains("ss -ltnp");
    assertThat(remedy("bind", Errno.EADDRINUSE, stream, InetProtocols.MPTCP))
        .contains("ss -ltnp", "SO_REUSEADDR");
    assertThat(remedy("bind", Errno.EADDRINUSE, stream, InetProtocols.SCTP))
        .contains("ss -lSnp")
        .doesNotContain("SO_REUSEADDR");
    assertThat(remedy("bind", Errno.EADDRINUSE, dgram, InetProtocols.UDP)).contains("ss -lunp");
    assertThat(remedy("bind", Errno.EADDRINUSE, dgram, InetProtocols.UDPLITE))
        .contains("/proc/net/udplite");
  }

  @Test
  void whatIsSaidIsOfTheProtocol() {
    assertThat(remedy("connect", Errno.ECONNREFUSED, SocketType.STREAM, InetProtocols.SCTP))
        .contains("nothing listens", "too many wait");
    assertThat(remedy("send", Errno.EMSGSIZE, SocketType.DGRAM, InetProtocols.UDPLITE))
        .contains("a UDP-Lite datagram");
    assertThat(remedy(AF_INET6, "send", Errno.EINVAL, SocketType.STREAM)).isNull();
    assertThat(remedy(AF_INET6, "sendto", Errno.EINVAL, SocketType.DGRAM)).contains("fe80::1%");
  }

  @Test
  void whatIsNotKnownIsNotGuessed() {
    assertThat(remedy(AF_INET, "setsockopt", Errno.EPERM, SocketType.STREAM)).isNull();
    assertThat(remedy(AF_INET, "getsockname", Errno.EINVAL, SocketType.STREAM)).isNull();
    assertThat(remedy(AF_INET, "recv", Errno.EPERM, SocketType.DGRAM)).isNull();
    assertThat(remedy(AF_INET, "bind", Errno.EIO, SocketType.STREAM)).isNull();
    assertThat(remedy(AF_INET, "socket", Errno.EPERM, SocketType.STREAM)).isNull();
  }

  @Test
  void noRemedyEndsWithAFullStop() {
    for (InetFamily family : new InetFamily[] {AF_INET, AF_INET6}) {
      for (String call : new String[] {"socket", "bind", "listen", "connect", "sendto", "recv"}) {
        for (int number = 1; number < 134; number++) {
          for (SocketType type :
              new SocketType[] {SocketType.STREAM, SocketType.DGRAM, SocketType.RAW}) {
            String remedy = remedy(family, call, Errno.of(number), type);
            assertThat(remedy == null || !remedy.endsWith(".")).isTrue();
          }
        }
      }
    }
  }
}
