package io.sockets4j.can;

import java.util.List;

/**
 * The frames that carry the messages of an ISO-TP socket: {@code struct can_isotp_ll_options}, the
 * value of {@link IsoTpOptions#CAN_ISOTP_LL_OPTS}.
 *
 * <pre>{@code
 * IsoTpLinkLayer.fd(64); // CAN FD, up to 64 bytes a frame
 * }</pre>
 *
 * <p>It is the kind of frames that a socket receives as well: of the other kind it sees none.
 *
 * @param mtu {@link #CLASSIC_MTU} or {@link #FD_MTU}
 * @param dataLength the most bytes in a frame that is sent: 8, with CAN FD also 12, 16, 20, 24, 32,
 *     48 or 64
 * @param flags the flags of frames that are sent (CANFD_BRS is 1), 0 to 255; 0 with classic ones
 */
public record IsoTpLinkLayer(int mtu, int dataLength, int flags) {
  private static final List<Integer> LENGTHS = List.of(8, 12, 16, 20, 24, 32, 48, 64);

  /** CAN_MTU: classic frames. */
  public static final int CLASSIC_MTU = 16;

  /** CANFD_MTU: frames of CAN FD. */
  public static final int FD_MTU = 72;

  /** That of a new socket: classic frames of 8 bytes. */
  public static final IsoTpLinkLayer CLASSIC = new IsoTpLinkLayer(CLASSIC_MTU, 8, 0);

  /** Refuses what is out of range. */
  public IsoTpLinkLayer {
    if (mtu != CLASSIC_MTU && mtu != FD_MTU) {
      throw new IllegalArgumentException("MTU %d is neither 16 nor 72".formatted(mtu));
    }
    if (!LENGTHS.contains(dataLength)) {
      throw new IllegalArgumentException(
          "a frame of %d bytes: it has one of %s".formatted(dataLength, LENGTHS));
    }
    IsoTpSettings.requireByte("frame flags", flags);
    if (mtu == CLASSIC_MTU && (dataLength != 8 || flags != 0)) {
      throw new IllegalArgumentException(
          "classic frames have 8 bytes and no flags, not %d and 0x%X".formatted(dataLength, flags));
    }
  }

  /**
   * Frames of CAN FD, at one bit rate. The interface has to take them: its MTU is 72 or more.
   *
   * @param dataLength the most bytes in a frame: 8, 12, 16, 20, 24, 32, 48 or 64
   * @return the value
   * @throws IllegalArgumentException if it is another
   */
  public static IsoTpLinkLayer fd(int dataLength) {
    return new IsoTpLinkLayer(FD_MTU, dataLength, 0);
  }

  /**
   * These frames with other flags.
   *
   * @param newFlags 0 to 255; CANFD_BRS, which is 1, switches to the higher bit rate
   * @return the new value
   * @throws IllegalArgumentException if they are out of range
   */
  public IsoTpLinkLayer withFlags(int newFlags) {
    return new IsoTpLinkLayer(mtu, dataLength, newFlags);
  }
}
