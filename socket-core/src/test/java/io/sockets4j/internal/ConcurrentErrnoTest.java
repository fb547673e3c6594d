package io.sockets4j.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.internal.libc.Libc;
import io.sockets4j.internal.libc.NativeBinding;
import io.sockets4j.os.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Each thread is told its own error, however many fail at once. */
@EnabledOnOs(OS.LINUX)
class ConcurrentErrnoTest {
  private static final Libc LIBC = NativeBinding.libc();

  private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

  private static final int AF_UNIX = 1;
  private static final int SOCK_STREAM = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int ROUNDS = 2_000;
  private static final int PLATFORM_THREADS = 8;
  private static final int VIRTUAL_THREADS = 200;

  private int stream;
  private int datagram;
  private long memory;

  /** A call that fails in one way. */
  private record Failing(String call, Errno errno, Callable<Number> work) {}

  @BeforeEach
  void open() {
    stream = LIBC.socket(AF_UNIX, SOCK_STREAM, 0);
    datagram = LIBC.socket(AF_UNIX, SOCK_DGRAM, 0);
    memory = LIBC.allocate(64);
    LIBC.view(memory, 64).put(0, "/no/such/file\0".getBytes(US_ASCII));
  }

  @AfterEach
  void close() {
    LIBC.free(memory);
    LIBC.close(stream);
    LIBC.close(datagram);
  }

  private List<Failing> calls() {
    int now = Abi.MSG_DONTWAIT;
    return List.of(
        new Failing("sendNow", Errno.ENOTCONN, () -> LIBC.sendNow(datagram, memory, 8, now)),
        new Failing("recvNow", Errno.EAGAIN, () -> LIBC.recvNow(datagram, memory, 8, now)),
        new Failing("recv", Errno.EINVAL, () -> LIBC.recv(stream, memory, 8, now)),
        new Failing("send", Errno.EBADF, () -> LIBC.send(-1, memory, 8, now)),
        new Failing("listen", Errno.EOPNOTSUPP, () -> LIBC.listen(datagram, 1)),
        new Failing("lseek", Errno.ESPIPE, () -> LIBC.lseek(stream, 0, 0)),
        new Failing("open", Errno.ENOENT, () -> LIBC.open(memory, 0, 0)),
        new Failing("socket", Errno.EAFNOSUPPORT, () -> LIBC.socket(999, SOCK_STREAM, 0)),
        new Failing("getpeername", Errno.ENOTCONN, () -> LIBC.getpeername(stream, memory, memory)),
        new Failing(
            "setsockopt", Errno.ENOPROTOOPT, () -> LIBC.setsockopt(stream, 1, 9999, memory, 4)));
  }

  @Test
  void everyThreadIsToldItsOwn() throws Exception {
    List<FutureTask<String>> tasks = new ArrayList<>();
    for (int i = 0; i < PLATFORM_THREADS; i++) {
      FutureTask<String> task = task(i, ROUNDS);
      new Thread(task, "failing-" + i).start();
      tasks.add(task);
    }
    if (Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS) {
      for (int i = 0; i < VIRTUAL_THREADS; i++) {
        FutureTask<String> task = task(i, ROUNDS / 20);
        Thread unused = VirtualThreads.start("failing-" + i, task);
        tasks.add(task);
      }
    }
    for (FutureTask<String> task : tasks) {
      assertThat(task.get(60, TimeUnit.SECONDS)).isEmpty();
    }
  }

  /** Tells of the first wrong error; empty without one. */
  private FutureTask<String> task(int first, int rounds) {
    List<Failing> calls = calls();
    return new FutureTask<>(
        () -> {
          for (int i = 0; i < rounds * calls.size(); i++) {
            Failing failing = calls.get((first + i) % calls.size());
            long result = failing.work.call().longValue();
            if (result != -failing.errno.value()) {
              return failing.call + " gave " + result + " in place of -" + failing.errno;
            }
          }
          return "";
        });
  }
}
