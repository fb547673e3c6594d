package io.sockets4j.testkit;

/** In what a kind of socket differs from others of its contract. */
public enum Trait {
  /** socketpair(2) makes them. */
  SOCKETPAIR,

  /** When the receiver is full, messages are lost rather than the sender kept waiting (UDP). */
  DROPS_WHEN_FULL,

  /** A connection ends in both directions at once. */
  NO_HALF_CLOSE,

  /** There are no messages of no bytes. */
  NO_EMPTY_MESSAGES,

  /** A connection that the backlog has no room for is refused rather than kept waiting. */
  REFUSES_WHEN_BACKLOG_FULL,

  /** Sockets have no peer, so that connect(2) is refused and each message goes to an address. */
  NO_CONNECT,

  /**
   * Sockets are each other's peers by what they are bound to, so that connect(2) is refused, and
   * messages go to no address (CAN).
   */
  PEERS_BY_BINDING,

  /** Messages have a form, which {@link FamilyFixture#message} gives to their content. */
  FRAMED,

  /** Whoever sends waits until what it sent before has gone, piece by piece (ISO-TP, J1939). */
  PACED,

  /** The address that stands for any is that of all of them, and is kept when it is bound. */
  ANY_IS_ALL,

  /** The kernel says 0 when it is asked for the protocol, SO_PROTOCOL (most of CAN). */
  UNTOLD_PROTOCOL,

  /** Control messages come with each message, whether they were asked for or not (J1939). */
  UNASKED_CONTROL,

  /** MSG_TRUNC as a flag of a call does not tell how long a message was that was cut. */
  NO_WHOLE_LENGTH,

  /** Several sockets may be bound to one address. */
  SHARED_ADDRESSES,

  /** A message to nobody is lost without an error. */
  NO_REFUSAL,

  /** What is sent is received by others than the one that it is sent to. */
  BROADCASTS,

  /** Data cannot be received without being taken (MSG_PEEK). */
  NO_PEEK,

  /** A byte can be sent that overtakes the others (MSG_OOB). */
  OUT_OF_BAND,

  /** Whoever sends to a peer that has closed is not told so, at least not within a test (MPTCP). */
  NO_RESET,

  /** What was never connected waits for something to receive (SCTP). */
  RECEIVES_UNCONNECTED,

  /** There is no option SO_OOBINLINE, as there is nothing out of band (MPTCP). */
  NO_OUT_OF_BAND_INLINE,

  /** SO_DONTROUTE and SO_BROADCAST can be set and are forgotten (MPTCP). */
  FORGETS_ROUTING_OPTIONS
}
