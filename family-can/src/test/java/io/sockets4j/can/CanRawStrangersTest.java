package io.sockets4j.can;

import static io.sockets4j.can.CanFrameTest.data;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.BsdSocketOptions;
import io.sockets4j.testkit.Program;
import io.sockets4j.testkit.Python;
import io.sockets4j.testkit.RequiresFamily;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Raw sockets with strangers at the other end: can-utils, and Python's {@code socket}. */
@Timeout(120)
@RequiresFamily("AF_CAN")
class CanRawStrangersTest {
  private static final byte[] DETAILS = {0, 0x08, (byte) 0x82, 0x0a, 0, 0, 96, 3};

  /** What all of the strangers know: they are older than CAN XL. */
  private static final List<CanFrame> FRAMES =
      List.of(
          CanFrame.of(0x123, data(8)),
          CanFrame.of(0),
          CanFrame.of(0x7ff, (byte) 0xff),
          CanFrame.of(0x18DA10F1, data(3)),
          CanFrame.of(CanId.extended(1), data(1)),
          CanFrame.remote(0x123, 0),
          CanFrame.remote(0x1FFFFFFF, 5),
          CanFrame.error(0x20c, DETAILS),
          CanFrame.fd(0x123, data(64)),
          CanFrame.fd(0x123).withBitRateSwitch(true),
          CanFrame.fd(0x18DA10F1, data(12)).withErrorStateIndicator(true));

  private Vcan vcan;
  private CanRawSocket socket;

  @BeforeEach
  void open() throws IOException {
    vcan = Vcan.create();
    socket =
        CanRawSocket.open()
            .setTimeout(Duration.ofSeconds(30))
            .setOption(CanRawOptions.CAN_RAW_FD_FRAMES, true)
            .setOption(CanRawOptions.CAN_RAW_ERR_FILTER, CanErrorClass.all())
            .setOption(BsdSocketOptions.SO_RCVBUFFORCE, 4 << 20)
            .bind(vcan.address());
  }

  @AfterEach
  void close() throws IOException {
    if (vcan != null) {
      socket.close();
      vcan.close();
    }
  }

