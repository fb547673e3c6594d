package io.sockets4j.cli.can;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sockets4j.can.CanFrame;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes frames to a file in the format of <a
 * href="https://www.ietf.org/archive/id/draft-ietf-opsawg-pcapng-02.html">pcapng</a>, with the link
 * type <a href="https://www.tcpdump.org/linktypes/LINKTYPE_CAN_SOCKETCAN.html">CAN_SOCKETCAN</a>,
 * nanoseconds, and a block for each interface.
 */
final class PcapngWriter implements Closeable {
  private static final int SECTION_HEADER = 0x0A0D0D0A;
  private static final int INTERFACE_DESCRIPTION = 1;
  private static final int ENHANCED_PACKET = 6;
  private static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;
  private static final short VERSION = 1;
  private static final long UNKNOWN_LENGTH = -1;
  private static final short LINKTYPE_CAN_SOCKETCAN = 227;

  // Options; each ends with that of number 0.
  private static final int SHB_USERAPPL = 4;
  private static final int IF_NAME = 2;
  private static final int IF_TSRESOL = 9;
  private static final byte NANOSECONDS = 9; // 10 to the power of -9
  private static final int EPB_FLAGS = 2;
  private static final int INBOUND = 1;
  private static final int OUTBOUND = 2;

  private static final int CLASSIC_SIZE = 16;
  private static final int FD_SIZE = 72;
  private static final int FDF = 0x04;
  private static final int XLF = 0x80;
  private static final int VCID_AT = 16;
  private static final int BUFFER = 64 * 1024; // more than the longest block
  private static final int LONGEST_BLOCK = 4 * 1024;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final WritableByteChannel file;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
  private final Map<String, Integer> interfaces = new HashMap<>();

  PcapngWriter(WritableByteChannel file) {
    this.file = file;
    int begin = beginBlock(SECTION_HEADER);
    buffer.putInt(BYTE_ORDER_MAGIC).putShort(VERSION).putShort((short) 0).putLong(UNKNOWN_LENGTH);
    option(SHB_USERAPPL, "sockets4j".getBytes(UTF_8));
    endOptions();
    endBlock(begin);
  }

  /** Creates a file, or empties it. */
  static PcapngWriter create(Path path) throws IOException {
    return new PcapngWriter(
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING));
  }

  /** Names an interface, so that the file has it even if nothing comes from there. */
  void addInterface(String name) throws IOException {
    int unused = number(name);
  }

  private int number(String name) throws IOException {
    Integer known = interfaces.get(name);
    if (known != null) {
      return known;
    }
    makeRoom();
    int begin = beginBlock(INTERFACE_DESCRIPTION);
    buffer.putShort(LINKTYPE_CAN_SOCKETCAN).putShort((short) 0).putInt(0); // of any length
    option(IF_NAME, name.getBytes(UTF_8));
    option(IF_TSRESOL, new byte[] {NANOSECONDS});
    endOptions();
    endBlock(begin);
    int number = interfaces.size();
    interfaces.put(name, number);
    return number;
  }

  /**
   * Writes a frame, which may stay in memory until {@link #flush}.
   *
   * @param sent whether this machine sent it; null if that is not known
   */
  void write(String interfaceName, Instant time, CanFrame frame, @Nullable Boolean sent)
      throws IOException {
    int number = number(interfaceName);
    makeRoom();
    int begin = beginBlock(ENHANCED_PACKET);
    buffer.putInt(number);
    long nanos = time.getEpochSecond() * NANOS_PER_SECOND + time.getNano();
    buffer.putInt((int) (nanos >>> Integer.SIZE)).putInt((int) nanos);
    int lengths = buffer.position();
    buffer.putInt(0).putInt(0);
    int data = buffer.position();
    put(frame);
    int length = buffer.position() - data;
    buffer.putInt(lengths, length).putInt(lengths + Integer.BYTES, length);
    pad();
    if (sent != null) {
      buffer.putShort((short) EPB_FLAGS).putShort((short) Integer.BYTES);
      buffer.putInt(sent ? OUTBOUND : INBOUND);
      endOptions();
    }
    endBlock(begin);
  }

  /**
   * The pseudo-header and the data: the kernel's struct, but with the identifier's bytes swapped.
   */
  private void put(CanFrame frame) {
    if (frame.kind() == CanFrame.Kind.XL) {
      putBigEndian(frame.vcid() << VCID_AT | frame.number());
      buffer.put((byte) (frame.flags() | XLF)).put((byte) frame.sdt());
      buffer.putShort((short) frame.length()).putInt(frame.acceptanceField());
      buffer.put(frame.data());
      return;
    }
    int begin = buffer.position();
    boolean fd = frame.kind() == CanFrame.Kind.FD;
    putBigEndian(frame.id());
    buffer.put((byte) frame.length()).put((byte) (fd ? frame.flags() | FDF : 0)).put((byte) 0);
    buffer.put((byte) (FrameText.hasRawDlc(frame) ? frame.rawDlc() : 0));
    buffer.put(frame.data());
    // As long as the kernel's: readers that do not know FDF tell CAN FD by the length.
    zerosUntil(begin + (fd ? FD_SIZE : CLASSIC_SIZE));
  }

  private void putBigEndian(int value) {
    buffer.putInt(Integer.reverseBytes(value));
  }

  private int beginBlock(int type) {
    int begin = buffer.position();
    buffer.putInt(type).putInt(0);
    return begin;
  }

  private void endBlock(int begin) {
    int length = buffer.position() + Integer.BYTES - begin;
    buffer.putInt(length).putInt(begin + Integer.BYTES, length);
  }

  private void option(int code, byte[] value) {
    buffer.putShort((short) code).putShort((short) value.length).put(value);
    pad();
  }

  private void endOptions() {
    buffer.putInt(0);
  }

  private void pad() {
    zerosUntil((buffer.position() + Integer.BYTES - 1) / Integer.BYTES * Integer.BYTES);
  }

  private void zerosUntil(int end) {
    while (buffer.position() < end) {
      buffer.put((byte) 0);
    }
  }

  private void makeRoom() throws IOException {
    if (buffer.remaining() < LONGEST_BLOCK) {
      flush();
    }
  }

  /** Writes what is in memory to the file. */
  void flush() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      file.write(buffer);
    }
    buffer.clear();
  }

  @Override
  public void close() throws IOException {
    try (file) {
      flush();
    }
  }
}
