package io.sockets4j.can;

import static io.sockets4j.os.SystemConstant.named;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.StructLayout;
import io.sockets4j.os.StructLayout.Field;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.spi.NativeOption;
import io.sockets4j.spi.OptionCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The options of raw CAN sockets ({@code linux/can/raw.h}). See <a
 * href="https://docs.kernel.org/networking/can.html#raw-protocol-sockets-with-can-filters-sock-raw">
 * SocketCAN</a>.
 *
 * <pre>{@code
 * socket.setOption(CanRawOptions.CAN_RAW_FD_FRAMES, true);
 * socket.setOption(CanRawOptions.CAN_RAW_FILTER, List.of(CanFilter.exact(0x123)));
 * }</pre>
 *
 * <p>A socket receives from the moment it is bound. Set before that what decides what it receives:
 * frames that came in between stay in its queue, whatever is set later.
 */
@CHeaders({"linux/can.h", "linux/can/raw.h"})
public final class CanRawOptions {
  private static final StructLayout CAN_FILTER = StructLayout.named("struct can_filter").linux(8);
  private static final Field CAN_ID = CAN_FILTER.field("can_id", 0, 4);
  private static final Field CAN_MASK = CAN_FILTER.field("can_mask", 4, 4);

  private static final StructLayout VCID_OPTIONS =
      StructLayout.named("struct can_raw_vcid_options").linux(4);
  private static final Field FLAGS = VCID_OPTIONS.field("flags", 0, 1);
  private static final Field TX_VCID = VCID_OPTIONS.field("tx_vcid", 1, 1);
  private static final Field RX_VCID = VCID_OPTIONS.field("rx_vcid", 2, 1);
  private static final Field RX_VCID_MASK = VCID_OPTIONS.field("rx_vcid_mask", 3, 1);

  /** The most filters that a socket has. */
  public static final SystemConstant CAN_RAW_FILTER_MAX =
      named("CAN_RAW_FILTER_MAX").linux(CanFilter.MOST);

  /** The flag in the identifier of a filter that inverts it. */
  public static final SystemConstant CAN_INV_FILTER =
      named("CAN_INV_FILTER").linux(CanFilter.INVERTED);

  /** The type of the control message that comes with the errors of a socket. */
  public static final SystemConstant SCM_CAN_RAW_ERRQUEUE = named("SCM_CAN_RAW_ERRQUEUE").linux(1);

  /** All frames go to the virtual network of the option. Since Linux 6.9. */
  public static final SystemConstant CAN_RAW_XL_VCID_TX_SET =
      named("CAN_RAW_XL_VCID_TX_SET").linux(0x01);

  /** Frames go to the virtual network that is in them. Since Linux 6.9. */
  public static final SystemConstant CAN_RAW_XL_VCID_TX_PASS =
      named("CAN_RAW_XL_VCID_TX_PASS").linux(0x02);

  /** Frames come from the virtual networks that the option names. Since Linux 6.9. */
  public static final SystemConstant CAN_RAW_XL_VCID_RX_FILTER =
      named("CAN_RAW_XL_VCID_RX_FILTER").linux(0x04);

  /**
   * Which frames the socket receives, at most {@link CanFilter#MOST} filters; one that lets
   * everything through is the default. With none, the socket receives nothing, error frames aside,
   * which is the cheapest for one that only sends.
   */
  @SuppressWarnings({"unchecked", "rawtypes"}) // of the class of a list, there is no better one
  public static final NativeOption<List<CanFilter>> CAN_RAW_FILTER =
      NativeOption.of(
          CanProtocols.SOL_CAN_RAW,
          named("CAN_RAW_FILTER").linux(1),
          (Class<List<CanFilter>>) (Class) List.class,
          new FilterCodec());

  /**
   * Of which classes the socket receives error frames: {@link CanErrorClass#mask}; none by default.
   */
  public static final NativeOption<Integer> CAN_RAW_ERR_FILTER =
      NativeOption.ofInt(CanProtocols.SOL_CAN_RAW, named("CAN_RAW_ERR_FILTER").linux(2));

  /** Whether other sockets of this machine receive what this one sends, true by default. */
  public static final NativeOption<Boolean> CAN_RAW_LOOPBACK = yesOrNo("CAN_RAW_LOOPBACK", 3);

