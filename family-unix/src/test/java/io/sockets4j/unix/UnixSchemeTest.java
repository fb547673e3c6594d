package io.sockets4j.unix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sockets4j.os.SocketType;
import io.sockets4j.spi.AddressScheme;
import io.sockets4j.spi.AddressScheme.Use;
import io.sockets4j.spi.UnsuitableAddressException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How people write UNIX addresses. */
class UnixSchemeTest {
  private static final AddressScheme UNIX = UnixFamily.AF_UNIX.schemes().get(0);

  private static SocketAddress parse(String text) throws IOException {
    return UNIX.parser().parse(text, Use.CONNECT);
  }

  @Test
  void thereIsOneForEachType() {
    assertThat(UnixFamily.AF_UNIX.schemes())
        .extracting(AddressScheme::name)
        .containsExactly("unix", "unix-dgram", "unix-seqpacket");
    assertThat(UnixFamily.AF_UNIX.schemes())
        .extracting(AddressScheme::type)
        .containsExactly(SocketType.STREAM, SocketType.DGRAM, SocketType.SEQPACKET);
  }

  @Test
  void pathsAndAbstractNamesAreRead() throws Exception {
    assertThat(parse("/run/x.sock")).isEqualTo(UnixAddress.of("/run/x.sock"));
    assertThat(parse("x:y z")).isEqualTo(UnixAddress.of("x:y z"));
    assertThat(parse("@name")).isEqualTo(UnixAddress.abstractName("name"));
    assertThat(parse("@")).isEqualTo(UnixAddress.abstractName(""));
    assertThat(parse("@@x")).isEqualTo(UnixAddress.abstractName("@x"));
    assertThat(parse("./@x")).isEqualTo(UnixAddress.of("./@x"));
    assertThat(parse("@a\\x00b\\\\")).isEqualTo(UnixAddress.abstractName("a\0b\\"));
    assertThat(parse("/\\xff\\x2F")).isEqualTo(UnixAddress.of(new byte[] {'/', -1, '/'}));
  }

  @Test
  void nothingIsTheUnnamedAddressToBindAndNothingToConnect() throws Exception {
    assertThat(UNIX.parser().parse("", Use.BIND)).isSameAs(UnixAddress.unnamed());
    assertThat(UNIX.format(UnixAddress.unnamed())).isEqualTo("unix:");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> parse(""))
        .withMessageContaining("the path is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\", "/a\\", "/a\\n", "/a\\x", "/a\\x1", "/a\\xg0", "@\\x0", "/\\X00"})
  void aBackslashBeginsAnEscape(String text) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> parse(text))
        .withMessageContaining("'" + text + "'")
        .withMessageContaining("\\xNN");
  }

  @Test
  void whatNoAddressHoldsIsRefused() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> parse("/x\\x00y"))
        .withMessageContaining("zero byte");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> parse("/" + "x".repeat(200)))
        .withMessageContaining("at most " + UnixAddress.maxPathLength());
  }

  @ParameterizedTest
  @CsvSource({
    "/run/x.sock, unix:/run/x.sock",
    "@name,       unix:@name",
    "@näme ☺,     unix:@näme ☺",
    "/a\\x0ab,    unix:/a\\x0ab",
    "@\\xff\\\\,  unix:@\\xff\\\\",
    "@\\xe2\\x80\\xae, unix:@\\xe2\\x80\\xae", // writes from right to left from here on
  })
  void addressesAreWrittenSoThatAReaderSeesEveryByte(String text, String written) throws Exception {
    assertThat(UNIX.format(parse(text))).isEqualTo(written);
  }

  @Test
  void addressesOfTheJdkAreWrittenAndOthersAreRefused() {
    assertThat(UNIX.format(UnixDomainSocketAddress.of("/run/x"))).isEqualTo("unix:/run/x");
    assertThatExceptionOfType(UnsuitableAddressException.class)
        .isThrownBy(() -> UNIX.format(new InetSocketAddress(80)));
  }

  @Test
  void everyAddressIsReadAsItWasWritten() throws Exception {
    Random random = new Random(42);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[1 + random.nextInt(40)];
      for (int i = 0; i < bytes.length; i++) {
        // Half of them ASCII, so that some are text as a whole.
        bytes[i] = (byte) (random.nextBoolean() ? random.nextInt(128) : random.nextInt());
      }
      UnixAddress name = UnixAddress.abstractName(bytes);
      assertThat(parse(UNIX.formatter().apply(name))).isEqualTo(name);

      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = bytes[i] == 0 ? (byte) '@' : bytes[i];
      }
      UnixAddress path = UnixAddress.of(bytes);
      // The dot and slash before what would read as an abstract name are one path more.
      UnixAddress readable = bytes[0] == '@' ? dotSlash(bytes) : path;
      assertThat(parse(UNIX.formatter().apply(path))).isEqualTo(readable);
    }
  }

  private static UnixAddress dotSlash(byte[] path) {
    byte[] longer = new byte[path.length + 2];
    longer[0] = '.';
    longer[1] = '/';
    System.arraycopy(path, 0, longer, 2, path.length);
    return UnixAddress.of(longer);
  }
}
