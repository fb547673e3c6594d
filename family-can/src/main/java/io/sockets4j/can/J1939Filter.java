package io.sockets4j.can;

/**
 * What a J1939 socket receives: messages whose NAME, parameter group and address are those of the
 * filter in the bits of the masks. See {@link J1939Options#SO_J1939_FILTER} and {@code struct
 * j1939_filter}.
 *
 * <pre>{@code
 * socket.setOption(
 *     J1939Options.SO_J1939_FILTER,
 *     new J1939Filter[] {J1939Filter.ALL.withPgn(0xFEF1), J1939Filter.ALL.withAddress(0x10)});
 * }</pre>
 *
 * @param name the sender's NAME
 * @param nameMask which of its bits count
 * @param pgn the parameter group, 0 to 0x3FFFF
 * @param pgnMask which of its bits count, 0 to 0x3FFFF
 * @param address the sender's address, 0 to 255
 * @param addressMask which of its bits count, 0 to 255
 */
public record J1939Filter(
    long name, long nameMask, int pgn, int pgnMask, int address, int addressMask) {
  /** Everything. */
  public static final J1939Filter ALL = new J1939Filter(0, 0, 0, 0, 0, 0);

  private static final int PGN_MASK = 0x3ffff;

  /** Refuses what is out of range. */
  public J1939Filter {
    requireGroup("parameter group", pgn);
    requireGroup("mask of parameter groups", pgnMask);
    IsoTpSettings.requireByte("address", address);
    IsoTpSettings.requireByte("address mask", addressMask);
  }

  private static void requireGroup(String what, int value) {
    if (value < 0 || value > PGN_MASK) {
      throw new IllegalArgumentException("%s 0x%X is not in 0 to 0x3FFFF".formatted(what, value));
    }
  }

  /**
   * This filter for one parameter group.
   *
   * @param group 0 to 0x3FFFF
   * @return the new filter
   * @throws IllegalArgumentException if it is out of range
   */
  public J1939Filter withPgn(int group) {
    return new J1939Filter(name, nameMask, group, PGN_MASK, address, addressMask);
  }

  /**
   * This filter for what one node sends, by its address.
   *
   * @param sender 0 to 255
   * @return the new filter
   * @throws IllegalArgumentException if it is out of range
   */
  public J1939Filter withAddress(int sender) {
    return new J1939Filter(name, nameMask, pgn, pgnMask, sender, 0xff);
  }

  /**
   * This filter for what one node sends, by its NAME.
   *
   * @param sender the NAME
   * @return the new filter
   */
  public J1939Filter withName(J1939Name sender) {
    return new J1939Filter(sender.value(), -1L, pgn, pgnMask, address, addressMask);
  }
}
