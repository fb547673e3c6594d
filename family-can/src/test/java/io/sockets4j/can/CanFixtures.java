package io.sockets4j.can;

import io.sockets4j.BsdSocket;
import io.sockets4j.os.Errno;
import io.sockets4j.spi.NotSetUpException;
import io.sockets4j.spi.RoundTrip;
import io.sockets4j.testkit.CLibrary;
import io.sockets4j.testkit.FamilyFixture;
import io.sockets4j.testkit.HeaderDeclarations;
import io.sockets4j.testkit.Peers;
import io.sockets4j.testkit.SocketScope;
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
    private static final int HEADER = 12;
    private static final int LARGEST = 2048;

    /** For ServiceLoader. */
    public Raw() {
      super("raw");
    }

    @Override
    public void prepare(BsdSocket<?> socket) throws IOException {
      socket.setOption(CanRawOptions.CAN_RAW_XL_FRAMES, true);
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

  /** Messages of ISO-TP, in frames of CAN FD: whole ones of 1 to 8300 bytes, one at a time. */
  public static final class IsoTp extends Can {
    /** For ServiceLoader. */
    public IsoTp() {
      super("ISO-TP");
    }

    @Override
    public void prepare(BsdSocket<?> socket) throws IOException {
      socket.setOption(IsoTpOptions.CAN_ISOTP_LL_OPTS, IsoTpLinkLayer.fd(64));
    }

    @Override
    public Set<Trait> traits() {
      return Set.of(
          Trait.PEERS_BY_BINDING,
          Trait.SHARED_ADDRESSES,
          Trait.PACED,
          Trait.NO_EMPTY_MESSAGES,
          Trait.UNTOLD_PROTOCOL,
          Trait.DROPS_WHEN_FULL);
    }

    @Override
    public int longMessage() {
      return 8300; // unless the module was loaded with another max_pdu_size
    }

    @Override
    IsoTpAddress address(CanInterface of) {
      return IsoTpAddress.of(of.index(), 0x7E8, 0x18DA10F1);
    }

    @Override
    public Peers connect(SocketScope sockets) throws IOException {
      IsoTpAddress near = (IsoTpAddress) sockets.freeAddress();
      return new Peers(sockets.open().bind(near), sockets.open().bind(near.peer()));
    }
  }

  /** Messages of J1939 from one address to another: without PGN, which bind(2) does not keep. */
  public static final class J1939 extends Can {
    private static final int PROPRIETARY_A = 0xEF00;

    /** For ServiceLoader. */
    public J1939() {
      super("J1939");
    }

    @Override
    public Set<Trait> traits() {
      return Set.of(
          Trait.SHARED_ADDRESSES,
          Trait.PACED,
          Trait.NO_PEEK,
          Trait.NO_WHOLE_LENGTH,
          Trait.UNASKED_CONTROL,
          Trait.DROPS_WHEN_FULL);
    }

    @Override
    public int longMessage() {
      return 1785; // more goes by another protocol, at a length of its own
    }

    @Override
    public Errno withoutPeer() {
      return Errno.EADDRNOTAVAIL;
    }

    @Override
    J1939Address address(CanInterface of) {
      return J1939Address.of(of.index(), 0x20);
    }

    @Override
    public Peers connect(SocketScope sockets) throws IOException {
      J1939Address near = ((J1939Address) sockets.freeAddress()).withPgn(PROPRIETARY_A);
      J1939Address far = J1939Address.of(near.interfaceIndex(), 0x30).withPgn(PROPRIETARY_A);
      Peers peers = new Peers(sockets.open().bind(near), sockets.open().bind(far));
      peers.near().connect(far);
      peers.far().connect(near);
      return peers;
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
          .absent("Linux 6.6, linux/can/isotp.h", "CAN_ISOTP_DYN_FC_PARMS")
          .absent("Linux 6.15, linux/can.h", "CANXL_RRS")
          .absent(
              "Linux 6.9, linux/can.h",
              "CANXL_VCID_OFFSET",
              "CANXL_VCID_VAL_MASK",
              "CANXL_VCID_MASK")
          .absent(
              "Linux 6.9, linux/can/raw.h",
              "CAN_RAW_XL_VCID_OPTS",
              "CAN_RAW_XL_VCID_TX_SET",
              "CAN_RAW_XL_VCID_TX_PASS",
              "CAN_RAW_XL_VCID_RX_FILTER",
              "struct can_raw_vcid_options",
              "struct can_raw_vcid_options.flags",
              "struct can_raw_vcid_options.tx_vcid",
              "struct can_raw_vcid_options.rx_vcid",
              "struct can_raw_vcid_options.rx_vcid_mask")
          .allAbsent(CLibrary.MUSL, "linux/can.h and those beside it, which musl leaves to Linux");
    }
  }
}
