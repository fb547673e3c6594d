package io.sockets4j.it.inside;

import static io.sockets4j.inet.InetFamily.AF_INET;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.BsdSocket;
import io.sockets4j.inet.InetProtocols;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.RequiresFamily;
import io.sockets4j.testkit.SocketScope;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Datagrams of UDP-Lite that were damaged on the way, where they are covered and where not. */
@Inside
@RequiresFamily(value = "AF_INET", kind = "UDP-Lite")
class DamagedDatagramTest {
  private static final int HEADER = 8;

  /** Such a datagram, with the checksum of so many bytes of its data: RFC 3828. */
  private static byte[] datagram(InetSocketAddress to, int covered, byte[] data) {
    ByteBuffer datagram = ByteBuffer.allocate(HEADER + data.length);
    datagram.putShort((short) 4711).putShort((short) to.getPort());
    datagram.putShort((short) (HEADER + covered)).putShort((short) 0).put(data);
    byte[] addresses = {127, 0, 0, 1, 127, 0, 0, 1};
    byte[] pseudoHeader =
        ByteBuffer.allocate(12)
            .put(addresses)
            .putShort((short) InetProtocols.UDPLITE.value())
            .putShort((short) datagram.capacity())
            .array();
    byte[] part = new byte[HEADER + covered];
    datagram.get(0, part);
    datagram.putShort(6, InternetChecksum.of(pseudoHeader, part));
    return datagram.array();
  }

  @Test
  void damageIsTakenWhereTheChecksumDoesNotCover() throws Exception {
    try (var receiver = BsdSocket.open(AF_INET, SocketType.DGRAM, InetProtocols.UDPLITE);
        var sender = BsdSocket.open(AF_INET, SocketType.RAW, InetProtocols.UDPLITE)) {
      receiver.setTimeout(SocketScope.DEADLINE).bind(Loopback.of(AF_INET, 0));
      InetSocketAddress address = receiver.getLocalAddress();
      InetSocketAddress host = Loopback.of(AF_INET, 0);
      for (int damaged = 0; damaged < 6; damaged++) {
        byte[] datagram = datagram(address, 3, new byte[] {1, 2, 3, 4, 5, 6});
        datagram[HEADER + damaged] ^= 0x40;
        sender.sendTo(datagram, host);
      }
      sender.sendTo(datagram(address, 6, new byte[] {9, 9, 9, 9, 9, 9}), host);
      // Of the first six, three are damaged where they are covered, and dropped.
      assertThat(receiver.receive(100)).containsExactly(1, 2, 3, 4 ^ 0x40, 5, 6);
      assertThat(receiver.receive(100)).containsExactly(1, 2, 3, 4, 5 ^ 0x40, 6);
      assertThat(receiver.receive(100)).containsExactly(1, 2, 3, 4, 5, 6 ^ 0x40);
      assertThat(receiver.receive(100)).containsExactly(9, 9, 9, 9, 9, 9);
    }
  }
}
