package io.sockets4j.inet;

import static io.sockets4j.inet.InetFamily.AF_INET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sockets4j.BsdSocket;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.Python;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the kernel tells of a connection is what happened on it. */
@Timeout(30)
@EnabledOnOs(value = OS.LINUX, disabledReason = "other kernels have other structs")
class TcpInfoTest {
  private static final int LENGTH = 100_000;

  private static final TcpInfo.Codec CODEC = new TcpInfo.Codec();

  private static TcpInfo decode(byte[] bytes) {
    return CODEC.decode(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()));
  }

  @Test
  void pythonCountsTheSameBytes() throws Exception {
    try (Python server =
            Python.start(
                """
                import struct
                with socket.create_server(('127.0.0.1', 0)) as server:
                    print(server.getsockname()[1])
                    s, _ = server.accept()
                    got = 0
                    while got < int(sys.argv[1]):
                        got += len(s.recv(65536))
                    s.sendall(b'all')
                    info = s.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 248)
                    print(struct.unpack_from('=Q', info, 128)[0])  # bytes_received
                    print(struct.unpack_from('=I', info, 84)[0])  # advmss
                    print(info[6])
                    s.recv(1)
                """,
                Integer.toString(LENGTH));
        BsdSocket<InetSocketAddress> client = BsdSocket.open(AF_INET, SocketType.STREAM)) {
      client.setTimeout(Duration.ofSeconds(10));
      int port = Integer.parseInt(server.line());
      client.connect(new InetSocketAddress(Subject.loopback(AF_INET).getAddress(), port));
      client.sendAll(new byte[LENGTH]);
      client.receive(3);

      TcpInfo info = client.getOption(TcpOptions.TCP_INFO);
      assertThat(info.state()).isEqualTo(1);
      assertThat(info.bytesSent()).isEqualTo(LENGTH + info.bytesRetrans());
      assertThat(info.bytesAcked()).isEqualTo(LENGTH + 1); // the SYN counts
      assertThat(info.bytesReceived()).isEqualTo(3);
      assertThat(info.dataSegsIn()).isEqualTo(1);
      assertThat(info.dataSegsOut()).isBetween(2L, info.segsOut());
      assertThat(info.rtt()).isBetween(Duration.ofNanos(1_000), Duration.ofSeconds(10));
      assertThat(info.rto()).isGreaterThanOrEqualTo(info.rtt());
      assertThat(info.pmtu()).isGreaterThan(info.sndMss());
      assertThat(info.unacked()).isZero();

      assertThat(Long.parseLong(server.line())).isEqualTo(LENGTH);
      assertThat(Long.parseLong(server.line())).isEqualTo(info.advmss());
      int scales = Integer.parseInt(server.line());
      assertThat(info.hasWindowScaling()).isTrue();
      assertThat(info.rcvWscale()).isEqualTo(scales & 0xf);
      assertThat(info.sndWscale()).isEqualTo(scales >> 4);
      client.sendAll(new byte[1]);
      server.finish();
    }
  }

  @Test
  void aKernelThatTellsLessIsUnderstood() throws Exception {
    byte[] all = new byte[CODEC.capacity()];
    new Random(1).nextBytes(all);
    for (int length = 0; length <= all.length; length++) {
      TcpInfo info = decode(Arrays.copyOf(all, length));
      assertThat(info).isEqualTo(decode(Arrays.copyOf(all, length)));
      int told = 0;
      for (Method method : TcpInfo.class.getMethods()) {
        if (method.getDeclaringClass() == TcpInfo.class && method.getParameterCount() == 0) {
          told += tells(info, method) ? 1 : 0;
        }
      }
      assertThat(told).isGreaterThan(length / 8);
    }
  }

  /** Whether a getter answers; if it does not, that has to be said. */
  private static boolean tells(TcpInfo info, Method getter) throws IllegalAccessException {
    try {
      return getter.invoke(info) != null;
    } catch (InvocationTargetException e) {
      assertThat(e.getCause())
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("this kernel does not tell struct tcp_info.tcpi_");
      return false;
    }
  }

  @Test
  void whatIsNotToldIsNamed() {
    TcpInfo old = decode(new byte[104]);
    assertThat(old.totalRetrans()).isZero();
    assertThat(old.toString()).startsWith("{tcpi_state=0, ").endsWith("tcpi_total_retrans=0}");
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(old::pacingRate)
        .withMessageContaining("tcpi_pacing_rate")
        .withMessageContaining("104 bytes");
  }

  @Test
  void everythingHasAPlace() {
    byte[] bytes = new byte[248];
    ByteBuffer struct = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    struct.put(5, (byte) (1 | 32)).put(6, (byte) 0x79).put(7, (byte) 5);
    struct.putInt(8, 204_000).putInt(44, 7).putInt(100, -1);
    struct.putInt(232, 65_536).putShort(240, (short) 0xffff).putInt(244, 12);
    TcpInfo info = decode(bytes);
    assertThat(info.hasTimestamps() && info.hasSynData()).isTrue();
    assertThat(info.hasSack() || info.hasWindowScaling() || info.hasEcn() || info.hasSeenEcn())
        .isFalse();
    assertThat(info.sndWscale()).isEqualTo(9);
    assertThat(info.rcvWscale()).isEqualTo(7);
    assertThat(info.deliveryRateAppLimited()).isTrue();
    assertThat(info.fastopenClientFail()).isEqualTo(2);
    assertThat(info.rto()).isEqualTo(Duration.ofMillis(204));
    assertThat(info.lastDataSent()).isEqualTo(Duration.ofMillis(7));
    assertThat(info.totalRetrans()).isEqualTo(0xffff_ffffL);
    assertThat(info.rcvWnd()).isEqualTo(65_536);
    assertThat(info.totalRto()).isEqualTo(0xffff);
    assertThat(info.totalRtoTime()).isEqualTo(Duration.ofMillis(12));
  }
}
