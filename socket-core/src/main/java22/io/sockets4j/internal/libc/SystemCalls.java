package io.sockets4j.internal.libc;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * System calls by {@link KernelEntry}, past the C library, where those that send and receive are
 * points at which the thread may be cancelled: to prepare for that, in any process with several
 * threads, takes longer than all else that is done here.
 *
 * <p>Each takes six arguments, those on a part of memory five, and answers {@code -errno} where it
 * fails. Those in {@link Waiting} and those with held memory may wait; the others are for calls
 * under the conditions of {@link Libc#sendNow}.
 */
final class SystemCalls {
  private static final @Nullable KernelEntry ENTRY = KernelEntry.load(new FfmLibc());

  /** Whether there are any, here: else no handle can be linked. */
  static final boolean HAVE_ENTRIES = ENTRY != null;

  private static final FunctionDescriptor SIX_LONGS =
      FunctionDescriptor.of(
          JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

  private static final FunctionDescriptor ON_PART =
      FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_LONG);

  private SystemCalls() {}

  static final class Sendto {
    static final MethodHandle HANDLE = linkQuick(SystemCall.SENDTO);
  }

  static final class Recvfrom {
    static final MethodHandle HANDLE = linkQuick(SystemCall.RECVFROM);
  }

  static final class Sendmsg {
    static final MethodHandle HANDLE = linkQuick(SystemCall.SENDMSG);
  }

  static final class Recvmsg {
    static final MethodHandle HANDLE = linkQuick(SystemCall.RECVMSG);
  }

  static final class SendArray {
    static final MethodHandle HANDLE = linkOnArray(SystemCall.SENDTO);
  }

  static final class RecvArray {
    static final MethodHandle HANDLE = linkOnArray(SystemCall.RECVFROM);
  }

  static final class SendHeld {
    static final MethodHandle HANDLE = linkHeld(SystemCall.SENDTO);
  }

  static final class RecvHeld {
    static final MethodHandle HANDLE = linkHeld(SystemCall.RECVFROM);
  }

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

  /** Makes a call; the handle is to be a constant. */
  static long call(MethodHandle handle, long a, long b, long c, long d, long e, long f) {
    try {
      return (long) handle.invokeExact(a, b, c, d, e, f);
    } catch (Throwable thrown) {
      throw FfmLibc.unexpected(thrown);
    }
  }

  /** Makes a call on a part of memory, which that has; the handle is to be a constant. */
  static long call(
      MethodHandle handle, int fd, MemorySegment memory, int offset, int length, int flags) {
    try {
      return (long)
          handle.invokeExact((long) fd, memory, (long) offset, (long) length, (long) flags);
    } catch (Throwable thrown) {
      throw FfmLibc.unexpected(thrown);
    }
  }

  private static MethodHandle linkQuick(SystemCall call) {
    return link(entry().of(call), SIX_LONGS, Linker.Option.critical(false));
  }

  private static MethodHandle linkWaiting(SystemCall call) {
    return link(entry().of(call), SIX_LONGS);
  }

  private static MethodHandle linkOnArray(SystemCall call) {
    return link(entry().onPart(call), ON_PART, Linker.Option.critical(true));
  }

  private static MethodHandle linkHeld(SystemCall call) {
    return link(entry().onPart(call), ON_PART);
  }

  private static MethodHandle link(
      long function, FunctionDescriptor shape, Linker.Option... options) {
    return CFunctions.link(MemorySegment.ofAddress(function), shape, options);
  }

  private static KernelEntry entry() {
    return Objects.requireNonNull(ENTRY, "there are entries");
  }
}
