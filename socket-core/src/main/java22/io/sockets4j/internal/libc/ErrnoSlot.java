package io.sockets4j.internal.libc;

import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Where a call leaves its error number, for one call at a time. A platform thread has its own,
 * freed after its end. Virtual threads, of which there may be very many, take one for the call: no
 * more are in use than carrier threads, as a virtual thread keeps its carrier during a native call.
 *
 * <p>The memory is of the global scope, which costs a call nothing: to hold open that of an arena
 * costs more than the call.
 */
final class ErrnoSlot {
  static final Linker.Option CAPTURE = Linker.Option.captureCallState("errno");

  private static final StructLayout LAYOUT = Linker.Option.captureStateLayout();
  private static final long ERRNO = LAYOUT.byteOffset(PathElement.groupElement("errno"));

  /** A cache line of its own: every call writes to it. */
  private static final int LINE = 64;

  private static final int SPARES = 64;

  private static final Cleaner CLEANER = Cleaner.create();
  private static final ThreadLocal<ErrnoSlot> OF_THREAD =
      ThreadLocal.withInitial(ErrnoSlot::ofThread);
  private static final AtomicReferenceArray<@Nullable ErrnoSlot> OF_VIRTUAL =
      new AtomicReferenceArray<>(SPARES);

  final MemorySegment memory;
  private final long allocated;
  private final boolean lent;

  @SuppressWarnings("restricted") // what was allocated here
  private ErrnoSlot(boolean lent) {
    this.lent = lent;
    allocated = FfmLibc.malloc(2 * LINE);
    memory = MemorySegment.ofAddress((allocated + LINE - 1) & -LINE).reinterpret(LAYOUT.byteSize());
  }

  private static ErrnoSlot ofThread() {
    ErrnoSlot slot = new ErrnoSlot(false);
    long allocated = slot.allocated;
    CLEANER.register(slot, () -> FfmLibc.release(allocated));
    return slot;
  }

  static ErrnoSlot take() {
    Thread thread = Thread.currentThread();
    if (!thread.isVirtual()) {
      return OF_THREAD.get();
    }
    ErrnoSlot spare = OF_VIRTUAL.getAndSet(place(thread), null);
    return spare != null ? spare : new ErrnoSlot(true);
  }

  void giveBack() {
    if (lent && !OF_VIRTUAL.compareAndSet(place(Thread.currentThread()), null, this)) {
      FfmLibc.release(allocated);
    }
  }

  /** What the call set, which is of use only after a failure. */
  int errno() {
    return memory.get(ValueLayout.JAVA_INT, ERRNO);
  }

  private static int place(Thread thread) {
    return (int) thread.threadId() & (SPARES - 1);
  }
}
