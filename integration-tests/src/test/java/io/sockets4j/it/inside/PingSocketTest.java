package io.sockets4j.it.inside;

import static io.sockets4j.inet.InetFamily.AF_INET;
import static io.sockets4j.inet.InetFamily.AF_INET6;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.BsdSocket;
import io.sockets4j.NativeError;
import io.sockets4j.inet.InetFamily;
import io.sockets4j.inet.InetProtocols;
import io.sockets4j.os.Errno;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.RequiresFamily;
import io.sockets4j.testkit.SocketScope;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

/** ICMP datagrams: ping without privileges, as the kernel keeps the identifiers apart. */
@Inside
@RequiresFamily("AF_INET")
class PingSocketTest {

  static List<InetFamily> families() {
    return List.of(AF_INET, AF_INET6);
  }

  private static BsdSocket<InetSocketAddress> open(InetFamily family) throws IOException {
    var icmp = family == AF_INET ? InetProtocols.ICMP : InetProtocols.ICMPV6;
    try {
      return BsdSocket.open(family, SocketType.DGRAM, icmp).setTimeout(SocketScope.DEADLINE);
    } catch (IOException e) {
      if (e instanceof NativeError error && error.errno().equals(Errno.EACCES)) {
        throw new TestAbortedException(e.getMessage(), e); // the place's choice
      }
      throw e;
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void theKernelAnswersEachWithItsIdentifier(InetFamily family) throws Exception {
    try (var one = open(family);
        var other = open(family)) {
      for (int i = 1; i <= 3; i++) {
        for (var socket : List.of(one, other)) {
          EchoMessage request =
              new EchoMessage(
                  EchoMessage.request(family), 0, i, ByteBuffer.wrap(new byte[] {7, (byte) i}));
          socket.sendTo(request.bytes(), Loopback.of(family, 0));
        }
      }
      for (var socket : List.of(one, other)) {
        for (int i = 1; i <= 3; i++) {
          ByteBuffer message = ByteBuffer.allocate(100);
          assertThat(socket.receiveFrom(message).address()).isEqualTo(Loopback.of(family, 0));
          EchoMessage answer = EchoMessage.read(message.flip());
          assertThat(answer.type()).isEqualTo(EchoMessage.reply(family));
          assertThat(answer.identifier()).isEqualTo(socket.getLocalAddress().getPort());
          assertThat(answer.sequence()).isEqualTo(i);
          assertThat(answer.data()).isEqualTo(ByteBuffer.wrap(new byte[] {7, (byte) i}));
        }
      }
      assertThat(one.getLocalAddress()).isNotEqualTo(other.getLocalAddress());
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void theIdentifierCanBeChosen(InetFamily family) throws Exception {
    try (var socket = open(family).bind(Loopback.of(family, 4711))) {
      socket.connect(Loopback.of(family, 0));
      ByteBuffer data = ByteBuffer.wrap(new byte[1000]);
      socket.send(new EchoMessage(EchoMessage.request(family), 0, 1, data).bytes());
      EchoMessage answer = EchoMessage.read(ByteBuffer.wrap(socket.receive(2000)));
      assertThat(answer.identifier()).isEqualTo(4711);
      assertThat(answer.data()).isEqualTo(data);
    }
  }
}
