package io.sockets4j.can;

import static io.sockets4j.can.IsoTpConstants.CAN_ISOTP_CF_BROADCAST;
import static io.sockets4j.can.IsoTpConstants.CAN_ISOTP_CHK_PAD_DATA;
import static io.sockets4j.can.IsoTpConstants.CAN_ISOTP_CHK_PAD_LEN;
import static io.sockets4j.can.IsoTpConstants.CAN_ISOTP_EXTEND_ADDR;
import static io.sockets4j.can.IsoTpConstants.CAN_ISOTP_RX_EXT_ADDR;
import static io.sockets4j.can.IsoTpConstants.CAN_ISOTP_RX_PADDING;
import static io.sockets4j.can.IsoTpConstants.CAN_ISOTP_SF_BROADCAST;
import static io.sockets4j.can.IsoTpConstants.CAN_ISOTP_TX_PADDING;

import io.sockets4j.os.SystemConstant;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an ISO-TP socket behaves: {@code struct can_isotp_options}, the value of {@link
 * IsoTpOptions#CAN_ISOTP_OPTS}. See <a
 * href="https://docs.kernel.org/networking/iso15765-2.html">ISO 15765-2</a>.
 *
 * <pre>{@code
 * IsoTpSettings settings =
 *     IsoTpSettings.DEFAULT
 *         .withTransmitPadding(0x55)
 *         .withReceivePadding(0x55)
 *         .with(IsoTpConstants.CAN_ISOTP_CHK_PAD_DATA);
 * }</pre>
 *
 * <p>Immutable: each step returns a new value.
 *
 * @param flags those of {@link IsoTpConstants}, and others of newer kernels
 * @param frameTime how long a frame takes on the bus (N_As), which is added to the pauses between
 *     frames: 0 to 4.294967294 s; null to leave it as it is
 * @param extendedAddress the first byte of frames that are sent, with CAN_ISOTP_EXTEND_ADDR
 * @param transmitPadding what frames are filled up with, with CAN_ISOTP_TX_PADDING
 * @param receivePadding what frames that come have been filled up with, with CAN_ISOTP_RX_PADDING
 * @param receiveExtendedAddress the first byte of frames that come: with CAN_ISOTP_RX_EXT_ADDR as
 *     said here, without it the extended address
 */
public record IsoTpSettings(
    int flags,
    @Nullable Duration frameTime,
    int extendedAddress,
    int transmitPadding,
    int receivePadding,
    int receiveExtendedAddress) {

  /** Those of a new socket: normal addresses, no padding, 50 microseconds a frame. */
  public static final IsoTpSettings DEFAULT =
      new IsoTpSettings(0, Duration.ofNanos(50_000), 0, 0xcc, 0xcc, 0);

  private static final long LONGEST_NANOS = 0xffff_fffeL;

  /** Refuses what is out of range, and flags that exclude each other. */
  public IsoTpSettings {
    if (frameTime != null
        && (frameTime.isNegative() || frameTime.compareTo(Duration.ofNanos(LONGEST_NANOS)) > 0)) {
      throw new IllegalArgumentException(
          "frame time %s is not in 0 to 4.294967294 s".formatted(frameTime));
    }
    requireByte("extended address", extendedAddress);
    requireByte("transmit padding", transmitPadding);
    requireByte("receive padding", receivePadding);
    requireByte("receive extended address", receiveExtendedAddress);
    if (has(flags, CAN_ISOTP_SF_BROADCAST) && has(flags, CAN_ISOTP_CF_BROADCAST)) {
      throw new IllegalArgumentException(
          "CAN_ISOTP_SF_BROADCAST and CAN_ISOTP_CF_BROADCAST exclude each other");
    }
    if (!has(flags, CAN_ISOTP_RX_EXT_ADDR)) {
      receiveExtendedAddress = extendedAddress; // as the kernel has it
    }
  }

  private static boolean has(int flags, SystemConstant flag) {
    return flag.exists() && (flags & flag.value()) != 0;
  }

  static void requireByte(String what, int value) {
    if (value < 0 || value > 0xff) {
      throw new IllegalArgumentException("%s 0x%X is not in 0 to 0xFF".formatted(what, value));
    }
  }

  /**
   * Whether a flag is set.
   *
   * @param flag one of {@link IsoTpConstants}
   * @return true if it is
   */
  public boolean has(SystemConstant flag) {
    return has(flags, flag);
  }

  /**
   * These settings with a flag.
   *
   * @param flag one of {@link IsoTpConstants}
   * @return the new settings
   * @throws IllegalArgumentException if the flag excludes another that is set
   */
  public IsoTpSettings with(SystemConstant flag) {
    return withFlags(flags | flag.value());
  }

  /**
   * These settings without a flag.
   *
   * @param flag one of {@link IsoTpConstants}
   * @return the new settings
   */
  public IsoTpSettings without(SystemConstant flag) {
    return withFlags(flags & ~flag.value());
  }

  private IsoTpSettings withFlags(int newFlags) {
    return new IsoTpSettings(
        newFlags,
        frameTime,
        extendedAddress,
        transmitPadding,
        receivePadding,
        receiveExtendedAddress);
  }

  /**
   * These settings with extended addresses: one byte at the beginning of each frame, which leaves
   * one less for data.
   *
   * @param transmit the address in frames that are sent, 0 to 255
   * @param receive the address in frames that come, 0 to 255
   * @return the new settings
   * @throws IllegalArgumentException if one is out of range
   */
  public IsoTpSettings withExtendedAddresses(int transmit, int receive) {
    int newFlags = flags | CAN_ISOTP_EXTEND_ADDR.value() | CAN_ISOTP_RX_EXT_ADDR.value();
    return new IsoTpSettings(
        newFlags, frameTime, transmit, transmitPadding, receivePadding, receive);
  }

  /**
   * These settings with frames that are filled up to 8 bytes, or the next length of CAN FD.
   *
   * @param content the byte to fill up with, 0 to 255
   * @return the new settings
   * @throws IllegalArgumentException if it is out of range
   */
  public IsoTpSettings withTransmitPadding(int content) {
    return new IsoTpSettings(
        flags | CAN_ISOTP_TX_PADDING.value(),
        frameTime,
        extendedAddress,
        content,
        receivePadding,
        receiveExtendedAddress);
  }

  /**
   * These settings with frames to come that have been filled up. It is checked only with
   * CAN_ISOTP_CHK_PAD_LEN and CAN_ISOTP_CHK_PAD_DATA.
   *
   * @param content the byte that they are filled up with, 0 to 255
   * @return the new settings
   * @throws IllegalArgumentException if it is out of range
   */
  public IsoTpSettings withReceivePadding(int content) {
    return new IsoTpSettings(
        flags | CAN_ISOTP_RX_PADDING.value(),
        frameTime,
        extendedAddress,
        transmitPadding,
        content,
        receiveExtendedAddress);
  }

  /**
   * These settings with checks of how frames that come have been filled up: both of the length and
   * of the content.
   *
   * @return the new settings
   */
  public IsoTpSettings withPaddingChecks() {
    return with(CAN_ISOTP_CHK_PAD_LEN).with(CAN_ISOTP_CHK_PAD_DATA);
  }

  /**
   * These settings with another time of a frame.
   *
   * @param time how long a frame takes on the bus, 0 to 4.294967294 s; null to leave it as it is
   * @return the new settings
   * @throws IllegalArgumentException if it is out of range
   */
  public IsoTpSettings withFrameTime(@Nullable Duration time) {
    return new IsoTpSettings(
        flags, time, extendedAddress, transmitPadding, receivePadding, receiveExtendedAddress);
  }
}
