package io.sockets4j.os;

/**
 * The types of control messages at level {@link SocketConstants#SOL_SOCKET}: see <a
 * href="https://man7.org/linux/man-pages/man3/cmsg.3.html">cmsg(3)</a>.
 *
 * <p>Options that ask for a control message often lend it their own number, such as {@link
 * SocketConstants#SO_MARK}, {@link SocketConstants#SO_PRIORITY} and {@link
 * SocketConstants#SO_RXQ_OVFL}; these stand there alone. Sources of the values: as for {@link
 * SocketConstants}.
 */
@CHeaders("sys/socket.h")
public final class ControlConstants {
  /** Descriptors. An array of ints. */
  public static final SystemConstant SCM_RIGHTS = SystemConstant.named("SCM_RIGHTS").posix(1);

  /**
   * The sender's credentials. {@code struct ucred}; on macOS and FreeBSD see {@link #SCM_CREDS}.
   */
  public static final SystemConstant SCM_CREDENTIALS =
      SystemConstant.named("SCM_CREDENTIALS").linux(2);

  /** The sender's credentials. {@code struct cmsgcred}. */
  public static final SystemConstant SCM_CREDS = SystemConstant.named("SCM_CREDS").bsd(3);

  /** The sender's credentials on a socket that asks for them always. {@code struct sockcred2}. */
  public static final SystemConstant SCM_CREDS2 = SystemConstant.named("SCM_CREDS2").freebsd(8);

  /** The sender's security label. Bytes. */
  public static final SystemConstant SCM_SECURITY = SystemConstant.named("SCM_SECURITY").linux(3);

  /** A descriptor of the sender's process. Int. */
  public static final SystemConstant SCM_PIDFD = SystemConstant.named("SCM_PIDFD").linux(4);

  /** When the message arrived. {@code struct timeval}. */
  public static final SystemConstant SCM_TIMESTAMP =
      SystemConstant.named("SCM_TIMESTAMP").linux(29).bsd(2);

  /** When the message arrived. {@code struct timespec}. */
  public static final SystemConstant SCM_TIMESTAMPNS =
      SystemConstant.named("SCM_TIMESTAMPNS").linux(35);

  /**
   * Times by software and hardware. {@code struct scm_timestamping}: three of {@code struct
   * timespec}.
   */
  public static final SystemConstant SCM_TIMESTAMPING =
      SystemConstant.named("SCM_TIMESTAMPING").linux(37);

  /** What the connection was like when the data were sent. Netlink attributes. */
  public static final SystemConstant SCM_TIMESTAMPING_OPT_STATS =
      SystemConstant.named("SCM_TIMESTAMPING_OPT_STATS").linux(54);

  /** The device that a hardware time stamp comes from. {@code struct scm_ts_pktinfo}. */
  public static final SystemConstant SCM_TIMESTAMPING_PKTINFO =
      SystemConstant.named("SCM_TIMESTAMPING_PKTINFO").linux(58);

  /** The number that the time stamps of this message are to carry. Unsigned 32 bits. */
  public static final SystemConstant SCM_TS_OPT_ID =
      SystemConstant.named("SCM_TS_OPT_ID").linux(81);

  /** When the message arrived by the clock that never goes back. Unsigned 64 bits, in its ticks. */
  public static final SystemConstant SCM_TIMESTAMP_MONOTONIC =
      SystemConstant.named("SCM_TIMESTAMP_MONOTONIC").macos(4);

  /** When the message arrived. {@code struct bintime}. */
  public static final SystemConstant SCM_BINTIME = SystemConstant.named("SCM_BINTIME").freebsd(4);

  /** When the message arrived by the wall clock. {@code struct timespec}. */
  public static final SystemConstant SCM_REALTIME = SystemConstant.named("SCM_REALTIME").freebsd(5);

  /** When the message arrived by the clock that never goes back. {@code struct timespec}. */
  public static final SystemConstant SCM_MONOTONIC =
      SystemConstant.named("SCM_MONOTONIC").freebsd(6);

  /** Where the time stamp comes from. {@code struct sock_timestamp_info}. */
  public static final SystemConstant SCM_TIME_INFO =
      SystemConstant.named("SCM_TIME_INFO").freebsd(7);

  /** Whether the frame was acknowledged. Int. */
  public static final SystemConstant SCM_WIFI_STATUS =
      SystemConstant.named("SCM_WIFI_STATUS").linux(41);

  /** When to send the message. Unsigned 64 bits, in nanoseconds. */
  public static final SystemConstant SCM_TXTIME = SystemConstant.named("SCM_TXTIME").linux(61);

  /** A piece of the data in ordinary memory. {@code struct dmabuf_cmsg}. */
  public static final SystemConstant SCM_DEVMEM_LINEAR =
      SystemConstant.named("SCM_DEVMEM_LINEAR").linux(78);

  /** A piece of the data in a device's memory. {@code struct dmabuf_cmsg}. */
  public static final SystemConstant SCM_DEVMEM_DMABUF =
      SystemConstant.named("SCM_DEVMEM_DMABUF").linux(79);

  /** The bytes that are left in the queue. Int. */
  public static final SystemConstant SCM_INQ = SystemConstant.named("SCM_INQ").linux(84);

  private ControlConstants() {}
}
