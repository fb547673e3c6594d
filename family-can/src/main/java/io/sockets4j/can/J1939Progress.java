package io.sockets4j.can;

import io.sockets4j.os.Errno;
import io.sockets4j.os.ErrorQueueConstants;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.spi.ExtendedError;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far a message has got that is sent or received: what the error queue of a J1939 socket tells.
 * See <a href="https://docs.kernel.org/networking/j1939.html">J1939</a>.
 *
 * <pre>{@code
 * socket.trackProgress();
 * socket.send(data, address);
 * J1939Progress progress = socket.receiveProgress();
 * while (progress.event() == J1939Progress.Event.SCHEDULED) {
 *   progress = socket.receiveProgress();
 * }
 * }</pre>
 *
 * @param event what has happened
 * @param error why a message was given up; ENOMSG where none was
 * @param number which message of those that the socket has sent, from 0 on, unsigned; 0 for one
 *     that is received
 * @param bytesAcknowledged how much of it has arrived, or has been received; -1 where it is not
 *     told
 * @param totalBytes how long it is; -1 where it is not told
 * @param source who sends the message that is received; null where it is not told. It has no
 *     interface.
 * @param destination whom it is for; null where it is not told. It has no interface.
 */
public record J1939Progress(
    Event event,
    Errno error,
    long number,
    long bytesAcknowledged,
    long totalBytes,
    @Nullable J1939Address source,
    @Nullable J1939Address destination) {

  /** The longest that the kernel tells: six attributes. */
  static final int CAPACITY = 256;

  private static final int HEADER = 4;
  private static final int ALIGNMENT = 4;

  /** Without NLA_F_NESTED and NLA_F_NET_BYTEORDER. */
  private static final int TYPE_MASK = 0x3fff;

  /** What has happened to a message. */
  public enum Event {
    /** A part of it, or all, was given to the interface (SCM_TSTAMP_SCHED). */
    SCHEDULED,
    /** All of it has arrived (SCM_TSTAMP_ACK). */
    ACKNOWLEDGED,
    /** It was given up by one of the ends (J1939_EE_INFO_TX_ABORT). */
    ABORTED,
    /** One begins to come (J1939_EE_INFO_RX_RTS). */
    RECEIVING,
    /** More of it has come (J1939_EE_INFO_RX_DPO). */
    RECEIVING_MORE,
    /** It will not come after all (J1939_EE_INFO_RX_ABORT). */
    RECEIVING_ABORTED,
    /** Something that this library does not know. */
    OTHER
  }

  /**
   * Decodes what came from an error queue.
   *
   * @param error the control message {@link J1939ControlTypes#SCM_J1939_ERRQUEUE}
   * @param attributes the bytes of the message from position to limit, which stay as they are
   * @return what they tell
   * @throws IllegalArgumentException if the bytes are no attributes
   */
  public static J1939Progress decode(ExtendedError error, ByteBuffer attributes) {
    Map<Integer, Long> values = attributes(attributes.slice().order(ByteOrder.nativeOrder()));
    return new J1939Progress(
        event(error),
        error.errno(),
        error.data(),
        get(values, J1939Constants.J1939_NLA_BYTES_ACKED, -1),
        get(values, J1939Constants.J1939_NLA_TOTAL_SIZE, -1),
        address(values, J1939Constants.J1939_NLA_SRC_NAME, J1939Constants.J1939_NLA_SRC_ADDR),
        address(values, J1939Constants.J1939_NLA_DEST_NAME, J1939Constants.J1939_NLA_DEST_ADDR));
  }

  private static Event event(ExtendedError error) {
    if (error.isFrom(ErrorQueueConstants.SO_EE_ORIGIN_TXSTATUS)) {
      return is(error, ErrorQueueConstants.SCM_TSTAMP_SCHED)
          ? Event.SCHEDULED
          : is(error, ErrorQueueConstants.SCM_TSTAMP_ACK) ? Event.ACKNOWLEDGED : Event.OTHER;
    }
    if (!error.isFrom(ErrorQueueConstants.SO_EE_ORIGIN_LOCAL)) {
      return Event.OTHER;
    }
    if (is(error, J1939Constants.J1939_EE_INFO_TX_ABORT)) {
      return Event.ABORTED;
    }
    if (is(error, J1939Constants.J1939_EE_INFO_RX_RTS)) {
      return Event.RECEIVING;
    }
    if (is(error, J1939Constants.J1939_EE_INFO_RX_DPO)) {
      return Event.RECEIVING_MORE;
    }
    return is(error, J1939Constants.J1939_EE_INFO_RX_ABORT) ? Event.RECEIVING_ABORTED : Event.OTHER;
  }

  private static boolean is(ExtendedError error, SystemConstant info) {
    return info.exists() && error.info() == info.value();
  }

  private static long get(Map<Integer, Long> values, SystemConstant type, long otherwise) {
    return type.exists() ? values.getOrDefault(type.value(), otherwise) : otherwise;
  }

  private static @Nullable J1939Address address(
      Map<Integer, Long> values, SystemConstant name, SystemConstant address) {
    long number = get(values, address, -1);
    if (number < 0) {
      return null;
    }
    return J1939Address.of(0, (int) number)
        .withName(get(values, name, J1939Address.NO_NAME))
        .withPgn((int) get(values, J1939Constants.J1939_NLA_PGN, J1939Address.NO_PGN));
  }

  /** Attributes of netlink by their types: length, type, and a number of 1, 4 or 8 bytes. */
  private static Map<Integer, Long> attributes(ByteBuffer bytes) {
    Map<Integer, Long> values = new TreeMap<>();
    while (bytes.remaining() >= HEADER) {
      int at = bytes.position();
      int length = Short.toUnsignedInt(bytes.getShort(at));
      int type = bytes.getShort(at + Short.BYTES) & TYPE_MASK;
      if (length < HEADER || length > bytes.remaining()) {
        throw new IllegalArgumentException(
            "an attribute of %d bytes where %d are left".formatted(length, bytes.remaining()));
      }
      int payload = at + HEADER;
      switch (length - HEADER) {
        case Byte.BYTES -> values.put(type, Byte.toUnsignedLong(bytes.get(payload)));
        case Integer.BYTES -> values.put(type, Integer.toUnsignedLong(bytes.getInt(payload)));
        case Long.BYTES -> values.put(type, bytes.getLong(payload));
        default -> {} // padding, or what we do not know
      }
      int aligned = (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
      bytes.position(Math.min(at + aligned, bytes.limit()));
    }
    return values;
  }
}
