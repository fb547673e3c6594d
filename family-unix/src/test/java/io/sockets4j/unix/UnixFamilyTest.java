package io.sockets4j.unix;

import static io.sockets4j.unix.UnixFamily.AF_UNIX;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sockets4j.os.Platform;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketType;
import io.sockets4j.spi.UnknownSocketAddress;
import io.sockets4j.spi.UnsuitableAddressException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Addresses to bytes and back, without a socket. */
class UnixFamilyTest {
  private static final int CAPACITY = 128;
  private static final int HEADER = 2;
  private static final int FIELD = UnixStructs.SUN_PATH.size();
  private static final boolean LINUX = Platform.current().isLinux();

  /** As the core does it: the family writes, the core adds length and family. */
  private static ByteBuffer encode(SocketAddress address) {
    ByteBuffer sockaddr = ByteBuffer.allocate(CAPACITY).order(ByteOrder.nativeOrder());
    int length = AF_UNIX.encode(address, sockaddr, SocketType.STREAM, Protocol.DEFAULT);
    if (Platform.current().isBsd()) {
      sockaddr.put(0, (byte) length).put(1, (byte) AF_UNIX.domain());
    } else {
      sockaddr.putShort(0, (short) AF_UNIX.domain());
    }
    return sockaddr.limit(length);
  }

  /** What the kernel would give: a family, and these bytes after it. */
  private static UnixAddress decode(byte[] path) {
    ByteBuffer sockaddr = ByteBuffer.allocate(HEADER + path.length).order(ByteOrder.nativeOrder());
    return decode(sockaddr.put(HEADER, path));
  }

  private static UnixAddress decode(ByteBuffer sockaddr) {
    return AF_UNIX.decode(sockaddr, SocketType.STREAM, Protocol.DEFAULT);
  }

  private static byte[] afterFamily(ByteBuffer sockaddr) {
    byte[] bytes = new byte[sockaddr.limit() - HEADER];
    sockaddr.get(HEADER, bytes);
    return bytes;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  @Test
  void aPathEndsWithAZero() {
    ByteBuffer sockaddr = encode(UnixAddress.of("/x"));
    assertThat(afterFamily(sockaddr)).isEqualTo(ascii("/x\0"));
    assertThat(decode(sockaddr)).isEqualTo(UnixAddress.of("/x"));
  }

  @Test
  void aPathThatFillsTheFieldHasNoZero() {
    int max = UnixAddress.maxPathLength(); // on Windows one less, for the zero
    assertThat(max).isBetween(FIELD - 1, FIELD);
    UnixAddress almost = UnixAddress.of("x".repeat(FIELD - 1));
    UnixAddress full = UnixAddress.of("x".repeat(max));

    assertThat(afterFamily(encode(almost))).isEqualTo(ascii("x".repeat(FIELD - 1) + '\0'));
    assertThat(afterFamily(encode(full))).startsWith(ascii("x".repeat(max)));
    assertThat(decode(encode(almost))).isEqualTo(almost);
    assertThat(decode(encode(full))).isEqualTo(full);
    // Linux counts the zero that it keeps behind the field.
    assertThat(decode(ascii("x".repeat(max) + '\0'))).isEqualTo(full);
  }

  @Test
  void aPathEndsWithItsFirstZeroOrWithTheLength() {
    assertThat(decode(ascii("/run/x"))).isEqualTo(UnixAddress.of("/run/x"));
    assertThat(decode(ascii("/run/x\0"))).isEqualTo(UnixAddress.of("/run/x"));
    assertThat(decode(ascii("/run/x\0garbage"))).isEqualTo(UnixAddress.of("/run/x"));
  }

  @Test
  void theFamilyAloneIsTheUnnamedAddress() {
    assertThat(encode(UnixAddress.unnamed()).limit()).isEqualTo(HEADER);
    assertThat(decode(new byte[0])).isSameAs(UnixAddress.unnamed());
  }

  @Test
  void anAbstractNameGoesAsFarAsTheLengthSaysAndExistsOnLinuxAlone() {
    for (String name : new String[] {"", "x", "\0", "a\0b", "x".repeat(FIELD - 1)}) {
      UnixAddress address = UnixAddress.abstractName(name);
      if (LINUX) {
        assertThat(afterFamily(encode(address))).isEqualTo(ascii('\0' + name));
        assertThat(decode(encode(address))).isEqualTo(address);
      } else {
        assertThatExceptionOfType(UnsupportedOperationException.class)
            .isThrownBy(() -> encode(address))
            .withMessageContaining("Linux");
        assertThat(decode(ascii('\0' + name))).isSameAs(UnixAddress.unnamed());
      }
    }
  }

  @Test
  void addressesOfTheJdkAreTaken() {
    assertThat(decode(encode(UnixDomainSocketAddress.of("/run/x"))))
        .isEqualTo(UnixAddress.of("/run/x"));
    assertThat(decode(encode(UnixDomainSocketAddress.of("")))).isSameAs(UnixAddress.unnamed());
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> encode(UnixDomainSocketAddress.of("x".repeat(CAPACITY))))
        .withMessageContaining("at most " + UnixAddress.maxPathLength());
  }

  @Test
  void addressesOfOtherFamiliesAreRefused() {
    assertThatExceptionOfType(UnsuitableAddressException.class)
        .isThrownBy(() -> encode(new InetSocketAddress(80)))
        .withMessageContaining("AF_UNIX")
        .withMessageContaining("UnixAddress");
    assertThatExceptionOfType(UnsuitableAddressException.class)
        .isThrownBy(() -> encode(new UnknownSocketAddress(1, new byte[] {'x'})));
  }

  @Test
  void wrongLengthsAreNoAddress() {
    for (int length = 0; length < HEADER; length++) {
      ByteBuffer sockaddr = ByteBuffer.allocate(length);
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> decode(sockaddr))
          .withMessageContaining(length + " bytes");
    }
    for (int length = FIELD + 1; length <= CAPACITY - HEADER; length++) {
      byte[] path = ascii("x".repeat(length));
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> decode(path))
          .withMessageContaining("at most " + UnixAddress.maxPathLength());
      if (LINUX) {
        path[0] = 0;
        assertThatExceptionOfType(IllegalArgumentException.class)
            .isThrownBy(() -> decode(path))
            .withMessageContaining("at most " + (FIELD - 1));
      }
    }
  }

  @Test
  void anyBytesAreAnAddressThatComesBackOrAnIllegalArgument() {
    Random random = new Random(20250101);
    int decoded = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(CAPACITY - HEADER + 1)];
      random.nextBytes(bytes);
      if (bytes.length > 0 && random.nextInt(4) == 0) {
        bytes[0] = 0;
      }
      UnixAddress address;
      try {
        address = decode(bytes);
      } catch (IllegalArgumentException expected) {
        continue;
      }
      decoded++;
      assertThat(decode(encode(address))).isEqualTo(address);
      if (address.isAbstract()) {
        assertThat(afterFamily(encode(address))).isEqualTo(bytes);
      }
    }
    assertThat(decoded).isGreaterThan(10_000);
  }
}
