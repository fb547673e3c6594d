package io.sockets4j.inet;

import static io.sockets4j.inet.InetFamily.AF_INET;
import static io.sockets4j.inet.InetFamily.AF_INET6;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sockets4j.BsdSocket;
import io.sockets4j.NativeError;
import io.sockets4j.os.Errno;
import io.sockets4j.os.SocketType;
import io.sockets4j.spi.NativeOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/** What IPsec and the firewall say about a socket. */
@Timeout(30)
@EnabledOnOs(value = OS.LINUX, disabledReason = "the structs are those of Linux")
class IpPolicyTest {
  private static final byte OUT = 1;
  private static final byte BLOCK = 1;

  private static InetFamily family(boolean six) {
    return six ? AF_INET6 : AF_INET;
  }

  private static ByteBuffer memory(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
  }

  /** A struct xfrm_userpolicy_info that forbids to send anything. */
  private static byte[] xfrmPolicy(InetFamily family) {
    byte[] policy = new byte[168];
    ByteBuffer struct = ByteBuffer.wrap(policy).order(ByteOrder.nativeOrder());
    struct.putShort(40, (short) family.domain());
    Arrays.fill(policy, 56, 56 + 32, (byte) 0xff); // no limits
    struct.put(160, OUT).put(161, BLOCK);
    return policy;
  }

  /** A struct sadb_x_policy that does the same. */
  private static byte[] sadbPolicy() {
    byte[] policy = new byte[16];
    ByteBuffer struct = ByteBuffer.wrap(policy).order(ByteOrder.nativeOrder());
    struct.putShort(0, (short) 2).putShort(2, (short) 18).put(6, (byte) 2);
    return policy;
  }

  private static void assertForbidsToSend(
      InetFamily family, NativeOption<byte[]> option, byte[] policy) throws IOException {
    try (BsdSocket<InetSocketAddress> socket = BsdSocket.open(family, SocketType.DGRAM)) {
      socket.bind(Subject.loopback(family));
      InetSocketAddress self = socket.getLocalAddress();
      socket.sendTo(new byte[1], self);
      set(socket, option, policy);
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> socket.sendTo(new byte[1], self))
          .satisfies(e -> assertThat(((NativeError) e).errno()).isEqualTo(Errno.EPERM));
    }
  }

  private static void set(BsdSocket<?> socket, NativeOption<byte[]> option, byte[] policy)
      throws IOException {
    try {
      socket.setOption(option, policy);
    } catch (IOException e) {
      boolean lacking =
          Set.of(Errno.EPERM, Errno.ENOPROTOOPT, Errno.EINVAL, Errno.EOPNOTSUPP)
              .contains(((NativeError) e).errno());
      if (lacking && !Boolean.getBoolean("sockets4j.require.options")) {
        throw new TestAbortedException(
            "it needs CAP_NET_ADMIN and a kernel with CONFIG_XFRM_USER and CONFIG_NET_KEY", e);
      }
      throw e;
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPolicyOfXfrmHolds(boolean six) throws Exception {
    assertForbidsToSend(
        family(six),
        six ? Ipv6Options.IPV6_XFRM_POLICY : IpOptions.IP_XFRM_POLICY,
        xfrmPolicy(family(six)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPolicyOfIpsecHolds(boolean six) throws Exception {
    assertForbidsToSend(
        family(six), six ? Ipv6Options.IPV6_IPSEC_POLICY : IpOptions.IP_IPSEC_POLICY, sadbPolicy());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatWasNotRedirectedHasNoOtherDestination(boolean six) throws Exception {
    try (Subject.Opened opened = (six ? Subject.CONNECTED_TCP6 : Subject.CONNECTED_TCP4).open()) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> opened.peer().getOption(option(six)))
          .satisfies(
              e ->
                  assertThat(((NativeError) e).errno())
                      .isIn(Errno.ENOENT, Errno.ENOPROTOOPT)); // without connection tracking
    }
  }

  private static NativeOption<InetSocketAddress> option(boolean six) {
    return six ? Ipv6Options.IP6T_SO_ORIGINAL_DST : IpOptions.SO_ORIGINAL_DST;
  }

  @Test
  void whatWasRedirectedHadAnAddress() {
    ByteBuffer four = memory(16).putShort(0, (short) AF_INET.domain());
    four.put(2, new byte[] {0, 80, 10, 0, 0, 7});
    assertThat(option(false).codec().decode(four))
        .isEqualTo(new InetSocketAddress(TestInterfaces.address("10.0.0.7"), 80));

    ByteBuffer six = memory(28).putShort(0, (short) AF_INET6.domain()).put(3, (byte) 80);
    six.put(8, (byte) 0xfd).put(23, (byte) 7);
    assertThat(option(true).codec().decode(six))
        .isEqualTo(new InetSocketAddress(TestInterfaces.address("fd00::7"), 80));

    for (int length = 0; length < 16; length++) {
      ByteBuffer tooShort = memory(length);
      assertThatIllegalArgumentException().isThrownBy(() -> option(false).codec().decode(tooShort));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> option(false).codec().decode(memory(16)));
  }
}
