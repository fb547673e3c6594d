package io.sockets4j;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.spi.OptionCodec;
import java.nio.ByteBuffer;

/**
 * How much memory of the kernel a socket uses, in bytes: what {@code ss -m} shows as skmem, and
 * {@link BsdSocketOptions#SO_MEMINFO} answers. Linux counts its own structures too.
 *
 * <pre>{@code
 * long dropped = socket.getOption(BsdSocketOptions.SO_MEMINFO).drops();
 * }</pre>
 *
 * @param received what is taken by data that wait to be received
 * @param receiveBuffer the limit of that
 * @param sent what is taken by data that were handed to the device
 * @param sendBuffer the limit of what waits to be sent
 * @param forwardAllocated what is allocated and not yet used
 * @param queued what waits to be sent
 * @param options what is taken by options, filters among them
 * @param backlog what arrived while the socket was busy, and is to be looked at
 * @param drops not bytes, but how many messages were dropped
 */
public record SocketMemory(
    long received,
    long receiveBuffer,
    long sent,
    long sendBuffer,
    long forwardAllocated,
    long queued,
    long options,
    long backlog,
    long drops) {

  /** An array of unsigned 32-bit numbers, by the places of linux/sock_diag.h. */
  @CHeaders("linux/sock_diag.h")
  static final class Codec implements OptionCodec<SocketMemory> {
    private static final SystemConstant RMEM_ALLOC = place("SK_MEMINFO_RMEM_ALLOC", 0);
    private static final SystemConstant RCVBUF = place("SK_MEMINFO_RCVBUF", 1);
    private static final SystemConstant WMEM_ALLOC = place("SK_MEMINFO_WMEM_ALLOC", 2);
    private static final SystemConstant SNDBUF = place("SK_MEMINFO_SNDBUF", 3);
    private static final SystemConstant FWD_ALLOC = place("SK_MEMINFO_FWD_ALLOC", 4);
    private static final SystemConstant WMEM_QUEUED = place("SK_MEMINFO_WMEM_QUEUED", 5);
    private static final SystemConstant OPTMEM = place("SK_MEMINFO_OPTMEM", 6);
    private static final SystemConstant BACKLOG = place("SK_MEMINFO_BACKLOG", 7);
    private static final SystemConstant DROPS = place("SK_MEMINFO_DROPS", 8);
    private static final SystemConstant VARS = place("SK_MEMINFO_VARS", 9);

    private static SystemConstant place(String name, int index) {
      return SystemConstant.named(name).linux(index);
    }

    @Override
    public int capacity() {
      return VARS.value() * Integer.BYTES;
    }

    @Override
    public int encode(SocketMemory value, ByteBuffer memory) {
      throw new IllegalArgumentException("SO_MEMINFO cannot be set");
    }

    @Override
    public SocketMemory decode(ByteBuffer memory) {
      if (memory.limit() < capacity()) { // Linux 4.12 was the first, and had all nine
        throw new IllegalArgumentException(memory.limit() + " bytes are no SO_MEMINFO");
      }
      return new SocketMemory(
          get(memory, RMEM_ALLOC),
          get(memory, RCVBUF),
          get(memory, WMEM_ALLOC),
          get(memory, SNDBUF),
          get(memory, FWD_ALLOC),
          get(memory, WMEM_QUEUED),
          get(memory, OPTMEM),
          get(memory, BACKLOG),
          get(memory, DROPS));
    }

    private static long get(ByteBuffer memory, SystemConstant place) {
      return Integer.toUnsignedLong(memory.getInt(place.value() * Integer.BYTES));
    }
  }
}
