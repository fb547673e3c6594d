package io.sockets4j.internal.libc;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * System calls of Linux past the C library, where those that send and receive are points at which
 * the thread may be cancelled: to prepare for that, in any process with several threads, takes
 * longer than all else that is done here.
 *
 * <p>Each takes six arguments, those on an array five, and answers {@code -errno} where it fails.
 * Most are for calls under the conditions of {@link Libc#sendNow} alone; those in {@link Waiting}
 * may wait.
 */
final class SystemCalls {
  /** Whether there are any, here. */
  static final boolean ARE_KNOWN = SystemCall.SENDTO.number() >= 0;

  private static final @Nullable KernelEntry ENTRY = KernelEntry.load(new FfmLibc());

  /** Whether they enter the kernel by code of our own. */
  static final boolean HAVE_ENTRIES = ENTRY != null;

  private static final FunctionDescriptor SIX_LONGS =
      FunctionDescriptor.of(
          JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

  private SystemCalls() {}

  static final class Sendto {
    static final MethodHandle HANDLE = link(SystemCall.SENDTO);
  }

  static final class Recvfrom {
    static final MethodHandle HANDLE = link(SystemCall.RECVFROM);
  }

  static final class Sendmsg {
    static final MethodHandle HANDLE = link(SystemCall.SENDMSG);
  }

  static final class Recvmsg {
    static final MethodHandle HANDLE = link(SystemCall.RECVMSG);
  }

  /** Those that may wait: there, if {@link #HAVE_ENTRIES}. */
  static final class Waiting {
    static final MethodHandle CLOSE = linkWaiting(SystemCall.CLOSE);
    static final MethodHandle SOCKET = linkWaiting(SystemCall.SOCKET);
    static final MethodHandle CONNECT = linkWaiting(SystemCall.CONNECT);
    static final MethodHandle SENDTO = linkWaiting(SystemCall.SENDTO);
    static final MethodHandle RECVFROM = linkWaiting(SystemCall.RECVFROM);
    static final MethodHandle SENDMMSG = linkWaiting(SystemCall.SENDMMSG);
    static final MethodHandle RECVMMSG = linkWaiting(SystemCall.RECVMMSG);
    static final MethodHandle ACCEPT4 = linkWaiting(SystemCall.ACCEPT4);
    static final MethodHandle EPOLL_CTL = linkWaiting(SystemCall.EPOLL_CTL);
    static final MethodHandle EPOLL_WAIT = linkWaiting(SystemCall.EPOLL_WAIT);
    static final MethodHandle MEMBARRIER = linkWaiting(SystemCall.MEMBARRIER);
  }

  static final class SendArray {
    static final MethodHandle HANDLE = linkOnArray(SystemCall.SENDTO);
  }

  static final class RecvArray {
    static final MethodHandle HANDLE = linkOnArray(SystemCall.RECVFROM);
  }

  /** Makes a call; the handle is to be a constant. */
  static long call(MethodHandle handle, long a, long b, long c, long d, long e, long f) {
    try {
      return (long) handle.invokeExact(a, b, c, d, e, f);
    } catch (Throwable thrown) {
      throw FfmLibc.unexpected(thrown);
    }
  }

  /** Makes a call on a part of an array; the handle is to be a constant. */
  static long call(MethodHandle handle, int fd, Object array, int offset, int length, int flags) {
    MemorySegment data = (MemorySegment) array;
    long unused = Objects.checkFromIndexSize((long) offset, (long) length, data.byteSize());
    try {
      return (long) handle.invokeExact((long) fd, data, (long) offset, (long) length, (long) flags);
    } catch (Throwable thrown) {
      throw FfmLibc.unexpected(thrown);
    }
  }

  private static MethodHandle link(SystemCall call) {
    return ENTRY == null
        ? byLibrary(call, "callByLibrary", SIX_LONGS)
        : CFunctions.link(
            MemorySegment.ofAddress(ENTRY.of(call)), SIX_LONGS, Linker.Option.critical(false));
  }

  private static MethodHandle linkWaiting(SystemCall call) {
    long entry = Objects.requireNonNull(ENTRY, "there are entries").of(call);
    return CFunctions.link(MemorySegment.ofAddress(entry), SIX_LONGS);
  }

  private static MethodHandle linkOnArray(SystemCall call) {
    FunctionDescriptor shape =
        FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    return ENTRY == null
        ? byLibrary(call, "callByLibraryOnArray", shape)
        : CFunctions.link(
            MemorySegment.ofAddress(ENTRY.onPart(call)), shape, Linker.Option.critical(true));
  }

  /** By syscall(2): a method here that takes the call's number first. */
  private static MethodHandle byLibrary(SystemCall call, String method, FunctionDescriptor shape) {
    MethodType type = shape.toMethodType().insertParameterTypes(0, long.class);
    try {
      return MethodHandles.insertArguments(
          MethodHandles.lookup().findStatic(SystemCalls.class, method, type), 0, call.number());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(method, e);
    }
  }

  @SuppressWarnings("UnusedMethod") // found by its name
  private static long callByLibrary(long call, long a, long b, long c, long d, long e, long f)
      throws Throwable {
    ErrnoSlot slot = ErrnoSlot.take();
    try {
      long result =
          (long) CFunctions.Syscall.HANDLE.invokeExact(slot.memory, call, a, b, c, d, e, f);
      return result == -1 ? -slot.errno() : result;
    } finally {
      slot.giveBack();
    }
  }

  @SuppressWarnings("UnusedMethod") // found by its name
  private static long callByLibraryOnArray(
      long call, long fd, MemorySegment array, long offset, long length, long flags)
      throws Throwable {
    ErrnoSlot slot = ErrnoSlot.take();
    try {
      MemorySegment data = offset == 0 ? array : array.asSlice(offset);
      long result =
          (long)
              CFunctions.SyscallOnArray.HANDLE.invokeExact(
                  slot.memory, call, fd, data, length, flags, 0L, 0L);
      return result == -1 ? -slot.errno() : result;
    } finally {
      slot.giveBack();
    }
  }
}
