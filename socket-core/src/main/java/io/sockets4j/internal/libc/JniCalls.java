package io.sockets4j.internal.libc;

import com.sun.jna.Function;
import com.sun.jna.JNIEnv;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * System calls by JNI methods whose code is our own, and which JNA registers. A direct-mapped
 * method of JNA goes through libffi twice, which takes longer than to send a small message.
 */
final class JniCalls {
  /** Whether there are any, here. */
  static final boolean ARE_THERE = register(new JnaLibc());

  private static final long METHOD_SIZE = 3L * Long.BYTES;

  private JniCalls() {}

  /** Makes a call; a failure is {@code -errno}. */
  static long make(SystemCall call, long a, long b, long c, long d, long e, long f) {
    return call(call.number(), a, b, c, d, e, f);
  }

  /** Makes sendto(2) on an array, as {@link Libc#send(int, Object, int, int, int)}. */
  static long send(int fd, byte[] array, int offset, int length, int flags) {
    int part = Objects.checkFromIndexSize(offset, length, array.length);
    long number = SystemCall.SENDTO.number();
    return callOnArray(number, array, part, length, fd, flags, KernelEntry.JNI_ABORT);
  }

  /** Makes recvfrom(2) on an array, as {@link Libc#recv(int, Object, int, int, int)}. */
  static long receive(int fd, byte[] array, int offset, int length, int flags) {
    int part = Objects.checkFromIndexSize(offset, length, array.length);
    return callOnArray(SystemCall.RECVFROM.number(), array, part, length, fd, flags, 0);
  }

  private static native long call(long number, long a, long b, long c, long d, long e, long f);

  private static native long callOnArray(
      long number, byte[] array, long offset, long length, long fd, long flags, long release);

  /** Without them the functions that JNA maps do the same, only slower. */
  private static boolean register(JnaLibc libc) {
    KernelEntry entry = KernelEntry.load(libc);
    try {
      return entry != null && register(entry);
    } catch (LinkageError | RuntimeException e) {
      return false; // the method has been renamed, say
    }
  }

  private static boolean register(KernelEntry entry) {
    List<Memory> strings = new ArrayList<>();
    Memory methods = new Memory(2L * METHOD_SIZE);
    describe(methods, 0, "call", "(JJJJJJJ)J", entry.jniCall(), strings);
    describe(methods, 1, "callOnArray", "(J[BJJJJJ)J", entry.jniCallOnArray(), strings);
    try {
      return Function.getFunction(new Pointer(entry.registrar()))
          .invoke(
              int.class,
              new Object[] {JNIEnv.CURRENT, JniCalls.class, methods, 2},
              Map.of(Library.OPTION_ALLOW_OBJECTS, true))
          .equals(0);
    } finally {
      Reference.reachabilityFence(strings);
      Reference.reachabilityFence(methods);
    }
  }

  /** Fills a struct JNINativeMethod; the strings are to stay while it is used. */
  private static void describe(
      Memory methods, int index, String name, String signature, long code, List<Memory> strings) {
    long offset = index * METHOD_SIZE;
    for (String each : List.of(name, signature)) {
      Memory string = string(each);
      strings.add(string);
      methods.setPointer(offset, string);
      offset += Long.BYTES;
    }
    methods.setLong(offset, code);
  }

  private static Memory string(String ascii) {
    byte[] bytes = ascii.getBytes(StandardCharsets.US_ASCII);
    Memory memory = new Memory(bytes.length + 1L);
    memory.write(0, bytes, 0, bytes.length);
    memory.setByte(bytes.length, (byte) 0);
    return memory;
  }
}
