package io.sockets4j.inet;

import io.sockets4j.spi.OptionCodec;
import io.sockets4j.spi.OptionCodecs;
import java.nio.ByteBuffer;

/**
 * The ports that the system chooses from: {@link IpOptions#IP_LOCAL_PORT_RANGE}.
 *
 * <pre>{@code
 * socket.setOption(IpOptions.IP_LOCAL_PORT_RANGE, new PortRange(40_000, 40_999));
 * }</pre>
 *
 * <p>The system takes those that lie in its own range, net.ipv4.ip_local_port_range, too.
 *
 * @param lowest the lowest port, 1 to 65535, or 0 for that of the system
 * @param highest the highest port, not below the lowest, or 0 for that of the system
 */
public record PortRange(int lowest, int highest) {
  private static final int MAX = 0xffff;
  private static final int SHIFT = 16;

  /**
   * Checks the ports.
   *
   * @throws IllegalArgumentException if one is not a port, or the highest is below the lowest
   */
  public PortRange {
    if ((lowest & ~MAX) != 0 || (highest & ~MAX) != 0 || (highest != 0 && highest < lowest)) {
      throw new IllegalArgumentException(
          "%d to %d is no range of ports from 0 to 65535".formatted(lowest, highest));
    }
  }

  /** One number: the lowest port in its lower half, the highest one in its upper half. */
  static final class Codec implements OptionCodec<PortRange> {
    @Override
    public int capacity() {
      return OptionCodecs.INT.capacity();
    }

    @Override
    public int encode(PortRange value, ByteBuffer memory) {
      return OptionCodecs.INT.encode(value.highest << SHIFT | value.lowest, memory);
    }

    @Override
    public PortRange decode(ByteBuffer memory) {
      int both = OptionCodecs.INT.decode(memory);
      return new PortRange(both & MAX, both >>> SHIFT);
    }
  }
}
