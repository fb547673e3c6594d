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

  /** Sends to hosts that are connected directly only. */
  public static final NativeOption<Boolean> SO_DONTROUTE = yesOrNo(SocketConstants.SO_DONTROUTE);

  /** Allows sending to broadcast addresses. */
  public static final NativeOption<Boolean> SO_BROADCAST = yesOrNo(SocketConstants.SO_BROADCAST);

  /**
   * How many seconds close waits for what is unsent, 0 to 65535; negative: it does not wait. macOS
   * counts clock ticks.
   */
  public static final NativeOption<Integer> SO_LINGER =
      NativeOption.of(
          SocketConstants.SOL_SOCKET,
          SocketConstants.SO_LINGER,
          Integer.class,
          OptionCodecs.LINGER);

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

  /** The interface that the socket is bound to; empty for none. */
  public static final NativeOption<String> SO_BINDTODEVICE =
      NativeOption.ofString(SocketConstants.SOL_SOCKET, SocketConstants.SO_BINDTODEVICE, IFNAMSIZ);

  /** The number of the interface that the socket is bound to; 0 for none. */
  public static final NativeOption<Integer> SO_BINDTOIFINDEX =
      number(SocketConstants.SO_BINDTOIFINDEX);

  /** The processor that packets of this socket are handled on. */
  public static final NativeOption<Integer> SO_INCOMING_CPU =
      number(SocketConstants.SO_INCOMING_CPU);

  /** A number that no other socket of the system has or will have; read-only. */
  public static final NativeOption<Long> SO_COOKIE =
      NativeOption.of(
          SocketConstants.SOL_SOCKET, SocketConstants.SO_COOKIE, Long.class, OptionCodecs.LONG);

  /** How many microseconds to poll the device when there are no data. */
  public static final NativeOption<Integer> SO_BUSY_POLL = number(SocketConstants.SO_BUSY_POLL);

  /** Where MSG_PEEK begins; negative for off. */
  public static final NativeOption<Integer> SO_PEEK_OFF = number(SocketConstants.SO_PEEK_OFF);

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
              SO_DONTROUTE,
              SO_BROADCAST,
              SO_LINGER,
              SO_OOBINLINE,
              SO_SNDBUF,
              SO_RCVBUF,
              SO_SNDBUFFORCE,
              SO_RCVBUFFORCE,
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
              SO_BINDTODEVICE,
              SO_BINDTOIFINDEX,
              SO_INCOMING_CPU,
              SO_COOKIE,
              SO_BUSY_POLL,
              SO_PEEK_OFF,
              SO_SETFIB,
              SO_USER_COOKIE,
              SO_NOSIGPIPE)
          .filter(NativeOption::exists)
          .toList();

  /** macOS counts SO_LINGER in clock ticks, and has another option for seconds. */
  private static final NativeOption<Integer> LINGER_SECONDS =
      SocketConstants.SO_LINGER_SEC.exists()
          ? NativeOption.of(
              SocketConstants.SOL_SOCKET,
              SocketConstants.SO_LINGER_SEC,
              Integer.class,
              OptionCodecs.LINGER)
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
    return NativeOption.of(
        SocketConstants.SOL_SOCKET,
        constant,
        Integer.class,
        Platform.current().isLinux() ? new Halved() : OptionCodecs.INT);
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
