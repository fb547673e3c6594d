package io.sockets4j;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.StringArray;
import io.sockets4j.os.SocketType;
import io.sockets4j.spi.Families;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Signals that interrupt a call, and programs that are started while sockets are open. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "uses the signal that the JDK handles on Linux")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SignalsAndChildrenTest {

  /** The JDK's channels install an empty handler for it, without SA_RESTART (NativeThread.c). */
  private static final int JDK_WAKE_UP_SIGNAL = 62;

  static {
    Native.register(SignalsAndChildrenTest.class, "c");
  }

  private static native NativeLong pthread_self();

  private static native int pthread_kill(NativeLong thread, int signal);

  private static native int posix_spawn(
      Pointer pid, String path, Pointer actions, Pointer attributes, Pointer argv, Pointer envp);

  private static native int waitpid(int pid, Pointer status, int options);

  private static SocketPair<?> pair() throws IOException {
    return BsdSocket.pair(Families.byDomainOrUnknown(1), SocketType.STREAM);
  }

  @Test
  void aSignalDoesNotEndACall() throws Exception {
    handleTheSignal();
    try (SocketPair<?> pair = pair()) {
      CountDownLatch known = new CountDownLatch(1);
      NativeLong[] id = new NativeLong[1];
      CompletableFuture<Integer> received = new CompletableFuture<>();
      Thread receiver =
          new Thread(
              () -> {
                id[0] = pthread_self();
                known.countDown();
                try {
                  received.complete(pair.first().receive(ByteBuffer.allocate(8)));
                } catch (IOException e) {
                  received.completeExceptionally(e);
                }
              });
      receiver.start();
      known.await();
      signalUntilSeen(id[0], receiver);
      pair.second().send(new byte[5]);
      assertThat(received.get(20, TimeUnit.SECONDS)).isEqualTo(5);
      receiver.join();
    }
  }

  @Test
  void signalsDoNotProlongATimeout() throws Exception {
    handleTheSignal();
    try (SocketPair<?> pair = pair()) {
      NativeLong self = pthread_self();
      pair.first().setTimeout(Duration.ofMillis(300));
      Thread signaller =
          new Thread(
              () -> {
                while (pair.first().isOpen()) {
                  pthread_kill(self, JDK_WAKE_UP_SIGNAL);
                  // These signals queue up: without a pace the receiver would do nothing but take
                  // them.
                  LockSupport.parkNanos(1_000_000);
                }
              });
      signaller.start();
      try {
        assertThatThrownBy(() -> pair.first().receive(ByteBuffer.allocate(8)))
            .isInstanceOf(SocketTimeoutException.class)
            .hasMessageContaining("timed out after 0.3 s");
      } finally {
        pair.first().close();
        signaller.join();
      }
    }
  }

  private static void handleTheSignal() throws IOException {
    DatagramChannel.open().close(); // loads the class that installs the handler
  }

  /** Until the kernel has interrupted the thread a few times: it then has to wait anew. */
  private static void signalUntilSeen(NativeLong id, Thread thread) {
    for (int i = 0; i < 2_000; i++) {
      assertThat(thread.isAlive()).isTrue();
      assertThat(pthread_kill(id, JDK_WAKE_UP_SIGNAL)).isZero();
      Thread.onSpinWait();
    }
  }

  @Test
  void aChildInheritsWhatIsInheritable() throws Exception {
    try (SocketPair<?> pair = pair()) {
      assertThat(pair.first().isInheritable()).isFalse();
      pair.first().setInheritable(true);
      assertThat(pair.first().isInheritable()).isTrue();
      assertThat(shell("echo hello >&" + pair.first().fd())).isZero();
      assertThat(new String(pair.second().receive(64), US_ASCII)).isEqualTo("hello\n");
    }
  }

  @Test
  void aChildInheritsNothingElse() throws Exception {
    try (SocketPair<?> pair = pair()) {
      pair.first().setInheritable(true).setInheritable(false);
      assertThat(shell("exec 2>/dev/null; echo hello >&" + pair.first().fd())).isNotZero();
      assertThat(shell("exec 2>/dev/null; echo hello >&" + pair.second().fd())).isNotZero();
    }
  }

  /** Starts a shell as native code does, without closing descriptors first; its wait status. */
  private static int shell(String command) {
    try (Memory numbers = new Memory(8)) {
      StringArray arguments = new StringArray(new String[] {"bash", "-c", command});
      StringArray environment = new StringArray(new String[0]);
      int error =
          posix_spawn(numbers, "/bin/bash", Pointer.NULL, Pointer.NULL, arguments, environment);
      assertThat(error).isZero();
      int pid = numbers.getInt(0);
      assertThat(waitpid(pid, numbers.share(4), 0)).isEqualTo(pid);
      return numbers.getInt(4);
    }
  }
}
