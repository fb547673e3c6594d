package io.sockets4j.it.selector;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.util.ArrayList;
import java.util.List;

/**
 * Duplicates of descriptors whose sockets are closed: epoll(7) keeps what it watches until the last
 * duplicate is closed, unless it was told to forget it. Some are kept until the end.
 */
final class Duplicates implements AutoCloseable {
  private static final int F_DUPFD_CLOEXEC = 1030;
  private static final int KEPT = 64;
  private static final NativeLibrary LIBC = NativeLibrary.getInstance("c");
  private static final Function FCNTL = LIBC.getFunction("fcntl");
  private static final Function CLOSE = LIBC.getFunction("close");

  private final List<Integer> kept = new ArrayList<>(); // guarded by this

  static int duplicate(int fd) {
    int duplicate = FCNTL.invokeInt(new Object[] {fd, F_DUPFD_CLOEXEC, 0});
    assertThat(duplicate).as("the duplicate of %d", fd).isNotNegative();
    return duplicate;
  }

  static void close(int fd) {
    assertThat(CLOSE.invokeInt(new Object[] {fd})).as("close(%d)", fd).isZero();
  }

  /** Keeps one until the end, or closes it where there are enough. */
  void keepOrClose(int fd) {
    synchronized (this) {
      if (kept.size() < KEPT) {
        kept.add(fd);
        return;
      }
    }
    close(fd);
  }

  @Override
  public synchronized void close() {
    kept.forEach(Duplicates::close);
    kept.clear();
  }
}
