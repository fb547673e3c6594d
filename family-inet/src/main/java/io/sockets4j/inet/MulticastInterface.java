package io.sockets4j.inet;

import static io.sockets4j.inet.InetStructs.IMR_ADDRESS;
import static io.sockets4j.inet.InetStructs.IMR_IFINDEX;
import static io.sockets4j.inet.InetStructs.IP_MREQN;

import io.sockets4j.spi.OptionCodec;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The interface that multicasts leave by, as IP_MULTICAST_IF and IPV6_MULTICAST_IF hold it. */
final class MulticastInterface {
  private static final int ADDRESS_SIZE = 4;
  private static final int INDEX_SIZE = 4;

  private MulticastInterface() {}

  @FunctionalInterface
  private interface LookUp {
    @Nullable NetworkInterface find() throws SocketException;
  }

  private static NetworkInterface found(String what, LookUp lookUp) {
    NetworkInterface found;
    try {
      found = lookUp.find();
    } catch (SocketException e) {
      throw new IllegalArgumentException("cannot look for the interface with " + what, e);
    }
    if (found == null) {
      throw new IllegalArgumentException("there is no interface with " + what);
    }
    return found;
  }

  /** The JDK's contract of IP_MULTICAST_IF: null where the system chooses. */
  @SuppressWarnings("NullAway")
  private static NetworkInterface systemsChoice() {
    return null;
  }

  private static IllegalArgumentException wrongLength(ByteBuffer memory) {
    return new IllegalArgumentException(memory.limit() + " bytes name no network interface");
  }

  private static NetworkInterface byIndex(int index) {
    return index == 0
        ? systemsChoice()
        : found("index " + index, () -> NetworkInterface.getByIndex(index));
  }

  /**
   * {@code struct ip_mreqn} where the system has it, so that interfaces without an address can be
   * chosen too, with the address for systems that tell only that; else {@code struct in_addr}.
   */
  static final class Ip implements OptionCodec<NetworkInterface> {
    @Override
    public int capacity() {
      return IP_MREQN.exists() ? IP_MREQN.size() : ADDRESS_SIZE;
    }

    @Override
    public int encode(NetworkInterface value, ByteBuffer memory) {
      if (IP_MREQN.exists()) {
        memory.put(IMR_ADDRESS.offset(), firstAddress(value));
        IMR_IFINDEX.putInt(memory, 0, value.getIndex());
        return IP_MREQN.size();
      }
      memory.put(0, requireAddress(value));
      return ADDRESS_SIZE;
    }

    /** The address of IPv4 by which the interface is known, for structs that name it so. */
    static byte[] requireAddress(NetworkInterface value) {
      byte[] address = firstAddress(value);
      if (isAny(address)) {
        throw new IllegalArgumentException(value.getName() + " has no IPv4 address");
      }
      return address;
    }

    @Override
    public NetworkInterface decode(ByteBuffer memory) {
      boolean whole = IP_MREQN.exists() && memory.limit() >= IP_MREQN.size();
      if (whole && IMR_IFINDEX.getInt(memory, 0) != 0) {
        return byIndex(IMR_IFINDEX.getInt(memory, 0));
      }
      if (memory.limit() < ADDRESS_SIZE) {
        throw wrongLength(memory);
      }
      byte[] bytes = new byte[ADDRESS_SIZE];
      memory.get(whole ? IMR_ADDRESS.offset() : 0, bytes);
      if (isAny(bytes)) {
        return systemsChoice();
      }
      InetAddress address = InetSockaddr.address(bytes);
      return found(
          "address " + address.getHostAddress(), () -> NetworkInterface.getByInetAddress(address));
    }

    private static byte[] firstAddress(NetworkInterface value) {
      return value
          .inetAddresses()
          .filter(Inet4Address.class::isInstance)
          .findFirst()
          .map(InetAddress::getAddress)
          .orElseGet(() -> new byte[ADDRESS_SIZE]);
    }

    private static boolean isAny(byte[] address) {
      return Arrays.equals(address, new byte[ADDRESS_SIZE]);
    }
  }

  /** The number of the interface. */
  static final class Ipv6 implements OptionCodec<NetworkInterface> {
    @Override
    public int capacity() {
      return INDEX_SIZE;
    }

    @Override
    public int encode(NetworkInterface value, ByteBuffer memory) {
      memory.putInt(0, value.getIndex());
      return INDEX_SIZE;
    }

    @Override
    public NetworkInterface decode(ByteBuffer memory) {
      if (memory.limit() < INDEX_SIZE) {
        throw wrongLength(memory);
      }
      return byIndex(memory.getInt(0));
    }
  }
}
