package io.sockets4j.inet;

import static io.sockets4j.inet.InetFamily.AF_INET;
import static io.sockets4j.inet.InetFamily.AF_INET6;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sockets4j.os.Platform;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketType;
import io.sockets4j.spi.NativeOption;
import io.sockets4j.spi.OptionCodec;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The declarations of options, without a socket. */
class InetOptionsTest {

  private static ByteBuffer memory(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
  }

  private static <T> T thereAndBack(OptionCodec<T> codec, T value) {
    ByteBuffer memory = memory(codec.capacity());
    return codec.decode(memory.limit(codec.encode(value, memory)));
  }

  @Test
  void tcpHasItsOptionsInBothFamilies() {
    for (InetFamily family : List.of(AF_INET, AF_INET6)) {
      for (Protocol protocol : List.of(Protocol.DEFAULT, InetProtocols.TCP, InetProtocols.MPTCP)) {
        assertThat(family.options(SocketType.STREAM, protocol)).contains(TcpOptions.TCP_NODELAY);
        assertThat(family.standardOptions(SocketType.STREAM, protocol))
            .containsEntry(StandardSocketOptions.TCP_NODELAY, TcpOptions.TCP_NODELAY);
      }
      assertThat(family.options(SocketType.DGRAM, Protocol.DEFAULT))
          .doesNotContain(TcpOptions.TCP_NODELAY);
      assertThat(family.standardOptions(SocketType.STREAM, InetProtocols.SCTP))
          .doesNotContainKey(StandardSocketOptions.TCP_NODELAY);
    }
  }

  @Test
  void optionsAreDeclaredOnceAndOnLinuxAllButSomeExist() {
    List<NativeOption<?>> ofOthers =
        List.of(
            IpOptions.IP_RECVDSTADDR,
            Ipv6Options.IPV6_USE_MIN_MTU,
            TcpOptions.TCP_KEEPALIVE,
            TcpOptions.TCP_CONNECTION_INFO);
    for (InetFamily family : List.of(AF_INET, AF_INET6)) {
      List<NativeOption<?>> options = family.options(SocketType.STREAM, InetProtocols.TCP);
      assertThat(options).extracting(NativeOption::name).doesNotHaveDuplicates();
      if (Platform.current().isLinux()) {
        assertThat(options).filteredOn(option -> !option.exists()).isSubsetOf(ofOthers);
      }
    }
  }

  @Test
  void aStandardOptionIsOfTheSameTypeAsOurs() {
    for (InetFamily family : List.of(AF_INET, AF_INET6)) {
      for (SocketType type : List.of(SocketType.STREAM, SocketType.DGRAM)) {
        Map<SocketOption<?>, NativeOption<?>> standard =
            family.standardOptions(type, Protocol.DEFAULT);
        assertThat(standard).isNotEmpty();
        standard.forEach((theirs, ours) -> assertThat(ours.type()).isEqualTo(theirs.type()));
      }
    }
    assertThat(AF_INET6.standardOptions(SocketType.DGRAM, Protocol.DEFAULT))
        .containsEntry(StandardSocketOptions.IP_MULTICAST_TTL, Ipv6Options.IPV6_MULTICAST_HOPS);
  }

  static Stream<NativeOption<Integer>> ranged() {
    return Stream.of(
        IpOptions.IP_TOS,
        IpOptions.IP_TTL,
        IpOptions.IP_MULTICAST_TTL,
        Ipv6Options.IPV6_UNICAST_HOPS,
        Ipv6Options.IPV6_MULTICAST_HOPS,
        Ipv6Options.IPV6_TCLASS);
  }

  @ParameterizedTest
  @MethodSource("ranged")
  void valuesOutOfRangeAreRefusedByName(NativeOption<Integer> option) {
    assertThat(thereAndBack(option.codec(), 255)).isEqualTo(255);
    assertThat(thereAndBack(option.codec(), 1)).isEqualTo(1);
    for (int wrong : new int[] {256, -2, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> thereAndBack(option.codec(), wrong))
          .withMessageContaining(option.name() + " " + wrong)
          .withMessageEndingWith("..255");
    }
  }

  static Stream<NativeOption<Integer>> coverages() {
    return Stream.of(UdpLiteOptions.UDPLITE_SEND_CSCOV, UdpLiteOptions.UDPLITE_RECV_CSCOV);
  }

  @ParameterizedTest
  @MethodSource("coverages")
  void aCoverageIsAllOrTheHeaderAndMore(NativeOption<Integer> option) {
    for (int coverage : new int[] {0, 8, 9, 65535}) {
      assertThat(thereAndBack(option.codec(), coverage)).isEqualTo(coverage);
    }
    for (int wrong : new int[] {-1, 1, 7, 65536}) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> thereAndBack(option.codec(), wrong))
          .withMessage(option.name() + " " + wrong + " is neither 0 nor in 8..65535");
    }
  }

  @Test
  void everyProtocolHasItsOwnOptions() {
    for (InetFamily family : List.of(AF_INET, AF_INET6)) {
      assertThat(family.options(SocketType.DGRAM, InetProtocols.UDPLITE))
          .contains(UdpLiteOptions.UDPLITE_SEND_CSCOV, UdpLiteOptions.UDPLITE_RECV_CSCOV);
      assertThat(family.options(SocketType.DGRAM, InetProtocols.UDP))
          .doesNotContain(UdpLiteOptions.UDPLITE_SEND_CSCOV);
      assertThat(family.options(SocketType.STREAM, InetProtocols.SCTP))
          .contains(SctpOptions.SCTP_NODELAY)
          .doesNotContain(TcpOptions.TCP_NODELAY);
    }
  }

  static Stream<NativeOption<NetworkInterface>> multicastInterfaces() {
    return Stream.of(IpOptions.IP_MULTICAST_IF, Ipv6Options.IPV6_MULTICAST_IF);
  }

  @ParameterizedTest
  @MethodSource("multicastInterfaces")
  void everyInterfaceComesBackByItsNumber(NativeOption<NetworkInterface> option) throws Exception {
    for (NetworkInterface device : NetworkInterface.networkInterfaces().toList()) {
      assertThat(thereAndBack(option.codec(), device)).isEqualTo(device);
    }
  }

  @Test
  void anAddressAloneNamesItsInterface() throws Exception {
    // What getsockopt of Linux answers: struct in_addr.
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    NetworkInterface device = NetworkInterface.getByInetAddress(loopback);
    assertThat(device.inetAddresses()).anyMatch(Inet4Address.class::isInstance);
    ByteBuffer memory = memory(4).put(0, loopback.getAddress());
    assertThat(IpOptions.IP_MULTICAST_IF.codec().decode(memory)).isEqualTo(device);
  }

  @ParameterizedTest
  @MethodSource("multicastInterfaces")
  void noInterfaceIsTheSystemsChoice(NativeOption<NetworkInterface> option) {
    assertThat(option.codec().decode(memory(4))).isNull();
    assertThat(option.codec().decode(memory(option.codec().capacity()))).isNull();
  }

  @ParameterizedTest
  @MethodSource("multicastInterfaces")
  void whatNamesNoInterfaceIsRefused(NativeOption<NetworkInterface> option) {
    for (int length = 0; length < 4; length++) {
      ByteBuffer memory = memory(length);
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> option.codec().decode(memory))
          .withMessageContaining(length + " bytes");
    }
    ByteBuffer unknown = memory(4).putInt(0, 0x7e7e7e7e);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> option.codec().decode(unknown))
        .withMessageContaining("no interface with");
  }
}
