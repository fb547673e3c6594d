package io.sockets4j.testkit;

import io.sockets4j.os.Errno;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketType;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.spi.AddressFamily;
import io.sockets4j.spi.FamilyProvider;
import io.sockets4j.spi.NotSetUpException;
import io.sockets4j.spi.RoundTrip;
import io.sockets4j.spi.SocketKind;
import io.sockets4j.spi.UnknownSocketAddress;
import io.sockets4j.spi.UnsuitableAddressException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Families for tests of the testkit: one that every kernel has, and one that none has. */
public final class TestFamilies implements FamilyProvider {
  static final Family AF_HERE = new Family("AF_HERE", 1);
  static final Family AF_NOWHERE = new Family("AF_NOWHERE", 4711);

  /** For ServiceLoader. */
  public TestFamilies() {}

  @Override
  public List<AddressFamily<?>> families() {
    return List.of(AF_HERE, AF_NOWHERE);
  }

  /** A family whose addresses are bytes, and whose kernel picks those that are to be free. */
  static final class Family extends AddressFamily<UnknownSocketAddress> {
    private static final int HEADER = 2;
    private final UnknownSocketAddress any;

    Family(String name, int number) {
      super(SystemConstant.named(name).everywhere(number), UnknownSocketAddress.class);
      any = new UnknownSocketAddress(number, new byte[0]);
    }

    @Override
    public int encode(
        SocketAddress address, ByteBuffer sockaddr, SocketType type, Protocol protocol) {
      if (address instanceof UnknownSocketAddress unknown && unknown.family() == domain()) {
        sockaddr.put(HEADER, unknown.data());
        return HEADER + unknown.data().length;
      }
      throw new UnsuitableAddressException(this, address, "its own");
    }

    @Override
    public UnknownSocketAddress decode(ByteBuffer sockaddr, SocketType type, Protocol protocol) {
      byte[] data = new byte[sockaddr.limit() - HEADER];
      sockaddr.get(HEADER, data);
      return new UnknownSocketAddress(domain(), data);
    }

    @Override
    public List<SocketKind> kinds() {
      return List.of(
          kind("datagram", SocketType.DGRAM, Protocol.DEFAULT),
          kind("no such protocol", SocketType.DGRAM, Protocol.of(99)));
    }

    private SocketKind kind(String name, SocketType type, Protocol protocol) {
      RoundTrip roundTrip = new RoundTrip(RoundTrip.Shape.DATAGRAM, this::freeAddress);
      return new SocketKind(name, type, protocol, roundTrip);
    }

    /** Where there is no such family, there is nothing either that its addresses would need. */
    private RoundTrip.Lease freeAddress() throws NotSetUpException {
      if (name().equals("AF_NOWHERE")) {
        throw new NotSetUpException("there is no interface");
      }
      return RoundTrip.Lease.of(any);
    }

    @Override
    public @Nullable String remedy(String call, Errno errno, SocketType type, Protocol protocol) {
      return errno.equals(Errno.EAFNOSUPPORT) ? "try another universe" : null;
    }
  }
}
