package io.sockets4j.it;

import io.sockets4j.BsdSocket;
import io.sockets4j.os.SocketType;
import io.sockets4j.unix.UnixFamily;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A program that {@link NativeBindingIT} runs on a JDK that has arenas, by reflection since this
 * code must do on those that have none: it closes an arena while a thread waits to receive into its
 * memory, then lets something come.
 */
final class ClosedArena {
  /** So much is received where it is to go, not in memory of the library's own. */
  private static final int MUCH = 1 << 20;

  private static final long PATIENCE_SECONDS = 20;

  private ClosedArena() {}

  public static void main(String[] arguments) throws Exception {
    Class<?> arena = Class.forName("java.lang.foreign.Arena");
    Object shared = arena.getMethod("ofShared").invoke(null);
    Object segment = arena.getMethod("allocate", long.class).invoke(shared, (long) MUCH);
    ByteBuffer buffer =
        (ByteBuffer)
            Class.forName("java.lang.foreign.MemorySegment")
                .getMethod("asByteBuffer")
                .invoke(segment);
    try (var pair = BsdSocket.pair(UnixFamily.AF_UNIX, SocketType.STREAM)) {
      FutureTask<Integer> first = receive("first", pair.second(), ByteBuffer.allocateDirect(MUCH));
      pair.first().sendAll(new byte[100]);
      outcome(first); // all is loaded and linked now
      FutureTask<Integer> receiving = receive("second", pair.second(), buffer);
      System.out.println("close: " + close(arena, shared));
      pair.first().sendAll(new byte[100]);
      System.out.println("receive: " + outcome(receiving));
    }
    System.out.println("afterwards: " + close(arena, shared));
  }

  /** Begins to receive, and returns once the kernel waits. */
  private static FutureTask<Integer> receive(String name, BsdSocket<?> socket, ByteBuffer target)
      throws IOException {
    FutureTask<Integer> receiving = new FutureTask<>(() -> socket.receive(target));
    Thread thread = new Thread(receiving, name);
    thread.start();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    int seen = 0;
    while (seen < 3) { // once could be a stop for the garbage collector just before the call
      boolean waits = Arrays.stream(thread.getStackTrace()).anyMatch(ClosedArena::waits);
      seen = waits && sleeps(name) ? seen + 1 : 0;
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("does not wait: " + Arrays.toString(thread.getStackTrace()));
      }
      LockSupport.parkNanos(200_000);
    }
    return receiving;
  }

  private static boolean waits(StackTraceElement frame) {
    return frame.getMethodName().equals("recvHeld") || frame.getMethodName().equals("receiveCopy");
  }

  /** Whether the kernel has put the only thread of this name to sleep: see proc_pid_stat(5). */
  private static boolean sleeps(String name) throws IOException {
    try (var tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
      for (Path task : tasks) {
        if (stat(task).contains("(" + name + ") S")) {
          return true;
        }
      }
    }
    return false;
  }

  private static String stat(Path task) {
    try {
      return Files.readString(task.resolve("stat"));
    } catch (IOException e) {
      return ""; // the thread has ended
    }
  }

  private static String close(Class<?> arena, Object shared) throws ReflectiveOperationException {
    try {
      arena.getMethod("close").invoke(shared);
      return "done";
    } catch (InvocationTargetException e) {
      return causeOf(e);
    }
  }

  private static String outcome(FutureTask<Integer> receiving) throws Exception {
    try {
      return receiving.get(PATIENCE_SECONDS, TimeUnit.SECONDS).toString();
    } catch (ExecutionException e) {
      return causeOf(e);
    }
  }

  private static String causeOf(Exception e) {
    return Objects.requireNonNull(e.getCause()).getClass().getSimpleName();
  }
}
