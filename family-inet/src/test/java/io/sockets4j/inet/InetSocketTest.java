package io.sockets4j.inet;

import static io.sockets4j.inet.InetFamily.AF_INET;
import static io.sockets4j.inet.InetFamily.AF_INET6;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sockets4j.BsdSocket;
import io.sockets4j.BsdSocketOptions;
import io.sockets4j.NativeError;
import io.sockets4j.Received;
import io.sockets4j.os.Errno;
import io.sockets4j.os.MessageFlag;
import io.sockets4j.os.MessageFlags;
import io.sockets4j.os.SocketType;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is particular to the Internet families, on real sockets. */
@Timeout(30)
class InetSocketTest {

  static List<InetFamily> families() {
    return List.of(AF_INET, AF_INET6);
  }

  private static InetSocketAddress loopback(InetFamily family) throws IOException {
    byte[] bytes = family == AF_INET ? new byte[] {127, 0, 0, 1} : new byte[16];
    bytes[bytes.length - 1] = 1;
    return new InetSocketAddress(InetAddress.getByAddress(bytes), 0);
  }

  private static BsdSocket<InetSocketAddress> open(InetFamily family, SocketType type)
      throws IOException {
    BsdSocket<InetSocketAddress> socket = BsdSocket.open(family, type);
    socket.setTimeout(Duration.ofSeconds(10));
    return socket;
  }

  private static BsdSocket<InetSocketAddress> listening(InetFamily family) throws IOException {
    BsdSocket<InetSocketAddress> socket = open(family, SocketType.STREAM);
    socket.bind(loopback(family)).listen();
    return socket;
  }

  private static InetSocketAddress sender(Received<InetSocketAddress> received) {
    return Objects.requireNonNull(received.address());
  }

  @ParameterizedTest
  @MethodSource("families")
  void bothEndsAgreeOnTheirAddresses(InetFamily family) throws Exception {
    try (var server = listening(family);
        var client = open(family, SocketType.STREAM)) {
      client.connect(server.getLocalAddress());
      try (var accepted = server.accept()) {
        assertThat(accepted.getRemoteAddress()).isEqualTo(client.getLocalAddress());
        assertThat(accepted.getLocalAddress()).isEqualTo(client.getRemoteAddress());
        assertThat(client.getLocalAddress().getPort()).isPositive();
        assertThat(client.getLocalAddress().getAddress()).isEqualTo(loopback(family).getAddress());
      }
    }
  }

