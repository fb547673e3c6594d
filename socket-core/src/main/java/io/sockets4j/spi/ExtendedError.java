package io.sockets4j.spi;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.Errno;
import io.sockets4j.os.ErrorQueueConstants;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketType;
import io.sockets4j.os.StructLayout;
import io.sockets4j.os.SystemConstant;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * What the error queue of a socket tells of a message that was sent: {@code struct
 * sock_extended_err} with the address that follows it (ip(7), IP_RECVERR). A family declares the
 * control message that carries it:
 *
 * <pre>{@code
 * public static final ControlType<ExtendedError> IP_RECVERR =
 *     ControlType.of(IPPROTO_IP, SystemConstant.named("IP_RECVERR").linux(11), ExtendedError.CODEC);
 * }</pre>
 *
 * @param errno what went wrong; ENOMSG for a time stamp, 0 for a notice of MSG_ZEROCOPY
 * @param origin where it comes from: one of the SO_EE_ORIGIN_ of {@link ErrorQueueConstants}
 * @param type depends on the origin: of ICMP, its type
 * @param code depends on the origin: of ICMP, its code
 * @param info depends on the origin, unsigned: the greatest length of a message (MTU) with
 *     EMSGSIZE, what the time is of with a time stamp (SCM_TSTAMP_), the first of the sends with
 *     MSG_ZEROCOPY
 * @param data depends on the origin, unsigned: the number of a message with a time stamp, the last
 *     of the sends with MSG_ZEROCOPY
 * @param offender who told of the error; null where nobody is named
 */
public record ExtendedError(
    Errno errno,
    int origin,
    int type,
    int code,
    long info,
    long data,
    @Nullable SocketAddress offender) {

  /** How it stands in a control message, from which it can be read but not written. */
  public static final OptionCodec<ExtendedError> CODEC = new Codec();

  /**
   * Whether it comes from somewhere.
   *
   * @param constant one of the SO_EE_ORIGIN_ of {@link ErrorQueueConstants}
   * @return true if that is its origin
   */
  public boolean isFrom(SystemConstant constant) {
    return constant.exists() && origin == constant.value();
  }

  private static final class Codec implements OptionCodec<ExtendedError> {
    /** struct sockaddr_storage: no address is longer. */
    private static final int LONGEST_ADDRESS = 128;

    private static final int FAMILY_SIZE = Short.BYTES;

    @Override
    public int capacity() {
      return Structs.ERROR.size() + LONGEST_ADDRESS;
    }

    @Override
    public int encode(ExtendedError value, ByteBuffer memory) {
      throw new UnsupportedOperationException("only the kernel tells of errors");
    }

    @Override
    public ExtendedError decode(ByteBuffer memory) {
      if (memory.limit() < Structs.ERROR.size()) {
        throw new IllegalArgumentException(memory.limit() + " bytes are no " + Structs.ERROR);
      }
      return new ExtendedError(
          Errno.of(Structs.EE_ERRNO.getInt(memory, 0)),
          (int) Structs.EE_ORIGIN.getUnsigned(memory, 0),
          (int) Structs.EE_TYPE.getUnsigned(memory, 0),
          (int) Structs.EE_CODE.getUnsigned(memory, 0),
          Structs.EE_INFO.getUnsigned(memory, 0),
          Structs.EE_DATA.getUnsigned(memory, 0),
          offender(memory));
    }

    /** The address behind the struct; one that its family cannot read is kept as it came. */
    private static @Nullable SocketAddress offender(ByteBuffer memory) {
      int at = Structs.ERROR.size();
      int length = Math.min(memory.limit() - at, LONGEST_ADDRESS);
      int number = length < FAMILY_SIZE ? 0 : Short.toUnsignedInt(memory.getShort(at));
      if (number == 0) { // AF_UNSPEC
        return null;
      }
      ByteBuffer sockaddr = memory.slice(at, length).order(ByteOrder.nativeOrder());
      try {
        return Families.byDomainOrUnknown(number)
            .decode(sockaddr, SocketType.DGRAM, Protocol.DEFAULT);
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        byte[] rest = new byte[length - FAMILY_SIZE];
        sockaddr.get(FAMILY_SIZE, rest);
        return new UnknownSocketAddress(number, rest);
      }
    }
  }

  /** The layout, apart so that the header check finds it. */
  @CHeaders({"time.h", "linux/types.h", "linux/errqueue.h"})
  static final class Structs {
    static final StructLayout ERROR = StructLayout.named("struct sock_extended_err").linux(16);
    static final StructLayout.Field EE_ERRNO = ERROR.field("ee_errno", 0, 4);
    static final StructLayout.Field EE_ORIGIN = ERROR.field("ee_origin", 4, 1);
    static final StructLayout.Field EE_TYPE = ERROR.field("ee_type", 5, 1);
    static final StructLayout.Field EE_CODE = ERROR.field("ee_code", 6, 1);
    static final StructLayout.Field EE_INFO = ERROR.field("ee_info", 8, 4);
    static final StructLayout.Field EE_DATA = ERROR.field("ee_data", 12, 4);

    private Structs() {}
  }
}
