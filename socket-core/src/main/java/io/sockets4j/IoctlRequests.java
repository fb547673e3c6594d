package io.sockets4j;

import io.sockets4j.internal.InterfaceRequest;
import io.sockets4j.os.IoctlConstants;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.spi.IoctlRequest;
import io.sockets4j.spi.OptionCodecs;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * What can be asked of sockets of many families, and through them of network interfaces, by {@link
 * BsdSocket#ioctl(IoctlRequest)}.
 *
 * <pre>{@code
 * int waiting = socket.ioctl(IoctlRequests.FIONREAD);
 * int mtu = socket.ioctl(IoctlRequests.mtu(NetInterface.byName("lo")));
 * }</pre>
 *
 * <p>A request that the platform does not have throws {@link UnsupportedOperationException}, one
 * that the family does not have an {@link java.io.IOException}, mostly with ENOTTY or EINVAL.
 * Sources: tcp(7), udp(7), unix(7), netdevice(7).
 */
public final class IoctlRequests {
  /** Seconds, and after them a part of a second. */
  private static final int TIME_SIZE = 2 * Long.BYTES;

  private static final int NANOS_PER_MICRO = 1_000;

  /** How many bytes can be received; of datagrams, those of the next one on Linux. */
  public static final IoctlRequest<Integer> FIONREAD = number(IoctlConstants.FIONREAD);

  /** The same as {@link #FIONREAD}, as Linux calls it. */
  public static final IoctlRequest<Integer> SIOCINQ = number(IoctlConstants.SIOCINQ);

  /** How many bytes were sent that the peer has not acknowledged (TCP) or taken (UNIX). */
  public static final IoctlRequest<Integer> SIOCOUTQ = number(IoctlConstants.SIOCOUTQ);

  /** The same as {@link #SIOCOUTQ}, as terminals have it. */
  public static final IoctlRequest<Integer> TIOCOUTQ = number(IoctlConstants.TIOCOUTQ);

  /** How many bytes TCP has not sent at all so far. */
  public static final IoctlRequest<Integer> SIOCOUTQNSD = number(IoctlConstants.SIOCOUTQNSD);

  /** How many bytes were sent that the peer has not acknowledged or taken (FreeBSD). */
  public static final IoctlRequest<Integer> FIONWRITE = number(IoctlConstants.FIONWRITE);

  /** How much room there is to send, in bytes (FreeBSD). */
  public static final IoctlRequest<Integer> FIONSPACE = number(IoctlConstants.FIONSPACE);

  /**
   * Whether the next byte is the one after the out-of-band mark; see {@link BsdSocket#isAtMark}.
   */
  public static final IoctlRequest<Boolean> SIOCATMARK =
      IoctlRequest.of(IoctlConstants.SIOCATMARK, OptionCodecs.BOOLEAN);

  /** Which process (above 0) or group (below) gets SIGIO and SIGURG; 0 for none. */
  public static final IoctlRequest<Integer> SIOCGPGRP = number(IoctlConstants.SIOCGPGRP);

  /**
   * When the last datagram that was received arrived, to the microsecond; ENOENT if none was. The
   * first question makes the kernel keep the time of those to come.
   */
  public static final IoctlRequest<Instant> SIOCGSTAMP =
      time(IoctlConstants.SIOCGSTAMP, NANOS_PER_MICRO);

  /** As {@link #SIOCGSTAMP}, to the nanosecond. */
  public static final IoctlRequest<Instant> SIOCGSTAMPNS = time(IoctlConstants.SIOCGSTAMPNS, 1);

  private IoctlRequests() {}

  /**
   * The name that an interface has now: SIOCGIFNAME.
   *
   * @param index its number
   * @return the request; ENODEV if there is no such interface
   */
  public static IoctlRequest<String> interfaceName(int index) {
    return InterfaceRequest.name(index);
  }

  /**
   * The number of an interface: SIOCGIFINDEX.
   *
   * @param of the interface, by its name
   * @return the request; ENODEV if there is no such interface
   */
  public static IoctlRequest<Integer> interfaceIndex(NetInterface of) {
    return InterfaceRequest.index(of.name());
  }

  /**
   * The longest packet that an interface sends, in bytes: SIOCGIFMTU.
   *
   * @param of the interface, by its name
   * @return the request; ENODEV if there is no such interface
   */
  public static IoctlRequest<Integer> mtu(NetInterface of) {
    return InterfaceRequest.mtu(of.name());
  }

  /**
   * The state of an interface: SIOCGIFFLAGS.
   *
   * @param of the interface, by its name
   * @return the request, answered by bits such as {@link IoctlConstants#IFF_UP}; ENODEV if there is
   *     no such interface
   */
  public static IoctlRequest<Integer> flags(NetInterface of) {
    return InterfaceRequest.flags(of.name());
  }

  /**
   * The hardware address of an interface: SIOCGIFHWADDR.
   *
   * @param of the interface, by its name
   * @return the request, answered by the 14 bytes of sa_data, of which the kind of the interface
   *     tells how many count (6 of Ethernet); ENODEV if there is no such interface
   */
  public static IoctlRequest<byte[]> hardwareAddress(NetInterface of) {
    return InterfaceRequest.hardwareAddress(of.name());
  }

  /**
   * How many packets the queue of an interface takes: SIOCGIFTXQLEN.
   *
   * @param of the interface, by its name
   * @return the request; ENODEV if there is no such interface
   */
  public static IoctlRequest<Integer> transmitQueueLength(NetInterface of) {
    return InterfaceRequest.transmitQueueLength(of.name());
  }

  private static IoctlRequest<Integer> number(SystemConstant constant) {
    return IoctlRequest.of(constant, OptionCodecs.INT);
  }

  private static IoctlRequest<Instant> time(SystemConstant constant, int nanosPerUnit) {
    return IoctlRequest.of(
        constant,
        new byte[TIME_SIZE],
        (ByteBuffer memory) ->
            Instant.ofEpochSecond(memory.getLong(0), memory.getLong(Long.BYTES) * nanosPerUnit));
  }
}
