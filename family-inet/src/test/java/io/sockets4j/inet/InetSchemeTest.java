package io.sockets4j.inet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.sockets4j.os.SocketType;
import io.sockets4j.spi.AddressScheme;
import io.sockets4j.spi.AddressScheme.Use;
import io.sockets4j.spi.UnsuitableAddressException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How people write Internet addresses. */
class InetSchemeTest {

  private static AddressScheme scheme(String name) {
    return Stream.of(InetFamily.AF_INET, InetFamily.AF_INET6)
        .flatMap(family -> family.schemes().stream())
        .filter(scheme -> scheme.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static InetSocketAddress parse(String whole, Use use) throws IOException {
    int colon = whole.indexOf(':');
    return (InetSocketAddress)
        scheme(whole.substring(0, colon)).parser().parse(whole.substring(colon + 1), use);
  }

  @Test
  void thereIsOneForEachTransportAndVersion() {
    assertThat(InetFamily.AF_INET.schemes())
        .extracting(AddressScheme::name, AddressScheme::type, AddressScheme::protocol)
        .containsExactly(
            tuple("tcp", SocketType.STREAM, InetProtocols.TCP),
            tuple("udp", SocketType.DGRAM, InetProtocols.UDP),
            tuple("mptcp", SocketType.STREAM, InetProtocols.MPTCP),
            tuple("udplite", SocketType.DGRAM, InetProtocols.UDPLITE));
    assertThat(InetFamily.AF_INET6.schemes())
        .extracting(AddressScheme::name)
        .containsExactly("tcp6", "udp6", "mptcp6", "udplite6");
    assertThat(scheme("tcp6").syntax()).isEqualTo("tcp6:HOST:PORT or tcp6:[ADDRESS]:PORT");
  }

  @ParameterizedTest
  @CsvSource({
    "tcp:127.0.0.1:8080,                 tcp:127.0.0.1:8080",
    "udp:0.0.0.0:0,                      udp:0.0.0.0:0",
    "tcp:[::ffff:192.0.2.1]:80,          tcp:192.0.2.1:80",
    "tcp6:[::1]:8080,                    tcp6:[::1]:8080",
    "tcp6:[::]:65535,                    tcp6:[::]:65535",
    "udp6:[2001:DB8:0:0:1:0:0:1]:53,     udp6:[2001:db8::1:0:0:1]:53",
    "tcp6:[2001:db8:0:1:1:1:1:1]:1,      tcp6:[2001:db8:0:1:1:1:1:1]:1",
    "tcp6:[2001:0:0:1:0:0:0:1]:1,        tcp6:[2001:0:0:1::1]:1",
    "tcp6:[1:0:0:0:0:0:0:0]:1,           tcp6:[1::]:1",
    "tcp6:[::ffff:192.0.2.1]:80,         tcp6:[::ffff:192.0.2.1]:80",
    "tcp6:[fe80::1%3]:80,                tcp6:[fe80::1%3]:80",
    "tcp6:[fe80::1%0]:80,                tcp6:[fe80::1]:80",
  })
  void literalsAreReadAndWritten(String text, String canonical) throws Exception {
    InetSocketAddress address = parse(text, Use.CONNECT);
    String name = text.substring(0, text.indexOf(':'));
    assertThat(scheme(name).format(address)).isEqualTo(canonical);
    assertThat(parse(canonical, Use.CONNECT)).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(strings = {":8080", "*:8080"})
  void anEmptyHostIsEveryAddressToListenOn(String text) throws Exception {
    assertThat(parse("tcp:" + text, Use.BIND).getAddress())
        .isInstanceOf(Inet4Address.class)
        .matches(InetAddress::isAnyLocalAddress);
    assertThat(parse("tcp6:" + text, Use.BIND).getAddress())
        .isInstanceOf(Inet6Address.class)
        .matches(InetAddress::isAnyLocalAddress);
    assertMalformed("tcp:" + text, "the host is missing");
    assertMalformed("udp6:" + text, "the host is missing");
  }

  private static void assertMalformed(String whole, String why) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> parse(whole, Use.CONNECT))
        .withMessageContaining("'" + whole.substring(whole.indexOf(':') + 1) + "'")
        .withMessageContaining(why)
        .withMessageContaining("HOST:PORT");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "tcp:localhost | the port is missing",
        "tcp: | the port is missing",
        "tcp6:[::1] | the port is missing",
        "tcp:localhost: | '' is no port number of 0 to 65535",
        "tcp:localhost:65536 | '65536' is no port number",
        "tcp:localhost:-1 | '-1' is no port number",
        "tcp:localhost:+1 | '+1' is no port number",
        "tcp:localhost:http | 'http' is no port number",
        "tcp:localhost:\u0663 | '\u0663' is no port number",
        "tcp6:::1:80 | an IPv6 address stands in brackets",
        "tcp:::1:80 | an IPv6 address stands in brackets",
        "tcp:[::1]:80 | that is an IPv6 address: use tcp6:[::1]:80",
        "udp:[fe80::1%1]:80 | that is an IPv6 address: use udp6:[fe80::1%1]:80",
        "tcp6:[localhost]:80 | 'localhost' is no IPv6 address",
        "tcp6:[1.2.3.4]:80 | '1.2.3.4' is no IPv6 address",
        "tcp6:[::1::2]:80 | '::1::2' is no IPv6 address",
        "tcp6:[]:80 | '' is no IPv6 address",
        "tcp6:[[::1]]:80 | '[::1]' is no IPv6 address",
        "tcp6:[::ffff:1.2.3.4%1]:1 | an IPv4 address has no zone",
      })
  void whatIsMalformedIsNamed(String whole, String why) {
    assertMalformed(whole, why);
  }

