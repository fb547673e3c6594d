package io.sockets4j.can;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the broadcast manager tells of its tasks.
 *
 * <pre>{@code
 * BcmEvent event = socket.receive();
 * if (event instanceof BcmEvent.RxChanged changed) {
 *   show(changed.frame());
 * } else if (event instanceof BcmEvent.RxTimeout timeout) {
 *   warn("no " + CanId.format(timeout.key().id()) + " on " + timeout.address());
 * }
 * }</pre>
 */
public sealed interface BcmEvent {

  /**
   * Where it happened: the interface, as far as the kernel tells. On a socket for any interface it
   * does so of frames that came, and of a timeout after one came.
   *
   * @return the interface, or {@link CanAddress#ANY}
   */
  CanAddress address();

  /**
   * A frame has come for which a task waits, or has changed: RX_CHANGED.
   *
   * @param address the interface from which it came
   * @param key the task
   * @param frame the frame
   * @param local whether it was sent by this machine (MSG_DONTROUTE)
   * @param own whether it was sent by this socket (MSG_CONFIRM)
   * @param time when it came, if {@code socket().setOption(BsdSocketOptions.SO_TIMESTAMPNS, true)}
   *     has asked for that; else null
   */
  record RxChanged(
      CanAddress address,
      BcmKey key,
      CanFrame frame,
      boolean local,
      boolean own,
      @Nullable Instant time)
      implements BcmEvent {
    /** Refuses null. */
    public RxChanged {
      Objects.requireNonNull(address, "address");
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(frame, "frame");
    }
  }

  /**
   * No frame has come in time: RX_TIMEOUT. It is told once; the time begins again with the next
   * frame.
   *
   * @param address the interface
   * @param key the task
   */
  record RxTimeout(CanAddress address, BcmKey key) implements BcmEvent {
    /** Refuses null. */
    public RxTimeout {
      Objects.requireNonNull(address, "address");
      Objects.requireNonNull(key, "key");
    }
  }

  /**
   * The frames of the first interval have been sent, of a task with {@link BcmFlags#TX_COUNTEVT}:
   * TX_EXPIRED.
   *
   * @param address the interface
   * @param key the task
   */
  record TxExpired(CanAddress address, BcmKey key) implements BcmEvent {
    /** Refuses null. */
    public TxExpired {
      Objects.requireNonNull(address, "address");
      Objects.requireNonNull(key, "key");
    }
  }

  /**
   * A task that transmits, as it is now: TX_STATUS, the answer to {@link
   * CanBcmSocket#requestStatus}.
   *
   * @param address the interface
   * @param task the task, with the count that is left. The kernel adds {@link BcmFlags#TX_ANNOUNCE}
   *     to {@link BcmFlags#STARTTIMER}.
   */
  record TxStatus(CanAddress address, BcmTransmission task) implements BcmEvent {
    /** Refuses null. */
    public TxStatus {
      Objects.requireNonNull(address, "address");
      Objects.requireNonNull(task, "task");
    }
  }

  /**
   * A task that receives, as it is now: RX_STATUS, the answer to {@link
   * CanBcmSocket#requestStatus}.
   *
   * @param address the interface from which the last frame came, or that of the task
   * @param task the task
   */
  record RxStatus(CanAddress address, BcmReception task) implements BcmEvent {
    /** Refuses null. */
    public RxStatus {
      Objects.requireNonNull(address, "address");
      Objects.requireNonNull(task, "task");
    }
  }

  /**
   * What this library does not know: of a newer kernel, say.
   *
   * @param address the interface
   * @param bytes the message as it came: {@code struct bcm_msg_head} and frames; read-only
   * @param reason what was not understood
   */
  record Unknown(CanAddress address, ByteBuffer bytes, String reason) implements BcmEvent {
    /** Keeps the bytes from being changed. */
    public Unknown {
      Objects.requireNonNull(address, "address");
      Objects.requireNonNull(reason, "reason");
      bytes = bytes.asReadOnlyBuffer().order(bytes.order());
    }

    /**
     * The message as it came.
     *
     * @return a view of its own of the bytes, read-only and in native byte order
     */
    @Override
    public ByteBuffer bytes() {
      return bytes.duplicate().order(bytes.order());
    }
  }
}
