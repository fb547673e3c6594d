package io.sockets4j.can;

import static io.sockets4j.can.CanProtocols.SOL_CAN_ISOTP;
import static io.sockets4j.os.SystemConstant.named;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.StructLayout;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.spi.NativeOption;
import io.sockets4j.spi.OptionCodec;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of ISO-TP sockets. See <a
 * href="https://docs.kernel.org/networking/iso15765-2.html">ISO 15765-2</a> and {@code
 * linux/can/isotp.h}.
 *
 * <pre>{@code
 * socket.setOption(IsoTpOptions.CAN_ISOTP_RECV_FC, IsoTpFlowControl.of(8, Duration.ZERO));
 * socket.bind(IsoTpAddress.of("can0", 0x7E8, 0x7E0));
 * }</pre>
 *
 * <p>They are set before bind(2); afterwards the kernel says EISCONN.
 */
public final class IsoTpOptions {
  private static final long MOST_NANOS = 0xffff_ffffL;

  /** How the socket behaves: flags, padding, extended addresses, the time of a frame. */
  public static final NativeOption<IsoTpSettings> CAN_ISOTP_OPTS =
      NativeOption.of(
          SOL_CAN_ISOTP, Structs.CAN_ISOTP_OPTS, IsoTpSettings.class, new SettingsCodec());

  /** What the socket asks of the other end when it receives. */
  public static final NativeOption<IsoTpFlowControl> CAN_ISOTP_RECV_FC =
      NativeOption.of(
          SOL_CAN_ISOTP, Structs.CAN_ISOTP_RECV_FC, IsoTpFlowControl.class, new FlowControlCodec());

  /**
   * The time between frames that are sent, in place of what the other end asks for: 0 to
   * 4.294967295 s. With the flag CAN_ISOTP_FORCE_TXSTMIN.
   */
  public static final NativeOption<Duration> CAN_ISOTP_TX_STMIN =
      NativeOption.of(
          SOL_CAN_ISOTP, Structs.CAN_ISOTP_TX_STMIN, Duration.class, new NanosecondsCodec());

  /**
   * Frames that follow another by less are dropped: 0 to 4.294967295 s. With the flag
   * CAN_ISOTP_FORCE_RXSTMIN.
   */
  public static final NativeOption<Duration> CAN_ISOTP_RX_STMIN =
      NativeOption.of(
          SOL_CAN_ISOTP, Structs.CAN_ISOTP_RX_STMIN, Duration.class, new NanosecondsCodec());

  /** The frames that carry messages: classic ones or those of CAN FD. */
  public static final NativeOption<IsoTpLinkLayer> CAN_ISOTP_LL_OPTS =
      NativeOption.of(
          SOL_CAN_ISOTP, Structs.CAN_ISOTP_LL_OPTS, IsoTpLinkLayer.class, new LinkLayerCodec());

  private static final List<NativeOption<?>> ALL =
      List.of(
          CAN_ISOTP_OPTS,
          CAN_ISOTP_RECV_FC,
          CAN_ISOTP_TX_STMIN,
          CAN_ISOTP_RX_STMIN,
          CAN_ISOTP_LL_OPTS);

  private IsoTpOptions() {}

  /**
   * All of them.
   *
   * @return the options
   */
  public static List<NativeOption<?>> all() {
    return ALL;
  }

  private static void requireSize(ByteBuffer memory, int size, String what) {
    if (memory.limit() < size) {
      throw new IllegalArgumentException(
          "%d bytes are no %s of %d".formatted(memory.limit(), what, size));
    }
  }

  private static final class SettingsCodec implements OptionCodec<IsoTpSettings> {
    private static final long KEEP = 0;
    private static final long ZERO = 0xffff_ffffL;

    @Override
    public int capacity() {
      return Structs.OPTIONS.size();
    }

    @Override
    public int encode(IsoTpSettings value, ByteBuffer memory) {
      Duration time = value.frameTime();
      Structs.FLAGS.putInt(memory, 0, value.flags());
      Structs.FRAME_TXTIME.putUnsigned(
          memory, 0, time == null ? KEEP : time.isZero() ? ZERO : time.toNanos());
      Structs.EXT_ADDRESS.putUnsigned(memory, 0, value.extendedAddress());
      Structs.TXPAD_CONTENT.putUnsigned(memory, 0, value.transmitPadding());
      Structs.RXPAD_CONTENT.putUnsigned(memory, 0, value.receivePadding());
      Structs.RX_EXT_ADDRESS.putUnsigned(memory, 0, value.receiveExtendedAddress());
      return capacity();
    }

    @Override
    public IsoTpSettings decode(ByteBuffer memory) {
      requireSize(memory, capacity(), Structs.OPTIONS.name());
      return new IsoTpSettings(
          Structs.FLAGS.getInt(memory, 0),
          frameTime(Structs.FRAME_TXTIME.getUnsigned(memory, 0)),
          (int) Structs.EXT_ADDRESS.getUnsigned(memory, 0),
          (int) Structs.TXPAD_CONTENT.getUnsigned(memory, 0),
          (int) Structs.RXPAD_CONTENT.getUnsigned(memory, 0),
          (int) Structs.RX_EXT_ADDRESS.getUnsigned(memory, 0));
    }

