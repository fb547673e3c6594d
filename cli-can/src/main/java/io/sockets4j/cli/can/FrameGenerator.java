package io.sockets4j.cli.can;

import io.sockets4j.can.CanFrame;
import io.sockets4j.can.CanId;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;

/** Makes frames as cangen does: each part random, counted up, or always the same. */
final class FrameGenerator {
  private static final int MOST_CLASSIC = 8;
  private static final int MOST_FD = 64;
  private static final int MOST_XL = 2048;
  private static final int MOST_LENGTH_CODE = 15;

  /** How many in a thousand random frames ask for another, where all sorts are mixed. */
  private static final int REMOTE_ODDS = 4;

  private final Random random;
  private final Options options;
  private int id;
  private int length;
  private long data;

  /** How a part is chosen. */
  enum Mode {
    /** At random. */
    RANDOM,
    /** The next. */
    INCREMENT,
    /** The one that is given. */
    FIXED
  }

  /**
   * What identifiers are like.
   *
   * @param mode how they are chosen
   * @param fixed the one that is given
   */
  record Ids(Mode mode, int fixed) {
    /**
     * Reads {@code r}, {@code i} or hexadecimal digits.
     *
     * @throws MalformedTextException if the text is none of these, or too much
     */
    static Ids parse(String text) {
      Mode mode = modeOf(text);
      if (mode != Mode.FIXED) {
        return new Ids(mode, 0);
      }
      Cursor cursor = new Cursor(text);
      int digits = cursor.countDigits();
      if (digits == 0 || digits > 8) {
        throw cursor.malformed("'r', 'i' or an identifier of 1 to 8 hexadecimal digits");
      }
      int id = cursor.hex(digits, "an identifier");
      cursor.expectEnd("the end after the identifier");
      if (id < 0 || id > CanId.EXTENDED_MASK) {
        throw cursor.malformed(0, "an identifier of 0 to 1FFFFFFF");
      }
      return new Ids(mode, id);
    }
  }

  /**
   * How long the data are.
   *
   * @param mode how that is chosen
   * @param fixed the length that is given
   */
  record Lengths(Mode mode, int fixed) {
    /**
     * Reads {@code r}, {@code i} or a number.
     *
     * @throws MalformedTextException if the text is none of these, or too much
     */
    static Lengths parse(String text) {
      Mode mode = modeOf(text);
      if (mode != Mode.FIXED) {
        return new Lengths(mode, 0);
      }
      Cursor cursor = new Cursor(text);
      String digits = cursor.decimals();
      if (digits.isEmpty() || digits.length() > 4 || !cursor.atEnd()) {
        throw cursor.malformed("'r', 'i' or a length of 0 to 2048 bytes");
      }
      int length = Integer.parseInt(digits);
      if (length > MOST_XL) {
        throw cursor.malformed(0, "a length of 0 to 2048 bytes");
      }
      return new Lengths(mode, length);
    }
  }

  /** What the data are. */
  static final class Payload {
    private final Mode mode;
    private final byte[] fixed;

    private Payload(Mode mode, byte[] fixed) {
      this.mode = mode;
      this.fixed = fixed;
    }

    /** How long they are, if they are given. */
    OptionalInt length() {
      return mode == Mode.FIXED ? OptionalInt.of(fixed.length) : OptionalInt.empty();
    }

