package io.sockets4j.spi;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.StructLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The codecs of common option values. */
public final class OptionCodecs {

  /** A C {@code int}. */
  public static final OptionCodec<Integer> INT = new IntCodec();

  /** A C {@code unsigned int}: 0 to 2<sup>32</sup>-1. */
  public static final OptionCodec<Long> UNSIGNED_INT = new UnsignedIntCodec();

  /** A 64-bit number. */
  public static final OptionCodec<Long> LONG = new LongCodec();

  /** A C {@code int} that is 0 or not 0; written as 1. */
  public static final OptionCodec<Boolean> BOOLEAN = new BooleanCodec();

  /** {@code struct linger}: seconds, 0 to 65535; negative when lingering is off (socket(7)). */
  public static final OptionCodec<Integer> LINGER = new LingerCodec();

  /**
   * {@code struct timeval}: a duration of 0 or more; rounded up to microseconds, 68 years at the
   * most.
   */
  public static final OptionCodec<Duration> TIMEVAL = new TimevalCodec();

  private static final int INT_SIZE = Integer.BYTES;

  private OptionCodecs() {}

  /**
   * Bytes as they are.
   *
   * @param capacity the most that are read or written, 1 or more
   * @return the codec
   */
  public static OptionCodec<byte[]> bytes(int capacity) {
    return new BytesCodec(requireCapacity(capacity));
  }

  /**
   * Text in UTF-8, which a zero byte ends where the kernel writes one.
   *
   * @param capacity the most bytes that the option takes, the zero byte among them, 1 or more
   * @return the codec
   */
  public static OptionCodec<String> string(int capacity) {
    return new StringCodec(requireCapacity(capacity));
  }

