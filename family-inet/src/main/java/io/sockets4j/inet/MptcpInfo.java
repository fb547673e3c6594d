package io.sockets4j.inet;

import static io.sockets4j.inet.MptcpStructs.ADD_ADDR_ACCEPTED;
import static io.sockets4j.inet.MptcpStructs.ADD_ADDR_ACCEPTED_MAX;
import static io.sockets4j.inet.MptcpStructs.ADD_ADDR_SIGNAL;
import static io.sockets4j.inet.MptcpStructs.ADD_ADDR_SIGNAL_MAX;
import static io.sockets4j.inet.MptcpStructs.BYTES_ACKED;
import static io.sockets4j.inet.MptcpStructs.BYTES_RECEIVED;
import static io.sockets4j.inet.MptcpStructs.BYTES_RETRANS;
import static io.sockets4j.inet.MptcpStructs.BYTES_SENT;
import static io.sockets4j.inet.MptcpStructs.CSUM_ENABLED;
import static io.sockets4j.inet.MptcpStructs.FLAGS;
import static io.sockets4j.inet.MptcpStructs.LAST_ACK_RECV;
import static io.sockets4j.inet.MptcpStructs.LAST_DATA_RECV;
import static io.sockets4j.inet.MptcpStructs.LAST_DATA_SENT;
import static io.sockets4j.inet.MptcpStructs.LOCAL_ADDR_MAX;
import static io.sockets4j.inet.MptcpStructs.LOCAL_ADDR_USED;
import static io.sockets4j.inet.MptcpStructs.RCV_NXT;
import static io.sockets4j.inet.MptcpStructs.RETRANSMITS;
import static io.sockets4j.inet.MptcpStructs.SND_UNA;
import static io.sockets4j.inet.MptcpStructs.SUBFLOWS;
import static io.sockets4j.inet.MptcpStructs.SUBFLOWS_MAX;
import static io.sockets4j.inet.MptcpStructs.SUBFLOWS_TOTAL;
import static io.sockets4j.inet.MptcpStructs.TOKEN;
import static io.sockets4j.inet.MptcpStructs.WRITE_SEQ;

