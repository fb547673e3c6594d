package io.sockets4j.internal;

import io.sockets4j.internal.libc.Libc;
import io.sockets4j.internal.libc.NativeBinding;
import java.nio.ByteBuffer;

/** What a descriptor is ready for at this moment: poll(2) without waiting. */
final class PollOnce {
  private static final Libc LIBC = NativeBinding.libc();

  private PollOnce() {}

  /** Those of some events, and of POLLERR, POLLHUP and POLLNVAL, that hold now; 0 if none does. */
  static int poll(int fd, int events) {
    try (Scratch scratch = Scratch.take()) {
      ByteBuffer memory = scratch.memory;
      Abi.POLLFD_FD.putInt(memory, 0, fd);
      Abi.POLLFD_EVENTS.putUnsigned(memory, 0, events);
      Abi.POLLFD_REVENTS.putUnsigned(memory, 0, 0);
      int result;
      do {
        result = LIBC.poll(scratch.base, 1, 0);
      } while (result == -Abi.EINTR);
      return result <= 0 ? 0 : (int) Abi.POLLFD_REVENTS.getUnsigned(memory, 0);
    }
  }
}
