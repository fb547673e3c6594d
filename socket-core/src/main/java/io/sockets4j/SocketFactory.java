package io.sockets4j;

import io.sockets4j.internal.Opening;
import io.sockets4j.internal.libc.NativeBinding;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketConstants;
import io.sockets4j.os.SocketType;
import io.sockets4j.spi.AddressFamily;
import io.sockets4j.spi.Families;
import java.io.IOException;
import java.net.SocketAddress;

/** Makes socket objects of descriptors. What fails half-way closes what it has opened. */
final class SocketFactory {
  private SocketFactory() {}

  static <A extends SocketAddress> BsdSocket<A> open(
      AddressFamily<A> family, SocketType type, Protocol protocol) throws IOException {
    NativeBinding.require();
    int fd = Opening.socket(family.domain(), type.value(), protocol.value());
    if (fd < 0) {
      throw ErrorReport.opening("socket", family, type, protocol, -fd);
    }
    BsdSocket<A> opened = own(family, type, protocol, fd);
    opened.connection().assumeUntried();
    return opened;
  }

  static BsdSocket<?> open(int domain, int type, int protocol) throws IOException {
    int bare = type;
    boolean blocking = true;
    if (SocketConstants.SOCK_CLOEXEC.exists()) {
      int nonBlocking = SocketConstants.SOCK_NONBLOCK.value();
      bare &= ~(SocketConstants.SOCK_CLOEXEC.value() | nonBlocking);
      blocking = (type & nonBlocking) == 0;
    }
    BsdSocket<?> socket =
        open(Families.byDomainOrUnknown(domain), SocketType.of(bare), Protocol.of(protocol));
    socket.configureBlocking(blocking);
    return socket;
  }

  static <A extends SocketAddress> SocketPair<A> pair(
      AddressFamily<A> family, SocketType type, Protocol protocol) throws IOException {
    NativeBinding.require();
    int[] fds = new int[2];
    int result = Opening.pair(family.domain(), type.value(), protocol.value(), fds);
    if (result < 0) {
      throw ErrorReport.opening("socketpair", family, type, protocol, -result);
    }
    BsdSocket<A> first = null;
    try {
      first = own(family, type, protocol, fds[0]);
      return new SocketPair<>(first, own(family, type, protocol, fds[1]));
    } catch (RuntimeException | Error e) {
      if (first == null) {
        Opening.discard(fds[1]);
      } else {
        first.close();
      }
      throw e;
    }
  }

  static BsdSocket<?> adopt(int fd) throws IOException {
    return adopt(Families.byDomainOrUnknown(Adoption.domain(fd)), fd);
  }

  static <A extends SocketAddress> BsdSocket<A> adopt(AddressFamily<A> family, int fd)
      throws IOException {
    int domain = Adoption.domain(fd);
    if (domain != family.domain()) {
      throw new IllegalArgumentException(
          "descriptor %d is a socket of %s, not of %s"
              .formatted(fd, Families.byDomainOrUnknown(domain), family));
    }
    SocketType type = Adoption.type(fd);
    Protocol protocol = Adoption.protocol(fd, family, type);
    BsdSocket<A> adopted = new BsdSocket<>(family, type, protocol, fd);
    if (Adoption.listens(fd)) {
      adopted.connection().assumeListening();
    }
    return adopted;
  }

  /** Makes an object of a new descriptor, which is closed if that fails: a family may throw. */
  static <A extends SocketAddress> BsdSocket<A> own(
      AddressFamily<A> family, SocketType type, Protocol protocol, int fd) {
    try {
      return new BsdSocket<>(family, type, protocol, fd);
    } catch (RuntimeException | Error e) {
      Opening.discard(fd);
      throw e;
    }
  }
}
