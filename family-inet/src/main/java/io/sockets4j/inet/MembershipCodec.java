package io.sockets4j.inet;

import static io.sockets4j.inet.InetStructs.GROUP_REQ;
import static io.sockets4j.inet.InetStructs.GROUP_SOURCE_REQ;
import static io.sockets4j.inet.InetStructs.GR_GROUP;
import static io.sockets4j.inet.InetStructs.GR_INTERFACE;
import static io.sockets4j.inet.InetStructs.GSR_GROUP;
import static io.sockets4j.inet.InetStructs.GSR_INTERFACE;
import static io.sockets4j.inet.InetStructs.GSR_SOURCE;
import static io.sockets4j.inet.InetStructs.IMR_IFINDEX;
import static io.sockets4j.inet.InetStructs.IMR_MULTIADDR;
import static io.sockets4j.inet.InetStructs.IPV6MR_INTERFACE;
import static io.sockets4j.inet.InetStructs.IPV6MR_MULTIADDR;
import static io.sockets4j.inet.InetStructs.IPV6_MREQ;
import static io.sockets4j.inet.InetStructs.IP_MREQ;
import static io.sockets4j.inet.InetStructs.IP_MREQN;
import static io.sockets4j.inet.InetStructs.IP_MREQ_SOURCE;
import static io.sockets4j.inet.InetStructs.MREQ_INTERFACE;
import static io.sockets4j.inet.InetStructs.MREQ_MULTIADDR;
import static io.sockets4j.inet.InetStructs.SOURCE_INTERFACE;
import static io.sockets4j.inet.InetStructs.SOURCE_MULTIADDR;
import static io.sockets4j.inet.InetStructs.SOURCE_SOURCEADDR;

import io.sockets4j.os.StructLayout;
import io.sockets4j.spi.OptionCodec;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** How memberships stand in memory: as many structs as there were ideas of it. */
abstract class MembershipCodec implements OptionCodec<GroupMembership> {
  private final StructLayout layout;

  private MembershipCodec(StructLayout layout) {
    this.layout = layout;
  }

  @Override
  public int capacity() {
    return layout.size();
  }

  @Override
  public int encode(GroupMembership value, ByteBuffer memory) {
    write(value, memory);
    return layout.size();
  }

  abstract void write(GroupMembership value, ByteBuffer memory);

  @Override
  public GroupMembership decode(ByteBuffer memory) {
    throw new IllegalArgumentException("no kernel tells memberships one by one");
  }

  private static InetAddress source(GroupMembership value) {
    if (value.source() == null) {
      throw new IllegalArgumentException(value + " names no source, which this option is about");
    }
    return value.source();
  }

  private static void requireNoSource(GroupMembership value) {
    if (value.source() != null) {
      throw new IllegalArgumentException(
          value + " names a source, of which this option knows none");
    }
  }

  private static void put(
      InetAddress address, ByteBuffer memory, StructLayout.Field field, GroupMembership value) {
    byte[] bytes = address.getAddress();
    if (bytes.length != field.size()) {
      throw new IllegalArgumentException(value + " is not of this option's version of IP");
    }
    field.putBytes(memory, 0, bytes);
  }

  /** The address of the interface, by which older options name it. */
  private static byte[] address(GroupMembership value) {
    @Nullable NetworkInterface networkInterface = value.networkInterface();
    return networkInterface == null
        ? new byte[MREQ_INTERFACE.size()]
        : MulticastInterface.Ip.requireAddress(networkInterface);
  }

  /** {@code struct ip_mreqn}, or {@code struct ip_mreq} where the system does not have it. */
  static final class Mreqn extends MembershipCodec {
    Mreqn() {
      super(IP_MREQN.exists() ? IP_MREQN : IP_MREQ);
    }

    @Override
    void write(GroupMembership value, ByteBuffer memory) {
      requireNoSource(value);
      if (IP_MREQN.exists()) {
        put(value.group(), memory, IMR_MULTIADDR, value);
        IMR_IFINDEX.putInt(memory, 0, value.interfaceIndex());
      } else {
        put(value.group(), memory, MREQ_MULTIADDR, value);
        MREQ_INTERFACE.putBytes(memory, 0, address(value));
      }
    }
  }

  /** {@code struct ip_mreq_source}. */
  static final class MreqSource extends MembershipCodec {
    MreqSource() {
      super(IP_MREQ_SOURCE);
    }

    @Override
    void write(GroupMembership value, ByteBuffer memory) {
      put(value.group(), memory, SOURCE_MULTIADDR, value);
      put(source(value), memory, SOURCE_SOURCEADDR, value);
      SOURCE_INTERFACE.putBytes(memory, 0, address(value));
    }
  }

  /** {@code struct ipv6_mreq}. */
  static final class Ipv6Mreq extends MembershipCodec {
    Ipv6Mreq() {
      super(IPV6_MREQ);
    }

    @Override
    void write(GroupMembership value, ByteBuffer memory) {
      requireNoSource(value);
      put(value.group(), memory, IPV6MR_MULTIADDR, value);
      IPV6MR_INTERFACE.putInt(memory, 0, value.interfaceIndex());
    }
  }

  /** {@code struct group_req}. */
  static final class GroupReq extends MembershipCodec {
    GroupReq() {
      super(GROUP_REQ);
    }

    @Override
    void write(GroupMembership value, ByteBuffer memory) {
      requireNoSource(value);
      GR_INTERFACE.putInt(memory, 0, value.interfaceIndex());
      InetSockaddr.put(value.group(), memory, GR_GROUP.offset());
    }
  }

  /** {@code struct group_source_req}. */
  static final class GroupSourceReq extends MembershipCodec {
    GroupSourceReq() {
      super(GROUP_SOURCE_REQ);
    }

    @Override
    void write(GroupMembership value, ByteBuffer memory) {
      GSR_INTERFACE.putInt(memory, 0, value.interfaceIndex());
      InetSockaddr.put(value.group(), memory, GSR_GROUP.offset());
      InetSockaddr.put(source(value), memory, GSR_SOURCE.offset());
    }
  }
}