  /**
   * Whether the socket receives what it sends itself, false by default. A frame that comes back
   * from a real controller has been on the bus: {@link CanFrameBuffer#isOwn}.
   */
  public static final NativeOption<Boolean> CAN_RAW_RECV_OWN_MSGS =
      yesOrNo("CAN_RAW_RECV_OWN_MSGS", 4);

  /** Whether the socket sends and receives FD frames, false by default. */
  public static final NativeOption<Boolean> CAN_RAW_FD_FRAMES = yesOrNo("CAN_RAW_FD_FRAMES", 5);

  /** Whether all filters have to let a frame through, instead of one; false by default. */
  public static final NativeOption<Boolean> CAN_RAW_JOIN_FILTERS =
      yesOrNo("CAN_RAW_JOIN_FILTERS", 6);

  /**
   * Whether the socket sends and receives XL frames, false by default. Since Linux 6.2. True sets
   * {@link #CAN_RAW_FD_FRAMES} too, which cannot be false beside it (EINVAL).
   */
  public static final NativeOption<Boolean> CAN_RAW_XL_FRAMES = yesOrNo("CAN_RAW_XL_FRAMES", 7);

  /** What the socket does with the virtual networks of XL frames. Since Linux 6.9. */
  public static final NativeOption<CanVcidOptions> CAN_RAW_XL_VCID_OPTS =
      NativeOption.of(
          CanProtocols.SOL_CAN_RAW,
          named("CAN_RAW_XL_VCID_OPTS").linux(8),
          CanVcidOptions.class,
          new VcidCodec());

  static final List<NativeOption<?>> ALL =
      List.of(
          CAN_RAW_FILTER,
          CAN_RAW_ERR_FILTER,
          CAN_RAW_LOOPBACK,
          CAN_RAW_RECV_OWN_MSGS,
          CAN_RAW_FD_FRAMES,
          CAN_RAW_JOIN_FILTERS,
          CAN_RAW_XL_FRAMES,
          CAN_RAW_XL_VCID_OPTS);

  private CanRawOptions() {}

  private static NativeOption<Boolean> yesOrNo(String name, int number) {
    return NativeOption.ofBoolean(CanProtocols.SOL_CAN_RAW, named(name).linux(number));
  }

  private static final class FilterCodec implements OptionCodec<List<CanFilter>> {
    @Override
    public int capacity() {
      return CanFilter.MOST * CAN_FILTER.size();
    }

    @Override
    public int encode(List<CanFilter> filters, ByteBuffer memory) {
      if (filters.size() > CanFilter.MOST) {
        throw new IllegalArgumentException(
            "%d filters: the most is %d".formatted(filters.size(), CanFilter.MOST));
      }
      int at = 0;
      for (CanFilter filter : filters) {
        CAN_ID.putInt(memory, at, filter.id());
        CAN_MASK.putInt(memory, at, filter.mask());
        at += CAN_FILTER.size();
      }
      return at;
    }

    @Override
    public List<CanFilter> decode(ByteBuffer memory) {
      int size = CAN_FILTER.size();
      if (memory.limit() % size != 0) {
        throw new IllegalArgumentException(memory.limit() + " bytes are no filters of " + size);
      }
      List<CanFilter> filters = new ArrayList<>();
      for (int at = 0; at < memory.limit(); at += size) {
        filters.add(new CanFilter(CAN_ID.getInt(memory, at), CAN_MASK.getInt(memory, at)));
      }
      return List.copyOf(filters);
    }
  }

  private static final class VcidCodec implements OptionCodec<CanVcidOptions> {
    @Override
    public int capacity() {
      return VCID_OPTIONS.size();
    }

    @Override
    public int encode(CanVcidOptions value, ByteBuffer memory) {
      FLAGS.putUnsigned(memory, 0, value.flags());
      TX_VCID.putUnsigned(memory, 0, value.transmit());
      RX_VCID.putUnsigned(memory, 0, value.receive());
      RX_VCID_MASK.putUnsigned(memory, 0, value.receiveMask());
      return capacity();
    }

    @Override
    public CanVcidOptions decode(ByteBuffer memory) {
      return new CanVcidOptions(
          (int) FLAGS.getUnsigned(memory, 0),
          (int) TX_VCID.getUnsigned(memory, 0),
          (int) RX_VCID.getUnsigned(memory, 0),
          (int) RX_VCID_MASK.getUnsigned(memory, 0));
    }
  }
}
