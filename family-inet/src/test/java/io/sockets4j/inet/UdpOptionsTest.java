package io.sockets4j.inet;

import static io.sockets4j.inet.InetFamily.AF_INET;
import static io.sockets4j.inet.Subject.UDP4;
import static io.sockets4j.inet.Subject.UDP6;
import static io.sockets4j.inet.UdpOptions.ALL;
import static io.sockets4j.inet.UdpOptions.UDP_CORK;
import static io.sockets4j.inet.UdpOptions.UDP_ENCAP;
import static io.sockets4j.inet.UdpOptions.UDP_GRO;
import static io.sockets4j.inet.UdpOptions.UDP_NO_CHECK6_RX;
import static io.sockets4j.inet.UdpOptions.UDP_NO_CHECK6_TX;
import static io.sockets4j.inet.UdpOptions.UDP_SEGMENT;
import static io.sockets4j.testkit.OptionCase.kept;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.os.Errno;
import io.sockets4j.spi.NativeOption;
import io.sockets4j.testkit.Python;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The options of the level IPPROTO_UDP. */
class UdpOptionsTest extends OptionTable {

  UdpOptionsTest() {
    on(
        UDP4,
        kept(UDP_CORK, true, false),
        kept(UDP_ENCAP, 3, 0),
        kept(UDP_ENCAP, 2).refused(Errno.ENOPROTOOPT, "the kernel lacks CONFIG_XFRM"),
        kept(UDP_SEGMENT, 1_000, 0xffff, 0),
        kept(UDP_GRO, true, false));
    on(
        UDP6,
        kept(UDP_NO_CHECK6_TX, true, false),
        kept(UDP_NO_CHECK6_RX, true, false),
        kept(UDP_SEGMENT, 1_000),
        kept(UDP_GRO, true));
  }

  @Override
  List<NativeOption<?>> options() {
    return ALL;
  }

  @Override
  List<NativeOption<?>> triedApart() {
    return List.of();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "other kernels do not cut")
  void pythonReceivesThePiecesOfWhatWeSend() throws Exception {
    try (Python peer =
            Python.start(
                """
                s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                s.bind(('127.0.0.1', 0))
                print(s.getsockname()[1])
                for i in range(4):
                    print(len(s.recv(10000)))
                """);
        Subject.Opened opened = UDP4.open()) {
      int port = Integer.parseInt(peer.line());
      var to = new InetSocketAddress(Subject.loopback(AF_INET).getAddress(), port);
      var socket = opened.socket();
      socket.setOption(UDP_SEGMENT, 1_000);
      socket.sendTo(new byte[2_500], to);
      assertThat(List.of(peer.line(), peer.line(), peer.line()))
          .containsExactly("1000", "1000", "500");
      socket.setOption(UDP_SEGMENT, 0);
      socket.sendTo(new byte[2_500], to);
      assertThat(peer.line()).isEqualTo("2500");
      peer.finish();
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "other kernels do not join")
  void thePiecesAreReceivedAsOne() throws Exception {
    try (Subject.Opened receiver = Subject.CONNECTED_UDP4.open();
        Subject.Opened sender = UDP4.open()) {
      var one = receiver.peer();
      one.setOption(UDP_GRO, true);
      sender.socket().setOption(UDP_SEGMENT, 1_000);
      sender.socket().sendTo(new byte[2_500], one.getLocalAddress());
      assertThat(one.receive(10_000)).hasSize(2_500);
      one.setOption(UDP_GRO, false);
      sender.socket().sendTo(new byte[2_500], one.getLocalAddress());
      assertThat(one.receive(10_000)).hasSize(1_000);
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "other kernels do not collect")
  void whatIsCorkedIsOneDatagram() throws Exception {
    try (Subject.Opened opened = Subject.CONNECTED_UDP4.open()) {
      opened.socket().setOption(UDP_CORK, true);
      opened.socket().send("one ".getBytes(US_ASCII));
      opened.socket().send("datagram".getBytes(US_ASCII));
      opened.socket().setOption(UDP_CORK, false);
      assertThat(opened.peer().receive(100)).isEqualTo("one datagram".getBytes(US_ASCII));
    }
  }
}
