package io.sockets4j.cli.can;

import io.sockets4j.NativeError;
import io.sockets4j.can.CanRawSocket;
import io.sockets4j.os.Errno;
import java.io.IOException;
import java.net.SocketOption;

/** What the commands do to raw sockets. */
final class RawSockets {
  private RawSockets() {}

  /** Sets an option that older kernels do not have. What it is for does not exist there either. */
  static <T> void setIfThere(CanRawSocket socket, SocketOption<T> option, T value)
      throws IOException {
    try {
      socket.setOption(option, value);
    } catch (IOException e) {
      if (!is(e, Errno.ENOPROTOOPT)) {
        throw e;
      }
    }
  }

  /** Whether a system call failed for this reason. */
  static boolean is(Throwable failure, Errno errno) {
    return failure instanceof NativeError error && error.errno().equals(errno);
  }
}
