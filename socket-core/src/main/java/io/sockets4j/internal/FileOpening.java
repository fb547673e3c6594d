package io.sockets4j.internal;

import io.sockets4j.internal.libc.Libc;
import io.sockets4j.internal.libc.NativeBinding;
import io.sockets4j.os.CHeaders;
import io.sockets4j.os.Platform;
import io.sockets4j.os.SystemConstant;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/** Opens files by their paths: open(2). */
@CHeaders("fcntl.h")
public final class FileOpening {
  static final SystemConstant O_RDONLY = SystemConstant.named("O_RDONLY").posix(0);
  static final SystemConstant O_WRONLY = SystemConstant.named("O_WRONLY").posix(1);
  static final SystemConstant O_RDWR = SystemConstant.named("O_RDWR").posix(2);
  static final SystemConstant O_CREAT = SystemConstant.named("O_CREAT").linux(0x40).bsd(0x200);
  static final SystemConstant O_EXCL = SystemConstant.named("O_EXCL").linux(0x80).bsd(0x800);
  static final SystemConstant O_TRUNC = SystemConstant.named("O_TRUNC").linux(0x200).bsd(0x400);
  static final SystemConstant O_APPEND = SystemConstant.named("O_APPEND").linux(0x400).bsd(0x8);
  static final SystemConstant O_SYNC = SystemConstant.named("O_SYNC").linux(0x101000).bsd(0x80);
  static final SystemConstant O_DSYNC =
      SystemConstant.named("O_DSYNC").linux(0x1000).macos(0x400000).freebsd(0x1000000);
  static final SystemConstant O_NOFOLLOW =
      SystemConstant.named("O_NOFOLLOW")
          .linux(0x20000)
          .on(Platform.LINUX_AARCH64, 0x8000)
          .bsd(0x100);
  static final SystemConstant O_CLOEXEC =
      SystemConstant.named("O_CLOEXEC").linux(0x80000).macos(0x1000000).freebsd(0x100000);
  static final SystemConstant O_NOCTTY =
      SystemConstant.named("O_NOCTTY").linux(0x100).macos(0x20000).freebsd(0x8000);

  private static final Libc LIBC = NativeBinding.libc();

  /** What a new file allows, unless the umask forbids it: to read and write, for everybody. */
  private static final int MODE = 0666;

  /** What the options of java.nio mean that matter where something is written. */
  private static final Map<OpenOption, List<SystemConstant>> OF_WRITERS =
      Map.of(
          StandardOpenOption.APPEND, List.of(O_APPEND),
          StandardOpenOption.CREATE, List.of(O_CREAT),
          StandardOpenOption.CREATE_NEW, List.of(O_CREAT, O_EXCL),
          StandardOpenOption.TRUNCATE_EXISTING, List.of(O_TRUNC),
          StandardOpenOption.SYNC, List.of(O_SYNC),
          StandardOpenOption.DSYNC, List.of(O_DSYNC),
          StandardOpenOption.SPARSE, List.of()); // the systems make all files so

  private FileOpening() {}

  /**
   * Opens a file for reading, close-on-exec, and without waiting for whoever writes to a pipe.
   *
   * @param path the bytes of the path, without a zero at the end
   * @return its descriptor, or -errno
   */
  public static int forReading(byte[] path) {
    return open(path, O_RDONLY.value() | Abi.O_NONBLOCK);
  }

  /**
   * Opens a file, close-on-exec.
   *
   * @param path the bytes of the path, without a zero at the end
   * @param flags as {@link #flags} gives them
   * @return its descriptor, or -errno
   */
  public static int open(byte[] path, int flags) {
    int all = flags | O_CLOEXEC.value() | O_NOCTTY.value();
    try (Scratch scratch = Scratch.take(path.length + 1)) {
      scratch.memory.put(Scratch.DATA, path).put(Scratch.DATA + path.length, (byte) 0);
      int fd;
      do {
        fd = LIBC.open(scratch.at(Scratch.DATA), all, MODE);
      } while (fd == -Abi.EINTR);
      return fd;
    }
  }

  /** What options of java.nio mean, as the JDK's channels of files take them. */
  public static int flags(OpenOption... options) {
    List<OpenOption> all = List.of(options);
    boolean writes =
        all.contains(StandardOpenOption.WRITE) || all.contains(StandardOpenOption.APPEND);
    boolean reads = !writes || all.contains(StandardOpenOption.READ);
    int flags = (writes ? reads ? O_RDWR : O_WRONLY : O_RDONLY).value();
    for (OpenOption option : all) {
      if (option == LinkOption.NOFOLLOW_LINKS) {
        flags |= O_NOFOLLOW.value();
      } else if (OF_WRITERS.containsKey(option)) {
        for (SystemConstant flag : OF_WRITERS.get(option)) {
          flags |= writes ? flag.value() : 0;
        }
      } else if (option != StandardOpenOption.READ && option != StandardOpenOption.WRITE) {
        throw new UnsupportedOperationException("files are not opened here with " + option);
      }
    }
    return flags;
  }
}
