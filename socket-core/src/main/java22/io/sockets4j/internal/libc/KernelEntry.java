package io.sockets4j.internal.libc;

import io.sockets4j.os.Platform;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;

/**
 * Functions of a few machine instructions, each of which makes one system call of Linux on x86-64:
 * they take its arguments as C does, and return what the kernel returns, {@code -errno} where it
 * fails. So there is no errno to capture, which costs a call more than all else but the kernel.
 */
final class KernelEntry {
  private static final int ENTRY_SIZE = 16;
  private static final int ON_PART_SIZE = 32;

  // Of sys/mman.h on x86-64.
  private static final long PROT_READ = 1;
  private static final long PROT_WRITE = 2;
  private static final long PROT_EXEC = 4;
  private static final long MAP_PRIVATE = 0x02;
  private static final long MAP_ANONYMOUS = 0x20;

  /** The system property that, where it is {@code false}, leaves all to the C library. */
  private static final String PROPERTY = "sockets4j.kernelEntry";

  /** Where the two functions of each call stand, one behind the other; none if there are none. */
  private static final Map<SystemCall, Long> ENTRIES =
      Platform.current() == Platform.LINUX_X86_64
              && Boolean.parseBoolean(System.getProperty(PROPERTY, "true"))
          ? load()
          : Map.of();

  private KernelEntry() {}

  /** The function that makes a call, with its arguments; NULL where there is none. */
  static MemorySegment of(SystemCall call) {
    Long address = ENTRIES.get(call);
    return address == null ? MemorySegment.NULL : MemorySegment.ofAddress(address);
  }

  /**
   * The function that makes a call on a part of memory: its arguments are a descriptor, the memory,
   * where in it the part begins, how long it is, and flags. NULL where there is none.
   */
  static MemorySegment onPart(SystemCall call) {
    Long address = ENTRIES.get(call);
    return address == null ? MemorySegment.NULL : MemorySegment.ofAddress(address + ENTRY_SIZE);
  }

  /** Puts the functions into memory that can then no longer be written, if the system allows it. */
  @SuppressWarnings("restricted") // what is mapped here
  private static Map<SystemCall, Long> load() {
    SystemCall[] calls = SystemCall.values();
    long size = (long) calls.length * (ENTRY_SIZE + ON_PART_SIZE);
    long memory =
        FfmLibc.callLong(
            CFunctions.Mmap.HANDLE,
            0,
            size,
            PROT_READ | PROT_WRITE,
            MAP_PRIVATE | MAP_ANONYMOUS,
            -1,
            0);
    if (memory < 0) {
      return Map.of();
    }
    ByteBuffer code = MemorySegment.ofAddress(memory).reinterpret(size).asByteBuffer();
    Map<SystemCall, Long> entries = new EnumMap<>(SystemCall.class);
    for (SystemCall call : calls) {
      int at = entries.size() * (ENTRY_SIZE + ON_PART_SIZE);
      writeCall(code.position(at), call);
      writeCallOnPart(code.position(at + ENTRY_SIZE), call);
      entries.put(call, memory + at);
    }
    if (FfmLibc.call(CFunctions.Mprotect.HANDLE, memory, size, PROT_READ | PROT_EXEC) < 0) {
      int unused = FfmLibc.call(CFunctions.Munmap.HANDLE, memory, size);
      return Map.of();
    }
    return entries;
  }

  /** The kernel's convention is that of C but for the fourth argument, in r10: syscall(2). */
  private static void writeCall(ByteBuffer code, SystemCall call) {
    put(code, 0xf3, 0x0f, 0x1e, 0xfa); // endbr64: an indirect call may lead here
    put(code, 0x49, 0x89, 0xca); // mov r10, rcx
    put(code, 0xb8, (int) call.number(), 0, 0, 0); // mov eax, number
    put(code, 0x0f, 0x05); // syscall
    put(code, 0xc3); // ret
  }

  /** send and recv are sendto and recvfrom with no address. */
  private static void writeCallOnPart(ByteBuffer code, SystemCall call) {
    put(code, 0xf3, 0x0f, 0x1e, 0xfa); // endbr64
    put(code, 0x48, 0x01, 0xd6); // add rsi, rdx: where the part begins
    put(code, 0x48, 0x89, 0xca); // mov rdx, rcx: how long it is
    put(code, 0x4d, 0x89, 0xc2); // mov r10, r8: flags
    put(code, 0x45, 0x31, 0xc0); // xor r8d, r8d: no address
    put(code, 0x45, 0x31, 0xc9); // xor r9d, r9d: of no length
    put(code, 0xb8, (int) call.number(), 0, 0, 0); // mov eax, number
    put(code, 0x0f, 0x05); // syscall
    put(code, 0xc3); // ret
  }

  private static void put(ByteBuffer code, int... bytes) {
    for (int each : bytes) {
      code.put((byte) each);
    }
  }
}
