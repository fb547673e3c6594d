package io.sockets4j.inet;

import io.sockets4j.BsdSocket;
import io.sockets4j.spi.NativeOption;
import java.io.IOException;
import java.util.Objects;

/**
 * Joins and leaves multicast groups, of all sources or of some (RFC 3678).
 *
 * <pre>{@code
 * try (var socket = BsdSocket.open(InetFamily.AF_INET, SocketType.DGRAM)) {
 *   socket.setOption(BsdSocketOptions.SO_REUSEADDR, true);
 *   socket.bind(new InetSocketAddress(5353));
 *   Multicast.join(socket, GroupMembership.of(InetAddress.getByName("224.0.0.251")));
 *   Received<InetSocketAddress> received = socket.receiveFrom(buffer);
 * }
 * }</pre>
 *
 * <p>A membership is of the socket in the kernel and ends with it; this library keeps no list of
 * its own, so that nothing differs for a socket that was adopted or is shared. What this class does
 * with one call can be done by the options of {@link IpOptions} and {@link Ipv6Options} as well.
 *
 * <p>On Linux a socket receives the multicasts to every group that anybody on the host has joined,
 * if it is bound to their port and to no address: turn off {@link IpOptions#IP_MULTICAST_ALL} or
 * {@link Ipv6Options#IPV6_MULTICAST_ALL}, or bind it to the group's address.
 */
public final class Multicast {
  private Multicast() {}

  /**
   * Joins a group: MCAST_JOIN_GROUP for all sources, MCAST_JOIN_SOURCE_GROUP for one. Several
   * sources of a group are joined one after the other. On Linux a socket of IPv6 can join groups of
   * IPv4.
   *
   * @param socket a datagram or raw socket
   * @param membership the group, its interface, and the source unless it is all of them
   * @throws IOException if the kernel refuses: EADDRINUSE for a membership that is there already,
   *     ENODEV where no route leads to the group, ENOBUFS beyond the system's limit of groups or
   *     sources
   */
  public static void join(BsdSocket<?> socket, GroupMembership membership) throws IOException {
    boolean four = membership.isIpv4();
    set(
        socket,
        membership.source() == null
            ? (four ? IpOptions.MCAST_JOIN_GROUP : Ipv6Options.MCAST_JOIN_GROUP)
            : (four ? IpOptions.MCAST_JOIN_SOURCE_GROUP : Ipv6Options.MCAST_JOIN_SOURCE_GROUP),
        membership);
  }

  /**
   * Leaves a group, or one source of it: MCAST_LEAVE_GROUP, MCAST_LEAVE_SOURCE_GROUP.
   *
   * @param socket the socket
   * @param membership as it was joined; without a source it is left with all of them
   * @throws IOException if the kernel refuses: EADDRNOTAVAIL for what was not joined
   */
  public static void leave(BsdSocket<?> socket, GroupMembership membership) throws IOException {
    boolean four = membership.isIpv4();
    set(
        socket,
        membership.source() == null
            ? (four ? IpOptions.MCAST_LEAVE_GROUP : Ipv6Options.MCAST_LEAVE_GROUP)
            : (four ? IpOptions.MCAST_LEAVE_SOURCE_GROUP : Ipv6Options.MCAST_LEAVE_SOURCE_GROUP),
        membership);
  }

  /**
   * Receives nothing any longer from a source of a group that was joined for all: {@code
   * MCAST_BLOCK_SOURCE}.
   *
   * @param socket the socket
   * @param membership the group, its interface and the source
   * @throws IOException if the kernel refuses: EADDRNOTAVAIL for a source that is blocked already,
   *     EINVAL for a group that was not joined, or for one source alone
   * @throws IllegalArgumentException if there is no source
   */
  public static void block(BsdSocket<?> socket, GroupMembership membership) throws IOException {
    set(
        socket,
        membership.isIpv4() ? IpOptions.MCAST_BLOCK_SOURCE : Ipv6Options.MCAST_BLOCK_SOURCE,
        membership);
  }

  /**
   * Receives from a source again: MCAST_UNBLOCK_SOURCE.
   *
   * @param socket the socket
   * @param membership as it was blocked
   * @throws IOException if the kernel refuses: EADDRNOTAVAIL for a source that is not blocked
   * @throws IllegalArgumentException if there is no source
   */
  public static void unblock(BsdSocket<?> socket, GroupMembership membership) throws IOException {
    set(
        socket,
        membership.isIpv4() ? IpOptions.MCAST_UNBLOCK_SOURCE : Ipv6Options.MCAST_UNBLOCK_SOURCE,
        membership);
  }

  /**
   * Asks which sources of a group a socket receives from: MCAST_MSFILTER.
   *
   * @param socket the socket
   * @param membership the group and its interface
   * @return the sources
   * @throws IOException if the kernel refuses: EADDRNOTAVAIL for a group that was not joined
   * @throws UnsupportedOperationException on other systems than Linux
   */
  public static SourceFilter getFilter(BsdSocket<?> socket, GroupMembership membership)
      throws IOException {
    return Objects.requireNonNull(socket.getOption(SourceFilter.option(membership)));
  }

  /**
   * Says which sources of a group a socket receives from, in place of what was said before:
   * MCAST_MSFILTER.
   *
   * @param socket the socket
   * @param membership the group and its interface, which was joined
   * @param filter the sources
   * @throws IOException if the kernel refuses: EINVAL for a group that was not joined, ENOBUFS for
   *     more sources than the system allows
   * @throws UnsupportedOperationException on other systems than Linux
   */
  public static void setFilter(BsdSocket<?> socket, GroupMembership membership, SourceFilter filter)
      throws IOException {
    socket.setOption(SourceFilter.option(membership), filter);
  }

  private static void set(
      BsdSocket<?> socket, NativeOption<GroupMembership> option, GroupMembership membership)
      throws IOException {
    socket.setOption(option, membership);
  }
}
