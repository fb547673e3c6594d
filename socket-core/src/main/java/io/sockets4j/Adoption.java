package io.sockets4j;

import io.sockets4j.internal.Opening;
import io.sockets4j.internal.libc.NativeBinding;
import io.sockets4j.os.Errno;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketConstants;
import io.sockets4j.os.SocketType;
import io.sockets4j.spi.AddressFamily;
import java.io.IOException;

/** What a descriptor from elsewhere is, as the kernel tells. */
final class Adoption {
  private Adoption() {}

  static int domain(int fd) throws IOException {
    if (fd < 0) {
      throw new IllegalArgumentException("negative descriptor: " + fd);
    }
    NativeBinding.require();
    int type = Opening.ask(fd, SocketConstants.SO_TYPE); // tells whether it is a socket at all
    if (type >= 0 && !SocketConstants.SO_DOMAIN.exists()) {
      return check(fd, "getsockname", Opening.domainOfName(fd));
    }
    return check(fd, "getsockopt", type < 0 ? type : Opening.ask(fd, SocketConstants.SO_DOMAIN));
  }

  static SocketType type(int fd) throws IOException {
    return SocketType.of(check(fd, "getsockopt", Opening.ask(fd, SocketConstants.SO_TYPE)));
  }

  /** What the family makes of what the system tells: the default one where it does not tell. */
  static Protocol protocol(int fd, AddressFamily<?> family, SocketType type) throws IOException {
    Protocol told =
        SocketConstants.SO_PROTOCOL.exists()
            ? Protocol.of(check(fd, "getsockopt", Opening.ask(fd, SocketConstants.SO_PROTOCOL)))
            : Protocol.DEFAULT;
    return family.protocol(
        type, told, (level, name, length) -> Opening.has(fd, level, name, length));
  }

  /** Families without connections do not know the question. */
  static boolean listens(int fd) {
    return Opening.ask(fd, SocketConstants.SO_ACCEPTCONN) > 0;
  }

  private static int check(int fd, String call, int result) throws IOException {
    if (result < 0) {
      Errno errno = Errno.of(-result);
      throw NativeErrors.of(
          call, errno, "cannot adopt descriptor %d: %s(): %s".formatted(fd, call, errno), false);
    }
    return result;
  }
}
