package io.sockets4j.can;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Who has which address, as far as one NAME has heard, and which that NAME may have. */
final class J1939Neighbours {
  /** J1939_PGN_ADDRESS_CLAIMED. */
  static final int ADDRESS_CLAIMED = 0xee00;

  /** J1939_PGN_REQUEST. */
  static final int REQUEST = 0xea00;

  private static final int REQUEST_LENGTH = 3;
  private static final int LAST_ADDRESS = 0xfd;

  private final J1939Name name;
  private final int preferred;
  private final int first;
  private final int last;

  /** By address, the NAME that has it: of several, the lowest, which wins. */
  private final @Nullable J1939Name[] owners = new J1939Name[LAST_ADDRESS + 1];

  J1939Neighbours(J1939Name name, int preferred, int first, int last) {
    requireAddress("preferred", preferred);
    requireAddress("first", first);
    requireAddress("last", last);
    if (last < first) {
      throw new IllegalArgumentException("addresses 0x%X to 0x%X".formatted(first, last));
    }
    this.name = name;
    this.preferred = preferred;
    this.first = first;
    this.last = last;
  }

  private static void requireAddress(String which, int address) {
    if (address < 0 || address > LAST_ADDRESS) {
      throw new IllegalArgumentException(
          "%s address 0x%X is not in 0 to 0xFD".formatted(which, address));
    }
  }

  /** Whether a request (in little endian, as all of J1939) asks for the addresses of all. */
  static boolean isRequestForClaim(ByteBuffer data) {
    return data.remaining() >= REQUEST_LENGTH
        && Short.toUnsignedInt(data.getShort(0)) == ADDRESS_CLAIMED
        && data.get(Short.BYTES) == 0;
  }

  /** Notes that somebody has claimed an address, or has none. */
  void heard(J1939Name other, int address) {
    for (int i = 0; i < owners.length; i++) {
      if (other.equals(owners[i])) {
        owners[i] = null;
      }
    }
    if (address <= LAST_ADDRESS) {
      J1939Name owner = owners[address];
      owners[address] = owner == null || other.compareTo(owner) < 0 ? other : owner;
    }
  }

  /**
   * The address to claim next, -1 if there is none: the preferred one; if the NAME can have others,
   * one that nobody has, or else one that it would win.
   */
  int next() {
    int best = -1;
    int most = 0;
    for (int candidate : candidates()) {
      int worth = worth(candidate);
      if (worth > most) {
        most = worth;
        best = candidate;
      }
    }
    return best;
  }

  private int[] candidates() {
    if (!name.isArbitraryAddressCapable()) {
      return new int[] {preferred};
    }
    int[] candidates = new int[last - first + 2];
    candidates[0] = preferred;
    for (int i = first; i <= last; i++) {
      candidates[i - first + 1] = i;
    }
    return candidates;
  }

  /** 2 for an address that nobody has, 1 for one whose owner would lose it, else 0. */
  private int worth(int address) {
    J1939Name owner = owners[address];
    if (owner == null) {
      return 2;
    }
    return name.compareTo(owner) > 0 ? 0 : 1;
  }
}
