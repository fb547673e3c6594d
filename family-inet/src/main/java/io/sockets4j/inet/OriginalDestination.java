package io.sockets4j.inet;

import io.sockets4j.os.StructLayout;
import io.sockets4j.spi.OptionCodec;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** A socket address as the value of an option that is read. */
record OriginalDestination(StructLayout layout) implements OptionCodec<InetSocketAddress> {
  @Override
  public int capacity() {
    return layout.size();
  }

  @Override
  public int encode(InetSocketAddress value, ByteBuffer memory) {
    throw new IllegalArgumentException("where a connection was bound for cannot be set");
  }

  @Override
  public InetSocketAddress decode(ByteBuffer memory) {
    return InetSockaddr.get(memory);
  }
}
