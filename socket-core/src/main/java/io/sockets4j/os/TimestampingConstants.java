package io.sockets4j.os;

/**
 * Which times a socket takes and tells: the bits of {@link SocketConstants#SO_TIMESTAMPING}. See <a
 * href="https://docs.kernel.org/networking/timestamping.html">the kernel's documentation</a>; the
 * values are those of {@code linux/net_tstamp.h}.
 */
@CHeaders("linux/net_tstamp.h")
public final class TimestampingConstants {
  /** Take the time at which the device has sent a message, by its clock. */
  public static final SystemConstant SOF_TIMESTAMPING_TX_HARDWARE =
      SystemConstant.named("SOF_TIMESTAMPING_TX_HARDWARE").linux(0x1);

  /** Take the time at which the driver is given a message. */
  public static final SystemConstant SOF_TIMESTAMPING_TX_SOFTWARE =
      SystemConstant.named("SOF_TIMESTAMPING_TX_SOFTWARE").linux(0x2);

  /** Take the time at which the device has received a message, by its clock. */
  public static final SystemConstant SOF_TIMESTAMPING_RX_HARDWARE =
      SystemConstant.named("SOF_TIMESTAMPING_RX_HARDWARE").linux(0x4);

  /** Take the time at which a message arrives from the driver. */
  public static final SystemConstant SOF_TIMESTAMPING_RX_SOFTWARE =
      SystemConstant.named("SOF_TIMESTAMPING_RX_SOFTWARE").linux(0x8);

  /** Tell times by the system's clock. */
  public static final SystemConstant SOF_TIMESTAMPING_SOFTWARE =
      SystemConstant.named("SOF_TIMESTAMPING_SOFTWARE").linux(0x10);

  /** Told times of devices by the system's clock; without effect. */
  public static final SystemConstant SOF_TIMESTAMPING_SYS_HARDWARE =
      SystemConstant.named("SOF_TIMESTAMPING_SYS_HARDWARE").linux(0x20);

  /** Tell times by the clocks of devices. */
  public static final SystemConstant SOF_TIMESTAMPING_RAW_HARDWARE =
      SystemConstant.named("SOF_TIMESTAMPING_RAW_HARDWARE").linux(0x40);

  /** Number what is sent, and tell the number with its times. */
  public static final SystemConstant SOF_TIMESTAMPING_OPT_ID =
      SystemConstant.named("SOF_TIMESTAMPING_OPT_ID").linux(0x80);

  /** Take the time at which a message comes to the queue of the device. */
  public static final SystemConstant SOF_TIMESTAMPING_TX_SCHED =
      SystemConstant.named("SOF_TIMESTAMPING_TX_SCHED").linux(0x100);

  /** Take the time at which all of the data have been acknowledged (TCP). */
  public static final SystemConstant SOF_TIMESTAMPING_TX_ACK =
      SystemConstant.named("SOF_TIMESTAMPING_TX_ACK").linux(0x200);

  /** Tell where a message came in, with every time, not only with those of errors. */
  public static final SystemConstant SOF_TIMESTAMPING_OPT_CMSG =
      SystemConstant.named("SOF_TIMESTAMPING_OPT_CMSG").linux(0x400);

  /** Give the times of what was sent without what was sent. */
  public static final SystemConstant SOF_TIMESTAMPING_OPT_TSONLY =
      SystemConstant.named("SOF_TIMESTAMPING_OPT_TSONLY").linux(0x800);

  /** Tell what the connection is like, with the times of what was sent. */
  public static final SystemConstant SOF_TIMESTAMPING_OPT_STATS =
      SystemConstant.named("SOF_TIMESTAMPING_OPT_STATS").linux(0x1000);

  /** Tell the device that a time comes from. */
  public static final SystemConstant SOF_TIMESTAMPING_OPT_PKTINFO =
      SystemConstant.named("SOF_TIMESTAMPING_OPT_PKTINFO").linux(0x2000);

  /** Tell both times of what was sent, of the driver and of the device. */
  public static final SystemConstant SOF_TIMESTAMPING_OPT_TX_SWHW =
      SystemConstant.named("SOF_TIMESTAMPING_OPT_TX_SWHW").linux(0x4000);

  /** Take the clock of a device that the option names. */
  public static final SystemConstant SOF_TIMESTAMPING_BIND_PHC =
      SystemConstant.named("SOF_TIMESTAMPING_BIND_PHC").linux(0x8000);

  /** Count from the next byte, whatever is on its way (TCP). */
  public static final SystemConstant SOF_TIMESTAMPING_OPT_ID_TCP =
      SystemConstant.named("SOF_TIMESTAMPING_OPT_ID_TCP").linux(0x10000);

  /** Leave out times that other sockets have asked for. */
  public static final SystemConstant SOF_TIMESTAMPING_OPT_RX_FILTER =
      SystemConstant.named("SOF_TIMESTAMPING_OPT_RX_FILTER").linux(0x20000);

  /** Take the time at which the device says that a message has gone (Bluetooth). */
  public static final SystemConstant SOF_TIMESTAMPING_TX_COMPLETION =
      SystemConstant.named("SOF_TIMESTAMPING_TX_COMPLETION").linux(0x40000);

  private TimestampingConstants() {}
}
