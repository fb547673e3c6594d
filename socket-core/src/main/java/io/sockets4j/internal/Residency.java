package io.sockets4j.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;

/**
 * The right of one thread to enter a descriptor and leave it by plain writes: an atomic operation
 * waits until all that the kernel wrote is out of the processor's store buffer, which takes as long
 * as a tenth of a small message. It has a hold of its own on the descriptor, which ends once the
 * descriptor is closed and its thread is not inside.
 *
 * <p>The thread writes that it is inside and then looks whether the descriptor is open; whoever
 * closes writes that it is closed, executes a {@link ProcessBarrier} and then looks whether the
 * thread is inside. So one of them sees the other's write. Of the thread, it is enough that its
 * write stands before its read in the code that is executed: HotSpot's compilers keep to that
 * around a write that is opaque or stronger, though the memory modes do not promise it.
 */
final class Residency extends WeakReference<Thread> {
  private static final VarHandle INSIDE;

  static {
    try {
      INSIDE = MethodHandles.lookup().findVarHandle(Residency.class, "inside", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** How many times its thread is inside, which alone writes it. */
  private int inside;

  /** Of the current thread. */
  Residency() {
    super(Thread.currentThread());
  }

  /** Whether it is the current thread's. */
  boolean isMine() {
    return refersTo(Thread.currentThread());
  }

  /** Enters; false if the descriptor is closed. For its thread, as {@link #leave}. */
  boolean enter(Descriptor descriptor) {
    INSIDE.setOpaque(this, inside + 1);
    if (descriptor.isOpen()) {
      return true;
    }
    leave(descriptor);
    return false;
  }

  /** Whether its thread, which asks, is inside by this: holds from before it began are not. */
  boolean hasEntered() {
    return inside > 0;
  }

  void leave(Descriptor descriptor) {
    INSIDE.setRelease(this, inside - 1);
    if (!descriptor.isOpen()) {
      end(descriptor);
    }
  }

  /** For whoever has closed: ends it unless its thread is inside, which then does so itself. */
  void endAfterClose(Descriptor descriptor) {
    if (!isMine()) {
      ProcessBarrier.execute();
    }
    end(descriptor);
  }

  /** Ends it unless its thread is inside. For a descriptor that is closed. */
  void end(Descriptor descriptor) {
    if ((int) INSIDE.getAcquire(this) == 0) {
      descriptor.endResidency(this);
    }
  }
}
