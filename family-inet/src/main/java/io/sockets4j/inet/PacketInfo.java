package io.sockets4j.inet;

import static io.sockets4j.inet.InetStructs.IN6_PKTINFO;
import static io.sockets4j.inet.InetStructs.IPI6_ADDR;
import static io.sockets4j.inet.InetStructs.IPI6_IFINDEX;

import io.sockets4j.spi.OptionCodec;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * By which interface and to which address a packet came, or is to leave: {@code struct in6_pktinfo}
 * (RFC 3542).
 *
 * <pre>{@code
 * int lo = NetworkInterface.getByName("lo").getIndex();
 * socket.setOption(Ipv6Options.IPV6_PKTINFO, new PacketInfo(InetAddress.getByName("::"), lo));
 * }</pre>
 *
 * @param address the address of this host; to send, the any-local address lets the system choose
 * @param interfaceIndex the number of the interface; to send, 0 lets the system choose
 */
public record PacketInfo(InetAddress address, int interfaceIndex) {

  /** That of IPv6. */
  static final class Codec6 implements OptionCodec<PacketInfo> {
    @Override
    public int capacity() {
      return IN6_PKTINFO.size();
    }

    @Override
    public int encode(PacketInfo value, ByteBuffer memory) {
      byte[] address = value.address.getAddress();
      if (address.length != IPI6_ADDR.size()) {
        throw new IllegalArgumentException(value.address + " is no address of IPv6");
      }
      IPI6_ADDR.putBytes(memory, 0, address);
      IPI6_IFINDEX.putInt(memory, 0, value.interfaceIndex);
      return IN6_PKTINFO.size();
    }

    @Override
    public PacketInfo decode(ByteBuffer memory) {
      InetSockaddr.requireLength(memory, IN6_PKTINFO);
      return new PacketInfo(
          InetSockaddr.address(IPI6_ADDR.getBytes(memory, 0)), IPI6_IFINDEX.getInt(memory, 0));
    }
  }
}
