package io.sockets4j.internal.libc;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Calls of {@link CFunctions} with the error number captured: the result, or {@code -errno} where
 * it is -1. The handle is to be a constant: the compiler then makes the call a part of its caller.
 */
final class CapturingCalls {
  /** Functions that are called under the conditions of {@link Libc#sendNow}. */
  enum Quick {
    SEND,
    RECV,
    SENDTO,
    RECVFROM,
    SENDMSG,
    RECVMSG
  }

  private CapturingCalls() {}

  static int call(MethodHandle handle, long a) {
    ErrnoSlot slot = ErrnoSlot.take();
    try {
      int result = (int) (long) handle.invokeExact(slot.memory, a);
      return result == -1 ? -slot.errno() : result;
    } catch (Throwable thrown) {
      throw FfmLibc.unexpected(thrown);
    } finally {
      slot.giveBack();
    }
  }

  static int call(MethodHandle handle, long a, long b) {
    ErrnoSlot slot = ErrnoSlot.take();
    try {
      int result = (int) (long) handle.invokeExact(slot.memory, a, b);
      return result == -1 ? -slot.errno() : result;
    } catch (Throwable thrown) {
      throw FfmLibc.unexpected(thrown);
    } finally {
      slot.giveBack();
    }
  }

  static int call(MethodHandle handle, long a, long b, long c) {
    ErrnoSlot slot = ErrnoSlot.take();
    try {
      int result = (int) (long) handle.invokeExact(slot.memory, a, b, c);
      return result == -1 ? -slot.errno() : result;
    } catch (Throwable thrown) {
      throw FfmLibc.unexpected(thrown);
    } finally {
      slot.giveBack();
    }
  }

  static int call(MethodHandle handle, long a, long b, long c, long d) {
    ErrnoSlot slot = ErrnoSlot.take();
    try {
      int result = (int) (long) handle.invokeExact(slot.memory, a, b, c, d);
      return result == -1 ? -slot.errno() : result;
    } catch (Throwable thrown) {
      throw FfmLibc.unexpected(thrown);
    } finally {
      slot.giveBack();
    }
  }

  static int call(MethodHandle handle, long a, long b, long c, long d, long e) {
    ErrnoSlot slot = ErrnoSlot.take();
    try {
      int result = (int) (long) handle.invokeExact(slot.memory, a, b, c, d, e);
      return result == -1 ? -slot.errno() : result;
    } catch (Throwable thrown) {
      throw FfmLibc.unexpected(thrown);
    } finally {
      slot.giveBack();
    }
  }

  static int call(MethodHandle handle, long a, long b, long c, long d, long e, long f) {
    ErrnoSlot slot = ErrnoSlot.take();
    try {
      int result = (int) (long) handle.invokeExact(slot.memory, a, b, c, d, e, f);
      return result == -1 ? -slot.errno() : result;
    } catch (Throwable thrown) {
      throw FfmLibc.unexpected(thrown);
    } finally {
      slot.giveBack();
    }
  }

  static int call(MethodHandle handle, long a, long b, long c, long d, long e, long f, long g) {
    ErrnoSlot slot = ErrnoSlot.take();
    try {
      int result = (int) (long) handle.invokeExact(slot.memory, a, b, c, d, e, f, g);
      return result == -1 ? -slot.errno() : result;
    } catch (Throwable thrown) {
      throw FfmLibc.unexpected(thrown);
    } finally {
      slot.giveBack();
    }
  }

  static long callLong(MethodHandle handle) {
    ErrnoSlot slot = ErrnoSlot.take();
    try {
      return (long) handle.invokeExact(slot.memory);
    } catch (Throwable thrown) {
      throw FfmLibc.unexpected(thrown);
    } finally {
      slot.giveBack();
    }
  }

  static long callLong(MethodHandle handle, long a, long b, long c) {
    ErrnoSlot slot = ErrnoSlot.take();
    try {
      long result = (long) handle.invokeExact(slot.memory, a, b, c);
      return result == -1 ? -slot.errno() : result;
    } catch (Throwable thrown) {
      throw FfmLibc.unexpected(thrown);
    } finally {
      slot.giveBack();
    }
  }

  static long callLong(MethodHandle handle, long a, long b, long c, long d) {
    ErrnoSlot slot = ErrnoSlot.take();
    try {
      long result = (long) handle.invokeExact(slot.memory, a, b, c, d);
      return result == -1 ? -slot.errno() : result;
    } catch (Throwable thrown) {
      throw FfmLibc.unexpected(thrown);
    } finally {
      slot.giveBack();
    }
  }

  static long callLong(MethodHandle handle, long a, MemorySegment b, long c, long d) {
    ErrnoSlot slot = ErrnoSlot.take();
    try {
      long result = (long) handle.invokeExact(slot.memory, a, b, c, d);
      return result == -1 ? -slot.errno() : result;
    } catch (Throwable thrown) {
      throw FfmLibc.unexpected(thrown);
    } finally {
      slot.giveBack();
    }
  }

  static long callLong(MethodHandle handle, long a, long b, long c, long d, long e, long f) {
    ErrnoSlot slot = ErrnoSlot.take();
    try {
      long result = (long) handle.invokeExact(slot.memory, a, b, c, d, e, f);
      return result == -1 ? -slot.errno() : result;
    } catch (Throwable thrown) {
      throw FfmLibc.unexpected(thrown);
    } finally {
      slot.giveBack();
    }
  }

  /**
   * All in one method, as that is mostly compiled by itself: where it becomes a part of a larger
   * one, the compiler may not do away with the segment that the JDK makes for errno.
   */
  static long callQuickly(Quick function, long a, long b, long c, long d, long e, long f) {
    ErrnoSlot slot = ErrnoSlot.take();
    try {
      long result =
          switch (function) {
            case SEND -> (long) CFunctions.SendNow.HANDLE.invokeExact(slot.memory, a, b, c, d);
            case RECV -> (long) CFunctions.RecvNow.HANDLE.invokeExact(slot.memory, a, b, c, d);
            case SENDTO ->
                (long) CFunctions.SendtoNow.HANDLE.invokeExact(slot.memory, a, b, c, d, e, f);
            case RECVFROM ->
                (long) CFunctions.RecvfromNow.HANDLE.invokeExact(slot.memory, a, b, c, d, e, f);
            case SENDMSG -> (long) CFunctions.SendmsgNow.HANDLE.invokeExact(slot.memory, a, b, c);
            case RECVMSG -> (long) CFunctions.RecvmsgNow.HANDLE.invokeExact(slot.memory, a, b, c);
          };
      return result == -1 ? -slot.errno() : result;
    } catch (Throwable thrown) {
      throw FfmLibc.unexpected(thrown);
    } finally {
      slot.giveBack();
    }
  }

  static long callOnArray(
      boolean sends, int fd, MemorySegment array, int offset, long length, long flags) {
    ErrnoSlot slot = ErrnoSlot.take();
    try {
      MemorySegment data = offset == 0 ? array : array.asSlice(offset);
      MemorySegment errno = slot.memory;
      long result =
          sends
              ? (long)
                  CFunctions.SendArray.HANDLE.invokeExact(errno, (long) fd, data, length, flags)
              : (long)
                  CFunctions.RecvArray.HANDLE.invokeExact(errno, (long) fd, data, length, flags);
      return result == -1 ? -slot.errno() : result;
    } catch (Throwable thrown) {
      throw FfmLibc.unexpected(thrown);
    } finally {
      slot.giveBack();
    }
  }
}
