package io.sockets4j.it.inside;

import static io.sockets4j.inet.InetFamily.AF_INET;
import static io.sockets4j.it.inside.Errors.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.BsdSocket;
import io.sockets4j.BsdSocketOptions;
import io.sockets4j.inet.IpOptions;
import io.sockets4j.os.Errno;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.Program;
import io.sockets4j.testkit.RequiresFamily;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketOption;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** What takes a privilege: what it does for those who have it, and what the others are told. */
@Inside
@RequiresFamily("AF_INET")
class PrivilegeTest {
  /** For documentation: RFC 5737. No host has it. */
  private static InetSocketAddress nowhere(int port) throws IOException {
    return new InetSocketAddress(InetAddress.getByName("192.0.2.7"), port);
  }

  private static BsdSocket<InetSocketAddress> udp() throws IOException {
    return BsdSocket.open(AF_INET, SocketType.DGRAM);
  }

  private static <T> void assertKept(SocketOption<T> option, T value) throws IOException {
    try (var socket = udp()) {
      assertThat(socket.setOption(option, value).getOption(option)).isEqualTo(value);
    }
  }

  @Test
  void optionsAreWhatWasSet() throws Exception {
    assertKept(BsdSocketOptions.SO_MARK, 0x12345678);
    assertKept(BsdSocketOptions.SO_PRIORITY, 6);
    assertKept(BsdSocketOptions.SO_PRIORITY, 7); // more than 6 takes CAP_NET_ADMIN
    assertKept(BsdSocketOptions.SO_BINDTODEVICE, "lo");
    assertKept(BsdSocketOptions.SO_BINDTODEVICE, "");
    assertKept(IpOptions.IP_TRANSPARENT, true);
    assertKept(IpOptions.IP_FREEBIND, true);
  }

  @Test
  void buffersMayBeLargerThanTheSystemAllows() throws Exception {
    int large = 64 << 20;
    try (var socket = udp()) {
      socket
          .setOption(BsdSocketOptions.SO_RCVBUF, large)
          .setOption(BsdSocketOptions.SO_SNDBUF, large);
      assertThat(socket.getOption(BsdSocketOptions.SO_RCVBUF)).isLessThan(large);
      assertThat(socket.getOption(BsdSocketOptions.SO_SNDBUF)).isLessThan(large);
      socket.setOption(BsdSocketOptions.SO_RCVBUFFORCE, large);
      socket.setOption(BsdSocketOptions.SO_SNDBUFFORCE, large);
      assertThat(socket.getOption(BsdSocketOptions.SO_RCVBUF)).isEqualTo(2 * large);
      assertThat(socket.getOption(BsdSocketOptions.SO_SNDBUF)).isEqualTo(2 * large);
    }
  }

  @Test
  void anAddressThatNobodyHasCanBeBound() throws Exception {
    try (var socket = udp()) {
      assertFails(Errno.EADDRNOTAVAIL, BindException.class, () -> socket.bind(nowhere(0)))
          .hasMessageContaining("this host does not have that address");
      socket.setOption(IpOptions.IP_FREEBIND, true).bind(nowhere(0));
      assertThat(socket.getLocalAddress().getAddress()).isEqualTo(nowhere(0).getAddress());
    }
    try (var socket = udp()) {
      socket.setOption(IpOptions.IP_TRANSPARENT, true).bind(nowhere(4711));
      assertThat(socket.getLocalAddress()).isEqualTo(nowhere(4711));
    }
  }

  @Test
  void anInterfaceThatIsNotThereIsToldByItsName() throws Exception {
    try (var socket = udp()) {
      assertFails(
              Errno.ENODEV,
              SocketException.class,
              () -> socket.setOption(BsdSocketOptions.SO_BINDTODEVICE, "nosuch0"))
          .hasMessageContaining("SO_BINDTODEVICE", "nosuch0");
    }
  }

  @Test
  void aMarkChoosesTheRoute() throws Exception {
    try (Host host = Host.create("marks")) {
      var plain = host.open(AF_INET, SocketType.STREAM);
      var marked = host.open(AF_INET, SocketType.STREAM);
      host.ip("rule add fwmark 7 lookup 100");
      host.ip("route add unreachable default table 100");
      marked.setOption(BsdSocketOptions.SO_MARK, 7);
      assertFails(Errno.ENETUNREACH, SocketException.class, () -> plain.connect(nowhere(80)));
      assertFails(
          Errno.EHOSTUNREACH, NoRouteToHostException.class, () -> marked.connect(nowhere(80)));
    }
  }

  @Test
  void withoutThePrivilegeItIsSaidWhatTakesIt() throws Exception {
    Path pingers = Path.of("/proc/sys/net/ipv4/ping_group_range");
    String before = Files.readString(pingers);
    try {
      Files.writeString(pingers, "1 0"); // none
    } catch (IOException e) {
      throw new TestAbortedException("this place may not change who pings: " + e, e);
    }
    Program.Result result;
    try (Program program =
        Program.start(Unprivileged.command(Program.java(Unprivileged.class)), null, null)) {
      result = program.finish();
    } finally {
      Files.writeString(pingers, before);
    }
    assertThat(result.err()).isEmpty();
    String eperm = "EPERM (Operation not permitted)";
    assertThat(result.out().lines())
        .satisfiesExactly(
            raw -> assertThat(raw).contains("SOCK_RAW, IPPROTO_ICMP", eperm, "CAP_NET_RAW"),
            ping ->
                assertThat(ping)
                    .contains("SOCK_DGRAM, IPPROTO_ICMP", "EACCES", "net.ipv4.ping_group_range"),
            port ->
                assertThat(port)
                    .startsWith("port: BindException: bind(")
                    .contains("127.0.0.1:81", "EACCES", "CAP_NET_BIND_SERVICE"),
            mark -> assertThat(mark).contains("setsockopt(", "SO_MARK, 1)", eperm),
            six -> assertThat(six).isEqualTo("priority 6: done"),
            seven -> assertThat(seven).contains("setsockopt(", "SO_PRIORITY, 7)", eperm),
            receive -> assertThat(receive).contains("SO_RCVBUFFORCE, 16777216)", eperm),
            send -> assertThat(send).contains("SO_SNDBUFFORCE, 16777216)", eperm),
            transparent -> assertThat(transparent).contains("IP_TRANSPARENT, true)", eperm),
            freebind -> assertThat(freebind).isEqualTo("freebind: done"));
  }
}
