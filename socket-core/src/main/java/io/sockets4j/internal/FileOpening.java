package io.sockets4j.internal;

import io.sockets4j.internal.libc.Libc;
import io.sockets4j.internal.libc.NativeBinding;
import io.sockets4j.os.CHeaders;
import io.sockets4j.os.SystemConstant;

/** Opens files by their paths: open(2). */
@CHeaders("fcntl.h")
public final class FileOpening {
  static final SystemConstant O_RDONLY = SystemConstant.named("O_RDONLY").posix(0);
  static final SystemConstant O_CLOEXEC =
      SystemConstant.named("O_CLOEXEC").linux(0x80000).macos(0x1000000).freebsd(0x100000);
  static final SystemConstant O_NOCTTY =
      SystemConstant.named("O_NOCTTY").linux(0x100).macos(0x20000).freebsd(0x8000);

  private static final Libc LIBC = NativeBinding.libc();

  private FileOpening() {}

  /**
   * Opens a file for reading, close-on-exec, and without waiting for whoever writes to a pipe.
   *
   * @param path the bytes of the path, without a zero at the end
   * @return its descriptor, or -errno
   */
  public static int forReading(byte[] path) {
    int flags = O_RDONLY.value() | O_CLOEXEC.value() | O_NOCTTY.value() | Abi.O_NONBLOCK;
    try (Scratch scratch = Scratch.take(path.length + 1)) {
      scratch.memory.put(Scratch.DATA, path).put(Scratch.DATA + path.length, (byte) 0);
      int fd;
      do {
        fd = LIBC.open(scratch.at(Scratch.DATA), flags);
      } while (fd == -Abi.EINTR);
      return fd;
    }
  }
}