  @Test
  void namesAreResolvedToTheVersionOfTheScheme() throws Exception {
    InetSocketAddress localhost = parse("tcp:localhost:80", Use.CONNECT);
    assertThat(localhost.getAddress())
        .isInstanceOf(Inet4Address.class)
        .matches(InetAddress::isLoopbackAddress);
    // The name is kept for messages; the spelling is that of the address.
    assertThat(localhost).hasToString("localhost/127.0.0.1:80");
    assertThat(scheme("tcp").format(localhost)).isEqualTo("tcp:127.0.0.1:80");
  }

  @Test
  void aHostOfTheOtherVersionIsNamed() {
    assertThatExceptionOfType(UnknownHostException.class)
        .isThrownBy(() -> parse("tcp6:192.0.2.1:80", Use.CONNECT))
        .withMessage("'192.0.2.1' has no address of IPv6, but 192.0.2.1: use tcp:");
    assertThatExceptionOfType(UnknownHostException.class)
        .isThrownBy(() -> parse("udp6:*.invalid:80", Use.BIND))
        .withMessageContaining("*.invalid");
  }

  @Test
  void aZoneIsTheNameOfAnyInterface() throws Exception {
    NetworkInterface loopback =
        NetworkInterface.networkInterfaces()
            .filter(InetSchemeTest::isLoopback)
            .findFirst()
            .orElseThrow();
    InetSocketAddress address = parse("tcp6:[fe80::1%" + loopback.getName() + "]:80", Use.CONNECT);
    assertThat(((Inet6Address) address.getAddress()).getScopeId()).isEqualTo(loopback.getIndex());

    for (String zone : new String[] {"nosuch0", "", "-1", "99999999999"}) {
      assertThatExceptionOfType(UnknownHostException.class)
          .isThrownBy(() -> parse("tcp6:[fe80::1%" + zone + "]:80", Use.CONNECT))
          .withMessage("'[fe80::1%" + zone + "]:80': there is no interface '" + zone + "'");
    }
  }

  private static boolean isLoopback(NetworkInterface device) {
    try {
      return device.isLoopback();
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aScopedInterfaceIsWrittenByItsName() throws Exception {
    for (InetAddress address :
        NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses).toList()) {
      if (address instanceof Inet6Address scoped && scoped.getScopedInterface() != null) {
        String text = scheme("tcp6").format(new InetSocketAddress(scoped, 1));
        assertThat(text).endsWith("%" + scoped.getScopedInterface().getName() + "]:1");
        InetSocketAddress back = parse(text, Use.CONNECT);
        assertThat(back.getAddress()).isEqualTo(scoped);
        assertThat(((Inet6Address) back.getAddress()).getScopeId()).isEqualTo(scoped.getScopeId());
      }
    }
  }

  @Test
  void ipv4IsMappedInTheSchemesOfIpv6() throws Exception {
    InetAddress four = InetAddress.getByName("192.0.2.1");
    assertThat(scheme("tcp6").format(new InetSocketAddress(four, 80)))
        .isEqualTo("tcp6:[::ffff:192.0.2.1]:80");
    assertThat(scheme("tcp6").format(new InetSocketAddress(InetAddress.getByName("0.0.0.0"), 80)))
        .isEqualTo("tcp6:[::]:80");
  }

  @Test
  void unresolvedIsWrittenByItsName() {
    assertThat(scheme("tcp").format(InetSocketAddress.createUnresolved("host.invalid", 80)))
        .isEqualTo("tcp:host.invalid:80");
  }

  @Test
  void otherAddressesCannotBeWritten() {
    assertThatExceptionOfType(UnsuitableAddressException.class)
        .isThrownBy(() -> scheme("tcp").format(UnixDomainSocketAddress.of("/x")));
  }

  @Test
  void everyAddressIsReadAsItWasWritten() throws Exception {
    Random random = new Random(42);
    for (int round = 0; round < 5_000; round++) {
      byte[] bytes = new byte[16];
      for (int i = 0; i < bytes.length; i += 2) {
        if (random.nextBoolean()) { // half of the groups are zero, for the sake of "::"
          bytes[i] = (byte) random.nextInt();
          bytes[i + 1] = (byte) random.nextInt();
        }
      }
      InetAddress six = InetAddress.getByAddress(bytes);
      InetSocketAddress address = new InetSocketAddress(six, random.nextInt(65536));
      assertThat(parse(scheme("tcp6").format(address), Use.CONNECT)).isEqualTo(address);

      InetAddress four = InetAddress.getByAddress(Arrays.copyOf(bytes, 4));
      InetSocketAddress address4 = new InetSocketAddress(four, random.nextInt(65536));
      assertThat(parse(scheme("udp").format(address4), Use.CONNECT)).isEqualTo(address4);
    }
  }
}
