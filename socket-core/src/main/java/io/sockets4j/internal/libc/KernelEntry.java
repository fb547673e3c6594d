package io.sockets4j.internal.libc;

import io.sockets4j.os.Platform;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Functions of a few machine instructions that make system calls of Linux on x86-64. They return
 * what the kernel returns, {@code -errno} where it fails: so there is no errno to capture, and
 * nothing of the C library in between.
 */
final class KernelEntry {
  /** The system property that, where it is {@code false}, makes do without. */
  private static final String PROPERTY = "sockets4j.kernelEntry";

  // Of sys/mman.h on x86-64.
  private static final int PROT_READ = 1;
  private static final int PROT_WRITE = 2;
  private static final int PROT_EXEC = 4;
  private static final int MAP_PRIVATE = 0x02;
  private static final int MAP_ANONYMOUS = 0x20;

  // Their places in the table to which a JNIEnv points: the JNI specification.
  private static final int REGISTER_NATIVES = 215;
  private static final int GET_PRIMITIVE_ARRAY_CRITICAL = 222;
  private static final int RELEASE_PRIMITIVE_ARRAY_CRITICAL = 223;

  /** Of jni.h: what was done to a copy of an array is of no interest. */
  static final int JNI_ABORT = 2;

  private static final int ENOMEM = 12;

  private static final int SIZE = 4096;

  /** Functions begin at multiples of this. */
  private static final int ALIGNMENT = 16;

  private final long address;
  private final ByteBuffer code;
  private final Map<SystemCall, Long> calls = new EnumMap<>(SystemCall.class);
  private final Map<SystemCall, Long> callsOnPart = new EnumMap<>(SystemCall.class);
  private final long jniCall;
  private final long jniCallOnArray;
  private final long registrar;

  private KernelEntry(long address, ByteBuffer code) {
    this.address = address;
    this.code = code;
    for (SystemCall call : SystemCall.values()) {
      calls.put(call, writeCall(call));
      callsOnPart.put(call, writeCallOnPart(call));
    }
    jniCall = writeJniCall();
    jniCallOnArray = writeJniCallOnArray();
    registrar = writeRegistrar();
  }

  /** Whether there are such functions for this system, and the property allows them. */
  static boolean isWanted() {
    return Platform.current() == Platform.LINUX_X86_64
        && Boolean.parseBoolean(System.getProperty(PROPERTY, "true"));
  }

  /**
   * Puts the functions into memory that can then no longer be written; null where they are not
   * wanted, and where the system forbids that.
   */
  static @Nullable KernelEntry load(PosixLibc libc) {
    if (!isWanted()) {
      return null;
    }
    long memory = libc.callMmap(SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS);
    if (memory < 0) {
      return null;
    }
    KernelEntry entry = new KernelEntry(memory, libc.view(memory, SIZE));
    if (libc.callMprotect(memory, SIZE, PROT_READ | PROT_EXEC) < 0) {
      int unused = libc.callMunmap(memory, SIZE);
      return null;
    }
    return entry;
  }

  /** The function that makes a call, with its arguments. */
  long of(SystemCall call) {
    return Objects.requireNonNull(calls.get(call), "each has one");
  }

  /**
   * The function that makes a call on a part of memory: its arguments are a descriptor, the memory,
   * where in it the part begins, how long it is, and flags.
   */
  long onPart(SystemCall call) {
    return Objects.requireNonNull(callsOnPart.get(call), "each has one");
  }

  /** A static JNI method that makes any call: its arguments are the number and six longs. */
  long jniCall() {
    return jniCall;
  }

  /**
   * A static JNI method that makes sendto(2) or recvfrom(2) on an array where it is, which is not
   * collected or moved meanwhile. Its arguments are the number, the array, where in it the part
   * begins, how long it is, the descriptor, the flags, and how to give the array back: {@link
   * #JNI_ABORT} or 0.
   */
  long jniCallOnArray() {
    return jniCallOnArray;
  }

  /** RegisterNatives of JNI as a C function. */
  long registrar() {
    return registrar;
  }

  /** The kernel's convention is that of C but for the fourth argument, in r10: syscall(2). */
  private long writeCall(SystemCall call) {
    long start = begin();
    put(0x49, 0x89, 0xca); // mov r10, rcx
    putCall(call);
    return start;
  }

  /** send and recv are sendto and recvfrom with no address. */
  private long writeCallOnPart(SystemCall call) {
    long start = begin();
    put(0x48, 0x01, 0xd6); // add rsi, rdx: where the part begins
    put(0x48, 0x89, 0xca); // mov rdx, rcx: how long it is
    put(0x4d, 0x89, 0xc2); // mov r10, r8: flags
    put(0x45, 0x31, 0xc0); // xor r8d, r8d: no address
    put(0x45, 0x31, 0xc9); // xor r9d, r9d: of no length
    putCall(call);
    return start;
  }