    private static @Nullable Duration frameTime(long nanos) {
      return nanos == KEEP ? null : Duration.ofNanos(nanos == ZERO ? 0 : nanos);
    }
  }

  private static final class FlowControlCodec implements OptionCodec<IsoTpFlowControl> {
    @Override
    public int capacity() {
      return Structs.FC_OPTIONS.size();
    }

    @Override
    public int encode(IsoTpFlowControl value, ByteBuffer memory) {
      Structs.BS.putUnsigned(memory, 0, value.blockSize());
      Structs.STMIN.putUnsigned(memory, 0, value.separationTime());
      Structs.WFTMAX.putUnsigned(memory, 0, value.waitFrames());
      return capacity();
    }

    @Override
    public IsoTpFlowControl decode(ByteBuffer memory) {
      requireSize(memory, capacity(), Structs.FC_OPTIONS.name());
      return new IsoTpFlowControl(
          (int) Structs.BS.getUnsigned(memory, 0),
          (int) Structs.STMIN.getUnsigned(memory, 0),
          (int) Structs.WFTMAX.getUnsigned(memory, 0));
    }
  }

  private static final class LinkLayerCodec implements OptionCodec<IsoTpLinkLayer> {
    @Override
    public int capacity() {
      return Structs.LL_OPTIONS.size();
    }

    @Override
    public int encode(IsoTpLinkLayer value, ByteBuffer memory) {
      Structs.MTU.putUnsigned(memory, 0, value.mtu());
      Structs.TX_DL.putUnsigned(memory, 0, value.dataLength());
      Structs.TX_FLAGS.putUnsigned(memory, 0, value.flags());
      return capacity();
    }

    @Override
    public IsoTpLinkLayer decode(ByteBuffer memory) {
      requireSize(memory, capacity(), Structs.LL_OPTIONS.name());
      return new IsoTpLinkLayer(
          (int) Structs.MTU.getUnsigned(memory, 0),
          (int) Structs.TX_DL.getUnsigned(memory, 0),
          (int) Structs.TX_FLAGS.getUnsigned(memory, 0));
    }
  }

  private static final class NanosecondsCodec implements OptionCodec<Duration> {
    @Override
    public int capacity() {
      return Integer.BYTES;
    }

    @Override
    public int encode(Duration value, ByteBuffer memory) {
      if (value.isNegative() || value.compareTo(Duration.ofNanos(MOST_NANOS)) > 0) {
        throw new IllegalArgumentException(value + " is not in 0 to 4.294967295 s");
      }
      memory.putInt(0, (int) value.toNanos());
      return capacity();
    }

    @Override
    public Duration decode(ByteBuffer memory) {
      requireSize(memory, capacity(), "number of nanoseconds");
      return Duration.ofNanos(Integer.toUnsignedLong(memory.getInt(0)));
    }
  }

  /** The numbers and layouts, apart so that the header check finds them. */
  @CHeaders({"sys/socket.h", "linux/can.h", "linux/can/isotp.h"})
  static final class Structs {
    static final SystemConstant CAN_ISOTP_OPTS = named("CAN_ISOTP_OPTS").linux(1);
    static final SystemConstant CAN_ISOTP_RECV_FC = named("CAN_ISOTP_RECV_FC").linux(2);
    static final SystemConstant CAN_ISOTP_TX_STMIN = named("CAN_ISOTP_TX_STMIN").linux(3);
    static final SystemConstant CAN_ISOTP_RX_STMIN = named("CAN_ISOTP_RX_STMIN").linux(4);
    static final SystemConstant CAN_ISOTP_LL_OPTS = named("CAN_ISOTP_LL_OPTS").linux(5);

    static final StructLayout OPTIONS = StructLayout.named("struct can_isotp_options").linux(12);
    static final StructLayout.Field FLAGS = OPTIONS.field("flags", 0, 4);
    static final StructLayout.Field FRAME_TXTIME = OPTIONS.field("frame_txtime", 4, 4);
    static final StructLayout.Field EXT_ADDRESS = OPTIONS.field("ext_address", 8, 1);
    static final StructLayout.Field TXPAD_CONTENT = OPTIONS.field("txpad_content", 9, 1);
    static final StructLayout.Field RXPAD_CONTENT = OPTIONS.field("rxpad_content", 10, 1);
    static final StructLayout.Field RX_EXT_ADDRESS = OPTIONS.field("rx_ext_address", 11, 1);

    static final StructLayout FC_OPTIONS =
        StructLayout.named("struct can_isotp_fc_options").linux(3);
    static final StructLayout.Field BS = FC_OPTIONS.field("bs", 0, 1);
    static final StructLayout.Field STMIN = FC_OPTIONS.field("stmin", 1, 1);
    static final StructLayout.Field WFTMAX = FC_OPTIONS.field("wftmax", 2, 1);

    static final StructLayout LL_OPTIONS =
        StructLayout.named("struct can_isotp_ll_options").linux(3);
    static final StructLayout.Field MTU = LL_OPTIONS.field("mtu", 0, 1);
    static final StructLayout.Field TX_DL = LL_OPTIONS.field("tx_dl", 1, 1);
    static final StructLayout.Field TX_FLAGS = LL_OPTIONS.field("tx_flags", 2, 1);

    private Structs() {}
  }
}
