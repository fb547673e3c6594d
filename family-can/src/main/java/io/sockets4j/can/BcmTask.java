package io.sockets4j.can;

import java.util.List;

/**
 * What the kernel's broadcast manager is to do by itself, until it is told to stop or the socket is
 * closed: to {@linkplain BcmTransmission transmit}, or to {@linkplain BcmReception receive}.
 *
 * <pre>{@code
 * BcmTask task = BcmTransmission.of(CanFrame.of(0x123, data)).every(Duration.ofMillis(100));
 * socket.setUp(task);
 * socket.delete(task.key());
 * }</pre>
 *
 * <p>Tasks are values: changing one makes another. Intervals are of 0 to 400 days, which is what
 * the kernel takes, and whole microseconds: what is finer is rounded up.
 */
public sealed interface BcmTask permits BcmTransmission, BcmReception {

  /**
   * The identifier of the task, by which the kernel knows it.
   *
   * @return the identifier with its flags of {@link CanId}
   */
  int id();

  /**
   * The frames: those to be sent, or masks of those to be received.
   *
   * @return an unmodifiable list
   */
  List<CanFrame> frames();

  /**
   * How the task is to be done.
   *
   * @return the flags
   */
  BcmFlags flags();

  /**
   * Whether the frames are of CAN FD.
   *
   * @return true if {@link BcmFlags#CAN_FD_FRAME} is among the flags
   */
  default boolean isFd() {
    return flags().contains(BcmFlags.CAN_FD_FRAME);
  }

  /**
   * What tells this task from the others of a socket.
   *
   * @return the key, for {@link CanBcmSocket#delete} and {@link CanBcmSocket#requestStatus}
   */
  BcmKey key();

  /**
   * This task with more flags.
   *
   * @param more flags to add
   * @return the new task
   * @throws IllegalArgumentException if they do not go with the frames
   */
  BcmTask with(BcmFlags more);

  /**
   * This task with fewer flags.
   *
   * @param less flags to leave out
   * @return the new task
   * @throws IllegalArgumentException if the others do not go with the frames
   */
  BcmTask without(BcmFlags less);
}
