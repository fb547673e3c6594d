package io.sockets4j.inet;

import static io.sockets4j.inet.TcpStructs.TCPI_ADVMSS;
import static io.sockets4j.inet.TcpStructs.TCPI_ATO;
import static io.sockets4j.inet.TcpStructs.TCPI_BACKOFF;
import static io.sockets4j.inet.TcpStructs.TCPI_BUSY_TIME;
import static io.sockets4j.inet.TcpStructs.TCPI_BYTES_ACKED;
import static io.sockets4j.inet.TcpStructs.TCPI_BYTES_RECEIVED;
import static io.sockets4j.inet.TcpStructs.TCPI_BYTES_RETRANS;
import static io.sockets4j.inet.TcpStructs.TCPI_BYTES_SENT;
import static io.sockets4j.inet.TcpStructs.TCPI_CA_STATE;
import static io.sockets4j.inet.TcpStructs.TCPI_DATA_SEGS_IN;
import static io.sockets4j.inet.TcpStructs.TCPI_DATA_SEGS_OUT;
import static io.sockets4j.inet.TcpStructs.TCPI_DELIVERED;
import static io.sockets4j.inet.TcpStructs.TCPI_DELIVERED_CE;
import static io.sockets4j.inet.TcpStructs.TCPI_DELIVERY_RATE;
import static io.sockets4j.inet.TcpStructs.TCPI_DSACK_DUPS;
import static io.sockets4j.inet.TcpStructs.TCPI_FACKETS;
import static io.sockets4j.inet.TcpStructs.TCPI_LAST_ACK_RECV;
import static io.sockets4j.inet.TcpStructs.TCPI_LAST_ACK_SENT;
import static io.sockets4j.inet.TcpStructs.TCPI_LAST_DATA_RECV;
import static io.sockets4j.inet.TcpStructs.TCPI_LAST_DATA_SENT;
import static io.sockets4j.inet.TcpStructs.TCPI_LOST;
import static io.sockets4j.inet.TcpStructs.TCPI_MAX_PACING_RATE;
import static io.sockets4j.inet.TcpStructs.TCPI_MIN_RTT;
import static io.sockets4j.inet.TcpStructs.TCPI_NOTSENT_BYTES;
import static io.sockets4j.inet.TcpStructs.TCPI_OPTIONS;
import static io.sockets4j.inet.TcpStructs.TCPI_PACING_RATE;
import static io.sockets4j.inet.TcpStructs.TCPI_PMTU;
import static io.sockets4j.inet.TcpStructs.TCPI_PROBES;
import static io.sockets4j.inet.TcpStructs.TCPI_RCV_MSS;
import static io.sockets4j.inet.TcpStructs.TCPI_RCV_OOOPACK;
import static io.sockets4j.inet.TcpStructs.TCPI_RCV_RTT;
import static io.sockets4j.inet.TcpStructs.TCPI_RCV_SPACE;
import static io.sockets4j.inet.TcpStructs.TCPI_RCV_SSTHRESH;
import static io.sockets4j.inet.TcpStructs.TCPI_RCV_WND;
import static io.sockets4j.inet.TcpStructs.TCPI_REHASH;
import static io.sockets4j.inet.TcpStructs.TCPI_REORDERING;
import static io.sockets4j.inet.TcpStructs.TCPI_REORD_SEEN;
import static io.sockets4j.inet.TcpStructs.TCPI_RETRANS;
import static io.sockets4j.inet.TcpStructs.TCPI_RETRANSMITS;
import static io.sockets4j.inet.TcpStructs.TCPI_RTO;
import static io.sockets4j.inet.TcpStructs.TCPI_RTT;
import static io.sockets4j.inet.TcpStructs.TCPI_RTTVAR;
import static io.sockets4j.inet.TcpStructs.TCPI_RWND_LIMITED;
import static io.sockets4j.inet.TcpStructs.TCPI_SACKED;
import static io.sockets4j.inet.TcpStructs.TCPI_SEGS_IN;
import static io.sockets4j.inet.TcpStructs.TCPI_SEGS_OUT;
import static io.sockets4j.inet.TcpStructs.TCPI_SNDBUF_LIMITED;
import static io.sockets4j.inet.TcpStructs.TCPI_SND_CWND;
import static io.sockets4j.inet.TcpStructs.TCPI_SND_MSS;
import static io.sockets4j.inet.TcpStructs.TCPI_SND_SSTHRESH;
import static io.sockets4j.inet.TcpStructs.TCPI_SND_WND;
import static io.sockets4j.inet.TcpStructs.TCPI_STATE;
import static io.sockets4j.inet.TcpStructs.TCPI_TOTAL_RETRANS;
import static io.sockets4j.inet.TcpStructs.TCPI_TOTAL_RTO;
import static io.sockets4j.inet.TcpStructs.TCPI_TOTAL_RTO_RECOVERIES;
import static io.sockets4j.inet.TcpStructs.TCPI_TOTAL_RTO_TIME;
import static io.sockets4j.inet.TcpStructs.TCPI_UNACKED;
import static io.sockets4j.inet.TcpStructs.TCP_INFO;

