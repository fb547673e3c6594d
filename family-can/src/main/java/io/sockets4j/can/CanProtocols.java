package io.sockets4j.can;

import static io.sockets4j.os.SystemConstant.named;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketType;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.spi.AddressFamily;
import io.sockets4j.spi.NativeOption;

/**
 * Numbers of {@code linux/can.h}: protocols for socket(2) and levels for setsockopt(2). See <a
 * href="https://docs.kernel.org/networking/can.html">SocketCAN</a>.
 *
 * <pre>{@code
 * BsdSocket.open(CanFamily.AF_CAN, SocketType.RAW, CanProtocols.CAN_RAW);
 * }</pre>
 */
@CHeaders({
  "sys/socket.h",
  "linux/can.h",
  "linux/can/raw.h",
  "linux/can/isotp.h",
  "linux/can/j1939.h"
})
public final class CanProtocols {

  /** Frames as they are on the bus, for {@code SOCK_RAW}. */
  public static final Protocol CAN_RAW = Protocol.of(named("CAN_RAW").linux(1));

  /** The broadcast manager, for {@code SOCK_DGRAM}. */
  public static final Protocol CAN_BCM = Protocol.of(named("CAN_BCM").linux(2));

  /** The transport protocol of ISO 15765-2, for {@code SOCK_DGRAM}; since Linux 5.10. */
  public static final Protocol CAN_ISOTP = Protocol.of(named("CAN_ISOTP").linux(6));

  /** SAE J1939, for {@code SOCK_DGRAM}; since Linux 5.4. */
  public static final Protocol CAN_J1939 = Protocol.of(named("CAN_J1939").linux(7));

  /** The number that the levels of the family begin with; no level itself. */
  public static final SystemConstant SOL_CAN_BASE = named("SOL_CAN_BASE").linux(100);

  /** The level of the options of {@link #CAN_RAW}. */
  public static final SystemConstant SOL_CAN_RAW = named("SOL_CAN_RAW").linux(101);

  /** The level of the options of {@link #CAN_ISOTP}. */
  public static final SystemConstant SOL_CAN_ISOTP = named("SOL_CAN_ISOTP").linux(106);

  /** The level of the options and control messages of {@link #CAN_J1939}. */
  public static final SystemConstant SOL_CAN_J1939 = named("SOL_CAN_J1939").linux(107);

  /** More than any of these options has. */
  private static final int ROOM = 64;

  private CanProtocols() {}

  /** The protocol of a socket, which shows in the options that it has. */
  static Protocol of(SocketType type, AddressFamily.OptionTest options) {
    if (type.equals(SocketType.RAW)) {
      return CAN_RAW;
    }
    if (has(options, IsoTpOptions.CAN_ISOTP_OPTS)) {
      return CAN_ISOTP;
    }
    return has(options, J1939Options.SO_J1939_PROMISC) ? CAN_J1939 : CAN_BCM;
  }

  private static boolean has(AddressFamily.OptionTest options, NativeOption<?> option) {
    return options.has(option.level().value(), option.constant().value(), ROOM);
  }
}
