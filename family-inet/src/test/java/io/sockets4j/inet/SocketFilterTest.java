package io.sockets4j.inet;

import static io.sockets4j.BsdSocketOptions.SO_ATTACH_BPF;
import static io.sockets4j.BsdSocketOptions.SO_ATTACH_FILTER;
import static io.sockets4j.BsdSocketOptions.SO_ATTACH_REUSEPORT_CBPF;
import static io.sockets4j.BsdSocketOptions.SO_ATTACH_REUSEPORT_EBPF;
import static io.sockets4j.BsdSocketOptions.SO_DETACH_FILTER;
import static io.sockets4j.BsdSocketOptions.SO_DETACH_REUSEPORT_BPF;
import static io.sockets4j.BsdSocketOptions.SO_LOCK_FILTER;
import static io.sockets4j.BsdSocketOptions.SO_REUSEPORT;
import static io.sockets4j.inet.InetFamily.AF_INET;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sockets4j.BpfProgram;
import io.sockets4j.BsdSocket;
import io.sockets4j.NativeError;
import io.sockets4j.os.Errno;
import io.sockets4j.os.SocketType;
import io.sockets4j.spi.NativeOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Programs of classic BPF decide what is received, and by which socket. */
@Timeout(30)
@EnabledOnOs(value = OS.LINUX, disabledReason = "other kernels have no filters of sockets")
class SocketFilterTest {
  /** What begins with an 'a', behind the 8 bytes of the header of UDP. */
  private static final BpfProgram ONLY_A =
      BpfProgram.parse("4,48 0 0 8,21 0 1 97,6 0 0 65535,6 0 0 0");

  private BsdSocket<InetSocketAddress> receiver;
  private BsdSocket<InetSocketAddress> sender;

  @BeforeEach
  void open() throws IOException {
    receiver = udp();
    sender = udp();
    receiver.setOption(SO_REUSEPORT, true);
    receiver.bind(Subject.loopback(AF_INET));
  }

  @AfterEach
  void close() throws IOException {
    receiver.close();
    sender.close();
  }

  private static BsdSocket<InetSocketAddress> udp() throws IOException {
    BsdSocket<InetSocketAddress> socket = BsdSocket.open(AF_INET, SocketType.DGRAM);
    socket.setTimeout(Duration.ofSeconds(10));
    return socket;
  }

  /** To the receiver; on loopback it is there when this returns. */
  private void send(String... messages) throws IOException {
    for (String message : messages) {
      sender.sendTo(message.getBytes(US_ASCII), receiver.getLocalAddress());
    }
  }

  private static String received(BsdSocket<?> socket) throws IOException {
    return new String(socket.receive(100), US_ASCII);
  }

  private static <T> void assertRefused(
      BsdSocket<?> socket, NativeOption<T> option, T value, Errno errno) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> socket.setOption(option, value))
        .satisfies(e -> assertThat(((NativeError) e).errno()).isEqualTo(errno));
  }

  @Test
  void aFilterDropsWhatItRejectsUntilItIsRemoved() throws Exception {
    receiver.setOption(SO_ATTACH_FILTER, ONLY_A);
    send("xyz", "abc", "x");
    assertThat(received(receiver)).isEqualTo("abc");

    receiver.setOption(SO_DETACH_FILTER, true);
    assertThat(receiver.getOption(SO_ATTACH_FILTER).instructions()).isEmpty();
    send("xyz");
    assertThat(received(receiver)).isEqualTo("xyz");
    assertRefused(receiver, SO_DETACH_FILTER, true, Errno.ENOENT);
  }

  @Test
  void aFilterCutsMessages() throws Exception {
    receiver.setOption(SO_ATTACH_FILTER, BpfProgram.parse("1,6 0 0 11"));
    send("abcdef");
    assertThat(received(receiver)).isEqualTo("abc");
  }

  @Test
  void aLockedFilterStays() throws Exception {
    receiver.setOption(SO_ATTACH_FILTER, ONLY_A);
    receiver.setOption(SO_LOCK_FILTER, true);
    assertRefused(receiver, SO_DETACH_FILTER, true, Errno.EPERM);
    assertRefused(receiver, SO_ATTACH_FILTER, BpfProgram.parse("1,6 0 0 0"), Errno.EPERM);
    assertRefused(receiver, SO_LOCK_FILTER, false, Errno.EPERM);
    assertThat(receiver.getOption(SO_ATTACH_FILTER)).isEqualTo(ONLY_A);
  }

  @Test
  void anEmptyProgramIsRefused() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> receiver.setOption(SO_ATTACH_FILTER, BpfProgram.parse("0")))
        .withMessageContaining("SO_DETACH_FILTER");
  }

  @Test
  void aProgramPicksTheSocketThatReceives() throws Exception {
    try (var second = udp()) {
      second.setOption(SO_REUSEPORT, true);
      second.bind(receiver.getLocalAddress());
      // The first byte of the data, of which there are '0' and '1', less 48.
      BpfProgram byDigit = BpfProgram.parse("3,48 0 0 0,20 0 0 48,22 0 0 0");
      receiver.setOption(SO_ATTACH_REUSEPORT_CBPF, byDigit);
      send("0 first", "1 second", "1 again", "0 too");
      assertThat(received(receiver)).isEqualTo("0 first");
      assertThat(received(receiver)).isEqualTo("0 too");
      assertThat(received(second)).isEqualTo("1 second");
      assertThat(received(second)).isEqualTo("1 again");

      second.setOption(SO_DETACH_REUSEPORT_BPF, true);
      assertRefused(second, SO_DETACH_REUSEPORT_BPF, true, Errno.ENOENT);
    }
  }

  @Test
  void whatIsNoProgramOfExtendedBpfIsRefused() throws Exception {
    // Descriptors of such programs come from bpf(2). Any other shows that the option is there.
    int ourOwn = sender.fd();
    assertRefused(receiver, SO_ATTACH_BPF, ourOwn, Errno.EINVAL);
    assertRefused(receiver, SO_ATTACH_REUSEPORT_EBPF, ourOwn, Errno.EINVAL);
    assertRefused(receiver, SO_ATTACH_BPF, -1, Errno.EBADF);
  }
}
