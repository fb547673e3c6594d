package io.sockets4j.inet;

import io.sockets4j.BsdSocket;
import io.sockets4j.NativeError;
import io.sockets4j.os.Errno;
import io.sockets4j.spi.NativeOption;
import java.io.IOException;

/**
 * Whether a socket has an option of segmentation. Kernels that have not heard of it ignore its
 * control message, and would send all as one datagram.
 */
final class SegmentSupport {
  private SegmentSupport() {}

  static boolean has(BsdSocket<?> socket, NativeOption<?> option) throws IOException {
    if (!option.constant().exists()) {
      return false;
    }
    try {
      Object unused = socket.getOption(option);
      return true;
    } catch (IOException e) {
      if (e instanceof NativeError error
          && (error.errno().equals(Errno.ENOPROTOOPT) || error.errno().equals(Errno.EOPNOTSUPP))) {
        return false;
      }
      throw e;
    }
  }
}
