package io.sockets4j;

import io.sockets4j.os.Platform;
import io.sockets4j.os.SocketConstants;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.spi.NativeOption;
import io.sockets4j.spi.OptionCodec;
import io.sockets4j.spi.OptionCodecs;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The options of every socket: those of the level SOL_SOCKET (socket(7) on Linux, getsockopt(2) on
 * the BSDs). The options of a family are in its module; those without a constant can be reached by
 * number, as {@link BsdSocket#getOption(int, int, int)} shows.
 *
 * <pre>{@code
 * socket.setOption(BsdSocketOptions.SO_REUSEADDR, true);
 * }</pre>
 *
 * <p>An option that the platform does not have throws {@link UnsupportedOperationException}, which
 * names those that do; one that the kernel refuses throws an {@link java.io.IOException} that is a
 * {@link NativeError}.
 */
public final class BsdSocketOptions {
  /** How long the name of an interface can be, with its zero byte. */
  private static final int IFNAMSIZ = 16;

  /** Records debugging information. */
  public static final NativeOption<Boolean> SO_DEBUG = yesOrNo(SocketConstants.SO_DEBUG);

  /** Whether the socket listens; read-only. */
  public static final NativeOption<Boolean> SO_ACCEPTCONN = yesOrNo(SocketConstants.SO_ACCEPTCONN);

  /** Allows binding to an address that is in use in certain ways. */
  public static final NativeOption<Boolean> SO_REUSEADDR = yesOrNo(SocketConstants.SO_REUSEADDR);

  /** Allows several sockets to bind to the same address and share what comes. */
  public static final NativeOption<Boolean> SO_REUSEPORT = yesOrNo(SocketConstants.SO_REUSEPORT);

  /** As {@link #SO_REUSEPORT}, with what comes spread evenly (FreeBSD). */
  public static final NativeOption<Boolean> SO_REUSEPORT_LB =
      yesOrNo(SocketConstants.SO_REUSEPORT_LB);

  /** Sends keep-alive messages on a connection. */
  public static final NativeOption<Boolean> SO_KEEPALIVE = yesOrNo(SocketConstants.SO_KEEPALIVE);

  /** A socket of routing messages hears its own (the BSDs and Windows); true by default. */
  public static final NativeOption<Boolean> SO_USELOOPBACK =
      yesOrNo(SocketConstants.SO_USELOOPBACK);

  /** No other socket may bind to the address, whatever its options (Windows). */
  public static final NativeOption<Boolean> SO_EXCLUSIVEADDRUSE =
      yesOrNo(SocketConstants.SO_EXCLUSIVEADDRUSE);

  /** Sends to hosts that are connected directly only. */
  public static final NativeOption<Boolean> SO_DONTROUTE = yesOrNo(SocketConstants.SO_DONTROUTE);

  /** Allows sending to broadcast addresses. */
  public static final NativeOption<Boolean> SO_BROADCAST = yesOrNo(SocketConstants.SO_BROADCAST);

  /**
   * How many seconds close waits for what is unsent, 0 to 65535; negative: it does not wait. macOS
   * counts clock ticks.
   */
  public static final NativeOption<Integer> SO_LINGER =
      option(SocketConstants.SO_LINGER, Integer.class, OptionCodecs.LINGER);

  /** Leaves out-of-band data among the others. */
  public static final NativeOption<Boolean> SO_OOBINLINE = yesOrNo(SocketConstants.SO_OOBINLINE);

  /** The size of the send buffer in bytes; Linux doubles what is set. */
  public static final NativeOption<Integer> SO_SNDBUF = number(SocketConstants.SO_SNDBUF);

  /** The size of the receive buffer in bytes; Linux doubles what is set. */
  public static final NativeOption<Integer> SO_RCVBUF = number(SocketConstants.SO_RCVBUF);

  /** As {@link #SO_SNDBUF}, beyond the system's limit; needs CAP_NET_ADMIN; write-only. */
  public static final NativeOption<Integer> SO_SNDBUFFORCE = number(SocketConstants.SO_SNDBUFFORCE);

  /** As {@link #SO_RCVBUF}, beyond the system's limit; needs CAP_NET_ADMIN; write-only. */
  public static final NativeOption<Integer> SO_RCVBUFFORCE = number(SocketConstants.SO_RCVBUFFORCE);

  /**
   * Which buffers keep the size that was set, where TCP would adapt it: 1 for the send buffer, 2
   * for the receive buffer, 3 for both, 0 for none. Since Linux 5.14.
   */
  public static final NativeOption<Integer> SO_BUF_LOCK = number(SocketConstants.SO_BUF_LOCK);

  /**
   * Memory that is kept for the socket, in bytes. Since Linux 5.16; setting it needs a memory
   * cgroup (EOPNOTSUPP).
   */
  public static final NativeOption<Integer> SO_RESERVE_MEM = number(SocketConstants.SO_RESERVE_MEM);

  /** How much memory of the kernel the socket uses; read-only. */
  public static final NativeOption<SocketMemory> SO_MEMINFO =
      option(SocketConstants.SO_MEMINFO, SocketMemory.class, new SocketMemory.Codec());

  /** How many bytes make the socket writable; read-only on Linux, where it is 1. */
  public static final NativeOption<Integer> SO_SNDLOWAT = number(SocketConstants.SO_SNDLOWAT);

  /** How many bytes make the socket readable. */
  public static final NativeOption<Integer> SO_RCVLOWAT = number(SocketConstants.SO_RCVLOWAT);

  /**
   * The kernel's own timeout of blocking sends. It has no effect here: use {@link
   * BsdSocket#setTimeout}. It matters to programs that get the descriptor.
   */
  public static final NativeOption<Duration> SO_SNDTIMEO =
      NativeOption.ofTimeval(SocketConstants.SOL_SOCKET, SocketConstants.SO_SNDTIMEO);

  /** The kernel's own timeout of blocking receives; see {@link #SO_SNDTIMEO}. */
  public static final NativeOption<Duration> SO_RCVTIMEO =
      NativeOption.ofTimeval(SocketConstants.SOL_SOCKET, SocketConstants.SO_RCVTIMEO);

  /** The pending error, cleared by reading; read-only. */
  public static final NativeOption<Integer> SO_ERROR = number(SocketConstants.SO_ERROR);

  /** The type of the socket; read-only. */
  public static final NativeOption<Integer> SO_TYPE = number(SocketConstants.SO_TYPE);

  /** The address family of the socket; read-only. */
  public static final NativeOption<Integer> SO_DOMAIN = number(SocketConstants.SO_DOMAIN);

  /** The protocol of the socket; read-only. */
  public static final NativeOption<Integer> SO_PROTOCOL = number(SocketConstants.SO_PROTOCOL);

  /** The queueing priority of what is sent, 0 to 6 without CAP_NET_ADMIN. */
  public static final NativeOption<Integer> SO_PRIORITY = number(SocketConstants.SO_PRIORITY);

  /** The mark of what is sent, for routing and filtering; needs CAP_NET_ADMIN or CAP_NET_RAW. */
  public static final NativeOption<Integer> SO_MARK = number(SocketConstants.SO_MARK);

  /**
   * Messages come with their mark as control data; needs CAP_NET_ADMIN or CAP_NET_RAW. Since Linux
   * 5.19.
   */
  public static final NativeOption<Boolean> SO_RCVMARK = yesOrNo(SocketConstants.SO_RCVMARK);

  /** Messages come with their priority as control data. Since Linux 6.14. */
  public static final NativeOption<Boolean> SO_RCVPRIORITY =
      yesOrNo(SocketConstants.SO_RCVPRIORITY);

  /**
   * The interface that the socket is bound to; empty for none. Setting it anew needs CAP_NET_RAW.
   */
  public static final NativeOption<String> SO_BINDTODEVICE =
      NativeOption.ofString(SocketConstants.SOL_SOCKET, SocketConstants.SO_BINDTODEVICE, IFNAMSIZ);

  /** The number of the interface that the socket is bound to; 0 for none. */
  public static final NativeOption<Integer> SO_BINDTOIFINDEX =
      number(SocketConstants.SO_BINDTOIFINDEX);

  /**
   * The processor that packets of this socket are handled on. Set, among sockets that share a port
   * (SO_REUSEPORT) it takes the packets of that processor.
   */
  public static final NativeOption<Integer> SO_INCOMING_CPU =
      number(SocketConstants.SO_INCOMING_CPU);

  /** The number of the device queue that the last packet came from, 0 for none; read-only. */
  public static final NativeOption<Integer> SO_INCOMING_NAPI_ID =
      number(SocketConstants.SO_INCOMING_NAPI_ID);

  /** A number that no other socket of the system has or will have; read-only. */
  public static final NativeOption<Long> SO_COOKIE =
      option(SocketConstants.SO_COOKIE, Long.class, OptionCodecs.LONG);

  /** The number of the socket's network namespace; read-only. Since Linux 5.14. */
  public static final NativeOption<Long> SO_NETNS_COOKIE =
      option(SocketConstants.SO_NETNS_COOKIE, Long.class, OptionCodecs.LONG);

  /**
   * How many microseconds to poll the device when there are no data; more than the system's
   * net.core.busy_read needs CAP_NET_ADMIN.
   */
  public static final NativeOption<Integer> SO_BUSY_POLL = number(SocketConstants.SO_BUSY_POLL);

  /**
   * Polls the device rather than wait for its interrupts; turning it on needs CAP_NET_ADMIN. Since
   * Linux 5.11.
   */
  public static final NativeOption<Boolean> SO_PREFER_BUSY_POLL =
      yesOrNo(SocketConstants.SO_PREFER_BUSY_POLL);

  /**
   * How many packets one round of {@link #SO_BUSY_POLL} takes, 0 to 65535; raising it needs
   * CAP_NET_ADMIN; write-only. Since Linux 5.11.
   */
  public static final NativeOption<Integer> SO_BUSY_POLL_BUDGET =
      number(SocketConstants.SO_BUSY_POLL_BUDGET);

  /**
   * A program that decides what is received; reading it answers the one that was attached, without
   * instructions where there is none. Since Linux 2.2, readable since 3.8.
   */
  public static final NativeOption<BpfProgram> SO_ATTACH_FILTER =
      option(SocketConstants.SO_ATTACH_FILTER, BpfProgram.class, new BpfCodec());

  /**
   * Removes the filter, whatever the value; write-only. Without a filter it fails with ENOENT, and
   * with EPERM where it is locked.
   */
  public static final NativeOption<Boolean> SO_DETACH_FILTER =
      yesOrNo(SocketConstants.SO_DETACH_FILTER);

  /**
   * The filter can be neither changed nor removed: a process that binds and filters can so give the
   * socket to one that must not. Turning it off fails with EPERM.
   */
  public static final NativeOption<Boolean> SO_LOCK_FILTER =
      yesOrNo(SocketConstants.SO_LOCK_FILTER);

  /**
   * A program of extended BPF that decides what is received: its descriptor, from bpf(2);
   * write-only.
   */
  public static final NativeOption<Integer> SO_ATTACH_BPF = number(SocketConstants.SO_ATTACH_BPF);

  /**
   * A program that returns which of the sockets that share this one's port (SO_REUSEPORT) is to
   * receive, counted from 0 in the order in which they were bound; write-only.
   */
  public static final NativeOption<BpfProgram> SO_ATTACH_REUSEPORT_CBPF =
      option(SocketConstants.SO_ATTACH_REUSEPORT_CBPF, BpfProgram.class, new BpfCodec());

  /**
   * As {@link #SO_ATTACH_REUSEPORT_CBPF}, with a program of extended BPF: its descriptor;
   * write-only.
   */
  public static final NativeOption<Integer> SO_ATTACH_REUSEPORT_EBPF =
      number(SocketConstants.SO_ATTACH_REUSEPORT_EBPF);

  /**
   * Removes the program that picks the socket, whatever the value; write-only. Since Linux 5.3; it
   * fails with ENOENT where there is none, and with EINVAL without SO_REUSEPORT.
   */
  public static final NativeOption<Boolean> SO_DETACH_REUSEPORT_BPF =
      yesOrNo(SocketConstants.SO_DETACH_REUSEPORT_BPF);

  /** How many extensions classic BPF has, as SKF_AD_MAX counts them; read-only. */
  public static final NativeOption<Integer> SO_BPF_EXTENSIONS =
      number(SocketConstants.SO_BPF_EXTENSIONS);

  /**
   * The highest rate of sending in bytes a second; negative for none, or on Linux on 64 bits
   * without a sign. FreeBSD takes 32 bits.
   */
  public static final NativeOption<Long> SO_MAX_PACING_RATE =
      option(SocketConstants.SO_MAX_PACING_RATE, Long.class, new Rate());

  /** Packets are sent at the time that their control data tell. Since Linux 4.19. */
  public static final NativeOption<TransmitTime> SO_TXTIME =
      option(SocketConstants.SO_TXTIME, TransmitTime.class, new TransmitTime.Codec());

  /**
   * Whether a TCP connection in trouble tries another path: 1 yes, 0 no, and to be set, -1 for the
   * system's default. Since Linux 5.18; newer kernels refuse it on other sockets.
   */
  public static final NativeOption<Integer> SO_TXREHASH = number(SocketConstants.SO_TXREHASH);

  /**
   * Allows MSG_ZEROCOPY, by which data are sent from the memory of the program; TCP, UDP and some
   * others. Since Linux 4.14.
   */
  public static final NativeOption<Boolean> SO_ZEROCOPY = yesOrNo(SocketConstants.SO_ZEROCOPY);

  /** Does not compute the checksums that a protocol can do without, as UDP over IPv4 can. */
  public static final NativeOption<Boolean> SO_NO_CHECK = yesOrNo(SocketConstants.SO_NO_CHECK);

  /**
   * What waits in the error queue makes select(2) tell an exception, and poll(2) POLLPRI, rather
   * than an error alone.
   */
  public static final NativeOption<Boolean> SO_SELECT_ERR_QUEUE =
      yesOrNo(SocketConstants.SO_SELECT_ERR_QUEUE);

  /** Frames that were sent come back with whether they were acknowledged (wireless devices). */
  public static final NativeOption<Boolean> SO_WIFI_STATUS =
      yesOrNo(SocketConstants.SO_WIFI_STATUS);

  /**
   * Tells the kernel that the connection makes no progress, so that it looks for another path;
   * write-only.
   */
  public static final NativeOption<Boolean> SO_CNX_ADVICE = yesOrNo(SocketConstants.SO_CNX_ADVICE);

  /** Where MSG_PEEK begins; negative for off. */
  public static final NativeOption<Integer> SO_PEEK_OFF = number(SocketConstants.SO_PEEK_OFF);

  /**
   * Has every message tell when it arrived, to the microsecond: {@link
   * BsdControlTypes#SCM_TIMESTAMP}.
   */
  public static final NativeOption<Boolean> SO_TIMESTAMP = yesOrNo(SocketConstants.SO_TIMESTAMP);

  /**
   * Has every message tell when it arrived, to the nanosecond: {@link
   * BsdControlTypes#SCM_TIMESTAMPNS}. It takes the place of {@link #SO_TIMESTAMP}.
   */
  public static final NativeOption<Boolean> SO_TIMESTAMPNS =
      yesOrNo(SocketConstants.SO_TIMESTAMPNS);

  /**
   * Which times are taken, and which are told with {@link BsdControlTypes#SCM_TIMESTAMPING}: the
   * bits of {@link io.sockets4j.os.TimestampingConstants}. Times of what is sent come by the error
   * queue.
   */
  public static final NativeOption<Integer> SO_TIMESTAMPING =
      number(SocketConstants.SO_TIMESTAMPING);

  /**
   * Has messages tell how many others were lost before them for want of room: {@link
   * BsdControlTypes#SO_RXQ_OVFL}.
   */
  public static final NativeOption<Boolean> SO_RXQ_OVFL = yesOrNo(SocketConstants.SO_RXQ_OVFL);

  /** The routing table (FreeBSD); write-only. */
  public static final NativeOption<Integer> SO_SETFIB = number(SocketConstants.SO_SETFIB);

  /** A number that firewalls can match (FreeBSD); write-only. */
  public static final NativeOption<Integer> SO_USER_COOKIE = number(SocketConstants.SO_USER_COOKIE);

  /**
   * Never raises SIGPIPE; this library always sets it where it exists and the message flag does
   * not.
   */
  public static final NativeOption<Boolean> SO_NOSIGPIPE = yesOrNo(SocketConstants.SO_NOSIGPIPE);

  private static final List<NativeOption<?>> ALL =
      Stream.<NativeOption<?>>of(
              SO_DEBUG,
              SO_ACCEPTCONN,
              SO_REUSEADDR,
              SO_REUSEPORT,
              SO_REUSEPORT_LB,
              SO_KEEPALIVE,
              SO_USELOOPBACK,
              SO_EXCLUSIVEADDRUSE,
              SO_DONTROUTE,
              SO_BROADCAST,
              SO_LINGER,
              SO_OOBINLINE,
              SO_SNDBUF,
              SO_RCVBUF,
              SO_SNDBUFFORCE,
              SO_RCVBUFFORCE,
              SO_BUF_LOCK,
              SO_RESERVE_MEM,
              SO_MEMINFO,
              SO_SNDLOWAT,
              SO_RCVLOWAT,
              SO_SNDTIMEO,
              SO_RCVTIMEO,
              SO_ERROR,
              SO_TYPE,
              SO_DOMAIN,
              SO_PROTOCOL,
              SO_PRIORITY,
              SO_MARK,
              SO_RCVMARK,
              SO_RCVPRIORITY,
              SO_BINDTODEVICE,
              SO_BINDTOIFINDEX,
              SO_INCOMING_CPU,
              SO_INCOMING_NAPI_ID,
              SO_COOKIE,
              SO_NETNS_COOKIE,
              SO_BUSY_POLL,
              SO_PREFER_BUSY_POLL,
              SO_BUSY_POLL_BUDGET,
              SO_ATTACH_FILTER,
              SO_DETACH_FILTER,
              SO_LOCK_FILTER,
              SO_ATTACH_BPF,
              SO_ATTACH_REUSEPORT_CBPF,
              SO_ATTACH_REUSEPORT_EBPF,
              SO_DETACH_REUSEPORT_BPF,
              SO_BPF_EXTENSIONS,
              SO_MAX_PACING_RATE,
              SO_TXTIME,
              SO_TXREHASH,
              SO_ZEROCOPY,
              SO_NO_CHECK,
              SO_SELECT_ERR_QUEUE,
              SO_WIFI_STATUS,
              SO_CNX_ADVICE,
              SO_PEEK_OFF,
              SO_TIMESTAMP,
              SO_TIMESTAMPNS,
              SO_TIMESTAMPING,
              SO_RXQ_OVFL,
              SO_SETFIB,
              SO_USER_COOKIE,
              SO_NOSIGPIPE)
          .filter(NativeOption::exists)
          .toList();

  /** macOS counts SO_LINGER in clock ticks, and has another option for seconds. */
  private static final NativeOption<Integer> LINGER_SECONDS =
      SocketConstants.SO_LINGER_SEC.exists()
          ? option(SocketConstants.SO_LINGER_SEC, Integer.class, OptionCodecs.LINGER)
          : SO_LINGER;

  /** What the JDK's options mean. Its buffer sizes are those that were asked for. */
  private static final Map<SocketOption<?>, NativeOption<?>> STANDARD =
      Map.of(
          StandardSocketOptions.SO_BROADCAST, SO_BROADCAST,
          StandardSocketOptions.SO_KEEPALIVE, SO_KEEPALIVE,
          StandardSocketOptions.SO_LINGER, LINGER_SECONDS,
          StandardSocketOptions.SO_REUSEADDR, SO_REUSEADDR,
          StandardSocketOptions.SO_REUSEPORT, SO_REUSEPORT,
          StandardSocketOptions.SO_RCVBUF, size(SocketConstants.SO_RCVBUF),
          StandardSocketOptions.SO_SNDBUF, size(SocketConstants.SO_SNDBUF));

  private BsdSocketOptions() {}

  /** Those that this platform has. */
  static List<NativeOption<?>> all() {
    return ALL;
  }

  static Map<SocketOption<?>, NativeOption<?>> standard() {
    return STANDARD;
  }

  private static NativeOption<Boolean> yesOrNo(SystemConstant constant) {
    return NativeOption.ofBoolean(SocketConstants.SOL_SOCKET, constant);
  }

  private static NativeOption<Integer> number(SystemConstant constant) {
    return NativeOption.ofInt(SocketConstants.SOL_SOCKET, constant);
  }

  private static NativeOption<Integer> size(SystemConstant constant) {
    return option(
        constant, Integer.class, Platform.current().isLinux() ? new Halved() : OptionCodecs.INT);
  }

  private static <T> NativeOption<T> option(
      SystemConstant constant, Class<T> type, OptionCodec<T> codec) {
    return NativeOption.of(SocketConstants.SOL_SOCKET, constant, type, codec);
  }

  /** Linux before 5.0, and FreeBSD, have 32 bits of it: there, all of them are for no limit. */
  private static final class Rate implements OptionCodec<Long> {
    private static final boolean WIDE = Platform.current().isLinux();
    private static final long NO_LIMIT = 0xffff_ffffL;

    @Override
    public int capacity() {
      return WIDE ? Long.BYTES : Integer.BYTES;
    }

    @Override
    public int encode(Long value, ByteBuffer memory) {
      if (WIDE) {
        return OptionCodecs.LONG.encode(value, memory);
      }
      memory.putInt(0, (int) (value < 0 ? NO_LIMIT : Math.min(value, NO_LIMIT)));
      return Integer.BYTES;
    }

    @Override
    public Long decode(ByteBuffer memory) {
      if (memory.limit() >= Long.BYTES) {
        return OptionCodecs.LONG.decode(memory);
      }
      long rate = Integer.toUnsignedLong(OptionCodecs.INT.decode(memory));
      return rate == NO_LIMIT ? -1 : rate;
    }
  }

  /** Linux doubles buffer sizes for its own needs (socket(7)); the JDK tells what was asked for. */
  private static final class Halved implements OptionCodec<Integer> {
    @Override
    public int capacity() {
      return OptionCodecs.INT.capacity();
    }

    @Override
    public int encode(Integer value, ByteBuffer memory) {
      return OptionCodecs.INT.encode(value, memory);
    }

    @Override
    public Integer decode(ByteBuffer memory) {
      return OptionCodecs.INT.decode(memory) / 2;
    }
  }
}