  private static int requireCapacity(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("an option value of " + capacity + " bytes");
    }
    return capacity;
  }

  private static void requireLength(ByteBuffer memory, int length, String what) {
    if (memory.limit() < length) {
      throw new IllegalArgumentException(
          "%d bytes are no %s of %d".formatted(memory.limit(), what, length));
    }
  }

  private static final class IntCodec implements OptionCodec<Integer> {
    @Override
    public int capacity() {
      return INT_SIZE;
    }

    @Override
    public int encode(Integer value, ByteBuffer memory) {
      memory.putInt(0, value);
      return INT_SIZE;
    }

    @Override
    public Integer decode(ByteBuffer memory) {
      // Some options are answered in one byte (IP_MULTICAST_TTL on the BSDs).
      if (memory.limit() == 1) {
        return Byte.toUnsignedInt(memory.get(0));
      }
      requireLength(memory, INT_SIZE, "int");
      return memory.getInt(0);
    }
  }

  private static final class UnsignedIntCodec implements OptionCodec<Long> {
    private static final long MAX = 0xffff_ffffL;

    @Override
    public int capacity() {
      return INT_SIZE;
    }

    @Override
    public int encode(Long value, ByteBuffer memory) {
      if (value < 0 || value > MAX) {
        throw new IllegalArgumentException(value + " is not in 0..4294967295");
      }
      return INT.encode(value.intValue(), memory);
    }

    @Override
    public Long decode(ByteBuffer memory) {
      return Integer.toUnsignedLong(INT.decode(memory));
    }
  }

  private static final class LongCodec implements OptionCodec<Long> {
    @Override
    public int capacity() {
      return Long.BYTES;
    }

    @Override
    public int encode(Long value, ByteBuffer memory) {
      memory.putLong(0, value);
      return Long.BYTES;
    }

    @Override
    public Long decode(ByteBuffer memory) {
      requireLength(memory, Long.BYTES, "64-bit number");
      return memory.getLong(0);
    }
  }

  private static final class BooleanCodec implements OptionCodec<Boolean> {
    @Override
    public int capacity() {
      return INT_SIZE;
    }

    @Override
    public int encode(Boolean value, ByteBuffer memory) {
      return INT.encode(value ? 1 : 0, memory);
    }

    @Override
    public Boolean decode(ByteBuffer memory) {
      return INT.decode(memory) != 0;
    }
  }

  private static final class LingerCodec implements OptionCodec<Integer> {
    private static final int MAX_SECONDS = 0xffff;

    @Override
    public int capacity() {
      return Structs.LINGER.size();
    }

    @Override
    public int encode(Integer seconds, ByteBuffer memory) {
      if (seconds > MAX_SECONDS) {
        throw new IllegalArgumentException("cannot linger " + seconds + " s: the most is 65535");
      }
      Structs.L_ONOFF.putUnsigned(memory, 0, seconds >= 0 ? 1 : 0);
      Structs.L_LINGER.putUnsigned(memory, 0, Math.max(seconds, 0));
      return Structs.LINGER.size();
    }

    @Override
    public Integer decode(ByteBuffer memory) {
      requireLength(memory, Structs.LINGER.size(), "struct linger");
      return Structs.L_ONOFF.getUnsigned(memory, 0) == 0
          ? -1
          : (int) Structs.L_LINGER.getUnsigned(memory, 0);
    }
  }

  private static final class TimevalCodec implements OptionCodec<Duration> {
    private static final Duration LONGEST = Duration.ofSeconds(Integer.MAX_VALUE);
    private static final int NANOS_PER_MICRO = 1_000;
    private static final int MICROS_PER_SECOND = 1_000_000;

    @Override
    public int capacity() {
      return Structs.TIMEVAL.size();
    }

    @Override
    public int encode(Duration value, ByteBuffer memory) {
      if (value.isNegative() || value.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(value + " is not in 0 to " + LONGEST);
      }
      Duration rounded = value.plusNanos(NANOS_PER_MICRO - 1L);
      Structs.TV_SEC.putUnsigned(memory, 0, rounded.getSeconds());
      Structs.TV_USEC.putUnsigned(memory, 0, rounded.getNano() / NANOS_PER_MICRO);
      return Structs.TIMEVAL.size();
    }

    @Override
    public Duration decode(ByteBuffer memory) {
      requireLength(memory, Structs.TIMEVAL.size(), "struct timeval");
      long micros = Structs.TV_USEC.getUnsigned(memory, 0);
      if (micros < 0 || micros >= MICROS_PER_SECOND) {
        throw new IllegalArgumentException(micros + " microseconds in a struct timeval");
      }
      return Duration.ofSeconds(Structs.TV_SEC.getUnsigned(memory, 0), micros * NANOS_PER_MICRO);
    }
  }

  private record BytesCodec(int capacity) implements OptionCodec<byte[]> {
    @Override
    public int encode(byte[] value, ByteBuffer memory) {
      if (value.length > capacity) {
        throw new IllegalArgumentException(
            "%d bytes do not fit into an option value of %d".formatted(value.length, capacity));
      }
      memory.put(0, value);
      return value.length;
    }

    @Override
    public byte[] decode(ByteBuffer memory) {
      byte[] value = new byte[memory.limit()];
      memory.get(0, value);
      return value;
    }
  }

  private record StringCodec(int capacity) implements OptionCodec<String> {
    @Override
    public int encode(String value, ByteBuffer memory) {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      if (bytes.length >= capacity) { // a kernel cuts it silently, to make room for its zero byte
        throw new IllegalArgumentException(
            "'%s' is longer than the %d bytes of the option".formatted(value, capacity - 1));
      }
      memory.put(0, bytes);
      return bytes.length;
    }

    @Override
    public String decode(ByteBuffer memory) {
      int length = 0;
      while (length < memory.limit() && memory.get(length) != 0) {
        length++;
      }
      byte[] bytes = new byte[length];
      memory.get(0, bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** The layouts, apart so that the header check finds them in one place. */
  @CHeaders({"sys/socket.h", "sys/time.h", "winsock2.h"})
  static final class Structs {
    static final StructLayout LINGER = StructLayout.named("struct linger").posix(8).windows(4);
    static final StructLayout.Field L_ONOFF = LINGER.field("l_onoff", 0, 4).windows(0, 2);
    static final StructLayout.Field L_LINGER = LINGER.field("l_linger", 4, 4).windows(2, 2);

    static final StructLayout TIMEVAL = StructLayout.named("struct timeval").posix(16).windows(8);
    static final StructLayout.Field TV_SEC = TIMEVAL.field("tv_sec", 0, 8).windows(0, 4);
    static final StructLayout.Field TV_USEC =
        TIMEVAL.field("tv_usec", 8, 8).macos(8, 4).windows(4, 4);

    private Structs() {}
  }
}
