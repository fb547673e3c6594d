package io.sockets4j.testkit;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What epoll(7) watches a descriptor for, as proc_pid_fdinfo(5) tells. */
final class EpollEntry {
  private static final Path INFO = Path.of("/proc/self/fdinfo");
  private static final int POLLIN = 1;
  private static final long PAUSE_NANOS = 1_000_000;

  private EpollEntry() {}

  /** Returns once no epoll of this process tells of input at a descriptor any more. */
  static void awaitSilence(int fd) throws IOException {
    if (!Files.exists(INFO)) {
      return; // no Linux, no epoll
    }
    long start = System.nanoTime();
    while (tellsInput(fd)) {
      if (System.nanoTime() - start > SocketScope.DEADLINE.toNanos()) {
        throw new AssertionError("epoll still tells of input at fd " + fd);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private static boolean tellsInput(int fd) throws IOException {
    Pattern entry = Pattern.compile("tfd: +" + fd + " events: +([0-9a-f]+) ");
    try (DirectoryStream<Path> files = Files.newDirectoryStream(INFO)) {
      for (Path file : files) {
        Matcher matcher = entry.matcher(read(file));
        while (matcher.find()) {
          if ((Integer.parseUnsignedInt(matcher.group(1), 16) & POLLIN) != 0) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      if (Files.exists(file)) {
        throw e;
      }
      return ""; // closed since
    }
  }
}
