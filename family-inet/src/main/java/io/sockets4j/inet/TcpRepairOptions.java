package io.sockets4j.inet;

import static io.sockets4j.inet.InetProtocols.IPPROTO_TCP;
import static io.sockets4j.inet.TcpStructs.MAX_WINDOW;
import static io.sockets4j.inet.TcpStructs.OPT_CODE;
import static io.sockets4j.inet.TcpStructs.OPT_VAL;
import static io.sockets4j.inet.TcpStructs.RCV_WND;
import static io.sockets4j.inet.TcpStructs.RCV_WUP;
import static io.sockets4j.inet.TcpStructs.SND_WL1;
import static io.sockets4j.inet.TcpStructs.SND_WND;
import static io.sockets4j.inet.TcpStructs.TCP_REPAIR_OPT;
import static io.sockets4j.os.SystemConstant.named;

import io.sockets4j.os.CHeaders;
import io.sockets4j.spi.NativeOption;
import io.sockets4j.spi.OptionCodec;
import io.sockets4j.spi.OptionCodecs;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The options by which a TCP connection is taken out of the kernel and put into another, as CRIU
 * does. On Linux, with CAP_NET_ADMIN. See <a
 * href="https://criu.org/TCP_connection">criu.org/TCP_connection</a>.
 *
 * <pre>{@code
 * socket.setOption(TcpRepairOptions.TCP_REPAIR, TcpRepairOptions.ON);
 * socket.setOption(TcpRepairOptions.TCP_REPAIR_QUEUE, TcpRepairOptions.SEND_QUEUE);
 * long sequence = socket.getOption(TcpRepairOptions.TCP_QUEUE_SEQ);
 * socket.close(); // and the other end does not notice
 * }</pre>
 */
@CHeaders({"netinet/in.h", "netinet/tcp.h"})
public final class TcpRepairOptions {
  /** {@link #TCP_REPAIR}: on. Then connect, close and the like send nothing. */
  public static final int ON = 1;

  /** {@link #TCP_REPAIR}: off, with a probe of the window. */
  public static final int OFF = 0;

  /** {@link #TCP_REPAIR}: off, without one. Since Linux 4.19. */
  public static final int OFF_NO_PROBE = -1;

  /** {@link #TCP_REPAIR_QUEUE}: none. */
  public static final int NO_QUEUE = 0;

  /** {@link #TCP_REPAIR_QUEUE}: what was received and not yet read. */
  public static final int RECEIVE_QUEUE = 1;

  /** {@link #TCP_REPAIR_QUEUE}: what was written and not yet acknowledged. */
  public static final int SEND_QUEUE = 2;

  private static final int MAX_OPTIONS = 8;

  /** Whether the connection is under repair: {@link #ON}, {@link #OFF}, {@link #OFF_NO_PROBE}. */
  public static final NativeOption<Integer> TCP_REPAIR =
      NativeOption.ofInt(IPPROTO_TCP, named("TCP_REPAIR").linux(19));

  /**
   * The queue that {@link #TCP_QUEUE_SEQ}, send and receive are about, under repair alone: {@link
   * #NO_QUEUE}, {@link #RECEIVE_QUEUE}, {@link #SEND_QUEUE}.
   */
  public static final NativeOption<Integer> TCP_REPAIR_QUEUE =
      NativeOption.ofInt(IPPROTO_TCP, named("TCP_REPAIR_QUEUE").linux(20));

  /**
   * The sequence number at the end of the queue, 0 to 2<sup>32</sup>-1; can be set before the
   * connection is made.
   */
  public static final NativeOption<Long> TCP_QUEUE_SEQ =
      NativeOption.of(
          IPPROTO_TCP, named("TCP_QUEUE_SEQ").linux(21), Long.class, OptionCodecs.UNSIGNED_INT);

  /** What the ends agreed on at the beginning; write-only. {@link TcpInfo} tells it. */
  public static final NativeOption<AgreedOption[]> TCP_REPAIR_OPTIONS =
      NativeOption.of(
          IPPROTO_TCP,
          named("TCP_REPAIR_OPTIONS").linux(22),
          AgreedOption[].class,
          new AgreedOptionsCodec());

