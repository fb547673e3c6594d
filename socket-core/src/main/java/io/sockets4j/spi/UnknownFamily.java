package io.sockets4j.spi;

import io.sockets4j.os.Errno;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketType;
import io.sockets4j.os.SystemConstant;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A family that is known by its number alone: its addresses are bytes. */
final class UnknownFamily extends AddressFamily<UnknownSocketAddress> {
  private static final int HEADER = 2;

  UnknownFamily(SystemConstant domain) {
    super(domain, UnknownSocketAddress.class);
  }

  @Override
  public int encode(
      SocketAddress address, ByteBuffer sockaddr, SocketType type, Protocol protocol) {
    if (!(address instanceof UnknownSocketAddress unknown) || unknown.family() != domain()) {
      throw new UnsuitableAddressException(
          this, address, "an UnknownSocketAddress of family " + domain());
    }
    byte[] data = unknown.data();
    sockaddr.put(HEADER, data);
    return HEADER + data.length;
  }

  @Override
  public UnknownSocketAddress decode(ByteBuffer sockaddr, SocketType type, Protocol protocol) {
    byte[] data = new byte[sockaddr.limit() - HEADER];
    sockaddr.get(HEADER, data);
    return new UnknownSocketAddress(domain(), data);
  }

  @Override
  public List<SocketKind> kinds() {
    return List.of();
  }

  @Override
  public @Nullable String remedy(String call, Errno errno, SocketType type, Protocol protocol) {
    return errno.equals(Errno.EAFNOSUPPORT)
        ? "the kernel has no family of this number, or its module is not loaded"
        : null;
  }
}
