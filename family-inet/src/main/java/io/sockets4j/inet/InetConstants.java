package io.sockets4j.inet;

import static io.sockets4j.os.SystemConstant.named;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.SystemConstant;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * The addresses of IPv4 and the ports that have a name in netinet/in.h.
 *
 * <pre>{@code
 * InetAddress everybody = InetConstants.address(InetConstants.INADDR_BROADCAST);
 * socket.setOption(BsdSocketOptions.SO_BROADCAST, true);
 * socket.sendTo(data, new InetSocketAddress(everybody, 9));
 * }</pre>
 */
@CHeaders("netinet/in.h")
public final class InetConstants {
  /** Every address of this host: 0.0.0.0. */
  public static final SystemConstant INADDR_ANY = named("INADDR_ANY").posix(0);

  /** This host: 127.0.0.1. */
  public static final SystemConstant INADDR_LOOPBACK = named("INADDR_LOOPBACK").posix(0x7f00_0001);

  /** All hosts of the network: 255.255.255.255. */
  public static final SystemConstant INADDR_BROADCAST =
      named("INADDR_BROADCAST").posix(0xffff_ffff);

  /** What stands for an error: the bits of {@link #INADDR_BROADCAST}. */
  public static final SystemConstant INADDR_NONE = named("INADDR_NONE").posix(0xffff_ffff);

  /** The first multicast address, which is no group: 224.0.0.0. */
  public static final SystemConstant INADDR_UNSPEC_GROUP =
      named("INADDR_UNSPEC_GROUP").posix(0xe000_0000);

  /** The group of all hosts: 224.0.0.1. */
  public static final SystemConstant INADDR_ALLHOSTS_GROUP =
      named("INADDR_ALLHOSTS_GROUP").posix(0xe000_0001);

  /** The last group that no router passes on: 224.0.0.255. */
  public static final SystemConstant INADDR_MAX_LOCAL_GROUP =
      named("INADDR_MAX_LOCAL_GROUP").posix(0xe000_00ff);

  /** Ports below it are for the privileged: 1024. */
  public static final SystemConstant IPPORT_RESERVED = named("IPPORT_RESERVED").posix(1024);

  /** Ports from it on were once for servers of users: 5000. */
  public static final SystemConstant IPPORT_USERRESERVED =
      named("IPPORT_USERRESERVED").linux(5000).macos(5000);

  private InetConstants() {}

  /**
   * An address by its number.
   *
   * @param constant one of those whose names begin with INADDR_
   * @return the address
   * @throws UnsupportedOperationException if this platform does not have it
   */
  public static InetAddress address(SystemConstant constant) {
    byte[] bytes = ByteBuffer.allocate(Integer.BYTES).putInt(constant.value()).array();
    return InetSockaddr.address(bytes);
  }
}
