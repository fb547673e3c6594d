package io.sockets4j.cli.can;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.can.CanFrame;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The bytes of capture files. */
class PcapngWriterTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final Instant TIME = Instant.ofEpochSecond(1_436_509_052, 249_713_999);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PcapngWriter writer = new PcapngWriter(Channels.newChannel(bytes));

  /** A block of the file: its type and what is in it. */
  private record Block(int type, ByteBuffer body) {}

  /** Reads the file, and checks the length at both ends of every block. */
  private List<Block> blocks() throws Exception {
    writer.close();
    ByteBuffer file = ByteBuffer.wrap(bytes.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    List<Block> blocks = new ArrayList<>();
    while (file.hasRemaining()) {
      int begin = file.position();
      int type = file.getInt();
      int length = file.getInt();
      assertThat(length % 4).isZero();
      blocks.add(
          new Block(type, file.slice(begin + 8, length - 12).order(ByteOrder.LITTLE_ENDIAN)));
      assertThat(file.getInt(begin + length - 4)).isEqualTo(length);
      file.position(begin + length);
    }
    return blocks;
  }

  /** The data of a packet, and only these. */
  private static String data(Block packet) {
    assertThat(packet.type).isEqualTo(6);
    int length = packet.body.getInt(12);
    assertThat(packet.body.getInt(16)).as("length on the bus").isEqualTo(length);
    byte[] data = new byte[length];
    packet.body.get(20, data);
    return HEX.formatHex(data);
  }

  @Test
  void beginsWithAHeaderAndTheInterfaces() throws Exception {
    writer.addInterface("vcan0");
    writer.addInterface("can1");
    writer.addInterface("vcan0");
    List<Block> blocks = blocks();
    assertThat(blocks).extracting(Block::type).containsExactly(0x0a0d0d0a, 1, 1);
    assertThat(blocks.get(0).body.getInt(0)).isEqualTo(0x1a2b3c4d);
    ByteBuffer first = blocks.get(1).body;
    assertThat(first.getShort(0)).as("link type").isEqualTo((short) 227);
    byte[] name = new byte[5];
    first.get(12, name);
    assertThat(new String(name, UTF_8)).isEqualTo("vcan0");
    assertThat(HEX.formatHex(bytes(first, 20, 12)))
        .as("if_tsresol 9, end of options")
        .isEqualTo("0900010009000000" + "00000000");
  }

  private static byte[] bytes(ByteBuffer buffer, int at, int count) {
    byte[] bytes = new byte[count];
    buffer.get(at, bytes);
    return bytes;
  }

  @Test
  void writesTimesInNanoseconds() throws Exception {
    writer.write("vcan0", TIME, CanFrame.of(1), true);
    writer.write("can1", TIME, CanFrame.of(1), false);
    writer.write("vcan0", TIME, CanFrame.of(1), null);
    List<Block> blocks = blocks();
    assertThat(blocks).extracting(Block::type).containsExactly(0x0a0d0d0a, 1, 6, 1, 6, 6);
    ByteBuffer first = blocks.get(2).body;
    assertThat(first.getInt(0)).as("interface").isZero();
    assertThat(
            Integer.toUnsignedLong(first.getInt(4)) << 32 | Integer.toUnsignedLong(first.getInt(8)))
        .isEqualTo(1_436_509_052_249_713_999L);
    assertThat(HEX.formatHex(bytes(first, 36, 12))).as("outbound").startsWith("0200040002000000");
    ByteBuffer second = blocks.get(4).body;
    assertThat(second.getInt(0)).as("interface").isOne();
    assertThat(HEX.formatHex(bytes(second, 36, 12))).as("inbound").startsWith("0200040001000000");
    assertThat(blocks.get(5).body.capacity()).as("without options").isEqualTo(36);
  }

  @Test
  void writesFramesWithAPseudoHeader() throws Exception {
    String[] frames = {
      "123#DEAD",
      "12345678#",
      "123#R3",
      "123#1122334455667788_E",
      "20000004#0004000000000060",
      "123##1.11",
      "45123#81:FE:12345678#112233"
    };
    String[] expected = {
      "00000123" + "02000000" + "dead000000000000",
      "92345678" + "00000000" + "0000000000000000",
      "40000123" + "03000000" + "0000000000000000",
      "00000123" + "0800000e" + "1122334455667788",
      "20000004" + "08000000" + "0004000000000060",
      "00000123" + "01050000" + "11" + "00".repeat(63),
      "00450123" + "81fe" + "0300" + "78563412" + "112233"
    };
    for (String frame : frames) {
      writer.write("can0", TIME, FrameText.parse(frame), null);
    }
    assertThat(blocks().stream().filter(block -> block.type == 6).map(PcapngWriterTest::data))
        .containsExactly(expected);
  }

  @Test
  void writesAnyNumberOfFramesOfAnyLength() throws Exception {
    Random random = new Random(227);
    for (int i = 0; i < 5_000; i++) {
      writer.write("can" + random.nextInt(20), TIME, Frames.random(random), true);
    }
    List<Block> blocks = blocks();
    assertThat(blocks.stream().filter(block -> block.type == 6)).hasSize(5_000);
    assertThat(blocks.stream().filter(block -> block.type == 1)).hasSize(20);
  }
}
