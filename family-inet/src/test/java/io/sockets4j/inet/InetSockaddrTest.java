package io.sockets4j.inet;

import static io.sockets4j.inet.InetFamily.AF_INET;
import static io.sockets4j.inet.InetFamily.AF_INET6;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sockets4j.os.Platform;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketType;
import io.sockets4j.spi.UnknownSocketAddress;
import io.sockets4j.spi.UnsuitableAddressException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.UnresolvedAddressException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses to bytes and back, without a socket. */
class InetSockaddrTest {
  private static final int CAPACITY = 128;

  private static ByteBuffer memory() {
    return ByteBuffer.allocate(CAPACITY).order(ByteOrder.nativeOrder());
  }

  /** As the core does it: the family writes, the core adds length and family. */
  private static ByteBuffer encode(InetFamily family, SocketAddress address) {
    ByteBuffer sockaddr = memory();
    int length = family.encode(address, sockaddr, SocketType.STREAM, Protocol.DEFAULT);
    if (Platform.current().isBsd()) {
      sockaddr.put(0, (byte) length).put(1, (byte) family.domain());
    } else {
      sockaddr.putShort(0, (short) family.domain());
    }
    return sockaddr.limit(length);
  }

  private static InetSocketAddress decode(InetFamily family, ByteBuffer sockaddr) {
    return family.decode(sockaddr, SocketType.STREAM, Protocol.DEFAULT);
  }

  private static InetSocketAddress thereAndBack(InetFamily family, SocketAddress address) {
    return decode(family, encode(family, address));
  }

  private static InetSocketAddress address(String host, int port) throws UnknownHostException {
    return new InetSocketAddress(InetAddress.getByName(host), port);
  }

