package io.sockets4j.internal;

import io.sockets4j.internal.libc.Libc;
import io.sockets4j.internal.libc.NativeBinding;

/**
 * A platform thread that blocks in a system call, out of which a signal gets it. The signal comes
 * to nothing if the thread is only about to make the call: whoever sends it repeats it.
 */
final class BlockedThread extends Waiting {
  private static final Libc LIBC = NativeBinding.libc();
  private static final ThreadLocal<BlockedThread> CURRENT =
      ThreadLocal.withInitial(BlockedThread::new);

  /** The thread as pthread_kill(3) knows it. */
  private final long thread = LIBC.pthreadSelf();

  private BlockedThread() {
    WakeSignal.unblock();
  }

  /** Whether threads can be woken so here. */
  static boolean canBeWoken() {
    return WakeSignal.IS_HANDLED;
  }

  /** The thread that runs, which must not be a virtual one. */
  static BlockedThread current() {
    return CURRENT.get();
  }

  @Override
  void wake() {
    WakeSignal.send(thread);
  }

  @Override
  boolean mayMissWake() {
    return true;
  }
}