  @Test
  void aDualStackServerSeesClientsOfIpv4AsSuch() throws Exception {
    try (var server = open(AF_INET6, SocketType.STREAM);
        var client = open(AF_INET, SocketType.STREAM)) {
      server.setOption(Ipv6Options.IPV6_V6ONLY, false);
      server.bind(new InetSocketAddress(0)).listen();
      int port = server.getLocalAddress().getPort();
      client.connect(new InetSocketAddress(loopback(AF_INET).getAddress(), port));
      try (var accepted = server.accept()) {
        assertThat(accepted.getRemoteAddress()).isEqualTo(client.getLocalAddress());
        assertThat(accepted.getRemoteAddress().getAddress()).isInstanceOf(Inet4Address.class);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void aResetAmidWaitingForAllIsToldAfterWhatCame(InetFamily family) throws Exception {
    try (var server = listening(family);
        var client = open(family, SocketType.STREAM)) {
      client.connect(server.getLocalAddress());
      try (var accepted = server.accept()) {
        accepted.sendAll(new byte[10]);
        accepted.setOption(BsdSocketOptions.SO_LINGER, 0); // close resets
      }
      ByteBuffer buffer = ByteBuffer.allocate(100);
      assertThatExceptionOfType(SocketException.class)
          .isThrownBy(() -> client.receive(buffer, MessageFlags.of(MessageFlag.WAITALL)))
          .satisfies(e -> assertThat(((NativeError) e).errno()).isEqualTo(Errno.ECONNRESET));
      assertThat(buffer.position()).isEqualTo(10);
    }
  }

  @Test
  void anIpv6SocketSendsToIpv4() throws Exception {
    try (var receiver = open(AF_INET, SocketType.DGRAM);
        var sender = open(AF_INET6, SocketType.DGRAM)) {
      receiver.bind(loopback(AF_INET));
      sender.sendTo("mapped".getBytes(US_ASCII), receiver.getLocalAddress());
      ByteBuffer buffer = ByteBuffer.allocate(100);
      Received<InetSocketAddress> received = receiver.receiveFrom(buffer);
      assertThat(received.length()).isEqualTo(6);

      receiver.sendTo("back".getBytes(US_ASCII), sender(received));
      Received<InetSocketAddress> back = sender.receiveFrom(buffer.clear());
      assertThat(back.address()).isEqualTo(receiver.getLocalAddress());
    }
  }

  @Test
  void aScopedAddressIsReachedThroughItsInterfaceAndKeepsItsScope() throws Exception {
    for (NetworkInterface device : NetworkInterface.networkInterfaces().toList()) {
      for (InetAddress address : device.inetAddresses().toList()) {
        if (!(address instanceof Inet6Address scoped) || !scoped.isLinkLocalAddress()) {
          continue;
        }
        try (var receiver = open(AF_INET6, SocketType.DGRAM);
            var sender = open(AF_INET6, SocketType.DGRAM)) {
          receiver.bind(new InetSocketAddress(scoped, 0));
          assertThat(((Inet6Address) receiver.getLocalAddress().getAddress()).getScopeId())
              .isEqualTo(device.getIndex());
          sender.sendTo("x".getBytes(US_ASCII), receiver.getLocalAddress());
          Received<InetSocketAddress> received = receiver.receiveFrom(ByteBuffer.allocate(1));
          assertThat(((Inet6Address) sender(received).getAddress()).getScopeId())
              .isEqualTo(device.getIndex());
        }
      }
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "other kernels have no IPV6_FLOWINFO_SEND")
  void flowInformationGoesWithTheConnection() throws Exception {
    int trafficClass = 0x28;
    try (var server = listening(AF_INET6);
        var client = open(AF_INET6, SocketType.STREAM)) {
      InetSocketAddress address = server.getLocalAddress();
      client.setOption(Ipv6Options.IPV6_FLOWINFO_SEND, true);
      client.connect(
          new FlowInetSocketAddress(address.getAddress(), address.getPort(), trafficClass << 20));

      assertThat(client.getRemoteAddress())
          .isInstanceOf(FlowInetSocketAddress.class)
          .isEqualTo(address)
          .satisfies(
              remote ->
                  assertThat(((FlowInetSocketAddress) remote).trafficClass())
                      .isEqualTo(trafficClass));
      assertThat(client.getLocalAddress()).isExactlyInstanceOf(InetSocketAddress.class);
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void aPortThatIsTakenIsExplained(InetFamily family) throws Exception {
    try (var server = listening(family);
        var second = open(family, SocketType.STREAM)) {
      InetSocketAddress taken = server.getLocalAddress();
      assertThatExceptionOfType(BindException.class)
          .isThrownBy(() -> second.bind(taken))
          .withMessageContaining(family.name())
          .withMessageContaining(":" + taken.getPort())
          .withMessageContaining("EADDRINUSE")
          .withMessageContaining("another socket has this port")
          .satisfies(e -> assertThat(((NativeError) e).errno()).isEqualTo(Errno.EADDRINUSE));
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void aPortWhereNobodyListensIsExplained(InetFamily family) throws Exception {
    InetSocketAddress nobody;
    try (var bound = open(family, SocketType.STREAM)) {
      nobody = bound.bind(loopback(family)).getLocalAddress();
      try (var client = open(family, SocketType.STREAM)) {
        assertThatExceptionOfType(ConnectException.class)
            .isThrownBy(() -> client.connect(nobody))
            .withMessageContaining("ECONNREFUSED")
            .withMessageContaining("nothing listens on that port");
      }
    }
  }

  @Test
  void anAddressOfAnotherHostIsExplained() throws Exception {
    // Of the networks for documentation (RFC 5737), which no host should have.
    InetAddress foreign = InetAddress.getByAddress(new byte[] {(byte) 203, 0, 113, 77});
    try (var socket = open(AF_INET, SocketType.STREAM)) {
      assertThatExceptionOfType(BindException.class)
          .isThrownBy(() -> socket.bind(new InetSocketAddress(foreign, 0)))
          .withMessageContaining("EADDRNOTAVAIL")
          .withMessageContaining("does not have that address");
      if (IpOptions.IP_FREEBIND.exists()) {
        socket.setOption(IpOptions.IP_FREEBIND, true);
        socket.bind(new InetSocketAddress(foreign, 0));
        assertThat(socket.getLocalAddress().getAddress()).isEqualTo(foreign);
      }
    }
  }

  @Test
  void aDatagramThatIsTooLongIsExplained() throws Exception {
    try (var socket = open(AF_INET, SocketType.DGRAM)) {
      socket.bind(loopback(AF_INET));
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> socket.sendTo(new byte[65508], socket.getLocalAddress()))
          .withMessageContaining("EMSGSIZE")
          .withMessageContaining("at most 65507 bytes");
    }
  }

  private static NetworkInterface loopbackInterface() throws IOException {
    return NetworkInterface.getByInetAddress(loopback(AF_INET).getAddress());
  }

  @ParameterizedTest
  @MethodSource("families")
  void theJdksOptionsMeanTheSame(InetFamily family) throws Exception {
    try (var datagrams = open(family, SocketType.DGRAM);
        var stream = open(family, SocketType.STREAM)) {
      stream.setOption(StandardSocketOptions.TCP_NODELAY, true);
      assertThat(stream.getOption(TcpOptions.TCP_NODELAY)).isTrue();
      assertThat(stream.supportedOptions()).contains(StandardSocketOptions.TCP_NODELAY);
      assertThat(datagrams.supportedOptions()).doesNotContain(StandardSocketOptions.TCP_NODELAY);

      datagrams.setOption(StandardSocketOptions.IP_TOS, 0x28);
      assertThat(datagrams.getOption(StandardSocketOptions.IP_TOS)).isEqualTo(0x28);
      datagrams.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 5);
      assertThat(datagrams.getOption(StandardSocketOptions.IP_MULTICAST_TTL)).isEqualTo(5);
      datagrams.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, false);
      assertThat(datagrams.getOption(StandardSocketOptions.IP_MULTICAST_LOOP)).isFalse();
      assertThat(datagrams.getOption(StandardSocketOptions.IP_MULTICAST_IF)).isNull();
      datagrams.setOption(StandardSocketOptions.IP_MULTICAST_IF, loopbackInterface());
      assertThat(datagrams.getOption(StandardSocketOptions.IP_MULTICAST_IF))
          .isEqualTo(loopbackInterface());
    }
  }

  @Test
  void decodingLooksUpNoName() throws Exception {
    // A look-up of a name takes milliseconds where it is answered, and seconds where it is not.
    try (var socket = open(AF_INET, SocketType.DGRAM)) {
      socket.bind(loopback(AF_INET));
      byte[] data = {1};
      ByteBuffer buffer = ByteBuffer.allocate(1);
      long start = System.nanoTime();
      for (int i = 0; i < 2_000; i++) {
        socket.sendTo(data, socket.getLocalAddress());
        assertThat(sender(socket.receiveFrom(buffer.clear())).toString()).startsWith("/127.");
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }
  }
}
