package io.sockets4j.internal;

import io.sockets4j.os.ControlConstants;
import io.sockets4j.os.ControlHeader;
import io.sockets4j.os.SocketConstants;
import io.sockets4j.spi.OptionCodec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The control messages of a message, one after the other as in the kernel's memory, but without
 * those that carry descriptors: these belong to {@link CarriedDescriptors}.
 */
public final class ControlData {
  /** The most that goes with a message: Linux takes half of it unless told otherwise. */
  public static final int LARGEST = 256 * 1024;

  private static final int SOL_SOCKET = SocketConstants.SOL_SOCKET.value();
  private static final int SCM_RIGHTS = ControlConstants.SCM_RIGHTS.value();
  private static final boolean HAS_PIDFD = ControlConstants.SCM_PIDFD.exists();
  private static final int SCM_PIDFD = HAS_PIDFD ? ControlConstants.SCM_PIDFD.value() : 0;
  private static final int FIRST_CAPACITY = 256;

  private ByteBuffer memory = allocate(0);
  private int used;

  /** Where codecs write and read: they begin at index 0. */
  private ByteBuffer value = allocate(0);

  private static ByteBuffer allocate(int capacity) {
    return ByteBuffer.allocate(capacity).order(ByteOrder.nativeOrder());
  }

  public void clear() {
    used = 0;
  }

  /** How many bytes they take. */
  public int used() {
    return used;
  }

  // -------------------------------------------------------------------- to be sent

  /** Adds a message whose data a codec writes. */
  public <T> void add(int level, int type, OptionCodec<T> codec, T what) {
    int capacity = codec.capacity();
    ByteBuffer room = value(capacity);
    zero(room, 0, capacity);
    int length = codec.encode(what, room);
    if (length < 0 || length > capacity) {
      throw new IllegalStateException(
          "%s writes %d bytes of %d".formatted(codec.getClass().getName(), length, capacity));
    }
    requireRoom(length);
    append(level, type, room, 0, length);
  }

  /** Adds a message with such data. */
  public void add(int level, int type, byte[] data) {
    requireRoom(data.length);
    append(level, type, ByteBuffer.wrap(data), 0, data.length);
  }

  private void requireRoom(int dataLength) {
    long total = (long) used + ControlHeader.space(dataLength);
    if (total > LARGEST) {
      throw new IllegalArgumentException(
          "control messages of %d bytes: the most is %d".formatted(total, LARGEST));
    }
  }

  private void append(int level, int type, ByteBuffer source, int from, int length) {
    int space = ControlHeader.space(length);
    if (memory.capacity() < used + space) {
      int capacity = Math.max(Math.max(2 * memory.capacity(), FIRST_CAPACITY), used + space);
      memory = allocate(capacity).put(0, memory, 0, used);
    }
    ControlHeader.put(memory, used, level, type, length);
    int data = ControlHeader.data(used);
    memory.put(data, source, from, length);
    used += space;
    zero(memory, data + length, used);
  }

  private static void zero(ByteBuffer memory, int from, int to) {
    for (int i = from; i < to; i++) {
      memory.put(i, (byte) 0);
    }
  }

  /** Copies all to other memory; how many bytes. */
  int copyTo(ByteBuffer target, int at) {
    target.put(at, memory, 0, used);
    return used;
  }

  // -------------------------------------------------------------------- that came

  /**
   * Takes what the kernel wrote, whatever that is: what is cut keeps the bytes that are there, and
   * what is no message ends it. Descriptors are somebody's as soon as they have been seen.
   */
  void receive(ByteBuffer source, int from, int length, CarriedDescriptors descriptors) {
    int end = from + length;
    int at = from;
    while (true) {
      int dataLength = ControlHeader.dataLength(source, at, end);
      if (dataLength < 0) {
        return;
      }
      int level = ControlHeader.level(source, at);
      int type = ControlHeader.type(source, at);
      int data = ControlHeader.data(at);
      if (level == SOL_SOCKET && type == SCM_RIGHTS) {
        descriptors.receive(source, data, dataLength);
      } else if (level == SOL_SOCKET && type == SCM_PIDFD && HAS_PIDFD) {
        descriptors.receiveProcess(source, data, dataLength);
      } else {
        append(level, type, source, data, dataLength);
      }
      at = ControlHeader.next(at, dataLength);
    }
  }

  /** What is done with each message. */
  @FunctionalInterface
  public interface Visitor {
    void message(int level, int type, byte[] data);
  }

  public void forEach(Visitor visitor) {
    int at = 0;
    while (at < used) {
      int length = ControlHeader.dataLength(memory, at, used);
      byte[] data = new byte[length];
      memory.get(ControlHeader.data(at), data);
      visitor.message(ControlHeader.level(memory, at), ControlHeader.type(memory, at), data);
      at = ControlHeader.next(at, length);
    }
  }

  /** Level, type and length of each, for people. */
  void describe(StringBuilder text) {
    forEach(
        (level, type, data) ->
            text.append(", control %d:%d (%d bytes)".formatted(level, type, data.length)));
  }

  /** What the first message of a type tells; null where there is none, or none that can be read. */
  public <T> @Nullable T first(int level, int type, OptionCodec<T> codec) {
    int at = 0;
    while (at < used) {
      int length = ControlHeader.dataLength(memory, at, used);
      if (ControlHeader.level(memory, at) == level && ControlHeader.type(memory, at) == type) {
        ByteBuffer read = value(length).put(0, memory, ControlHeader.data(at), length);
        return decode(codec, read);
      }
      at = ControlHeader.next(at, length);
    }
    return null;
  }

  /** What a codec reads, null where it cannot: the bytes may come from outside, and be cut. */
  public static <T> @Nullable T decode(OptionCodec<T> codec, ByteBuffer value) {
    try {
      return codec.decode(value);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return null;
    }
  }

  /** Memory for one value, which is kept. */
  private ByteBuffer value(int length) {
    if (value.capacity() < length) {
      value = allocate(Math.max(length, FIRST_CAPACITY));
    }
    return value.clear().limit(length);
  }
}
