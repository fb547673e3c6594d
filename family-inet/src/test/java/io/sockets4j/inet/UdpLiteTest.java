package io.sockets4j.inet;

import static io.sockets4j.inet.UdpLiteOptions.UDPLITE_RECV_CSCOV;
import static io.sockets4j.inet.UdpLiteOptions.UDPLITE_SEND_CSCOV;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.BsdSocket;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.Python;
import io.sockets4j.testkit.RequiresFamily;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** UDP-Lite: how much of a datagram is covered, and who takes it. */
@RequiresFamily(value = "AF_INET", kind = "UDP-Lite")
class UdpLiteTest {
  private static final int HEADER = 8;

  private static BsdSocket<InetSocketAddress> open() throws IOException {
    return BsdSocket.open(InetFamily.AF_INET, SocketType.DGRAM, InetProtocols.UDPLITE)
        .bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0))
        .setTimeout(Duration.ofSeconds(20));
  }

  @Test
  void coveragesAreWhatWasSet() throws Exception {
    try (var socket = open()) {
      assertThat(socket.getOption(UDPLITE_SEND_CSCOV)).isZero();
      assertThat(socket.getOption(UDPLITE_RECV_CSCOV)).isZero();
      for (int coverage : new int[] {HEADER, HEADER + 100, 65535, 0}) {
        socket.setOption(UDPLITE_SEND_CSCOV, coverage).setOption(UDPLITE_RECV_CSCOV, coverage);
        assertThat(socket.getOption(UDPLITE_SEND_CSCOV)).isEqualTo(coverage);
        assertThat(socket.getOption(UDPLITE_RECV_CSCOV)).isEqualTo(coverage);
      }
      assertThat(socket.supportedOptions()).contains(UDPLITE_SEND_CSCOV, UDPLITE_RECV_CSCOV);
    }
  }

  /** Sends a datagram of 50 bytes, of whose data so many bytes are covered. */
  private static void send(
      BsdSocket<?> sender, BsdSocket<InetSocketAddress> receiver, int covered, int mark)
      throws IOException {
    byte[] data = new byte[50];
    data[0] = (byte) mark;
    sender.setOption(UDPLITE_SEND_CSCOV, HEADER + covered);
    sender.sendTo(data, receiver.getLocalAddress());
  }

  @Test
  void aReceiverThatAsksForNothingTakesEveryCoverage() throws Exception {
    try (var receiver = open();
        var sender = open()) {
      for (int covered : new int[] {0, 1, 49, 50, 1000}) {
        send(sender, receiver, covered, covered);
        assertThat(receiver.receive(100)).hasSize(50).startsWith(covered);
      }
    }
  }

  @Test
  void whatIsCoveredTooLittleIsDropped() throws Exception {
    try (var receiver = open();
        var sender = open()) {
      receiver.setOption(UDPLITE_RECV_CSCOV, HEADER + 20);
      send(sender, receiver, 19, 1);
      send(sender, receiver, 20, 2);
      send(sender, receiver, 0, 3);
      send(sender, receiver, 50, 4); // all of it
      assertThat(receiver.receive(100)).startsWith(2);
      assertThat(receiver.receive(100)).startsWith(4);
    }
  }

  @Test
  void onceZeroIsSetOnlyWhatIsCoveredWhollyIsTaken() throws Exception {
    try (var receiver = open();
        var sender = open()) {
      receiver.setOption(UDPLITE_RECV_CSCOV, 0);
      send(sender, receiver, 49, 1);
      send(sender, receiver, 50, 2);
      sender.setOption(UDPLITE_SEND_CSCOV, 0);
      sender.sendTo(new byte[] {3}, receiver.getLocalAddress());
      assertThat(receiver.receive(100)).startsWith(2);
      assertThat(receiver.receive(100)).containsExactly(3);
    }
  }

  @Test
  void aStrangerTakesWhatWeCoverAndCoversWhatWeTake() throws Exception {
    try (var socket = open();
        Python stranger =
            Python.start(
                """
                IPPROTO_UDPLITE, SEND_CSCOV, RECV_CSCOV = 136, 10, 11
                with socket.socket(socket.AF_INET, socket.SOCK_DGRAM, IPPROTO_UDPLITE) as s:
                    s.setsockopt(IPPROTO_UDPLITE, RECV_CSCOV, 8 + 5)
                    s.bind(("127.0.0.1", 0))
                    print(s.getsockname()[1])
                    data, sender = s.recvfrom(100)
                    print(data.decode())
                    s.setsockopt(IPPROTO_UDPLITE, SEND_CSCOV, 8 + 4)
                    s.sendto(b"too little", sender)
                    s.setsockopt(IPPROTO_UDPLITE, SEND_CSCOV, 8 + 7)
                    s.sendto(b"sufficient", sender)
                """)) {
      var address =
          new InetSocketAddress(
              InetAddress.getLoopbackAddress(), Integer.parseInt(stranger.line()));
      socket.setOption(UDPLITE_RECV_CSCOV, HEADER + 7).setOption(UDPLITE_SEND_CSCOV, HEADER + 4);
      socket.sendTo("too little".getBytes(US_ASCII), address);
      socket.setOption(UDPLITE_SEND_CSCOV, HEADER + 5);
      socket.sendTo("enough".getBytes(US_ASCII), address);
      assertThat(stranger.line()).isEqualTo("enough");
      assertThat(new String(socket.receive(100), US_ASCII)).isEqualTo("sufficient");
      stranger.finish();
    }
  }
}
