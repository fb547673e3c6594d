package io.sockets4j.inet;

import static io.sockets4j.inet.InetStructs.IN6_PKTINFO;
import static io.sockets4j.inet.InetStructs.IN_PKTINFO;
import static io.sockets4j.inet.InetStructs.IPI6_ADDR;
import static io.sockets4j.inet.InetStructs.IPI6_IFINDEX;
import static io.sockets4j.inet.InetStructs.IPI_ADDR;
import static io.sockets4j.inet.InetStructs.IPI_IFINDEX;
import static io.sockets4j.inet.InetStructs.IPI_SPEC_DST;

import io.sockets4j.os.StructLayout;
import io.sockets4j.spi.OptionCodec;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * By which interface and to which address a packet came, or is to leave: {@code struct in_pktinfo}
 * (ip(7)), {@code struct in6_pktinfo} (RFC 3542).
 *
 * <pre>{@code
 * socket.setOption(IpOptions.IP_PKTINFO, true);
 * Message message = new Message(buffer).roomForControl(InetControlTypes.IP_PKTINFO);
 * socket.receiveMessage(message);
 * PacketInfo info = message.get(InetControlTypes.IP_PKTINFO);
 * }</pre>
 *
 * @param address the address of this host; to send, the source, where the any-local address lets
 *     the system choose. IPv6 tells the destination here, whatever that is
 * @param interfaceIndex the number of the interface; to send, 0 lets the system choose
 * @param destination the destination in the header of what came, which may be a multicast address;
 *     without meaning to send
 */
public record PacketInfo(InetAddress address, int interfaceIndex, InetAddress destination) {

  /**
   * Where a packet is to leave.
   *
   * @param address the source, or the any-local address
   * @param interfaceIndex the number of the interface, or 0
   */
  public PacketInfo(InetAddress address, int interfaceIndex) {
    this(address, interfaceIndex, address);
  }

  private static void put(InetAddress address, ByteBuffer memory, StructLayout.Field field) {
    byte[] bytes = address.getAddress();
    if (bytes.length != field.size()) {
      throw new IllegalArgumentException(
          "%s is of another version of IP than %s".formatted(address.getHostAddress(), field));
    }
    field.putBytes(memory, 0, bytes);
  }

  private static InetAddress get(ByteBuffer memory, StructLayout.Field field) {
    return InetSockaddr.address(field.getBytes(memory, 0));
  }

  /** That of IPv4. */
  static final class Codec4 implements OptionCodec<PacketInfo> {
    @Override
    public int capacity() {
      return IN_PKTINFO.size();
    }

    @Override
    public int encode(PacketInfo value, ByteBuffer memory) {
      IPI_IFINDEX.putInt(memory, 0, value.interfaceIndex);
      put(value.address, memory, IPI_SPEC_DST);
      return IN_PKTINFO.size();
    }

    @Override
    public PacketInfo decode(ByteBuffer memory) {
      InetSockaddr.requireLength(memory, IN_PKTINFO);
      return new PacketInfo(
          get(memory, IPI_SPEC_DST), IPI_IFINDEX.getInt(memory, 0), get(memory, IPI_ADDR));
    }
  }

  /** That of IPv6. */
  static final class Codec6 implements OptionCodec<PacketInfo> {
    @Override
    public int capacity() {
      return IN6_PKTINFO.size();
    }

    @Override
    public int encode(PacketInfo value, ByteBuffer memory) {
      put(value.address, memory, IPI6_ADDR);
      IPI6_IFINDEX.putInt(memory, 0, value.interfaceIndex);
      return IN6_PKTINFO.size();
    }

    @Override
    public PacketInfo decode(ByteBuffer memory) {
      InetSockaddr.requireLength(memory, IN6_PKTINFO);
      return new PacketInfo(get(memory, IPI6_ADDR), IPI6_IFINDEX.getInt(memory, 0));
    }
  }
}
