package io.sockets4j.can;

import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A set of the flags of a task of the broadcast manager, held as the one {@code int} that the
 * kernel takes. Immutable. See {@code linux/can/bcm.h} and <a
 * href="https://docs.kernel.org/networking/can.html#broadcast-manager-protocol-sockets-sock-dgram">
 * SocketCAN</a>.
 *
 * <pre>{@code
 * BcmReception.of(0x123)
 *     .withTimeout(Duration.ofMillis(500))
 *     .with(BcmFlags.RX_ANNOUNCE_RESUME);
 * }</pre>
 *
 * <p>A single flag is the set of it alone. Bits without a name are kept as they are: the kernel may
 * be newer than this.
 */
public final class BcmFlags {
  /** No flag. */
  public static final BcmFlags NONE = new BcmFlags(0);

  /** Sets the intervals and the count. Without it, the task keeps those that it has. */
  public static final BcmFlags SETTIMER = new BcmFlags(0x0001);

  /** Starts the timer anew. A transmission sends a frame at once then, which counts. */
  public static final BcmFlags STARTTIMER = new BcmFlags(0x0002);

  /**
   * Tells when the last frame of the first interval has been sent: {@link BcmEvent.TxExpired}. The
   * kernel tells it from its timer alone, and so never where the first frame, which is sent at
   * once, is the last one too.
   */
  public static final BcmFlags TX_COUNTEVT = new BcmFlags(0x0004);

  /** Sends a frame at once, whatever the timer does. It counts. */
  public static final BcmFlags TX_ANNOUNCE = new BcmFlags(0x0008);

  /** Gives all frames the identifier of the task. */
  public static final BcmFlags TX_CP_CAN_ID = new BcmFlags(0x0010);

  /** Passes all frames of the identifier, whatever they contain. */
  public static final BcmFlags RX_FILTER_ID = new BcmFlags(0x0020);

  /** Takes a change of the length for a change of the content. */
  public static final BcmFlags RX_CHECK_DLC = new BcmFlags(0x0040);

  /** Does not start the timer of the timeout anew with every frame. */
  public static final BcmFlags RX_NO_AUTOTIMER = new BcmFlags(0x0080);

  /** After a timeout, passes the next frame, whether its content has changed or not. */
  public static final BcmFlags RX_ANNOUNCE_RESUME = new BcmFlags(0x0100);

  /** Goes on with the first frame of the sequence. */
  public static final BcmFlags TX_RESET_MULTI_IDX = new BcmFlags(0x0200);

  /** Sends a frame as the answer to each frame that asks for it (remote request). */
  public static final BcmFlags RX_RTR_FRAME = new BcmFlags(0x0400);

  /** The frames are of CAN FD. {@link BcmTransmission} and {@link BcmReception} see to it. */
  public static final BcmFlags CAN_FD_FRAME = new BcmFlags(0x0800);

  private static final List<String> NAMES =
      List.of(
          "SETTIMER",
          "STARTTIMER",
          "TX_COUNTEVT",
          "TX_ANNOUNCE",
          "TX_CP_CAN_ID",
          "RX_FILTER_ID",
          "RX_CHECK_DLC",
          "RX_NO_AUTOTIMER",
          "RX_ANNOUNCE_RESUME",
          "TX_RESET_MULTI_IDX",
          "RX_RTR_FRAME",
          "CAN_FD_FRAME");

  private final int bits;

  private BcmFlags(int bits) {
    this.bits = bits;
  }

  /**
   * The set of the given bits.
   *
   * @param bits the bits, as the kernel has them
   * @return the set
   */
  public static BcmFlags of(int bits) {
    return bits == 0 ? NONE : new BcmFlags(bits);
  }

  /**
   * The flags as the kernel has them.
   *
   * @return the bits
   */
  public int bits() {
    return bits;
  }

  /**
   * This set and others.
   *
   * @param more flags to add
   * @return the set
   */
  public BcmFlags with(BcmFlags more) {
    return of(bits | more.bits);
  }

  /**
   * This set without others.
   *
   * @param less flags to leave out
   * @return the set
   */
  public BcmFlags without(BcmFlags less) {
    return of(bits & ~less.bits);
  }

  /**
   * Whether flags are in this set.
   *
   * @param all flags
   * @return true if all of them are
   */
  public boolean contains(BcmFlags all) {
    return (bits & all.bits) == all.bits;
  }

  /**
   * Whether {@code other} is a set of the same bits.
   *
   * @param other the object to compare with
   * @return true if both are equal
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BcmFlags that && bits == that.bits;
  }

  @Override
  public int hashCode() {
    return bits;
  }

  /**
   * The names of the flags from the lowest bit up, what has no name in hexadecimal.
   *
   * @return such as {@code SETTIMER|STARTTIMER}, or {@code 0}
   */
  @Override
  public String toString() {
    if (bits == 0) {
      return "0";
    }
    StringJoiner names = new StringJoiner("|");
    for (int i = 0; i < NAMES.size(); i++) {
      if ((bits & 1 << i) != 0) {
        names.add(NAMES.get(i));
      }
    }
    int nameless = bits & -1 << NAMES.size();
    if (nameless != 0) {
      names.add("0x" + Integer.toHexString(nameless));
    }
    return names.toString();
  }
}
