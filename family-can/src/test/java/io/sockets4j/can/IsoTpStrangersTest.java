package io.sockets4j.can;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.os.Errno;
import io.sockets4j.testkit.Program;
import io.sockets4j.testkit.Python;
import io.sockets4j.testkit.RequiresFamily;
import io.sockets4j.testkit.Tool;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages of ISO-TP to and from can-utils and Python. */
@RequiresFamily(value = "AF_CAN", kind = "ISO-TP")
@Timeout(60)
class IsoTpStrangersTest {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

  private static byte[] message() {
    byte[] message = new byte[1000];
    new Random(1).nextBytes(message);
    return message;
  }

  private static IsoTpSocket open(Vcan vcan, SocketSetup setup) throws IOException {
    return IsoTpSocket.open(
        IsoTpAddress.of(vcan.name(), 0x321, 0x18DA10F1),
        socket -> {
          socket.setTimeout(DEADLINE);
          setup.apply(socket);
        });
  }

  /** Sends until the other end is there, which a second without flow control tells. */
  private static void sendOnceItIsThere(IsoTpSocket socket, byte[] message) throws IOException {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (true) {
      try {
        socket.sendConfirmed(message);
        return;
      } catch (IsoTpException e) {
        if (!e.errno().equals(Errno.ECOMM) || System.nanoTime() - deadline > 0) {
          throw e;
        }
      }
    }
  }

  @Test
  void isotprecvReceives() throws Exception {
    for (String layer : new String[] {"16:8:0", "72:64:0"}) {
      SocketSetup setup =
          socket -> {
            if (!layer.startsWith("16")) {
              socket.setOption(IsoTpOptions.CAN_ISOTP_LL_OPTS, IsoTpLinkLayer.fd(64));
            }
          };
      try (Vcan vcan = Vcan.create();
          IsoTpSocket socket = open(vcan, setup);
          Program stranger =
              Program.start(
                  Tool.ISOTPRECV.require(),
                  "-s",
                  "321",
                  "-d",
                  "18DA10F1",
                  "-b",
                  "8",
                  "-L",
                  layer,
                  vcan.name())) {
        sendOnceItIsThere(socket, message());
        Program.Result result = stranger.finish();
        assertThat(result.out().strip()).as(result.err()).isEqualTo(HEX.formatHex(message()));
      }
    }
  }

  @Test
  void isotpsendSends() throws Exception {
    try (Vcan vcan = Vcan.create();
        IsoTpSocket socket =
            open(
                vcan,
                it ->
                    it.setOption(
                        IsoTpOptions.CAN_ISOTP_RECV_FC, IsoTpFlowControl.of(10, Duration.ZERO)));
        Program stranger =
            Program.start(Tool.ISOTPSEND.require(), "-s", "321", "-d", "18DA10F1", vcan.name())) {
      stranger.input().write(HEX.formatHex(message()).getBytes(US_ASCII));
      stranger.input().close();
      assertThat(socket.receive()).isEqualTo(message());
      assertThat(stranger.finish().status()).isZero();
    }
  }

  @Test
  void pythonAnswers() throws Exception {
    try (Vcan vcan = Vcan.create();
        IsoTpSocket socket = open(vcan, it -> {});
        Python stranger =
            Python.start(
                """
                s = socket.socket(socket.AF_CAN, socket.SOCK_DGRAM, socket.CAN_ISOTP)
                s.bind((sys.argv[1], 0x18DA10F1 | socket.CAN_EFF_FLAG, 0x321))
                print('bound')
                data = s.recv(5000)
                s.send(bytes(reversed(data)))
                print(len(data))
                """,
                vcan.name())) {
      assertThat(stranger.line()).isEqualTo("bound");
      socket.sendConfirmed(message());
      byte[] answer = socket.receive();
      assertThat(answer).hasSize(1000);
      for (int i = 0; i < answer.length; i++) {
        assertThat(answer[i]).isEqualTo(message()[answer.length - 1 - i]);
      }
      assertThat(stranger.line()).isEqualTo("1000");
      stranger.finish();
    }
  }
}
