package io.sockets4j.internal;

/**
 * The system's way to tell which of many descriptors are ready. One thread at a time changes and
 * waits; any thread may make it forget.
 *
 * <p>Events are the bits of poll(2).
 */
interface Readiness {

  /** Who is told what is ready. */
  interface Receiver {
    void ready(Watch watch, int events);
  }

  /**
   * Replaces what a descriptor is watched for.
   *
   * @param watch the hold on the descriptor
   * @param before the events so far, 0 for none
   * @param after the events from now on, 0 for none
   */
  void change(Watch watch, int before, int after) throws FailedCall;

  /**
   * Ceases to watch a descriptor for good, also while another thread waits for it.
   *
   * @param watch the hold on the descriptor
   * @param before the events so far, 0 for none
   * @return whether no system call uses the descriptor any more; else the one that waits will
   *     {@link Watch#release} it
   */
  boolean forget(Watch watch, int before);

  /**
   * Waits until something is ready, the alarm rings, a signal comes or time is up.
   *
   * @param millis how long, -1 for ever
   * @param receiver is told what is ready, each descriptor once; it may end watches, and change
   *     none
   */
  void await(int millis, Receiver receiver) throws FailedCall;

  /** A descriptor that poll(2) calls readable when there is something to tell; -1 for none. */
  default int fd() {
    return -1;
  }

  /** Gives back what the system holds; nobody waits or watches any more. */
  void close();
}