  /** What follows the family, in hexadecimal. */
  private static String hex(ByteBuffer sockaddr) {
    byte[] bytes = new byte[sockaddr.limit() - 2];
    sockaddr.get(2, bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Test
  void ipv4StandsInNetworkOrder() throws Exception {
    ByteBuffer sockaddr = encode(AF_INET, address("192.0.2.33", 0x1f90));

    assertThat(hex(sockaddr)).isEqualTo("1f90" + "c0000221" + "00".repeat(8));
    assertThat(decode(AF_INET, sockaddr)).isEqualTo(address("192.0.2.33", 0x1f90));
  }

  @Test
  void ipv6StandsInNetworkOrderWithItsScopeInNativeOrder() throws Exception {
    InetSocketAddress scoped =
        new InetSocketAddress(
            Inet6Address.getByAddress(null, InetAddress.getByName("fe80::1").getAddress(), 7), 80);
    ByteBuffer sockaddr = encode(AF_INET6, scoped);

    assertThat(hex(sockaddr.limit(24)))
        .isEqualTo("0050" + "00000000" + "fe80" + "00".repeat(13) + "01");
    assertThat(sockaddr.limit(28).getInt(24)).isEqualTo(7);
    InetSocketAddress back = decode(AF_INET6, sockaddr);
    assertThat(back).isEqualTo(scoped).isExactlyInstanceOf(InetSocketAddress.class);
    assertThat(((Inet6Address) back.getAddress()).getScopeId()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 256, 32767, 32768, 65535})
  void portsComeBack(int port) throws Exception {
    assertThat(thereAndBack(AF_INET, address("127.0.0.1", port)).getPort()).isEqualTo(port);
    assertThat(thereAndBack(AF_INET6, address("::1", port)).getPort()).isEqualTo(port);
  }

  @Test
  void anAddressOfAnInterfaceKeepsItsScope() throws Exception {
    for (NetworkInterface device : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      for (InetAddress address : Collections.list(device.getInetAddresses())) {
        if (address instanceof Inet6Address scoped && scoped.getScopedInterface() != null) {
          InetSocketAddress back = thereAndBack(AF_INET6, new InetSocketAddress(scoped, 1));
          assertThat(((Inet6Address) back.getAddress()).getScopeId())
              .isEqualTo(scoped.getScopeId());
        }
      }
    }
  }

  @Test
  void ipv4OnAnIpv6SocketIsMappedAndComesBackAsIpv4() throws Exception {
    ByteBuffer sockaddr = encode(AF_INET6, address("192.0.2.1", 53));

    assertThat(hex(sockaddr))
        .isEqualTo("0035" + "00000000" + "00".repeat(10) + "ffff" + "c0000201" + "00000000");
    InetSocketAddress back = decode(AF_INET6, sockaddr);
    assertThat(back.getAddress()).isInstanceOf(Inet4Address.class);
    assertThat(back).isEqualTo(address("192.0.2.1", 53));
  }

  @Test
  void theWildcardMeansEveryAddressInBothFamilies() throws Exception {
    for (String wildcard : new String[] {"0.0.0.0", "::"}) {
      assertThat(hex(encode(AF_INET, address(wildcard, 80)))).isEqualTo("0050" + "00".repeat(12));
      assertThat(hex(encode(AF_INET6, address(wildcard, 80)))).isEqualTo("0050" + "00".repeat(24));
    }
    assertThat(thereAndBack(AF_INET, new InetSocketAddress(80)).getAddress().isAnyLocalAddress())
        .isTrue();
    assertThat(thereAndBack(AF_INET6, new InetSocketAddress(80)).getAddress().isAnyLocalAddress())
        .isTrue();
  }

  @Test
  void anIpv4SocketTakesAnIpv6AddressOnlyIfItIsMapped() throws Exception {
    byte[] mapped = HexFormat.of().parseHex("00".repeat(10) + "ffff" + "c0000201");
    SocketAddress held6 = new InetSocketAddress(Inet6Address.getByAddress(null, mapped, 3), 5);

    assertThat(thereAndBack(AF_INET, held6)).isEqualTo(address("192.0.2.1", 5));
    assertThatExceptionOfType(UnsuitableAddressException.class)
        .isThrownBy(() -> encode(AF_INET, address("2001:db8::1", 5)))
        .withMessageContaining("AF_INET cannot use")
        .withMessageContaining("2001:db8")
        .withMessageContaining("IPv4");
  }

  @Test
  void unresolvedIsRefusedByName() {
    for (InetFamily family : new InetFamily[] {AF_INET, AF_INET6}) {
      assertThatExceptionOfType(UnresolvedHostException.class)
          .isThrownBy(() -> encode(family, InetSocketAddress.createUnresolved("host.invalid", 80)))
          .isInstanceOf(UnresolvedAddressException.class)
          .withMessageContaining("'host.invalid'")
          .satisfies(e -> assertThat(e.host()).isEqualTo("host.invalid"));
    }
  }

  @Test
  void addressesOfOtherFamiliesAreRefused() {
    for (InetFamily family : new InetFamily[] {AF_INET, AF_INET6}) {
      assertThatExceptionOfType(UnsuitableAddressException.class)
          .isThrownBy(() -> encode(family, UnixDomainSocketAddress.of("/run/x.sock")))
          .withMessageContaining("/run/x.sock");
      assertThatExceptionOfType(UnsuitableAddressException.class)
          .isThrownBy(() -> encode(family, new UnknownSocketAddress(2, new byte[14])));
    }
  }

  @Test
  void flowInformationComesBack() throws Exception {
    FlowInetSocketAddress flow =
        new FlowInetSocketAddress(InetAddress.getByName("2001:db8::7"), 443, 0x02812345);
    ByteBuffer sockaddr = encode(AF_INET6, flow);

    assertThat(hex(sockaddr.limit(8))).isEqualTo("01bb" + "02812345");
    InetSocketAddress back = decode(AF_INET6, sockaddr.limit(28));
    assertThat(back).isInstanceOf(FlowInetSocketAddress.class).isEqualTo(flow);
    FlowInetSocketAddress same = (FlowInetSocketAddress) back;
    assertThat(same.flowInfo()).isEqualTo(0x02812345);
    assertThat(same.flowLabel()).isEqualTo(0x12345);
    assertThat(same.trafficClass()).isEqualTo(0x28);
    assertThat(same).hasToString("/[2001:db8:0:0:0:0:0:7]:443 flowinfo 0x2812345");
    assertThat(thereAndBack(AF_INET, new FlowInetSocketAddress(loopback(), 1, 9)))
        .isExactlyInstanceOf(InetSocketAddress.class);
  }

  @Test
  void flowInformationIsSerialized() throws Exception {
    FlowInetSocketAddress flow = new FlowInetSocketAddress(loopback(), 443, -1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(flow);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject())
          .isEqualTo(flow)
          .satisfies(back -> assertThat(((FlowInetSocketAddress) back).flowInfo()).isEqualTo(-1));
    }
  }

  private static InetAddress loopback() throws UnknownHostException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  @Test
  void decodingLooksUpNoName() throws Exception {
    // A name that was looked up would stand before the slash.
    assertThat(thereAndBack(AF_INET, address("127.0.0.1", 1))).hasToString("/127.0.0.1:1");
    assertThat(thereAndBack(AF_INET6, address("::1", 1))).hasToString("/[0:0:0:0:0:0:0:1]:1");
  }

  @Test
  void tooFewBytesAreNoAddress() {
    for (int length = 0; length < 16; length++) {
      assertUndecodable(AF_INET, memory().limit(length));
    }
    for (int length = 0; length < 28; length++) {
      assertUndecodable(AF_INET6, memory().limit(length));
    }
  }

  private static void assertUndecodable(InetFamily family, ByteBuffer sockaddr) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> decode(family, sockaddr))
        .withMessageContaining(sockaddr.limit() + " bytes");
  }

  @Test
  void aScopeThatJavaCannotHoldIsAnErrorAndNotLost() {
    ByteBuffer sockaddr = memory().limit(28).put(8, (byte) 0xfe).putInt(24, -1);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> decode(AF_INET6, sockaddr))
        .withMessageContaining("4294967295");
  }

  @Test
  void anyBytesAreAnAddressThatComesBackOrAnIllegalArgument() throws IOException {
    Random random = new Random(20250101);
    int decoded = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(CAPACITY + 1)];
      random.nextBytes(bytes);
      for (InetFamily family : new InetFamily[] {AF_INET, AF_INET6}) {
        ByteBuffer sockaddr = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        InetSocketAddress address;
        try {
          address = decode(family, sockaddr);
        } catch (IllegalArgumentException expected) {
          continue;
        }
        decoded++;
        ByteBuffer again = encode(family, address);
        int meant = family == AF_INET ? 8 : 28; // sin_zero is not kept
        assertThat(hex(again.limit(meant))).isEqualTo(HexFormat.of().formatHex(bytes, 2, meant));
      }
    }
    assertThat(decoded).isGreaterThan(10_000);
  }
}
