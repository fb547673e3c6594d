package io.sockets4j.internal.libc;

import com.sun.jna.Function;
import com.sun.jna.JNIEnv;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * System calls by a JNI method whose code is our own, and which JNA registers. A direct-mapped
 * method of JNA goes through libffi twice, which takes longer than to send a small message.
 */
final class JniCalls {
  /** Whether there are any, here. */
  static final boolean ARE_THERE = register(new JnaLibc());

  private static final String METHOD = "call";
  private static final String SIGNATURE = "(JJJJJJJ)J";

  private JniCalls() {}

  /** Makes a call; a failure is {@code -errno}. */
  static long make(SystemCall call, long a, long b, long c, long d, long e, long f) {
    return call(call.number(), a, b, c, d, e, f);
  }

  private static native long call(long number, long a, long b, long c, long d, long e, long f);

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
    Memory name = string(METHOD);
    Memory signature = string(SIGNATURE);
    Memory method = new Memory(3L * Long.BYTES); // struct JNINativeMethod
    method.setPointer(0, name);
    method.setPointer(Long.BYTES, signature);
    method.setLong(2L * Long.BYTES, entry.jniCall());
    try {
      return Function.getFunction(new Pointer(entry.registrar()))
          .invoke(
              int.class,
              new Object[] {JNIEnv.CURRENT, JniCalls.class, method, 1},
              Map.of(Library.OPTION_ALLOW_OBJECTS, true))
          .equals(0);
    } finally {
      Reference.reachabilityFence(name);
      Reference.reachabilityFence(signature);
      Reference.reachabilityFence(method);
    }
  }

  private static Memory string(String ascii) {
    byte[] bytes = ascii.getBytes(StandardCharsets.US_ASCII);
    Memory memory = new Memory(bytes.length + 1L);
    memory.write(0, bytes, 0, bytes.length);
    memory.setByte(bytes.length, (byte) 0);
    return memory;
  }
}
