package io.sockets4j.inet;

import static io.sockets4j.inet.MptcpStructs.MPTCP_SUBFLOW_DATA;
import static io.sockets4j.inet.MptcpStructs.NUM_SUBFLOWS;
import static io.sockets4j.inet.MptcpStructs.SIZE_SUBFLOW_DATA;
import static io.sockets4j.inet.MptcpStructs.SIZE_USER;

import io.sockets4j.os.StructLayout;
import io.sockets4j.spi.OptionCodec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * A struct for each path of a connection, behind a {@code struct mptcp_subflow_data} in which the
 * program tells how long its structs are, and the kernel how many there are and how long it made
 * them.
 */
record SubflowCodec<T>(
    StructLayout element, IntFunction<T[]> array, Function<ByteBuffer, T> decoder)
    implements OptionCodec<T[]> {
  /** The kernel's limit is 8 paths besides the first one. */
  private static final int MAX_PATHS = 16;

  @Override
  public int capacity() {
    return MPTCP_SUBFLOW_DATA.size() + MAX_PATHS * element.size();
  }

  @Override
  public void ask(ByteBuffer memory) {
    SIZE_SUBFLOW_DATA.putInt(memory, 0, MPTCP_SUBFLOW_DATA.size());
    SIZE_USER.putInt(memory, 0, element.size());
  }

  @Override
  public int encode(T[] value, ByteBuffer memory) {
    throw new IllegalArgumentException("what the kernel knows of its paths cannot be set");
  }

  @Override
  public T[] decode(ByteBuffer memory) {
    InetSockaddr.requireLength(memory, MPTCP_SUBFLOW_DATA);
    long count = NUM_SUBFLOWS.getUnsigned(memory, 0);
    long size = SIZE_USER.getUnsigned(memory, 0);
    long room = (long) memory.limit() - MPTCP_SUBFLOW_DATA.size();
    if (count > MAX_PATHS || size > element.size() || count * size > room) {
      throw new IllegalArgumentException(
          "%d paths of %d bytes do not stand in %d".formatted(count, size, room));
    }
    T[] paths = array.apply((int) count);
    for (int i = 0; i < paths.length; i++) {
      int at = MPTCP_SUBFLOW_DATA.size() + i * (int) size;
      paths[i] = decoder.apply(memory.slice(at, (int) size).order(ByteOrder.nativeOrder()));
    }
    return paths;
  }
}
