package io.sockets4j.can;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.testkit.DescriptorAccounting;
import io.sockets4j.testkit.Program;
import io.sockets4j.testkit.Python;
import io.sockets4j.testkit.RequiresFamily;
import io.sockets4j.testkit.Tool;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The broadcast manager with programs of others at the other end. */
@RequiresFamily(value = "AF_CAN", kind = "broadcast manager")
@ExtendWith(DescriptorAccounting.class)
class BcmStrangersTest {
  /** The head by C's own rules of alignment, as Python computes them. */
  private static final String PRELUDE =
      """
      import struct
      HEAD = struct.Struct('@3I4l2I')
      FRAME = struct.Struct('=IB3x8s')

      def message(opcode, flags, count, first, second, can_id, *frames):
          head = HEAD.pack(opcode, flags, count, 0, first, 0, second, can_id, len(frames))
          return head + b''.join(FRAME.pack(i, len(d), d) for i, d in frames)

      def bcm():
          s = socket.socket(socket.AF_CAN, socket.SOCK_DGRAM, socket.CAN_BCM)
          s.connect((sys.argv[1],))
          return s

      def raw():
          s = socket.socket(socket.AF_CAN, socket.SOCK_RAW, socket.CAN_RAW)
          s.bind((sys.argv[1],))
          return s

      """;

  private BcmBench bench;
  private CanBcmSocket bcm;

  @BeforeEach
  void open() throws Exception {
    bench = BcmBench.create();
    bcm = bench.bcm;
  }

  @AfterEach
  void close() throws Exception {
    if (bench != null) {
      bench.close();
    }
  }

  private Python start(String program) {
    return Python.start(PRELUDE + program, bench.vcan.name());
  }

  @Test
  void pythonSeesOurFrames() throws Exception {
    try (Python peer =
        start(
            """
            s = raw()
            print('ready')
            for _ in range(6):
                can_id, length, data = FRAME.unpack(s.recv(16))
                print('%x %s' % (can_id, data[:length].hex()))
            """)) {
      assertThat(peer.line()).isEqualTo("ready");
      bcm.setUp(
          BcmTransmission.of(
                  CanFrame.of(0x123, new byte[] {1, 2}),
                  CanFrame.of(0x18DA10F1, new byte[] {3}),
                  CanFrame.remote(0x7, 4))
              .first(6, Duration.ofMillis(2)));
      for (int i = 0; i < 2; i++) {
        assertThat(peer.line()).isEqualTo("123 0102");
        assertThat(peer.line()).isEqualTo("98da10f1 03");
        assertThat(peer.line()).isEqualTo("40000007 00000000");
      }
      peer.finish();
    }
  }

  @Test
  void weSeeWhatPythonsTaskSends() throws Exception {
    bcm.setUp(BcmReception.onChange(0x321, 0xFF));
    try (Python peer =
        start(
            """
            s = bcm()
            flags = socket.CAN_BCM_SETTIMER | socket.CAN_BCM_STARTTIMER
            frames = [(0x321, bytes([i])) for i in (1, 1, 2)]
            s.send(message(socket.CAN_BCM_TX_SETUP, flags, 0, 0, 2000, 0x321, *frames))
            sys.stdin.readline()
            """)) {
      for (int i = 0; i < 4; i++) {
        assertThat(bench.changed()).isEqualTo(CanFrame.of(0x321, new byte[] {1}));
        assertThat(bench.changed()).isEqualTo(CanFrame.of(0x321, new byte[] {2}));
      }
      peer.tell("enough");
      peer.finish();
    }
  }

  @Test
  void pythonsTaskSeesOurFrame() throws Exception {
    try (Python peer =
        start(
            """
            s = bcm()
            s.send(message(socket.CAN_BCM_RX_SETUP, socket.CAN_BCM_RX_FILTER_ID, 0, 0, 0, 0x55))
            print('ready')
            head, frame = (b := s.recv(100))[:56], b[56:]
            assert HEAD.unpack(head)[0] == socket.CAN_BCM_RX_CHANGED
            print(FRAME.unpack(frame)[2].hex())
            """)) {
      assertThat(peer.line()).isEqualTo("ready");
      assertThat(bcm.send(CanFrame.of(0x55, new byte[] {1, 2, 3, 4, 5, 6, 7, 8}))).isTrue();
      assertThat(peer.line()).isEqualTo("0102030405060708");
      peer.finish();
    }
  }