    /**
     * Reads {@code r}, {@code i} or hexadecimal digits, two a byte.
     *
     * @throws MalformedTextException if the text is none of these, or too much
     */
    static Payload parse(String text) {
      Mode mode = modeOf(text);
      if (mode != Mode.FIXED) {
        return new Payload(mode, new byte[0]);
      }
      Cursor cursor = new Cursor(text);
      byte[] bytes = new byte[cursor.countDigits() / 2];
      if (bytes.length == 0 || bytes.length > MOST_XL) {
        throw cursor.malformed("'r', 'i' or 1 to 2048 bytes of two hexadecimal digits");
      }
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) cursor.hex(2, "two hexadecimal digits, a byte");
      }
      cursor.expectEnd("two hexadecimal digits a byte, and nothing else");
      return new Payload(mode, bytes);
    }
  }

  private static Mode modeOf(String text) {
    return switch (text) {
      case "r" -> Mode.RANDOM;
      case "i" -> Mode.INCREMENT;
      default -> Mode.FIXED;
    };
  }

  /**
   * What is asked for.
   *
   * @param kind of which kind the frames are
   * @param mixed whether they are classic, FD, extended, remote as chance has it
   * @param extended whether identifiers have 29 bits
   * @param remote whether they ask for others
   * @param bitRateSwitch whether FD frames have BRS
   * @param errorState whether FD frames have ESI
   * @param ids the identifiers, or priorities of XL frames
   * @param lengths the lengths
   * @param payload the data
   */
  record Options(
      CanFrame.Kind kind,
      boolean mixed,
      boolean extended,
      boolean remote,
      boolean bitRateSwitch,
      boolean errorState,
      Ids ids,
      Lengths lengths,
      Payload payload) {

    /**
     * Refuses what no frame can be.
     *
     * @throws IllegalArgumentException with the reason
     */
    Options {
      int most = most(kind);
      int least = kind == CanFrame.Kind.XL ? 1 : 0;
      if (lengths.mode == Mode.FIXED && (lengths.fixed < least || lengths.fixed > most)) {
        throw new IllegalArgumentException(
            "a frame of this kind has %s to %s bytes, not %s"
                .formatted(least, most, lengths.fixed));
      }
      if (payload.fixed.length > most) {
        throw new IllegalArgumentException(
            "a frame of this kind has no more than %s bytes, not %s"
                .formatted(most, payload.fixed.length));
      }
      if (kind == CanFrame.Kind.XL && ids.fixed > CanId.STANDARD_MASK) {
        throw new IllegalArgumentException(
            "the priority of a CAN XL frame is 0 to 7FF, not %X".formatted(ids.fixed));
      }
    }
  }

  FrameGenerator(Options options, long seed) {
    this.options = options;
    this.random = new Random(seed);
  }

  private static int most(CanFrame.Kind kind) {
    return switch (kind) {
      case CLASSIC -> MOST_CLASSIC;
      case FD -> MOST_FD;
      case XL -> MOST_XL;
    };
  }

  /** Makes the next frame. */
  CanFrame next() {
    CanFrame.Kind kind = options.kind;
    boolean extended = options.extended;
    boolean remote = options.remote;
    boolean bitRateSwitch = options.bitRateSwitch;
    boolean errorState = options.errorState;
    if (options.mixed) {
      kind = random.nextBoolean() ? CanFrame.Kind.FD : CanFrame.Kind.CLASSIC;
      extended = random.nextBoolean();
      remote = kind == CanFrame.Kind.CLASSIC && random.nextInt(1 << REMOTE_ODDS) == 0;
      bitRateSwitch = random.nextBoolean();
      errorState = random.nextBoolean();
    }
    int number = id(kind, extended);
    byte[] bytes = data(kind);
    if (kind == CanFrame.Kind.XL) {
      return CanFrame.xl(number, random.nextInt(0x100), random.nextInt(), bytes);
    }
    int whole = extended ? CanId.extended(number) : number;
    if (kind == CanFrame.Kind.FD) {
      return CanFrame.fd(whole, bytes)
          .withBitRateSwitch(bitRateSwitch)
          .withErrorStateIndicator(errorState);
    }
    return remote ? CanFrame.remote(whole, bytes.length) : CanFrame.of(whole, bytes);
  }

  private int id(CanFrame.Kind kind, boolean extended) {
    int mask = extended && kind != CanFrame.Kind.XL ? CanId.EXTENDED_MASK : CanId.STANDARD_MASK;
    return switch (options.ids.mode) {
      case RANDOM -> random.nextInt() & mask;
      case INCREMENT -> id++ & mask;
      case FIXED -> options.ids.fixed;
    };
  }

  private byte[] data(CanFrame.Kind kind) {
    byte[] fixed = options.payload.fixed;
    int size = length(kind);
    return switch (options.payload.mode) {
      case RANDOM -> {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        yield bytes;
      }
      case INCREMENT -> count(Math.max(size, 1));
      case FIXED -> Arrays.copyOf(fixed, Math.min(size, most(kind)));
    };
  }

  /** A number that is one higher each time, its lowest byte first. */
  private byte[] count(int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < Math.min(size, Long.BYTES); i++) {
      bytes[i] = (byte) (data >> (i * Byte.SIZE));
    }
    data++;
    return bytes;
  }

  /** A length that a bus can carry. */
  private int length(CanFrame.Kind kind) {
    int most = most(kind);
    int least = kind == CanFrame.Kind.XL ? 1 : 0;
    return switch (options.lengths.mode) {
      case FIXED -> Math.min(options.lengths.fixed, most);
      case RANDOM ->
          kind == CanFrame.Kind.XL
              ? least + random.nextInt(most)
              : ofCode(random.nextInt(MOST_LENGTH_CODE + 1), kind);
      case INCREMENT -> {
        int code = length++;
        yield switch (kind) {
          case CLASSIC -> code % (MOST_CLASSIC + 1);
          case FD -> ofCode(code % (MOST_LENGTH_CODE + 1), kind);
          case XL -> least + code % most;
        };
      }
    };
  }

  /** What a length code (DLC) means. */
  private static int ofCode(int code, CanFrame.Kind kind) {
    if (kind == CanFrame.Kind.CLASSIC || code <= MOST_CLASSIC) {
      return Math.min(code, MOST_CLASSIC);
    }
    int[] lengths = {12, 16, 20, 24, 32, 48, 64};
    return lengths[code - MOST_CLASSIC - 1];
  }
}
