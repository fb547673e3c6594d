package org.example.phonet;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.Errno;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketType;
import io.sockets4j.os.StructLayout;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.spi.AddressFamily;
import io.sockets4j.spi.RoundTrip;
import io.sockets4j.spi.SocketKind;
import io.sockets4j.spi.UnsuitableAddressException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The family of messages to and from the parts of a cellular modem. See <a
 * href="https://docs.kernel.org/networking/phonet.html">Linux Phonet protocol family</a>.
 *
 * <pre>{@code
 * try (var socket = BsdSocket.open(PhonetFamily.AF_PHONET, SocketType.DGRAM)) {
 *   socket.sendTo(request, PhonetAddress.of(0x00, 0x00, 0x1b)); // whoever serves this resource
 * }
 * }</pre>
 */
@CHeaders({"sys/socket.h", "linux/phonet.h"})
public final class PhonetFamily extends AddressFamily<PhonetAddress> {
  private static final StructLayout SOCKADDR = StructLayout.named("struct sockaddr_pn").linux(16);
  private static final StructLayout.Field SPN_OBJ = SOCKADDR.field("spn_obj", 2, 1);
  private static final StructLayout.Field SPN_DEV = SOCKADDR.field("spn_dev", 3, 1);
  private static final StructLayout.Field SPN_RESOURCE = SOCKADDR.field("spn_resource", 4, 1);

  /** The family. */
  public static final PhonetFamily AF_PHONET = new PhonetFamily();

  private PhonetFamily() {
    super(SystemConstant.named("AF_PHONET").linux(35), PhonetAddress.class);
  }

  @Override
  public int encode(
      SocketAddress address, ByteBuffer sockaddr, SocketType type, Protocol protocol) {
    if (!(address instanceof PhonetAddress phonet)) {
      throw new UnsuitableAddressException(this, address, "a PhonetAddress");
    }
    SPN_OBJ.putUnsigned(sockaddr, 0, phonet.object());
    SPN_DEV.putUnsigned(sockaddr, 0, phonet.device());
    SPN_RESOURCE.putUnsigned(sockaddr, 0, phonet.resource());
    return SOCKADDR.size();
  }

  /**
   * {@inheritDoc}
   *
   * <p>Zeros are the kernel's answer for a socket that has no address.
   */
  @Override
  public PhonetAddress decode(ByteBuffer sockaddr, SocketType type, Protocol protocol) {
    int device = (int) SPN_DEV.getUnsigned(sockaddr, 0);
    int object = (int) SPN_OBJ.getUnsigned(sockaddr, 0);
    int resource = (int) SPN_RESOURCE.getUnsigned(sockaddr, 0);
    return device == 0 && object == 0 ? null : PhonetAddress.of(device, object, resource);
  }

  @Override
  public List<SocketKind> kinds() {
    PhonetAddress any = PhonetAddress.of(PhonetAddress.PC, 0, 0);
    RoundTrip roundTrip = RoundTrip.of(RoundTrip.Shape.DATAGRAM, any);
    return List.of(new SocketKind("datagram", SocketType.DGRAM, Protocol.DEFAULT, roundTrip));
  }

  @Override
  public String remedy(String call, Errno errno, SocketType type, Protocol protocol) {
    if (errno.equals(Errno.EAFNOSUPPORT)) {
      return "the kernel has no Phonet, or its module is not loaded: try 'modprobe phonet'";
    }
    return errno.equals(Errno.EADDRNOTAVAIL) ? "no interface is this Phonet device" : null;
  }
}
