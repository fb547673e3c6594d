package io.sockets4j.inet;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a socket is a member of: a multicast group on an interface, of all sources or of one.
 *
 * <pre>{@code
 * var group = GroupMembership.of(InetAddress.getByName("239.1.2.3"), NetworkInterface.getByName("lo"));
 * Multicast.join(socket, group);
 * Multicast.block(socket, group.from(InetAddress.getByName("127.0.0.9")));
 * }</pre>
 *
 * @param group the address of the group
 * @param networkInterface the interface; null for the system's choice
 * @param source the only address to receive from, or the one that an option is about; null for all
 */
public record GroupMembership(
    InetAddress group, @Nullable NetworkInterface networkInterface, @Nullable InetAddress source) {

  /**
   * Checks the addresses.
   *
   * @throws IllegalArgumentException if the group is no multicast address, or the source is one, or
   *     is not of the same version of IP
   */
  public GroupMembership {
    if (!group.isMulticastAddress()) {
      throw new IllegalArgumentException(group.getHostAddress() + " is no multicast address");
    }
    if (source != null && (source.isMulticastAddress() || isIpv4(source) != isIpv4(group))) {
      throw new IllegalArgumentException(
          "%s cannot be a source of the group %s"
              .formatted(source.getHostAddress(), group.getHostAddress()));
    }
  }

  /**
   * A group of all sources, on the interface that the system's routes lead to.
   *
   * @param group the address of the group
   * @return the membership
   * @throws IllegalArgumentException if that is no multicast address
   */
  public static GroupMembership of(InetAddress group) {
    return new GroupMembership(group, null, null);
  }

  /**
   * A group of all sources.
   *
   * @param group the address of the group
   * @param networkInterface the interface
   * @return the membership
   * @throws IllegalArgumentException if that is no multicast address
   */
  public static GroupMembership of(InetAddress group, NetworkInterface networkInterface) {
    return new GroupMembership(
        group, Objects.requireNonNull(networkInterface, "networkInterface"), null);
  }

  /**
   * This group of one source.
   *
   * @param onlySource the address to receive from
   * @return the new membership
   * @throws IllegalArgumentException if the source cannot be one of this group
   */
  public GroupMembership from(InetAddress onlySource) {
    return new GroupMembership(
        group, networkInterface, Objects.requireNonNull(onlySource, "onlySource"));
  }

  private static boolean isIpv4(InetAddress address) {
    return address instanceof Inet4Address;
  }

  /** Whether options of the level IPPROTO_IP are for it, rather than those of IPPROTO_IPV6. */
  boolean isIpv4() {
    return isIpv4(group);
  }

  /** The number of the interface, 0 for the system's choice. */
  int interfaceIndex() {
    return networkInterface == null ? 0 : networkInterface.getIndex();
  }

  /**
   * For people.
   *
   * @return such as {@code 239.1.2.3%lo from 127.0.0.9}
   */
  @Override
  public String toString() {
    return group.getHostAddress()
        + (networkInterface == null ? "" : "%" + networkInterface.getName())
        + (source == null ? "" : " from " + source.getHostAddress());
  }
}