  @Test
  void pythonsTasksAreReadAsTheyAre() throws Exception {
    try (Python peer =
        start(
            """
            s = bcm()
            flags = socket.CAN_BCM_SETTIMER | socket.CAN_BCM_TX_COUNTEVT
            frames = [(0x10, b'ab'), (0x80000010, b'')]
            s.send(message(socket.CAN_BCM_TX_SETUP, flags, 7, 3000, 999999, 0x12, *frames))
            s.send(message(socket.CAN_BCM_TX_READ, 0, 0, 0, 0, 0x12))
            print(s.recv(1000).hex())
            flags = socket.CAN_BCM_SETTIMER | socket.CAN_BCM_RX_CHECK_DLC
            s.send(message(socket.CAN_BCM_RX_SETUP, flags, 0, 4, 5, 0x13, (0x13, b'12345678')))
            s.send(message(socket.CAN_BCM_RX_READ, 0, 0, 0, 0, 0x13))
            print(s.recv(1000).hex())
            """)) {
      assertThat(decode(peer.line()))
          .isEqualTo(
              new BcmEvent.TxStatus(
                  CanAddress.ANY,
                  BcmTransmission.of(
                          CanFrame.of(0x10, new byte[] {'a', 'b'}),
                          CanFrame.of(CanId.extended(0x10)))
                      .withId(0x12)
                      .first(7, Duration.ofMillis(3))
                      .every(Duration.ofNanos(999_999_000))
                      .without(BcmFlags.STARTTIMER)
                      .with(BcmFlags.TX_COUNTEVT)));
      assertThat(decode(peer.line()))
          .isEqualTo(
              new BcmEvent.RxStatus(
                  CanAddress.ANY,
                  BcmReception.onChange(0x13, new byte[] {'1', '2', '3', '4', '5', '6', '7', '8'})
                      .withTimeout(Duration.ofNanos(4_000))
                      .withThrottle(Duration.ofNanos(5_000))
                      .without(BcmFlags.STARTTIMER)
                      .with(BcmFlags.RX_CHECK_DLC)));
      peer.finish();
    }
  }

  private static BcmEvent decode(String hex) {
    ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(hex)).order(ByteOrder.nativeOrder());
    return BcmCodec.decode(bytes, new BcmCodec.Circumstances(CanAddress.ANY, false, false, null));
  }

  @Test
  void candumpShowsOurFrames() throws Exception {
    bcm.setUp(
        BcmTransmission.of(
                CanFrame.fd(0x123, new byte[] {1, 2}).withBitRateSwitch(true),
                CanFrame.fd(0x18DA10F1, new byte[12]))
            .every(Duration.ofMillis(2)));
    try (Program candump =
        Program.start(Tool.CANDUMP.require(), "-n", "4", "-L", bench.vcan.name())) {
      List<String> lines =
          candump.result().out().lines().map(line -> line.split(" ", -1)[2]).toList();
      assertThat(lines)
          .hasSize(4)
          .containsOnly("123##50102", "18DA10F1##4000000000000000000000000");
      assertThat(lines.get(0)).isNotEqualTo(lines.get(1)).isEqualTo(lines.get(2));
    }
  }

  @Test
  void weSeeWhatCansendSends() throws Exception {
    bcm.setUp(BcmReception.of(0x123));
    bcm.setUp(BcmReception.answering(CanFrame.of(0x5AA, new byte[] {7})));
    for (String frame : List.of("123#DEADBEEF", "5AA#R")) {
      try (Program cansend = Program.start(Tool.CANSEND.require(), bench.vcan.name(), frame)) {
        assertThat(cansend.finish().status()).isZero();
      }
    }
    byte[] data = {(byte) 0xDE, (byte) 0xAD, (byte) 0xBE, (byte) 0xEF};
    assertThat(bench.changed()).isEqualTo(CanFrame.of(0x123, data));
    assertThat(bench.seen()).isEqualTo(CanFrame.of(0x123, data));
    assertThat(bench.seen().isRemote()).isTrue();
    assertThat(bench.seen()).isEqualTo(CanFrame.of(0x5AA, new byte[] {7}));
  }
}