import io.sockets4j.spi.OptionCodec;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel knows of a TCP connection: {@code struct tcp_info}, which {@link
 * TcpOptions#TCP_INFO} answers. See <a
 * href="https://man7.org/linux/man-pages/man7/tcp.7.html">tcp(7)</a> and linux/tcp.h; the names are
 * those there, less their prefix.
 *
 * <pre>{@code
 * TcpInfo info = socket.getOption(TcpOptions.TCP_INFO);
 * System.out.println(info.rtt().toNanos() / 1000 + " us, " + info.totalRetrans() + " sent again");
 * }</pre>
 *
 * <p>A snapshot. A kernel that is older than a field does not tell it, which is an {@link
 * UnsupportedOperationException}; what newer kernels add is left out.
 */
public final class TcpInfo {
  // The bytes that hold several numbers.
  private static final int WINDOW_SCALES = 6;
  private static final int FLAGS = 7;
  private static final int HALF = 4;
  private static final int LOWER_HALF = 0x0f;

  private static final int TIMESTAMPS = 1;
  private static final int SACK = 2;
  private static final int WSCALE = 4;
  private static final int ECN = 8;
  private static final int ECN_SEEN = 16;
  private static final int SYN_DATA = 32;

  private final InfoStruct struct;

  private TcpInfo(InfoStruct struct) {
    this.struct = struct;
  }

  /** How it stands in memory. */
  static final class Codec implements OptionCodec<TcpInfo> {
    @Override
    public int capacity() {
      return TCP_INFO.size();
    }

    @Override
    public int encode(TcpInfo value, ByteBuffer memory) {
      throw new IllegalArgumentException("TCP_INFO cannot be set");
    }

    @Override
    public TcpInfo decode(ByteBuffer memory) {
      return new TcpInfo(new InfoStruct(TCP_INFO, memory));
    }
  }

  /**
   * The state: 1 established, 2 SYN sent, 3 SYN received, 4 and 5 FIN wait 1 and 2, 6 time wait, 7
   * closed, 8 close wait, 9 last ACK, 10 listening, 11 closing.
   *
   * @return the number
   */
  public int state() {
    return (int) struct.get(TCPI_STATE);
  }

  /**
   * Whether segments carry time stamps.
   *
   * @return true if both ends have said so
   */
  public boolean hasTimestamps() {
    return has(TIMESTAMPS);
  }

  /**
   * Whether acknowledgements are selective.
   *
   * @return true if both ends have said so
   */
  public boolean hasSack() {
    return has(SACK);
  }

  /**
   * Whether windows are scaled.
   *
   * @return true if both ends have said so
   */
  public boolean hasWindowScaling() {
    return has(WSCALE);
  }

  /**
   * Whether routers may mark congestion rather than drop.
   *
   * @return true if both ends have said so
   */
  public boolean hasEcn() {
    return has(ECN);
  }

  /**
   * Whether a packet came that routers may mark.
   *
   * @return true if one has
   */
  public boolean hasSeenEcn() {
    return has(ECN_SEEN);
  }

  /**
   * Whether data were sent or received with the SYN, and were acknowledged (TCP_FASTOPEN).
   *
   * @return true if they were
   */
  public boolean hasSynData() {
    return has(SYN_DATA);
  }

  private boolean has(int option) {
    return (struct.get(TCPI_OPTIONS) & option) != 0;
  }

  /**
   * By how many bits the window is shifted that the other end offers.
   *
   * @return 0 to 14
   */
  public int sndWscale() {
    return struct.bits(WINDOW_SCALES) & LOWER_HALF;
  }

  /**
   * By how many bits the window is shifted that this end offers.
   *
   * @return 0 to 14
   */
  public int rcvWscale() {
    return struct.bits(WINDOW_SCALES) >> HALF;
  }

  /**
   * Whether the program's own pace has limited {@link #deliveryRate}. Since Linux 4.9.
   *
   * @return true if it has
   */
  public boolean deliveryRateAppLimited() {
    return (struct.bits(FLAGS) & 1) != 0;
  }

  /**
   * Why the SYN of this client carried no data that were taken: 0 unknown, 1 there was no cookie, 2
   * they were not acknowledged, 3 nor after they were sent again. Since Linux 5.5.
   *
   * @return the number
   */
  public int fastopenClientFail() {
    return struct.bits(FLAGS) >> 1 & 3;
  }

  /**
   * The state of congestion control: 0 all is well, 1 disorder, 2 a reduced window, 3 fast
   * recovery, 4 recovery from loss.
   *
   * @return the number
   */
  public int caState() {
    return (int) struct.get(TCPI_CA_STATE);
  }

  /**
   * How many timeouts in a row the oldest unacknowledged segment has seen.
   *
   * @return the number
   */
  public int retransmits() {
    return (int) struct.get(TCPI_RETRANSMITS);
  }

  /**
   * How many probes of a closed window or of an idle connection are unanswered.
   *
   * @return the number
   */
  public int probes() {
    return (int) struct.get(TCPI_PROBES);
  }

  /**
   * By which power of two the timeout has grown.
   *
   * @return the number
   */
  public int backoff() {
    return (int) struct.get(TCPI_BACKOFF);
  }

  /**
   * The timeout after which a segment is sent again.
   *
   * @return microseconds
   */
  public Duration rto() {
    return struct.micros(TCPI_RTO);
  }

  /**
   * The timeout after which an acknowledgement is sent.
   *
   * @return microseconds
   */
  public Duration ato() {
    return struct.micros(TCPI_ATO);
  }

  /**
   * The most bytes of a sent segment.
   *
   * @return the number
   */
  public long sndMss() {
    return struct.get(TCPI_SND_MSS);
  }

  /**
   * The most bytes of a received segment, as far as is known.
   *
   * @return the number
   */
  public long rcvMss() {
    return struct.get(TCPI_RCV_MSS);
  }

  /**
   * How many segments are on their way; of a listener, how many connections wait for accept.
   *
   * @return the number
   */
  public long unacked() {
    return struct.get(TCPI_UNACKED);
  }

  /**
   * How many segments were acknowledged out of order; of a listener, its backlog.
   *
   * @return the number
   */
  public long sacked() {
    return struct.get(TCPI_SACKED);
  }

  /**
   * How many segments are taken for lost.
   *
   * @return the number
   */
  public long lost() {
    return struct.get(TCPI_LOST);
  }

  /**
   * How many segments that were sent again are on their way.
   *
   * @return the number
   */
  public long retrans() {
    return struct.get(TCPI_RETRANS);
  }

  /**
   * Without meaning since Linux 4.15.
   *
   * @return the number
   */
  public long fackets() {
    return struct.get(TCPI_FACKETS);
  }

  /**
   * The time since data were sent.
   *
   * @return milliseconds
   */
  public Duration lastDataSent() {
    return struct.millis(TCPI_LAST_DATA_SENT);
  }

  /**
   * Not told by Linux: zero.
   *
   * @return milliseconds
   */
  public Duration lastAckSent() {
    return struct.millis(TCPI_LAST_ACK_SENT);
  }

  /**
   * The time since data were received.
   *
   * @return milliseconds
   */
  public Duration lastDataRecv() {
    return struct.millis(TCPI_LAST_DATA_RECV);
  }

  /**
   * The time since an acknowledgement was received.
   *
   * @return milliseconds
   */
  public Duration lastAckRecv() {
    return struct.millis(TCPI_LAST_ACK_RECV);
  }

  /**
   * The MTU of the path, in bytes.
   *
   * @return the number
   */
  public long pmtu() {
    return struct.get(TCPI_PMTU);
  }

  /**
   * The limit of the receive window that is offered now, in bytes.
   *
   * @return the number
   */
  public long rcvSsthresh() {
    return struct.get(TCPI_RCV_SSTHRESH);
  }

  /**
   * The time of a round trip, smoothed.
   *
   * @return microseconds
   */
  public Duration rtt() {
    return struct.micros(TCPI_RTT);
  }

  /**
   * How much that time varies.
   *
   * @return microseconds
   */
  public Duration rttvar() {
    return struct.micros(TCPI_RTTVAR);
  }

  /**
   * Where slow start ends, in segments; 2147483647 while that is not known.
   *
   * @return the number
   */
  public long sndSsthresh() {
    return struct.get(TCPI_SND_SSTHRESH);
  }

  /**
   * The congestion window, in segments.
   *
   * @return the number
   */
  public long sndCwnd() {
    return struct.get(TCPI_SND_CWND);
  }

  /**
   * The most bytes of a segment that this end told the other.
   *
   * @return the number
   */
  public long advmss() {
    return struct.get(TCPI_ADVMSS);
  }

  /**
   * By how many segments the path reorders.
   *
   * @return the number
   */
  public long reordering() {
    return struct.get(TCPI_REORDERING);
  }

  /**
   * The time of a round trip as the receiver sees it; zero while nothing was received.
   *
   * @return microseconds
   */
  public Duration rcvRtt() {
    return struct.micros(TCPI_RCV_RTT);
  }

  /**
   * How much the program reads in a round trip, in bytes, by which the buffer is sized.
   *
   * @return the number
   */
  public long rcvSpace() {
    return struct.get(TCPI_RCV_SPACE);
  }

  /**
   * How many segments were sent again in all.
   *
   * @return the number
   */
  public long totalRetrans() {
    return struct.get(TCPI_TOTAL_RETRANS);
  }

  /**
   * The rate of sending, in bytes a second; negative for no limit. Since Linux 3.15.
   *
   * @return the number
   * @throws UnsupportedOperationException if this kernel does not tell it
   */
  public long pacingRate() {
    return struct.get(TCPI_PACING_RATE);
  }

  /**
   * The highest such rate, as SO_MAX_PACING_RATE has set it; negative for no limit. Since Linux
   * 3.15.
   *
   * @return the number
   * @throws UnsupportedOperationException if this kernel does not tell it
   */
  public long maxPacingRate() {
    return struct.get(TCPI_MAX_PACING_RATE);
  }

  /**
   * How many bytes the other end has acknowledged. Since Linux 4.1.
   *
   * @return the number
   * @throws UnsupportedOperationException if this kernel does not tell it
   */
  public long bytesAcked() {
    return struct.get(TCPI_BYTES_ACKED);
  }

  /**
   * How many bytes were received and acknowledged. Since Linux 4.1.
   *
   * @return the number
   * @throws UnsupportedOperationException if this kernel does not tell it
   */
  public long bytesReceived() {
    return struct.get(TCPI_BYTES_RECEIVED);
  }

  /**
   * How many segments were sent. Since Linux 4.2.
   *
   * @return the number
   * @throws UnsupportedOperationException if this kernel does not tell it
   */
  public long segsOut() {
    return struct.get(TCPI_SEGS_OUT);
  }

  /**
   * How many segments were received. Since Linux 4.2.
   *
   * @return the number
   * @throws UnsupportedOperationException if this kernel does not tell it
   */
  public long segsIn() {
    return struct.get(TCPI_SEGS_IN);
  }

  /**
   * How many bytes wait to be sent for the first time. Since Linux 4.6.
   *
   * @return the number
   * @throws UnsupportedOperationException if this kernel does not tell it
   */
  public long notsentBytes() {
    return struct.get(TCPI_NOTSENT_BYTES);
  }

  /**
   * The shortest round trip of late. Since Linux 4.6.
   *
   * @return microseconds
   * @throws UnsupportedOperationException if this kernel does not tell it
   */
  public Duration minRtt() {
    return struct.micros(TCPI_MIN_RTT);
  }

  /**
   * How many segments with data were received. Since Linux 4.6.
   *
   * @return the number
   * @throws UnsupportedOperationException if this kernel does not tell it
   */
  public long dataSegsIn() {
    return struct.get(TCPI_DATA_SEGS_IN);
  }

  /**
   * How many segments with data were sent. Since Linux 4.6.
   *
   * @return the number
   * @throws UnsupportedOperationException if this kernel does not tell it
   */
  public long dataSegsOut() {
    return struct.get(TCPI_DATA_SEGS_OUT);
  }

  /**
   * The rate at which data last reached the other end, in bytes a second. Since Linux 4.9.
   *
   * @return the number
   * @throws UnsupportedOperationException if this kernel does not tell it
   */
  public long deliveryRate() {
    return struct.get(TCPI_DELIVERY_RATE);
  }

  /**
   * How long there was something to send. Since Linux 4.10.
   *
   * @return microseconds
   * @throws UnsupportedOperationException if this kernel does not tell it
   */
  public Duration busyTime() {
    return struct.micros(TCPI_BUSY_TIME);
  }

  /**
   * How long of that the other end's window was full. Since Linux 4.10.
   *
   * @return microseconds
   * @throws UnsupportedOperationException if this kernel does not tell it
   */
  public Duration rwndLimited() {
    return struct.micros(TCPI_RWND_LIMITED);
  }

  /**
   * How long of that the send buffer was empty. Since Linux 4.10.
   *
   * @return microseconds
   * @throws UnsupportedOperationException if this kernel does not tell it
   */
  public Duration sndbufLimited() {
    return struct.micros(TCPI_SNDBUF_LIMITED);
  }

  /**
   * How many segments reached the other end, those that were sent again included. Since Linux 4.18.
   *
   * @return the number
   * @throws UnsupportedOperationException if this kernel does not tell it
   */
  public long delivered() {
    return struct.get(TCPI_DELIVERED);
  }

  /**
   * How many of them had a mark of congestion. Since Linux 4.18.
   *
   * @return the number
   * @throws UnsupportedOperationException if this kernel does not tell it
   */
  public long deliveredCe() {
    return struct.get(TCPI_DELIVERED_CE);
  }

  /**
   * How many bytes were sent, those sent again included. Since Linux 4.19.
   *
   * @return the number
   * @throws UnsupportedOperationException if this kernel does not tell it
   */
  public long bytesSent() {
    return struct.get(TCPI_BYTES_SENT);
  }

  /**
   * How many bytes were sent again. Since Linux 4.19.
   *
   * @return the number
   * @throws UnsupportedOperationException if this kernel does not tell it
   */
  public long bytesRetrans() {
    return struct.get(TCPI_BYTES_RETRANS);
  }

  /**
   * How many duplicates the other end has reported. Since Linux 4.19.
   *
   * @return the number
   * @throws UnsupportedOperationException if this kernel does not tell it
   */
  public long dsackDups() {
    return struct.get(TCPI_DSACK_DUPS);
  }

  /**
   * How many times segments arrived in another order. Since Linux 4.19.
   *
   * @return the number
   * @throws UnsupportedOperationException if this kernel does not tell it
   */
  public long reordSeen() {
    return struct.get(TCPI_REORD_SEEN);
  }

  /**
   * How many segments came out of order. Since Linux 5.4.
   *
   * @return the number
   * @throws UnsupportedOperationException if this kernel does not tell it
   */
  public long rcvOoopack() {
    return struct.get(TCPI_RCV_OOOPACK);
  }

  /**
   * The window that the other end offers, in bytes. Since Linux 5.4.
   *
   * @return the number
   * @throws UnsupportedOperationException if this kernel does not tell it
   */
  public long sndWnd() {
    return struct.get(TCPI_SND_WND);
  }

  /**
   * The window that this end offers, in bytes. Since Linux 6.2.
   *
   * @return the number
   * @throws UnsupportedOperationException if this kernel does not tell it
   */
  public long rcvWnd() {
    return struct.get(TCPI_RCV_WND);
  }

  /**
   * How many times another path was tried. Since Linux 6.2.
   *
   * @return the number
   * @throws UnsupportedOperationException if this kernel does not tell it
   */
  public long rehash() {
    return struct.get(TCPI_REHASH);
  }

  /**
   * How many timeouts there were. Since Linux 6.7.
   *
   * @return the number
   * @throws UnsupportedOperationException if this kernel does not tell it
   */
  public long totalRto() {
    return struct.get(TCPI_TOTAL_RTO);
  }

  /**
   * How many times the connection has recovered from them. Since Linux 6.7.
   *
   * @return the number
   * @throws UnsupportedOperationException if this kernel does not tell it
   */
  public long totalRtoRecoveries() {
    return struct.get(TCPI_TOTAL_RTO_RECOVERIES);
  }

  /**
   * How long it took to recover in all. Since Linux 6.7.
   *
   * @return milliseconds
   * @throws UnsupportedOperationException if this kernel does not tell it
   */
  public Duration totalRtoTime() {
    return struct.millis(TCPI_TOTAL_RTO_TIME);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TcpInfo that && struct.equals(that.struct);
  }

  @Override
  public int hashCode() {
    return struct.hashCode();
  }

  /**
   * Everything that was told, under the names of C.
   *
   * @return such as {@code {tcpi_state=1, ...}}
   */
  @Override
  public String toString() {
    return struct.toString();
  }
}
