package io.sockets4j.can;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A message that a {@link J1939Socket} has received. Immutable.
 *
 * <pre>{@code
 * J1939Message message = socket.receive();
 * if (message.source().pgn() == 0xFEF1) {
 *   System.out.println(message.source() + " " + message.data().length);
 * }
 * }</pre>
 */
public final class J1939Message {
  private static final int LONGEST_TEXT = 16;

  private final byte[] data;
  private final J1939Address source;
  private final int destinationAddress;
  private final @Nullable J1939Name destinationName;
  private final int priority;
  private final boolean local;
  private final boolean truncated;

  J1939Message(
      byte[] data,
      J1939Address source,
      int destinationAddress,
      @Nullable J1939Name destinationName,
      int priority,
      boolean local,
      boolean truncated) {
    this.data = data;
    this.source = source;
    this.destinationAddress = destinationAddress;
    this.destinationName = destinationName;
    this.priority = priority;
    this.local = local;
    this.truncated = truncated;
  }

  /**
   * The bytes.
   *
   * @return a copy
   */
  public byte[] data() {
    return data.clone();
  }

  /**
   * Who sent it and what it is about: the interface, the sender's address, its NAME where the
   * kernel knows it, the parameter group. It can be sent back to.
   *
   * @return the address
   */
  public J1939Address source() {
    return source;
  }

  /**
   * Whom it was sent to.
   *
   * @return 0 to 0xFD; {@link J1939Address#NO_ADDRESS} for a broadcast
   */
  public int destinationAddress() {
    return destinationAddress;
  }

  /**
   * The NAME of whom it was sent to.
   *
   * @return the NAME; null where the kernel does not know it, and with a broadcast
   */
  public @Nullable J1939Name destinationName() {
    return destinationName;
  }

  /**
   * The priority.
   *
   * @return 0 (highest) to 7
   */
  public int priority() {
    return priority;
  }

  /**
   * Whether it was sent by a socket of this machine, which the kernel tells of messages of up to 8
   * bytes.
   *
   * @return true if MSG_DONTROUTE came with it
   */
  public boolean isLocal() {
    return local;
  }

  /**
   * Whether it was longer than there was room for, and the rest is lost.
   *
   * @return true if MSG_TRUNC came with it
   */
  public boolean isTruncated() {
    return truncated;
  }

  /**
   * The message for people.
   *
   * @return whence and whereto, and the first bytes
   */
  @Override
  public String toString() {
    String bytes = HexFormat.of().formatHex(data, 0, Math.min(data.length, LONGEST_TEXT));
    return "%s to %02X, priority %d, %d bytes%s: %s%s"
        .formatted(
            source,
            destinationAddress,
            priority,
            data.length,
            truncated ? " and more" : "",
            bytes,
            data.length > LONGEST_TEXT ? "..." : "");
  }
}
