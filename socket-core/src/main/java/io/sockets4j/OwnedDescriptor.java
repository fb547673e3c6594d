package io.sockets4j;

import io.sockets4j.internal.Descriptor;
import java.io.Closeable;
import java.nio.channels.ClosedChannelException;

/** A descriptor. */
public final class OwnedDescriptor implements Closeable {
  private final Descriptor descriptor;

  OwnedDescriptor(Descriptor descriptor) {
    this.descriptor = descriptor;
  }

  Descriptor descriptor() {
    return descriptor;
  }

  /**
   * The number of the descriptor.
   *
   * @return the number
   * @throws ClosedChannelException if this is closed
   */
  public int fd() throws ClosedChannelException {
    if (!descriptor.isOpen()) {
      throw new ClosedChannelException();
    }
    return descriptor.fd();
  }

  /** Closes it: close(2). */
  @Override
  public void close() {
    descriptor.close();
  }
}