  /** The windows of both ends. Since Linux 4.8. */
  public static final NativeOption<Windows> TCP_REPAIR_WINDOW =
      NativeOption.of(
          IPPROTO_TCP, named("TCP_REPAIR_WINDOW").linux(29), Windows.class, new WindowsCodec());

  /** The clock of the time stamps, 0 to 2<sup>32</sup>-1; to be set under repair. */
  public static final NativeOption<Long> TCP_TIMESTAMP =
      NativeOption.of(
          IPPROTO_TCP, named("TCP_TIMESTAMP").linux(24), Long.class, OptionCodecs.UNSIGNED_INT);

  static final List<NativeOption<?>> ALL =
      List.of(
          TCP_REPAIR,
          TCP_REPAIR_QUEUE,
          TCP_QUEUE_SEQ,
          TCP_REPAIR_OPTIONS,
          TCP_REPAIR_WINDOW,
          TCP_TIMESTAMP);

  private TcpRepairOptions() {}

  /**
   * One option that the ends agreed on: {@code struct tcp_repair_opt}.
   *
   * @param code the number of the option in the header of TCP: 2 the maximum segment size, 3 the
   *     scales of the windows, 4 that acknowledgements are selective, 8 time stamps
   * @param value the size in bytes; the scale of the sender's window and, shifted left by 16, that
   *     of the receiver's; or 0
   */
  public record AgreedOption(int code, int value) {}

  /**
   * The windows of both ends: {@code struct tcp_repair_window}. Each number is 0 to
   * 2<sup>32</sup>-1.
   *
   * @param sndWl1 the sequence number of the segment that last changed the window of the other end
   * @param sndWnd the window of the other end, in bytes
   * @param maxWindow the largest window that it ever had, in bytes
   * @param rcvWnd the window of this end, in bytes
   * @param rcvWup the sequence number at which it was told
   */
  public record Windows(long sndWl1, long sndWnd, long maxWindow, long rcvWnd, long rcvWup) {}

  private static final class AgreedOptionsCodec implements OptionCodec<AgreedOption[]> {
    @Override
    public int capacity() {
      return MAX_OPTIONS * TCP_REPAIR_OPT.size();
    }

    @Override
    public int encode(AgreedOption[] value, ByteBuffer memory) {
      if (value.length > MAX_OPTIONS) {
        throw new IllegalArgumentException(
            "%d options: TCP has not so many to agree on".formatted(value.length));
      }
      int at = 0;
      for (AgreedOption option : value) {
        OPT_CODE.putInt(memory, at, option.code);
        OPT_VAL.putInt(memory, at, option.value);
        at += TCP_REPAIR_OPT.size();
      }
      return at;
    }

    @Override
    public AgreedOption[] decode(ByteBuffer memory) {
      throw new IllegalArgumentException("TCP_REPAIR_OPTIONS cannot be read: TCP_INFO tells them");
    }
  }

  private static final class WindowsCodec implements OptionCodec<Windows> {
    @Override
    public int capacity() {
      return TcpStructs.TCP_REPAIR_WINDOW.size();
    }

    @Override
    public int encode(Windows value, ByteBuffer memory) {
      SND_WL1.putUnsigned(memory, 0, value.sndWl1);
      SND_WND.putUnsigned(memory, 0, value.sndWnd);
      MAX_WINDOW.putUnsigned(memory, 0, value.maxWindow);
      RCV_WND.putUnsigned(memory, 0, value.rcvWnd);
      RCV_WUP.putUnsigned(memory, 0, value.rcvWup);
      return TcpStructs.TCP_REPAIR_WINDOW.size();
    }

    @Override
    public Windows decode(ByteBuffer memory) {
      InetSockaddr.requireLength(memory, TcpStructs.TCP_REPAIR_WINDOW);
      return new Windows(
          SND_WL1.getUnsigned(memory, 0),
          SND_WND.getUnsigned(memory, 0),
          MAX_WINDOW.getUnsigned(memory, 0),
          RCV_WND.getUnsigned(memory, 0),
          RCV_WUP.getUnsigned(memory, 0));
    }
  }
}
