package io.sockets4j.internal;

import io.sockets4j.internal.libc.Libc;
import io.sockets4j.internal.libc.NativeBinding;
import io.sockets4j.os.CHeaders;
import io.sockets4j.os.StructLayout;
import io.sockets4j.os.SystemConstant;
import java.nio.ByteBuffer;

/**
 * The signal that gets a thread out of a system call that blocks (EINTR): one of the real-time
 * signals, which nobody else uses in this process. Its handler does nothing.
 */
@CHeaders("signal.h")
final class WakeSignal {
  static final StructLayout SIGACTION = StructLayout.named("struct sigaction").linux(152);
  static final StructLayout.Field SA_HANDLER = SIGACTION.field("sa_handler").linux(0, 8);
  static final StructLayout.Field SA_FLAGS = SIGACTION.field("sa_flags").linux(136, 4);
  static final StructLayout SIGSET = StructLayout.named("sigset_t").linux(128);
  static final SystemConstant SIG_UNBLOCK = SystemConstant.named("SIG_UNBLOCK").linux(1);

  /** The last but three, as SIGRTMAX is 64: the JDK uses the last but two. */
  private static final int NUMBER = 61;

  /** A function of the C library that takes an int, as a handler does, and changes nothing. */
  private static final String HANDLER = "abs";

  private static final Libc LIBC = NativeBinding.libc();

  /** Whether the signal has our handler: not where another one uses it. */
  static final boolean IS_HANDLED = Abi.LINUX && handle();

  private WakeSignal() {}

  private static boolean handle() {
    long handler = LIBC.threadFunction(HANDLER);
    if (handler == 0) {
      return false;
    }
    int size = SIGACTION.size();
    try (Scratch scratch = Scratch.take()) {
      ByteBuffer memory = scratch.memory;
      scratch.clear(0, 2 * size);
      boolean free =
          LIBC.sigaction(NUMBER, 0, scratch.at(size)) == 0
              && SA_HANDLER.getLong(memory, size) == 0; // SIG_DFL
      SA_HANDLER.putLong(memory, 0, handler);
      return free && LIBC.sigaction(NUMBER, scratch.base, 0) == 0;
    }
  }

  /** Lets the signal reach this thread. */
  static void unblock() {
    try (Scratch scratch = Scratch.take()) {
      scratch.clear(0, SIGSET.size());
      scratch.memory.putLong(0, 1L << (NUMBER - 1));
      LIBC.pthreadSigmask(SIG_UNBLOCK.value(), scratch.base, 0);
    }
  }

  /** Sends it to a thread, which must not have ended. */
  static void send(long thread) {
    LIBC.pthreadKill(thread, NUMBER);
  }
}
