package io.sockets4j.can;

import io.sockets4j.BsdSocket;
import io.sockets4j.os.Errno;
import io.sockets4j.spi.NotSetUpException;
import io.sockets4j.spi.RoundTrip;
import io.sockets4j.testkit.CLibrary;
import io.sockets4j.testkit.FamilyFixture;
import io.sockets4j.testkit.HeaderDeclarations;
import io.sockets4j.testkit.Trait;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/** The kinds of the CAN family, for the contracts. */
public final class CanFixtures {
  private CanFixtures() {}

  /**
   * Frames of CAN XL, which carry 1 to 2048 bytes of any kind: those of CAN CC and FD carry fewer,
   * and are all of one length.
   */
  public static final class Raw extends Can {
    private static final int SOL_CAN_RAW = CanProtocols.SOL_CAN_RAW.value();
    private static final int CAN_RAW_XL_FRAMES = 7;

    private static final int HEADER = 12;
    private static final int LARGEST = 2048;

    /** For ServiceLoader. */
    public Raw() {
      super("raw");
    }

    @Override
    public void prepare(BsdSocket<?> socket) throws IOException {
      socket.setOption(SOL_CAN_RAW, CAN_RAW_XL_FRAMES, 1);
    }

    @Override
    public Set<Trait> traits() {
      return Set.of(
          Trait.PEERS_BY_BINDING,
          Trait.SHARED_ADDRESSES,
          Trait.ANY_IS_ALL,
          Trait.BROADCASTS,
          Trait.FRAMED,
          Trait.NO_EMPTY_MESSAGES,
          Trait.UNTOLD_PROTOCOL,
          Trait.DROPS_WHEN_FULL,
          Trait.NO_WHOLE_LENGTH);
    }

    @Override
    public byte[] message(byte[] content) {
      return ByteBuffer.allocate(HEADER + content.length)
          .order(ByteOrder.nativeOrder())
          .putInt(0x123) // the priority
          .put((byte) 0x80) // CANXL_XLF
          .put((byte) 0)
          .putShort((short) content.length)
          .putInt(0)
          .put(content)
          .array();
    }

    @Override
    public int longMessage() {
      return LARGEST;
    }

    @Override
    SocketAddress address(CanInterface of) {
      return of.address();
    }
  }

  /** Each address is on an interface of its own, where nobody else is heard. */
  private abstract static class Can extends FamilyFixture {
    Can(String kind) {
      super(CanFamily.AF_CAN, kind);
    }

    abstract SocketAddress address(CanInterface of);

    @Override
    public final RoundTrip.Lease freeAddress() throws IOException {
      if (!Vcan.isInside()) {
        throw new NotSetUpException(
            "it makes interfaces, and so runs in the kernel and in containers alone");
      }
      Vcan vcan = Vcan.create();
      return new RoundTrip.Lease(address(vcan.now()), vcan::close);
    }

    @Override
    public Errno withoutPeer() {
      return Errno.EOPNOTSUPP;
    }

    @Override
    public HeaderDeclarations headers() {
      return super.headers()
          .allAbsent(CLibrary.MUSL, "linux/can.h and those beside it, which musl leaves to Linux");
    }
  }
}
