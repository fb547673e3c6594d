package io.sockets4j.can;

import static io.sockets4j.can.CanProtocols.SOL_CAN_J1939;
import static io.sockets4j.os.SystemConstant.named;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.StructLayout;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.spi.NativeOption;
import io.sockets4j.spi.OptionCodec;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The options of J1939 sockets. See <a
 * href="https://docs.kernel.org/networking/j1939.html">J1939</a> and {@code linux/can/j1939.h}.
 *
 * <pre>{@code
 * socket.setOption(J1939Options.SO_J1939_PROMISC, true);
 * }</pre>
 *
 * <p>Broadcasts are sent and received with {@link io.sockets4j.BsdSocketOptions#SO_BROADCAST}.
 */
public final class J1939Options {

  /**
   * Which messages are received: those that one of the filters lets through, or all where there are
   * none. 512 at the most; the kernel does not tell them.
   */
  public static final NativeOption<J1939Filter[]> SO_J1939_FILTER =
      NativeOption.of(
          SOL_CAN_J1939, Structs.SO_J1939_FILTER, J1939Filter[].class, new FilterCodec());

  /** Whether messages to anybody are received, of any parameter group. */
  public static final NativeOption<Boolean> SO_J1939_PROMISC =
      NativeOption.ofBoolean(SOL_CAN_J1939, Structs.SO_J1939_PROMISC);

  /**
   * The priority of messages that are sent, 0 (highest) to 7; 6 of a new socket. 0 and 1 need
   * CAP_NET_ADMIN. It is the socket's: control messages of a send are ignored.
   */
  public static final NativeOption<Integer> SO_J1939_SEND_PRIO =
      NativeOption.ofInt(SOL_CAN_J1939, Structs.SO_J1939_SEND_PRIO);

  /**
   * Whether the error queue tells of messages that are sent and received ({@link J1939Progress}),
   * as far as {@link io.sockets4j.BsdSocketOptions#SO_TIMESTAMPING} asks for it. What cannot be
   * sent is then told there, rather than by the next call.
   */
  public static final NativeOption<Boolean> SO_J1939_ERRQUEUE =
      NativeOption.ofBoolean(SOL_CAN_J1939, Structs.SO_J1939_ERRQUEUE);

  private static final List<NativeOption<?>> ALL =
      List.of(SO_J1939_FILTER, SO_J1939_PROMISC, SO_J1939_SEND_PRIO, SO_J1939_ERRQUEUE);

  private J1939Options() {}

  /**
   * All of them.
   *
   * @return the options
   */
  public static List<NativeOption<?>> all() {
    return ALL;
  }

  private static final class FilterCodec implements OptionCodec<J1939Filter[]> {
    private static final int MOST = 512;

    @Override
    public int capacity() {
      return MOST * Structs.FILTER.size();
    }

    @Override
    public int encode(J1939Filter[] filters, ByteBuffer memory) {
      if (filters.length > MOST) {
        throw new IllegalArgumentException(
            "%d filters: the most is %d".formatted(filters.length, MOST));
      }
      int at = 0;
      for (J1939Filter filter : filters) {
        Structs.NAME.putLong(memory, at, filter.name());
        Structs.NAME_MASK.putLong(memory, at, filter.nameMask());
        Structs.PGN.putInt(memory, at, filter.pgn());
        Structs.PGN_MASK.putInt(memory, at, filter.pgnMask());
        Structs.ADDR.putUnsigned(memory, at, filter.address());
        Structs.ADDR_MASK.putUnsigned(memory, at, filter.addressMask());
        at += Structs.FILTER.size();
      }
      return at;
    }

    @Override
    public J1939Filter[] decode(ByteBuffer memory) {
      int size = Structs.FILTER.size();
      if (memory.limit() % size != 0) {
        throw new IllegalArgumentException(
            "%d bytes are no filters of %d".formatted(memory.limit(), size));
      }
      J1939Filter[] filters = new J1939Filter[memory.limit() / size];
      for (int i = 0; i < filters.length; i++) {
        int at = i * size;
        filters[i] =
            new J1939Filter(
                Structs.NAME.getLong(memory, at),
                Structs.NAME_MASK.getLong(memory, at),
                Structs.PGN.getInt(memory, at),
                Structs.PGN_MASK.getInt(memory, at),
                (int) Structs.ADDR.getUnsigned(memory, at),
                (int) Structs.ADDR_MASK.getUnsigned(memory, at));
      }
      return filters;
    }
  }

  /** The numbers and the layout, apart so that the header check finds them. */
  @CHeaders({"sys/socket.h", "linux/can.h", "linux/can/j1939.h"})
  static final class Structs {
    static final SystemConstant SO_J1939_FILTER = named("SO_J1939_FILTER").linux(1);
    static final SystemConstant SO_J1939_PROMISC = named("SO_J1939_PROMISC").linux(2);
    static final SystemConstant SO_J1939_SEND_PRIO = named("SO_J1939_SEND_PRIO").linux(3);
    static final SystemConstant SO_J1939_ERRQUEUE = named("SO_J1939_ERRQUEUE").linux(4);

    static final StructLayout FILTER = StructLayout.named("struct j1939_filter").linux(32);
    static final StructLayout.Field NAME = FILTER.field("name", 0, 8);
    static final StructLayout.Field NAME_MASK = FILTER.field("name_mask", 8, 8);
    static final StructLayout.Field PGN = FILTER.field("pgn", 16, 4);
    static final StructLayout.Field PGN_MASK = FILTER.field("pgn_mask", 20, 4);
    static final StructLayout.Field ADDR = FILTER.field("addr", 24, 1);
    static final StructLayout.Field ADDR_MASK = FILTER.field("addr_mask", 25, 1);

    private Structs() {}
  }
}