import io.sockets4j.spi.OptionCodec;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel knows of a connection over several paths: {@code struct mptcp_info}, which {@link
 * MptcpOptions#MPTCP_INFO} answers. See linux/mptcp.h; the names are those there, less their
 * prefix.
 *
 * <pre>{@code
 * long paths = 1 + socket.getOption(MptcpOptions.MPTCP_INFO).subflows();
 * }</pre>
 *
 * <p>A snapshot. A kernel that is older than a field does not tell it, which is an {@link
 * UnsupportedOperationException}; what newer kernels add is left out.
 */
public final class MptcpInfo {
  private static final int FALLBACK = 1;
  private static final int REMOTE_KEY_RECEIVED = 2;

  private final InfoStruct struct;

  private MptcpInfo(InfoStruct struct) {
    this.struct = struct;
  }

  /** How it stands in memory. */
  static final class Codec implements OptionCodec<MptcpInfo> {
    @Override
    public int capacity() {
      return MptcpStructs.MPTCP_INFO.size();
    }

    @Override
    public int encode(MptcpInfo value, ByteBuffer memory) {
      throw new IllegalArgumentException("MPTCP_INFO cannot be set");
    }

    @Override
    public MptcpInfo decode(ByteBuffer memory) {
      return new MptcpInfo(new InfoStruct(MptcpStructs.MPTCP_INFO, memory));
    }
  }

  /**
   * Whether the connection has fallen back to plain TCP. Newer kernels do not answer at all then:
   * see {@link MptcpOptions#isMultipath}.
   *
   * @return true if it has
   */
  public boolean isFallback() {
    return (struct.get(FLAGS) & FALLBACK) != 0;
  }

  /**
   * Whether the other end has told its key, so that there can be further paths.
   *
   * @return true if it has
   */
  public boolean hasRemoteKey() {
    return (struct.get(FLAGS) & REMOTE_KEY_RECEIVED) != 0;
  }

  /**
   * Whether data carry a checksum of MPTCP.
   *
   * @return true if they do
   */
  public boolean hasChecksums() {
    return struct.get(CSUM_ENABLED) != 0;
  }

  /**
   * How many paths there are besides the first one.
   *
   * @return the number
   */
  public long subflows() {
    return struct.get(SUBFLOWS);
  }

  /**
   * How many addresses this end has told the other.
   *
   * @return the number
   */
  public long addAddrSignal() {
    return struct.get(ADD_ADDR_SIGNAL);
  }

  /**
   * How many addresses of the other end this one has taken up.
   *
   * @return the number
   */
  public long addAddrAccepted() {
    return struct.get(ADD_ADDR_ACCEPTED);
  }

  /**
   * How many paths there may be besides the first one.
   *
   * @return the number
   */
  public long subflowsMax() {
    return struct.get(SUBFLOWS_MAX);
  }

  /**
   * How many addresses this end may tell.
   *
   * @return the number
   */
  public long addAddrSignalMax() {
    return struct.get(ADD_ADDR_SIGNAL_MAX);
  }

  /**
   * How many addresses of the other end this one may take up.
   *
   * @return the number
   */
  public long addAddrAcceptedMax() {
    return struct.get(ADD_ADDR_ACCEPTED_MAX);
  }

  /**
   * The token by which further paths name the connection.
   *
   * @return the number
   */
  public long token() {
    return struct.get(TOKEN);
  }

  /**
   * The sequence number of the next byte to be written; 64 bits without a sign.
   *
   * @return the number
   */
  public long writeSeq() {
    return struct.get(WRITE_SEQ);
  }

  /**
   * The sequence number of the first byte that is not acknowledged; 64 bits without a sign.
   *
   * @return the number
   */
  public long sndUna() {
    return struct.get(SND_UNA);
  }

  /**
   * The sequence number of the next byte to be received; 64 bits without a sign.
   *
   * @return the number
   */
  public long rcvNxt() {
    return struct.get(RCV_NXT);
  }

  /**
   * How many addresses of this host are in use for further paths.
   *
   * @return the number
   */
  public long localAddrUsed() {
    return struct.get(LOCAL_ADDR_USED);
  }

  /**
   * How many there may be.
   *
   * @return the number
   */
  public long localAddrMax() {
    return struct.get(LOCAL_ADDR_MAX);
  }

  /**
   * How many pieces of data were sent again, on another path. Since Linux 6.5.
   *
   * @return the number
   * @throws UnsupportedOperationException if this kernel does not tell it
   */
  public long retransmits() {
    return struct.get(RETRANSMITS);
  }

  /**
   * How many bytes were sent again. Since Linux 6.5.
   *
   * @return the number
   * @throws UnsupportedOperationException if this kernel does not tell it
   */
  public long bytesRetrans() {
    return struct.get(BYTES_RETRANS);
  }

  /**
   * How many bytes were sent. Since Linux 6.5.
   *
   * @return the number
   * @throws UnsupportedOperationException if this kernel does not tell it
   */
  public long bytesSent() {
    return struct.get(BYTES_SENT);
  }

  /**
   * How many bytes were received. Since Linux 6.5.
   *
   * @return the number
   * @throws UnsupportedOperationException if this kernel does not tell it
   */
  public long bytesReceived() {
    return struct.get(BYTES_RECEIVED);
  }

  /**
   * How many bytes the other end has acknowledged. Since Linux 6.5.
   *
   * @return the number
   * @throws UnsupportedOperationException if this kernel does not tell it
   */
  public long bytesAcked() {
    return struct.get(BYTES_ACKED);
  }

  /**
   * How many paths there are, the first one included. Since Linux 6.7.
   *
   * @return the number
   * @throws UnsupportedOperationException if this kernel does not tell it
   */
  public long subflowsTotal() {
    return struct.get(SUBFLOWS_TOTAL);
  }

  /**
   * The time since data were sent. Since Linux 6.10.
   *
   * @return milliseconds
   * @throws UnsupportedOperationException if this kernel does not tell it
   */
  public Duration lastDataSent() {
    return struct.millis(LAST_DATA_SENT);
  }

  /**
   * The time since data were received. Since Linux 6.10.
   *
   * @return milliseconds
   * @throws UnsupportedOperationException if this kernel does not tell it
   */
  public Duration lastDataRecv() {
    return struct.millis(LAST_DATA_RECV);
  }

  /**
   * The time since an acknowledgement was received. Since Linux 6.10.
   *
   * @return milliseconds
   * @throws UnsupportedOperationException if this kernel does not tell it
   */
  public Duration lastAckRecv() {
    return struct.millis(LAST_ACK_RECV);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MptcpInfo that && struct.equals(that.struct);
  }

  @Override
  public int hashCode() {
    return struct.hashCode();
  }

  /**
   * Everything that was told, under the names of C.
   *
   * @return such as {@code {mptcpi_subflows=0, ...}}
   */
  @Override
  public String toString() {
    return struct.toString();
  }
}
