package io.sockets4j.os;

/**
 * What the error queue of a socket tells of: see <a
 * href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a>, IP_RECVERR. The values are
 * those of {@code linux/errqueue.h}.
 *
 * <p>SO_EE_ORIGIN_: where an error comes from. SO_EE_CODE_: its code, for an origin. SCM_TSTAMP_:
 * what the time is of, where the origin is SO_EE_ORIGIN_TXSTATUS; told in place of the info.
 */
@CHeaders({"time.h", "linux/types.h", "linux/errqueue.h"})
public final class ErrorQueueConstants {
  /** Nobody: not an error of a message. */
  public static final SystemConstant SO_EE_ORIGIN_NONE =
      SystemConstant.named("SO_EE_ORIGIN_NONE").linux(0);

  /** This machine. */
  public static final SystemConstant SO_EE_ORIGIN_LOCAL =
      SystemConstant.named("SO_EE_ORIGIN_LOCAL").linux(1);

  /** A message of ICMP. */
  public static final SystemConstant SO_EE_ORIGIN_ICMP =
      SystemConstant.named("SO_EE_ORIGIN_ICMP").linux(2);

  /** A message of ICMPv6. */
  public static final SystemConstant SO_EE_ORIGIN_ICMP6 =
      SystemConstant.named("SO_EE_ORIGIN_ICMP6").linux(3);

  /** No error: a message has been sent, and this is when. */
  public static final SystemConstant SO_EE_ORIGIN_TXSTATUS =
      SystemConstant.named("SO_EE_ORIGIN_TXSTATUS").linux(4);

  /** No error: what was sent with MSG_ZEROCOPY is needed no more. */
  public static final SystemConstant SO_EE_ORIGIN_ZEROCOPY =
      SystemConstant.named("SO_EE_ORIGIN_ZEROCOPY").linux(5);

  /** A message that was to be sent at a time (SCM_TXTIME) was not. */
  public static final SystemConstant SO_EE_ORIGIN_TXTIME =
      SystemConstant.named("SO_EE_ORIGIN_TXTIME").linux(6);

  /** It was copied all the same. */
  public static final SystemConstant SO_EE_CODE_ZEROCOPY_COPIED =
      SystemConstant.named("SO_EE_CODE_ZEROCOPY_COPIED").linux(1);

  /** The time is not one that the queue can hold to. */
  public static final SystemConstant SO_EE_CODE_TXTIME_INVALID_PARAM =
      SystemConstant.named("SO_EE_CODE_TXTIME_INVALID_PARAM").linux(1);

  /** The time had passed. */
  public static final SystemConstant SO_EE_CODE_TXTIME_MISSED =
      SystemConstant.named("SO_EE_CODE_TXTIME_MISSED").linux(2);

  /** The driver, or the device, had it. */
  public static final SystemConstant SCM_TSTAMP_SND =
      SystemConstant.named("SCM_TSTAMP_SND").linux(0);

  /** It came to the queue of the device. */
  public static final SystemConstant SCM_TSTAMP_SCHED =
      SystemConstant.named("SCM_TSTAMP_SCHED").linux(1);

  /** All of it was acknowledged. */
  public static final SystemConstant SCM_TSTAMP_ACK =
      SystemConstant.named("SCM_TSTAMP_ACK").linux(2);

  /** The device said that it had gone. */
  public static final SystemConstant SCM_TSTAMP_COMPLETION =
      SystemConstant.named("SCM_TSTAMP_COMPLETION").linux(3);

  private ErrorQueueConstants() {}
}