  /** Waits until a program has a socket that receives by the interface, beside ours. */
  private void awaitReceiver() throws IOException, InterruptedException {
    Path list = Path.of("/proc/net/can/rcvlist_all");
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (Files.readAllLines(list).stream().filter(l -> l.contains(vcan.name() + " ")).count()
        < 2) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.sleep(5); // between looks
    }
  }

  @Test
  void candumpPrintsWhatWeSendAsWeDo() throws Exception {
    try (Program candump =
        Program.start("candump", "-n", "" + FRAMES.size(), vcan.name() + ",0:0,#FFFFFFFF")) {
      awaitReceiver();
      for (CanFrame frame : FRAMES) {
        socket.send(frame);
      }
      Program.Result result = candump.finish();
      assertThat(
              result.out().lines().map(line -> line.replaceFirst("^ +\\S+ +", "").stripTrailing()))
          .containsExactlyElementsOf(FRAMES.stream().map(CanFrame::toString).toList());
    }
  }

  @Test
  void candumpAgreesOnErrorsFlagsAndWhoSent() throws Exception {
    try (Program candump =
        Program.start("candump", "-e", "-x", "-n", "2", vcan.name() + ",0:0,#FFFFFFFF")) {
      awaitReceiver();
      socket.send(CanFrame.error(0x00c, DETAILS)); // this candump knows no counters
      socket.send(CanFrame.fd(1).withBitRateSwitch(true).withErrorStateIndicator(true));
      String out = candump.finish().out();
      assertThat(out)
          .contains("tx-error-warning")
          .contains("frame-format-error,error-on-tx")
          .contains("data-field")
          .contains("B E  001");
    }
  }

  @Test
  void weReceiveWhatCansendSends() throws Exception {
    List<String> texts =
        List.of(
            "123#0102030405060708",
            "18DA10F1#AA",
            "00000001#",
            "123#R5",
            "123##1" + "ab".repeat(64),
            "7FF##2");
    List<CanFrame> expected =
        List.of(
            CanFrame.of(0x123, new byte[] {1, 2, 3, 4, 5, 6, 7, 8}),
            CanFrame.of(0x18DA10F1, (byte) 0xaa),
            CanFrame.of(CanId.extended(1)),
            CanFrame.remote(0x123, 5),
            CanFrame.fd(0x123, filled(64, 0xab)).withBitRateSwitch(true),
            CanFrame.fd(0x7ff).withErrorStateIndicator(true));
    try (Vcan fd = Vcan.create()) {
      Vcan.ip("link set " + fd.name() + " down");
      Vcan.ip("link set " + fd.name() + " mtu 72"); // which cansend insists on
      Vcan.ip("link set " + fd.name() + " up");
      socket.bind(fd.address());
      for (int i = 0; i < texts.size(); i++) {
        try (Program cansend = Program.start("cansend", fd.name(), texts.get(i))) {
          Program.Result result = cansend.finish();
          assertThat(result.status()).as(texts.get(i) + result.err()).isZero();
        }
        ReceivedFrame received = socket.receiveFrom();
        assertThat(received.frame()).isEqualTo(expected.get(i));
        assertThat(received.local()).isTrue();
        assertThat(received.source()).isEqualTo(fd.address());
      }
      socket.bind(vcan.address());
    }
  }

  private static byte[] filled(int length, int value) {
    byte[] data = new byte[length];
    java.util.Arrays.fill(data, (byte) value);
    return data;
  }

  @Test
  void weReceiveAllThatCangenSends() throws Exception {
    int count = 3_000;
    socket.tellDropped();
    try (Program cangen =
        Program.start(
            "cangen",
            vcan.name(),
            "-g",
            "0",
            "-p",
            "10",
            "-n",
            "" + count,
            "-I",
            "i",
            "-L",
            "8",
            "-D",
            "i")) {
      CanFrameBatch batch = new CanFrameBatch(100, CanFrame.Kind.FD);
      int came = 0;
      while (came < count) {
        int some = socket.receive(batch);
        for (int i = 0; i < some; i++, came++) {
          CanFrameBuffer frame = batch.frame(i);
          assertThat(frame.dropped()).isZero();
          assertThat(frame.id()).isEqualTo(came & CanId.STANDARD_MASK);
          ByteBuffer data = frame.data().order(java.nio.ByteOrder.LITTLE_ENDIAN);
          assertThat(data.getLong()).isEqualTo(came);
        }
      }
      assertThat(cangen.finish().status()).isZero();
    }
  }

  @Test
  void pythonSendsBackWhatItReceives() throws Exception {
    List<CanFrame> frames = new ArrayList<>(FRAMES);
    frames.add(CanFrame.xl(0x123, 3, 0x12345678, data(1)));
    frames.add(CanFrame.xl(0x7ff, 255, -1, data(2048)).withSec(true));
    socket.setOption(CanRawOptions.CAN_RAW_XL_FRAMES, true);
    try (Python python =
        Python.start(
            """
            import struct
            s = socket.socket(socket.AF_CAN, socket.SOCK_RAW, socket.CAN_RAW)
            s.setsockopt(socket.SOL_CAN_RAW, 7, 1) # CAN_RAW_XL_FRAMES
            s.setsockopt(socket.SOL_CAN_RAW, 2, 0x1fffffff) # CAN_RAW_ERR_FILTER
            s.bind((sys.argv[1],))
            print('bound')
            for i in range(int(sys.argv[2])):
                data, flags, _, address = *s.recvmsg(3000)[:3], s.getsockname()
                if data[4] & 0x80:
                    prio, flag, sdt, length, af = struct.unpack_from('=IBBHI', data)
                    print('xl', hex(prio), hex(flag), sdt, length, hex(af), data[12:].hex())
                else:
                    can_id, length, flag = struct.unpack_from('=IBB', data)
                    print(len(data), hex(can_id), length, flag & 3, data[8:8 + length].hex())
                s.send(data)
            """,
            vcan.name(),
            "" + frames.size())) {
      assertThat(python.line()).isEqualTo("bound");
      for (CanFrame frame : frames) {
        socket.send(frame);
        assertThat(python.line()).isEqualTo(asPythonPrintsIt(frame));
        assertThat(socket.receive()).isEqualTo(frame);
      }
      python.finish();
    }
  }

  private static String asPythonPrintsIt(CanFrame frame) {
    String hex = java.util.HexFormat.of().formatHex(frame.data());
    if (frame.kind() == CanFrame.Kind.XL) {
      return "xl 0x%x 0x%x %d %d 0x%x %s"
          .formatted(
              frame.id(),
              0x80 | frame.flags(),
              frame.sdt(),
              frame.length(),
              frame.acceptanceField(),
              hex);
    }
    boolean fd = frame.kind() == CanFrame.Kind.FD;
    return "%d 0x%x %d %d %s"
        .formatted(
            fd ? 72 : 16,
            frame.id(),
            frame.length(),
            frame.flags(),
            frame.isRemote() ? "00".repeat(frame.length()) : hex);
  }

  @Test
  void pythonHasTheSameOptions() throws Exception {
    try (Python python =
        Python.start(
            """
            import struct
            s = socket.socket(socket.AF_CAN, socket.SOCK_RAW, socket.CAN_RAW)
            s.setsockopt(socket.SOL_CAN_RAW, socket.CAN_RAW_FILTER,
                         struct.pack('=IIII', 0x123, 0xC00007FF, 0x400 | 0x20000000, 0x7F0))
            s.setsockopt(socket.SOL_CAN_RAW, socket.CAN_RAW_JOIN_FILTERS, 1)
            s.bind((sys.argv[1],))
            print('bound')
            print(s.recv(16).hex())
            """,
            vcan.name())) {
      assertThat(python.line()).isEqualTo("bound");
      socket.send(CanFrame.of(0x405));
      socket.send(CanFrame.of(0x124));
      socket.send(CanFrame.of(0x123, (byte) 7));
      String line = python.line();
      ByteBuffer bytes =
          ByteBuffer.wrap(java.util.HexFormat.of().parseHex(line))
              .order(java.nio.ByteOrder.nativeOrder());
      assertThat(CanFrame.decode(bytes, 0, 16)).isEqualTo(CanFrame.of(0x123, (byte) 7));
      python.finish();
    }
  }
}
