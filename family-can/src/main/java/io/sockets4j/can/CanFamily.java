package io.sockets4j.can;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.Errno;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketType;
import io.sockets4j.os.StructLayout;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.spi.AddressFamily;
import io.sockets4j.spi.AddressScheme;
import io.sockets4j.spi.ControlType;
import io.sockets4j.spi.NativeOption;
import io.sockets4j.spi.RoundTrip;
import io.sockets4j.spi.SocketKind;
import io.sockets4j.spi.UnsuitableAddressException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Controller Area Network. On Linux: <a
 * href="https://docs.kernel.org/networking/can.html">SocketCAN</a>.
 *
 * <pre>{@code
 * try (var socket = BsdSocket.open(CanFamily.AF_CAN, SocketType.RAW, CanProtocols.CAN_RAW)) {
 *   socket.bind(CanAddress.of("can0"));
 *   byte[] frame = socket.receive(16);
 * }
 * }</pre>
 */
@CHeaders({"sys/socket.h", "linux/can.h"})
public final class CanFamily extends AddressFamily<CanAddress> {
  private static final StructLayout SOCKADDR = StructLayout.named("struct sockaddr_can").linux(24);
  private static final StructLayout.Field CAN_IFINDEX = SOCKADDR.field("can_ifindex", 4, 4);
  private static final StructLayout.Field RX_ID = SOCKADDR.field("can_addr.tp.rx_id", 8, 4);
  private static final StructLayout.Field TX_ID = SOCKADDR.field("can_addr.tp.tx_id", 12, 4);
  private static final StructLayout.Field NAME = SOCKADDR.field("can_addr.j1939.name", 8, 8);
  private static final StructLayout.Field PGN = SOCKADDR.field("can_addr.j1939.pgn", 16, 4);
  private static final StructLayout.Field ADDR = SOCKADDR.field("can_addr.j1939.addr", 20, 1);

  /** The family. */
  public static final CanFamily AF_CAN = new CanFamily();

  private static final List<SocketKind> KINDS =
      List.of(
          kind("raw", SocketType.RAW, CanProtocols.CAN_RAW, CanTrials::raw),
          kind("broadcast manager", SocketType.DGRAM, CanProtocols.CAN_BCM, CanTrials::bcm),
          kind("ISO-TP", SocketType.DGRAM, CanProtocols.CAN_ISOTP, CanTrials::isoTp),
          kind("J1939", SocketType.DGRAM, CanProtocols.CAN_J1939, CanTrials::j1939));

  private static SocketKind kind(
      String name, SocketType type, Protocol protocol, RoundTrip.Trial trial) {
    return new SocketKind(name, type, protocol, RoundTrip.own(VirtualInterface::lease, trial));
  }

  private CanFamily() {
    super(SystemConstant.named("AF_CAN").linux(29), CanAddress.class);
  }

  @Override
  public int encode(
      SocketAddress address, ByteBuffer sockaddr, SocketType type, Protocol protocol) {
    if (protocol.equals(CanProtocols.CAN_ISOTP)) {
      if (!(address instanceof IsoTpAddress isoTp)) {
        throw new UnsuitableAddressException(this, address, "an IsoTpAddress");
      }
      RX_ID.putInt(sockaddr, 0, isoTp.receiveId());
      TX_ID.putInt(sockaddr, 0, isoTp.transmitId());
    } else if (protocol.equals(CanProtocols.CAN_J1939)) {
      if (!(address instanceof J1939Address j1939)) {
        throw new UnsuitableAddressException(this, address, "a J1939Address");
      }
      NAME.putLong(sockaddr, 0, j1939.name());
      PGN.putInt(sockaddr, 0, j1939.pgn());
      ADDR.putUnsigned(sockaddr, 0, j1939.address());
    } else if (address.getClass() != CanAddress.class) {
      throw new UnsuitableAddressException(this, address, "a CanAddress of an interface alone");
    }
    CAN_IFINDEX.putInt(sockaddr, 0, ((CanAddress) address).interfaceIndex());
    return SOCKADDR.size();
  }

  @Override
  public CanAddress decode(ByteBuffer sockaddr, SocketType type, Protocol protocol) {
    int index = CAN_IFINDEX.getInt(sockaddr, 0);
    if (protocol.equals(CanProtocols.CAN_ISOTP)) {
      return IsoTpAddress.of(index, RX_ID.getInt(sockaddr, 0), TX_ID.getInt(sockaddr, 0));
    }
    if (protocol.equals(CanProtocols.CAN_J1939)) {
      return J1939Address.of(index, (int) ADDR.getUnsigned(sockaddr, 0))
          .withPgn(PGN.getInt(sockaddr, 0))
          .withName(NAME.getLong(sockaddr, 0));
    }
    return CanAddress.of(index);
  }

  @Override
  public List<SocketKind> kinds() {
    return KINDS;
  }

  /** ISO-TP may be told to wait for its confirmation (CAN_ISOTP_WAIT_TX_DONE). */
  @Override
  public boolean sleeps(SocketType type, Protocol protocol) {
    return protocol.equals(CanProtocols.CAN_ISOTP);
  }

  @Override
  public List<NativeOption<?>> options(SocketType type, Protocol protocol) {
    if (protocol.equals(CanProtocols.CAN_RAW)) {
      return CanRawOptions.ALL;
    }
    if (protocol.equals(CanProtocols.CAN_ISOTP)) {
      return IsoTpOptions.all();
    }
    return protocol.equals(CanProtocols.CAN_J1939) ? J1939Options.all() : List.of();
  }

  @Override
  public List<ControlType<?>> controlTypes(SocketType type, Protocol protocol) {
    return protocol.equals(CanProtocols.CAN_J1939) ? J1939ControlTypes.all() : List.of();
  }

  @Override
  public List<AddressScheme> schemes() {
    return List.of(CanScheme.CAN);
  }

  @Override
  public Optional<SocketAddress> anyAddress(SocketType type, Protocol protocol) {
    return protocol.equals(CanProtocols.CAN_RAW) ? Optional.of(CanAddress.ANY) : Optional.empty();
  }

  /** The kernel says 0 of all of them. */
  @Override
  public Protocol protocol(SocketType type, Protocol told, OptionTest options) {
    return told.equals(Protocol.DEFAULT) ? CanProtocols.of(type, options) : told;
  }

  @Override
  public @Nullable String remedy(String call, Errno errno, SocketType type, Protocol protocol) {
    return CanRemedies.remedy(call, errno, protocol);
  }
}
