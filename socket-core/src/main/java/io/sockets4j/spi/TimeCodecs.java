package io.sockets4j.spi;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.StructLayout;
import java.nio.ByteBuffer;
import java.time.Instant;

/** The codecs of points in time. */
public final class TimeCodecs {
  /** {@code struct timeval} since 1970; written without what is finer than microseconds. */
  public static final OptionCodec<Instant> TIMEVAL =
      new InstantCodec(
          OptionCodecs.Structs.TIMEVAL,
          OptionCodecs.Structs.TV_SEC,
          OptionCodecs.Structs.TV_USEC,
          1_000);

  /** {@code struct timespec} since 1970. */
  public static final OptionCodec<Instant> TIMESPEC =
      new InstantCodec(Structs.TIMESPEC, Structs.TV_SEC, Structs.TV_NSEC, 1);

  private static final int NANOS_PER_SECOND = 1_000_000_000;

  private TimeCodecs() {}

  /**
   * Seconds and a fraction of them.
   *
   * @param unit of the fraction, in nanoseconds
   */
  private record InstantCodec(
      StructLayout struct, StructLayout.Field seconds, StructLayout.Field fraction, int unit)
      implements OptionCodec<Instant> {
    @Override
    public int capacity() {
      return struct.size();
    }

    @Override
    public int encode(Instant value, ByteBuffer memory) {
      seconds.putUnsigned(memory, 0, value.getEpochSecond());
      fraction.putUnsigned(memory, 0, value.getNano() / unit);
      return struct.size();
    }

    @Override
    public Instant decode(ByteBuffer memory) {
      if (memory.limit() < struct.size()) {
        throw new IllegalArgumentException(
            "%d bytes are no %s of %d".formatted(memory.limit(), struct, struct.size()));
      }
      long whole = seconds.getUnsigned(memory, 0);
      long part = fraction.getUnsigned(memory, 0);
      if (part < 0 || part >= NANOS_PER_SECOND / unit) {
        throw new IllegalArgumentException(part + " in the fraction of a " + struct);
      }
      if (whole < Instant.MIN.getEpochSecond() || whole > Instant.MAX.getEpochSecond()) {
        throw new IllegalArgumentException(whole + " seconds since 1970");
      }
      return Instant.ofEpochSecond(whole, part * unit);
    }
  }

  /** The layout, apart so that the header check finds it. */
  @CHeaders("time.h")
  static final class Structs {
    static final StructLayout TIMESPEC = StructLayout.named("struct timespec").posix(16);
    static final StructLayout.Field TV_SEC = TIMESPEC.field("tv_sec", 0, 8);
    static final StructLayout.Field TV_NSEC = TIMESPEC.field("tv_nsec", 8, 8);

    private Structs() {}
  }
}
