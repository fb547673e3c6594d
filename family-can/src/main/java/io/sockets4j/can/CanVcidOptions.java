package io.sockets4j.can;

/**
 * What a raw socket does with the virtual networks (VCID) of XL frames: {@code struct
 * can_raw_vcid_options} of {@code linux/can/raw.h}, since Linux 6.9. Without, frames go out in
 * network 0, and come in only from there.
 *
 * <pre>{@code
 * socket.setOption(CanRawOptions.CAN_RAW_XL_FRAMES, true);
 * socket.setOption(
 *     CanRawOptions.CAN_RAW_XL_VCID_OPTS, CanVcidOptions.NONE.transmitAs(7).receive(7, 0xff));
 * }</pre>
 *
 * @param flags CAN_RAW_XL_VCID_TX_SET and its like
 * @param transmit the network that frames are sent to, with CAN_RAW_XL_VCID_TX_SET; 0 to 255
 * @param receive the network that frames come from, with CAN_RAW_XL_VCID_RX_FILTER; 0 to 255
 * @param receiveMask which bits of it count; 0 to 255
 */
public record CanVcidOptions(int flags, int transmit, int receive, int receiveMask) {
  /** Network 0 alone. */
  public static final CanVcidOptions NONE = new CanVcidOptions(0, 0, 0, 0);

  private static final int TX_SET = 0x01;
  private static final int TX_PASS = 0x02;
  private static final int RX_FILTER = 0x04;

  /**
   * Makes options of the kernel's numbers.
   *
   * @param flags CAN_RAW_XL_VCID_TX_SET and its like
   * @param transmit the network that frames are sent to
   * @param receive the network that frames come from
   * @param receiveMask which bits of it count
   * @throws IllegalArgumentException if one of them is not in 0 to 255
   */
  public CanVcidOptions {
    check("flags", flags);
    check("VCID", transmit);
    check("VCID", receive);
    check("mask", receiveMask);
  }

  private static void check(String what, int value) {
    if (value < 0 || value > 0xff) {
      throw new IllegalArgumentException("%s %d is not in 0 to 255".formatted(what, value));
    }
  }

  /**
   * These options, with which all frames go to one network, whatever is in them.
   *
   * @param vcid 0 to 255
   * @return the new options
   * @throws IllegalArgumentException if it is out of range
   */
  public CanVcidOptions transmitAs(int vcid) {
    return new CanVcidOptions((flags & ~TX_PASS) | TX_SET, vcid, receive, receiveMask);
  }

  /**
   * These options, with which each frame goes to the network that is in it: {@link
   * CanFrame#withVcid}.
   *
   * @return the new options
   */
  public CanVcidOptions transmitAsItIs() {
    return new CanVcidOptions((flags & ~TX_SET) | TX_PASS, transmit, receive, receiveMask);
  }

  /**
   * These options, with which frames come from other networks too.
   *
   * @param vcid 0 to 255
   * @param mask which bits of it count; 0 for every network
   * @return the new options
   * @throws IllegalArgumentException if one of them is out of range
   */
  public CanVcidOptions receive(int vcid, int mask) {
    return new CanVcidOptions(flags | RX_FILTER, transmit, vcid, mask);
  }
}
