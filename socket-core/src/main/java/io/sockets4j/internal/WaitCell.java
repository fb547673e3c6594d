package io.sockets4j.internal;

import io.sockets4j.internal.libc.Libc;
import io.sockets4j.internal.libc.NativeBinding;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A seat for one platform thread that waits: the memory for poll(2) and a descriptor to wake it
 * with. Cells are reused, since making the descriptor costs more than most waits.
 */
final class WaitCell extends Seat {
  static final int READY = 1;
  static final int TIMED_OUT = 2;
  static final int CLOSED = 3;

  /** A deadline that never comes. */
  static final long NEVER = Long.MAX_VALUE;

  private static final Spares<WaitCell> SPARES = new Spares<>();

  private static final Libc LIBC = NativeBinding.libc();
  private static final long NANOS_PER_MILLI = 1_000_000;

  // What stands where in the memory.
  private static final int TARGET = 0;
  private static final int WAKER = Abi.POLLFD.size();
  private static final int SIZE = 2 * Abi.POLLFD.size();

  private final long base;
  private final ByteBuffer memory;
  private @Nullable Alarm alarm;
  private volatile boolean woken;

  private WaitCell() {
    base = LIBC.allocate(SIZE);
    memory = LIBC.view(base, SIZE);
  }

  static WaitCell take() {
    WaitCell spare = SPARES.take();
    return spare != null ? spare : new WaitCell();
  }

  @Override
  boolean seesInterrupts() {
    return false;
  }

  /** Makes the descriptor: it fails if there are none left, say. */
  @Override
  int open() {
    if (alarm == null) {
      try {
        alarm = Alarm.open();
      } catch (FailedCall e) {
        return -e.errno().value();
      }
      Abi.POLLFD_FD.putInt(memory, WAKER, alarm.fd());
      Abi.POLLFD_EVENTS.putUnsigned(memory, WAKER, Abi.POLLIN);
    }
    return 0;
  }

  @Override
  boolean enter(Descriptor descriptor) {
    return descriptor.addWaiting(this);
  }

  @Override
  void leave(Descriptor descriptor) {
    descriptor.removeWaiting(this);
  }

  @Override
  void giveBack() {
    if (alarm != null) {
      alarm.silence();
      woken = false;
    }
    if (!SPARES.keep(this)) {
      free();
    }
  }

  private void free() {
    if (alarm != null) {
      alarm.close();
    }
    LIBC.free(base);
  }

  /** Wakes the one who waits here, who has opened it. */
  @Override
  void wake() {
    woken = true;
    if (alarm != null) {
      alarm.ring();
    }
  }

  @Override
  int await(Descriptor descriptor, int events, long deadline) {
    Abi.POLLFD_FD.putInt(memory, TARGET, descriptor.fd());
    Abi.POLLFD_EVENTS.putUnsigned(memory, TARGET, events);
    return poll(TARGET, deadline);
  }

  @Override
  int pause(long nanos, long deadline) {
    long now = System.nanoTime();
    boolean last = deadline != NEVER && deadline - now < nanos;
    int result = poll(WAKER, last ? deadline : now + nanos);
    return result == TIMED_OUT && !last ? READY : result;
  }

  /** Polls the memory from an offset on: both descriptors, or the waker alone. */
  private int poll(int from, long deadline) {
    int count = from == TARGET ? 2 : 1;
    while (true) {
      int millis = millisUntil(deadline);
      int result = LIBC.poll(base + from, count, millis);
      if (woken) {
        return CLOSED;
      }
      if (result > 0) {
        return READY;
      }
      if (result < 0 && result != -Abi.EINTR) {
        return result;
      }
      if (deadline != NEVER && deadline - System.nanoTime() <= 0) {
        return TIMED_OUT;
      }
    }
  }

  /** Rounded up, so that a wait never ends before its time. */
  static int millisUntil(long deadline) {
    if (deadline == NEVER) {
      return -1;
    }
    long nanos = Math.max(deadline - System.nanoTime(), 0);
    return (int) Math.min((nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI, Integer.MAX_VALUE);
  }
}