  private void putCall(SystemCall call) {
    int number = call.number();
    put(0xb8, number, number >> 8, 0, 0); // mov eax, number
    put(0x0f, 0x05); // syscall
    put(0xc3); // ret
  }

  /** In rdi and rsi a static JNI method gets the JNIEnv and the class. */
  private long writeJniCall() {
    long start = begin();
    put(0x89, 0xd0); // mov eax, edx: the number
    put(0x48, 0x89, 0xcf); // mov rdi, rcx
    put(0x4c, 0x89, 0xc6); // mov rsi, r8
    put(0x4c, 0x89, 0xca); // mov rdx, r9
    put(0x4c, 0x8b, 0x54, 0x24, 0x08); // mov r10, [rsp + 8]
    put(0x4c, 0x8b, 0x44, 0x24, 0x10); // mov r8, [rsp + 16]
    put(0x4c, 0x8b, 0x4c, 0x24, 0x18); // mov r9, [rsp + 24]
    put(0x0f, 0x05); // syscall
    put(0xc3); // ret
    return start;
  }

  private long writeJniCallOnArray() {
    long start = begin();
    put(0x53, 0x55, 0x41, 0x54, 0x41, 0x55, 0x41, 0x56, 0x41, 0x57); // push rbx, rbp, r12 to r15
    put(0x48, 0x83, 0xec, 0x08); // sub rsp, 8: a multiple of 16 where C is called
    put(0x48, 0x89, 0xfb); // mov rbx, rdi: the JNIEnv
    put(0x48, 0x89, 0xcd); // mov rbp, rcx: the array
    put(0x4d, 0x89, 0xc4); // mov r12, r8: where the part begins
    put(0x4d, 0x89, 0xcd); // mov r13, r9: how long it is
    put(0x49, 0x89, 0xd6); // mov r14, rdx: the number
    put(0x48, 0x89, 0xce); // mov rsi, rcx
    put(0x31, 0xd2); // xor edx, edx: no matter whether it is a copy
    put(0x48, 0x8b, 0x07); // mov rax, [rdi]
    putJniFunction(0x90, GET_PRIMITIVE_ARRAY_CRITICAL); // call
    put(0x49, 0x89, 0xc7); // mov r15, rax: the bytes
    put(0x48, 0x85, 0xc0); // test rax, rax
    put(0x75, 0x09); // jnz over the next two
    put(0x48, 0xc7, 0xc0, -ENOMEM, 0xff, 0xff, 0xff); // mov rax, -ENOMEM
    put(0xeb, 0x38); // jmp to the end
    put(0x4a, 0x8d, 0x34, 0x20); // lea rsi, [rax + r12]
    put(0x4c, 0x89, 0xea); // mov rdx, r13
    put(0x48, 0x8b, 0x7c, 0x24, 0x40); // mov rdi, [rsp + 64]: the descriptor
    put(0x4c, 0x8b, 0x54, 0x24, 0x48); // mov r10, [rsp + 72]: flags
    put(0x45, 0x31, 0xc0); // xor r8d, r8d: no address
    put(0x45, 0x31, 0xc9); // xor r9d, r9d: of no length
    put(0x44, 0x89, 0xf0); // mov eax, r14d
    put(0x0f, 0x05); // syscall
    put(0x49, 0x89, 0xc4); // mov r12, rax
    put(0x48, 0x89, 0xdf); // mov rdi, rbx
    put(0x48, 0x89, 0xee); // mov rsi, rbp
    put(0x4c, 0x89, 0xfa); // mov rdx, r15
    put(0x8b, 0x4c, 0x24, 0x50); // mov ecx, [rsp + 80]: how to give it back
    put(0x48, 0x8b, 0x03); // mov rax, [rbx]
    putJniFunction(0x90, RELEASE_PRIMITIVE_ARRAY_CRITICAL); // call
    put(0x4c, 0x89, 0xe0); // mov rax, r12
    put(0x48, 0x83, 0xc4, 0x08); // add rsp, 8: the end
    put(0x41, 0x5f, 0x41, 0x5e, 0x41, 0x5d, 0x41, 0x5c, 0x5d, 0x5b); // pop r15 to r12, rbp, rbx
    put(0xc3); // ret
    return start;
  }

  private long writeRegistrar() {
    long start = begin();
    put(0x48, 0x8b, 0x07); // mov rax, [rdi]
    putJniFunction(0xa0, REGISTER_NATIVES); // jmp
    return start;
  }

  /** Calls (0x90) or jumps to (0xa0) a function of the table to which rax points. */
  private void putJniFunction(int how, int function) {
    int offset = function * Long.BYTES;
    put(0xff, how, offset, offset >> 8, 0, 0);
  }

  private long begin() {
    code.position((code.position() + ALIGNMENT - 1) & -ALIGNMENT);
    long start = address + code.position();
    put(0xf3, 0x0f, 0x1e, 0xfa); // endbr64: an indirect call may lead here
    return start;
  }

  private void put(int... bytes) {
    for (int each : bytes) {
      code.put((byte) each);
    }
  }
}
