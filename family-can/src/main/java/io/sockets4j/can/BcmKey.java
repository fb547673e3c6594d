package io.sockets4j.can;

/**
 * What tells the tasks of a socket from each other: a socket has one task for each key, and for
 * each interface where it speaks to several.
 *
 * <pre>{@code
 * socket.delete(BcmKey.ofTransmission(0x123));
 * socket.requestStatus(BcmKey.ofReception(0x18DA10F1).withFd(true));
 * }</pre>
 *
 * @param transmission whether it transmits; else it receives
 * @param id its identifier: 0 to 0x1FFFFFFF, one of more than 11 bits is extended, and so is one
 *     with {@link CanId#EXTENDED}; {@link CanId#REMOTE} may go with it
 * @param fd whether its frames are of CAN FD
 */
public record BcmKey(boolean transmission, int id, boolean fd) {

  /** Refuses an identifier that is out of range. */
  public BcmKey {
    id = BcmRules.id(id);
  }

  /**
   * The key of a task that transmits classic frames.
   *
   * @param id its identifier
   * @return the key
   * @throws IllegalArgumentException if the identifier is out of range
   */
  public static BcmKey ofTransmission(int id) {
    return new BcmKey(true, id, false);
  }

  /**
   * The key of a task that receives classic frames.
   *
   * @param id its identifier
   * @return the key
   * @throws IllegalArgumentException if the identifier is out of range
   */
  public static BcmKey ofReception(int id) {
    return new BcmKey(false, id, false);
  }

  /**
   * This key for frames of CAN FD, or classic ones.
   *
   * @param on whether for CAN FD
   * @return the key
   */
  public BcmKey withFd(boolean on) {
    return new BcmKey(transmission, id, on);
  }

  /**
   * The key for people.
   *
   * @return for instance {@code transmission of 123} or {@code reception of 18DA10F1 (FD)}
   */
  @Override
  public String toString() {
    return "%s of %s%s%s"
        .formatted(
            transmission ? "transmission" : "reception",
            CanId.format(id),
            (id & CanId.REMOTE) != 0 ? " (remote)" : "",
            fd ? " (FD)" : "");
  }
}
