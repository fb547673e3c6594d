package io.sockets4j.it.inside;

import static io.sockets4j.inet.InetFamily.AF_INET;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.BsdSocket;
import io.sockets4j.BsdSocketOptions;
import io.sockets4j.inet.InetProtocols;
import io.sockets4j.inet.SctpOptions;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.RequiresFamily;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Ten megabytes over a link that loses, repeats, delays and reorders: they arrive unharmed. */
@Inside
@RequiresFamily("AF_INET")
class ImpairedStreamTest {
  private static final int LENGTH = 10_000_000;

  static Stream<Arguments> transportsAndLinks() {
    return Stream.of(InetProtocols.TCP, InetProtocols.MPTCP, InetProtocols.SCTP)
        .flatMap(
            transport ->
                Stream.of(
                        "",
                        "delay 2ms loss 1%",
                        "delay 2ms duplicate 10%",
                        "delay 2ms reorder 90% gap 7")
                    .map(link -> Arguments.of(transport, link)));
  }

  @ParameterizedTest
  @MethodSource("transportsAndLinks")
  void whatArrivesIsWhatWasSent(Protocol transport, String link) throws Exception {
    try (TwoHosts hosts = TwoHosts.createWithIpv4()) {
      var listener = open(hosts.far(), transport).bind(TwoHosts.far(0)).listen();
      var near = open(hosts.near(), transport);
      near.connect(listener.getLocalAddress());
      var far = hosts.far().accept(listener);
      if (!link.isEmpty()) {
        hosts.near().tc("qdisc add dev eth0 root netem " + link);
        hosts.far().tc("qdisc add dev eth0 root netem " + link);
      }
      FutureTask<Long> sending = new FutureTask<>(() -> send(near));
      new Thread(sending, "sends").start();
      assertThat(receive(far)).isEqualTo(sending.get(50, TimeUnit.SECONDS));
    }
  }

  /** With the default buffers, SCTP would spend much time in waiting for its timers. */
  private static BsdSocket<InetSocketAddress> open(Host host, Protocol transport) throws Exception {
    BsdSocket<InetSocketAddress> socket = host.open(AF_INET, SocketType.STREAM, transport);
    if (transport.equals(InetProtocols.SCTP)) {
      socket
          .setOption(BsdSocketOptions.SO_RCVBUFFORCE, 1 << 22)
          .setOption(SctpOptions.SCTP_NODELAY, true);
    }
    return socket;
  }

  private static long send(BsdSocket<?> socket) throws IOException {
    byte[] content = new byte[LENGTH];
    new Random(LENGTH).nextBytes(content);
    socket.sendAll(content);
    CRC32C checksum = new CRC32C();
    checksum.update(content);
    return checksum.getValue();
  }

  private static long receive(BsdSocket<?> socket) throws IOException {
    CRC32C checksum = new CRC32C();
    ByteBuffer piece = ByteBuffer.allocateDirect(1 << 16);
    for (int left = LENGTH; left > 0; left -= piece.limit()) {
      int received = socket.receive(piece.clear().limit(Math.min(left, piece.capacity())));
      assertThat(received).isPositive();
      checksum.update(piece.flip());
    }
    return checksum.getValue();
  }
}
