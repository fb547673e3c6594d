package io.sockets4j.can;

import io.sockets4j.BsdSocket;
import io.sockets4j.Message;
import io.sockets4j.os.MessageFlag;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Memory for a frame, to be filled and sent, or received into and read, again and again, without
 * garbage: {@link CanFrame} for those who are in a hurry. It also tells what the kernel told of the
 * frame that came.
 *
 * <pre>{@code
 * CanFrameBuffer frame = new CanFrameBuffer();
 * while (socket.receive(frame)) {
 *   if (frame.id() == 0x123) {
 *     rpm = frame.data().getShort(2);
 *   }
 * }
 *
 * frame.setClassic(0x124, 8).data().putLong(0, ++counter);
 * socket.send(frame);
 * }</pre>
 *
 * <p>It is for one thread at a time. Where there is no frame, since nothing has been set or
 * received, or since what came was {@linkplain #isTruncated cut}, asking for a part of it is an
 * {@link IllegalStateException}.
 */
public final class CanFrameBuffer {
  private final ByteBuffer bytes;
  private final ByteBuffer data;
  private final ByteBuffer xlData;
  private final Message message;
  private final CanArrival arrival = new CanArrival();

  /** Null where there is no frame. */
  private CanFrame.@Nullable Kind kind;

  /** How many bytes the frame is for the kernel. */
  private int size;

  /** Makes one for frames of every kind. */
  public CanFrameBuffer() {
    this(CanFrame.Kind.XL);
  }

  /**
   * Makes one.
   *
   * @param largest the kind of the largest frames that it is for: 16, 72 or 2060 bytes of memory
   */
  public CanFrameBuffer(CanFrame.Kind largest) {
    this(ByteBuffer.allocateDirect(sizeOf(largest)));
  }

  /**
   * Makes one over some memory, which is the buffer's from now on.
   *
   * @param memory direct, with 16 bytes or more between position and limit: 72 are for FD frames
   *     too, and 2060 for all
   * @throws IllegalArgumentException if it has less, or is not direct, or is read-only
   */
  public CanFrameBuffer(ByteBuffer memory) {
    if (!memory.isDirect() || memory.isReadOnly() || memory.remaining() < CanStructs.CC_SIZE) {
      throw new IllegalArgumentException(
          "memory for a frame is direct and has 16 bytes or more: " + memory);
    }
    bytes = memory.slice().order(ByteOrder.nativeOrder());
    data = dataFrom(CanStructs.DATA_AT);
    xlData = dataFrom(CanStructs.XL_DATA_AT);
    message = new Message(bytes);
    arrival.prepare(message);
  }

  private ByteBuffer dataFrom(int at) {
    return bytes.slice(at, bytes.capacity() - at);
  }

  private static int sizeOf(CanFrame.Kind kind) {
    return switch (kind) {
      case CLASSIC -> CanStructs.CC_SIZE;
      case FD -> CanStructs.FD_SIZE;
      case XL -> CanStructs.XL_SIZE;
    };
  }

  // -------------------------------------------------------------------------- the frame

  /**
   * Makes it a classic data frame of zeros.
   *
   * @param id as with {@link CanFrame#of}
   * @param length 0 to 8 bytes
   * @return this
   * @throws IllegalArgumentException if one of them is out of range
   */
  public CanFrameBuffer setClassic(int id, int length) {
    return begin(CanFrame.Kind.CLASSIC, CanId.of(id), length);
  }

  /**
   * Makes it a frame that asks for another.
   *
   * @param id as with {@link CanFrame#remote}
   * @param length 0 to 8 bytes
   * @return this
   * @throws IllegalArgumentException if one of them is out of range
   */
  public CanFrameBuffer setRemote(int id, int length) {
    return begin(CanFrame.Kind.CLASSIC, CanId.of(id) | CanId.REMOTE, length);
  }

  /**
   * Makes it an FD frame of zeros, with neither flag.
   *
   * @param id as with {@link CanFrame#fd}
   * @param length 0 to 64 bytes
   * @return this
   * @throws IllegalArgumentException if one of them is out of range, or the memory too small
   */
  public CanFrameBuffer setFd(int id, int length) {
    return begin(CanFrame.Kind.FD, CanId.of(id), length)
        .putByte(CanStructs.FD_FLAGS.offset(), CanStructs.FDF);
  }

  /**
   * Makes it an XL frame of zeros, with neither flag and in virtual network 0.
   *
   * @param priority 0 to 0x7FF
   * @param sdt the type of the data (SDU type), 0 to 255
   * @param acceptanceField any 32 bits
   * @param length 1 to 2048 bytes
   * @return this
   * @throws IllegalArgumentException if one of them is out of range, or the memory too small
   */
  public CanFrameBuffer setXl(int priority, int sdt, int acceptanceField, int length) {
    CanStructs.check("the priority of an XL frame is 0 to 0x7FF", priority, 0, 0x7ff);
    CanStructs.check("the SDU type of an XL frame is 0 to 255", sdt, 0, 0xff);
    begin(CanFrame.Kind.XL, priority, length);
    CanStructs.XL_AF.putInt(bytes, 0, acceptanceField);
    return putByte(CanStructs.XL_SDT.offset(), sdt)
        .putByte(CanStructs.XL_FLAGS.offset(), CanStructs.XLF);
  }

  /**
   * Makes it a frame as another is.
   *
   * @param frame the other
   * @return this
   * @throws IllegalArgumentException if the memory is too small
   */
  public CanFrameBuffer set(CanFrame frame) {
    requireRoom(frame.kind(), frame.size());
    forget();
    bytes.clear();
    frame.encode(bytes, 0);
    kind = frame.kind();
    size = frame.size();
    return this;
  }

  private CanFrameBuffer begin(CanFrame.Kind wanted, int id, int length) {
    boolean xl = wanted == CanFrame.Kind.XL;
    int whole = xl ? CanStructs.XL_DATA_AT + CanStructs.checkXl(length) : sizeOf(wanted);
    if (!xl) {
      CanStructs.checkLength(wanted, length);
    }
    requireRoom(wanted, whole);
    forget();
    bytes.clear();
    zero(0, whole);
    kind = wanted;
    size = whole;
    CanStructs.CAN_ID.putInt(bytes, 0, id);
    if (xl) {
      CanStructs.XL_LEN.putShort(bytes, 0, (short) length);
    } else {
      putByte(CanStructs.LEN.offset(), length);
    }
    return this;
  }

  private void requireRoom(CanFrame.Kind wanted, int whole) {
    if (whole > bytes.capacity()) {
      throw new IllegalArgumentException(
          "a frame of CAN %s takes %d bytes: the memory has %d"
              .formatted(wanted, whole, bytes.capacity()));
    }
  }

  private void zero(int from, int to) {
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      bytes.putLong(at, 0);
    }
    for (; at < to; at++) {
      bytes.put(at, (byte) 0);
    }
  }

  private CanFrameBuffer putByte(int at, int value) {
    bytes.put(at, (byte) value);
    return this;
  }

  /**
   * Gives the frame another identifier; an XL frame, another priority.
   *
   * @param id as with {@link CanFrame#of}; 0 to 0x7FF for an XL frame. What it asks for stays.
   * @return this
   * @throws IllegalArgumentException if it is out of range
   * @throws IllegalStateException if there is no frame, or an error frame
   */
  public CanFrameBuffer setId(int id) {
    if (requireKind() == CanFrame.Kind.XL) {
      CanStructs.check("the priority of an XL frame is 0 to 0x7FF", id, 0, 0x7ff);
      CanStructs.XL_PRIO.putInt(bytes, 0, (kernelId() & ~CanId.STANDARD_MASK) | id);
    } else if (isError()) {
      throw new IllegalStateException("an error frame has no identifier");
    } else {
      CanStructs.CAN_ID.putInt(bytes, 0, CanId.of(id) | (kernelId() & CanId.REMOTE));
    }
    return this;
  }

  /**
   * Gives the frame another length. What was not part of it before is zero, or what was there.
   *
   * @param length 0 to 8 bytes, to 64 in an FD frame; 1 to 2048 in an XL frame
   * @return this
   * @throws IllegalArgumentException if it is out of range, or the memory too small
   * @throws IllegalStateException if there is no frame
   */
  public CanFrameBuffer setLength(int length) {
    if (requireKind() == CanFrame.Kind.XL) {
      int whole = CanStructs.XL_DATA_AT + CanStructs.checkXl(length);
      requireRoom(CanFrame.Kind.XL, whole);
      CanStructs.XL_LEN.putShort(bytes, 0, (short) length);
      bytes.clear();
      if (whole > size) {
        zero(size, whole);
      }
      size = whole;
    } else {
      CanStructs.checkLength(requireKind(), length);
      putByte(CanStructs.LEN.offset(), length);
      if (kind == CanFrame.Kind.CLASSIC) {
        putByte(CanStructs.LEN8_DLC.offset(), 0);
      }
    }
    return this;
  }

  /**
   * Gives a classic frame of 8 bytes another length code, for controllers with cc-len8-dlc.
   *
   * @param rawDlc 9 to 15; 8 for none of these
   * @return this
   * @throws IllegalArgumentException if it is out of range
   * @throws IllegalStateException if there is no such frame
   */
  public CanFrameBuffer setRawDlc(int rawDlc) {
    if (requireKind() != CanFrame.Kind.CLASSIC || isError() || length() != CanStructs.CC_MOST) {
      throw new IllegalStateException("not a classic frame of 8 bytes: " + this);
    }
    CanStructs.check("the length code of 8 bytes is 8 to 15", rawDlc, 8, 15);
    return putByte(CanStructs.LEN8_DLC.offset(), rawDlc == 8 ? 0 : rawDlc);
  }

  /**
   * Gives an FD or XL frame other flags.
   *
   * @param flags those of {@link CanFrame#flags}, 0 to 255; that by which it is one is added
   * @return this
   * @throws IllegalArgumentException if it is out of range
   * @throws IllegalStateException if there is no such frame
   */
  public CanFrameBuffer setFlags(int flags) {
    CanStructs.check("flags are 0 to 255", flags, 0, 0xff);
    return switch (requireKind()) {
      case CLASSIC -> throw new IllegalStateException("a classic frame has no flags: " + this);
      case FD -> putByte(CanStructs.FD_FLAGS.offset(), flags | CanStructs.FDF);
      case XL -> putByte(CanStructs.XL_FLAGS.offset(), flags | CanStructs.XLF);
    };
  }

  /**
   * Puts an XL frame into a virtual network, as {@link CanFrame#withVcid}.
   *
   * @param vcid 0 to 255
   * @return this
   * @throws IllegalArgumentException if it is out of range
   * @throws IllegalStateException if there is no XL frame
   */
  public CanFrameBuffer setVcid(int vcid) {
    if (requireKind() != CanFrame.Kind.XL) {
      throw new IllegalStateException("not a frame of CAN XL: " + this);
    }
    CanStructs.check("the VCID of an XL frame is 0 to 255", vcid, 0, 0xff);
    CanStructs.XL_PRIO.putInt(bytes, 0, id() | (vcid << CanStructs.VCID_AT));
    return this;
  }

  /**
   * Whether there is a frame.
   *
   * @return false if nothing has been set or received, or if what came was cut
   */
  public boolean hasFrame() {
    return kind != null;
  }

  /**
   * What the frame is, by its format.
   *
   * @return the kind
   */
  public CanFrame.Kind kind() {
    return requireKind();
  }

  private CanFrame.Kind requireKind() {
    if (kind == null) {
      throw new IllegalStateException(
          isTruncated()
              ? "the frame that came is longer than this memory of " + bytes.capacity()
              : "there is no frame");
    }
    return kind;
  }

  private int kernelId() {
    CanFrame.Kind of = requireKind();
    return CanStructs.normalize(of, CanStructs.CAN_ID.getInt(bytes, 0));
  }

  /**
   * The identifier, as {@link CanFrame#id}.
   *
   * @return the identifier with its flags; of an XL frame, the priority
   */
  public int id() {
    int id = kernelId();
    return kind == CanFrame.Kind.XL ? id & CanId.STANDARD_MASK : id;
  }

  /**
   * The identifier without flags, as {@link CanFrame#number}.
   *
   * @return 11 or 29 bits; of an error frame, its classes; of an XL frame, the priority
   */
  public int number() {
    int id = kernelId();
    return (id & CanId.ERROR) != 0 ? id & CanId.EXTENDED_MASK : CanId.number(id);
  }

  /**
   * Whether the identifier is an extended one.
   *
   * @return true if it is; false with error and XL frames
   */
  public boolean isExtended() {
    return CanId.isExtended(kernelId());
  }

  /**
   * Whether the frame asks for another.
   *
   * @return true if it does, and so has no data
   */
  public boolean isRemote() {
    return (kernelId() & CanId.REMOTE) != 0;
  }

  /**
   * Whether the frame is a report of the controller's.
   *
   * @return true if it is: {@link CanErrorReport#of}({@link #toFrame()}) reads it
   */
  public boolean isError() {
    return (kernelId() & CanId.ERROR) != 0;
  }

  /**
   * The length of the data; of a frame that asks for another, the length that this is to have.
   *
   * @return bytes
   */
  public int length() {
    return requireKind() == CanFrame.Kind.XL
        ? size - CanStructs.XL_DATA_AT
        : CanStructs.LEN.getByte(bytes, 0) & 0xff;
  }

  /**
   * The data, to be read and written in place: always the same object, with position 0, the length
   * of the frame as its limit (0 if it asks for another), and big-endian. It is the frame's until
   * another is set or received.
   *
   * @return a view of this memory
   */
  public ByteBuffer data() {
    boolean xl = requireKind() == CanFrame.Kind.XL;
    int length = !xl && isRemote() ? 0 : length();
    return (xl ? xlData : data).clear().limit(length).order(ByteOrder.BIG_ENDIAN);
  }

  /**
   * The length code of a classic frame, as {@link CanFrame#rawDlc}.
   *
   * @return 0 to 15; 0 with other frames
   */
  public int rawDlc() {
    return requireKind() == CanFrame.Kind.CLASSIC ? CanStructs.rawDlc(bytes, 0) : 0;
  }

  /**
   * The flags of an FD or XL frame, as {@link CanFrame#flags}.
   *
   * @return 0 to 255; 0 with a classic frame
   */
  public int flags() {
    return switch (requireKind()) {
      case CLASSIC -> 0;
      case FD -> CanStructs.FD_FLAGS.getByte(bytes, 0) & 0xff & ~CanStructs.FDF;
      case XL -> CanStructs.XL_FLAGS.getByte(bytes, 0) & 0xff & ~CanStructs.XLF;
    };
  }

  /**
   * The type of the data (SDU type) of an XL frame.
   *
   * @return 0 to 255; 0 with other frames
   */
  public int sdt() {
    return requireKind() == CanFrame.Kind.XL ? CanStructs.XL_SDT.getByte(bytes, 0) & 0xff : 0;
  }

  /**
   * The acceptance field of an XL frame.
   *
   * @return 32 bits; 0 with other frames
   */
  public int acceptanceField() {
    return requireKind() == CanFrame.Kind.XL ? CanStructs.XL_AF.getInt(bytes, 0) : 0;
  }

  /**
   * The identifier of the virtual network (VCID) of an XL frame.
   *
   * @return 0 to 255; 0 with other frames
   */
  public int vcid() {
    return requireKind() == CanFrame.Kind.XL ? kernelId() >>> CanStructs.VCID_AT : 0;
  }

  /**
   * The frame as a value.
   *
   * @return a new frame
   */
  public CanFrame toFrame() {
    CanFrame.Kind unused = requireKind();
    return CanFrame.decode(bytes.clear(), 0, size);
  }

  // ------------------------------------------------------------------ what came with it

  /**
   * Whether what came last was longer than this memory: the rest of it is lost, and there is no
   * frame here.
   *
   * @return true if it was
   */
  public boolean isTruncated() {
    return message.truncated();
  }

  /**
   * The interface that the frame came in by.
   *
   * @return its number; 0 if the frame did not come
   */
  public int interfaceIndex() {
    return message.address() instanceof CanAddress address ? address.interfaceIndex() : 0;
  }

  /**
   * Whether a socket of this machine sent the frame that came (MSG_DONTROUTE), rather than another
   * node of the bus.
   *
   * @return true if one did
   */
  public boolean isLocal() {
    return message.has(MessageFlag.DONTROUTE);
  }

  /**
   * Whether the very socket that received the frame had sent it (MSG_CONFIRM): see {@link
   * CanRawOptions#CAN_RAW_RECV_OWN_MSGS}.
   *
   * @return true if it had
   */
  public boolean isOwn() {
    return message.has(MessageFlag.CONFIRM);
  }

  /**
   * When the frame came, by the clock of the system: with {@link CanRawSocket#tellTimestamps}.
   *
   * @return nanoseconds since 1970; 0 if that is not told
   */
  public long timestampNanos() {
    return arrival.timestamp();
  }

  /**
   * When the frame came, by the clock of the controller, which may count from another moment: with
   * {@link CanRawSocket#tellTimestamps}.
   *
   * @return nanoseconds; 0 if that is not told, as with controllers that have no clock
   */
  public long hardwareTimestampNanos() {
    return arrival.hardwareTimestamp();
  }

  /**
   * How many frames the socket had lost in all, for want of room in its receive buffer, before this
   * one came: with {@link CanRawSocket#tellDropped}. It begins again after 4,294,967,295.
   *
   * @return frames; 0 if that is not told
   */
  public long dropped() {
    return arrival.dropped();
  }

  // ------------------------------------------------------------------------------ calls

  private void forget() {
    kind = null;
    size = 0;
    message.clear();
    arrival.clear();
  }

  /** The message, to be sent. */
  Message toSend(@Nullable CanAddress target) {
    CanFrame.Kind unused = requireKind();
    message.clear();
    arrival.clear();
    if (target != null) {
      message.setAddress(target);
    }
    bytes.limit(size).position(0);
    return message;
  }

  /** The message, to be received. */
  Message toReceive() {
    kind = null;
    size = 0;
    arrival.clear();
    bytes.clear();
    return message;
  }

  /** Takes what came. */
  void received() {
    arrival.read(message);
    if (!message.truncated()) {
      int length = message.length();
      kind = CanStructs.kind(bytes.clear(), 0, length);
      size = length;
    }
  }

  /** Receives; false if there is nothing, in non-blocking mode. */
  boolean receive(BsdSocket<CanAddress> socket) throws IOException {
    int unused = socket.receiveMessage(toReceive());
    if (!message.arrived()) {
      return false;
    }
    received();
    return true;
  }

  /** What came, as a value. */
  ReceivedFrame toReceived() {
    CanAddress from = message.address() instanceof CanAddress address ? address : CanAddress.ANY;
    return new ReceivedFrame(
        toFrame(), from, isLocal(), isOwn(), timestampNanos(), hardwareTimestampNanos(), dropped());
  }

  /**
   * The frame for people.
   *
   * @return as {@link CanFrame#toString}; what is missing where there is none
   */
  @Override
  public String toString() {
    return kind == null ? "no frame" : toFrame().toString();
  }
}
