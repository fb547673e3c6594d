package io.sockets4j.internal.libc;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The C library's functions, each linked when it is first called.
 *
 * <p>Every argument is passed as a long, and every result taken as one: all known systems are LP64
 * and pass the first arguments in registers, of which a function looks at as much as it declares.
 * So there is one shape of call for each number of arguments, and not one for each function: to
 * make a shape costs milliseconds at start-up.
 */
final class CFunctions {
  private static final Linker LINKER = Linker.nativeLinker();

  /**
   * As programs are linked: what LD_PRELOAD puts in front of the C library sees every call. Where
   * {@link KernelEntry} takes some of them past both, it sees none: half of what is done to a
   * socket would mislead it.
   */
  private static final SymbolLookup LOOKUP =
      PosixLibc.LINUX && !KernelEntry.isWanted()
          ? CFunctions::findAsLinked
          : LINKER.defaultLookup();

  private static final FunctionDescriptor ON_MEMORY =
      FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG);

  private CFunctions() {}

  private static MethodHandle link(String name, int arguments, Linker.Option... options) {
    Linker.Option[] all = Arrays.copyOf(options, options.length + 1);
    all[options.length] = ErrnoSlot.CAPTURE;
    return link(name, FunctionDescriptor.of(JAVA_LONG, longs(arguments)), all);
  }

  /** Linux passes such arguments as it passes all others; macOS on aarch64 does not. */
  private static MethodHandle linkVariadic(String name, int arguments, int fixed) {
    return PosixLibc.LINUX
        ? link(name, arguments)
        : link(name, arguments, Linker.Option.firstVariadicArg(fixed));
  }

  /** For calls under the conditions of {@link Libc#sendNow}. */
  private static MethodHandle linkQuick(String name, int arguments) {
    return link(name, arguments, Linker.Option.critical(false));
  }

  /** As {@link #linkQuick}, for four arguments of which the second is an array. */
  private static MethodHandle linkOnArray(String name) {
    return link(name, ON_MEMORY, Linker.Option.critical(true), ErrnoSlot.CAPTURE);
  }

  /** For four arguments of which the second is memory that is held meanwhile. */
  private static MethodHandle linkHeld(String name) {
    return link(name, ON_MEMORY, ErrnoSlot.CAPTURE);
  }

  @SuppressWarnings("restricted") // what this package is for
  static MethodHandle link(
      MemorySegment function, FunctionDescriptor descriptor, Linker.Option... options) {
    return LINKER.downcallHandle(function, descriptor, options);
  }

  private static MethodHandle link(
      String name, FunctionDescriptor descriptor, Linker.Option... options) {
    return link(find(LOOKUP, name), descriptor, options);
  }

  private static MemorySegment find(SymbolLookup lookup, String name) {
    return lookup
        .find(name)
        .orElseThrow(() -> new UnsatisfiedLinkError("the C library has no " + name));
  }

  /** By dlsym(3) with RTLD_DEFAULT, which is 0. */
  private static Optional<MemorySegment> findAsLinked(String name) {
    byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment string = arena.allocate(ascii.length + 1L);
      string.asByteBuffer().put(ascii);
      MemorySegment errno = arena.allocate(Linker.Option.captureStateLayout());
      long function = (long) Dlsym.HANDLE.invokeExact(errno, 0L, string.address(), 0L);
      return function == 0 ? Optional.empty() : Optional.of(MemorySegment.ofAddress(function));
    } catch (Throwable thrown) {
      throw FfmLibc.unexpected(thrown);
    }
  }

  /** Whether the C library has all of these. */
  static boolean exist(String... names) {
    return Arrays.stream(names).allMatch(name -> LOOKUP.find(name).isPresent());
  }

  /** Where a function is that the C library has. */
  static long address(String name) {
    return find(LOOKUP, name).address();
  }

  private static MemoryLayout[] longs(int count) {
    MemoryLayout[] layouts = new MemoryLayout[count];
    Arrays.fill(layouts, JAVA_LONG);
    return layouts;
  }

  /** With an argument more than it looks at: the shape of call that socket(2) has. */
  private static final class Dlsym {
    static final MethodHandle HANDLE =
        link(
            find(LINKER.defaultLookup(), "dlsym"),
            FunctionDescriptor.of(JAVA_LONG, longs(3)),
            ErrnoSlot.CAPTURE);
  }

  static final class Socket {
    static final MethodHandle HANDLE = link("socket", 3);
  }

  static final class Socketpair {
    static final MethodHandle HANDLE = link("socketpair", 4);
  }

  static final class Accept {
    static final MethodHandle HANDLE = link("accept", 3);
  }

  static final class Accept4 {
    static final MethodHandle HANDLE = link("accept4", 4);
  }

  static final class Pipe {
    static final MethodHandle HANDLE = link("pipe", 1);
  }

  static final class Pipe2 {
    static final MethodHandle HANDLE = link("pipe2", 2);
  }

  static final class Eventfd {
    static final MethodHandle HANDLE = link("eventfd", 2);
  }

  static final class EpollCreate1 {
    static final MethodHandle HANDLE = link("epoll_create1", 1);
  }

  static final class SendfileOfLinux {
    static final MethodHandle HANDLE = link("sendfile", 4);
  }

  static final class SendfileOfMacos {
    static final MethodHandle HANDLE = link("sendfile", 6);
  }

  static final class SendfileOfFreebsd {
    static final MethodHandle HANDLE = link("sendfile", 7);
  }

  static final class Bind {
    static final MethodHandle HANDLE = link("bind", 3);
  }

  static final class Connect {
    static final MethodHandle HANDLE = link("connect", 3);
  }

  static final class Listen {
    static final MethodHandle HANDLE = link("listen", 2);
  }

  static final class Shutdown {
    static final MethodHandle HANDLE = link("shutdown", 2);
  }

  static final class Getsockname {
    static final MethodHandle HANDLE = link("getsockname", 3);
  }

  static final class Getpeername {
    static final MethodHandle HANDLE = link("getpeername", 3);
  }

  static final class Getsockopt {
    static final MethodHandle HANDLE = link("getsockopt", 5);
  }

  static final class Setsockopt {
    static final MethodHandle HANDLE = link("setsockopt", 5);
  }

  static final class Send {
    static final MethodHandle HANDLE = link("send", 4);
  }

  static final class Recv {
    static final MethodHandle HANDLE = link("recv", 4);
  }

  static final class Sendto {
    static final MethodHandle HANDLE = link("sendto", 6);
  }

  static final class Recvfrom {
    static final MethodHandle HANDLE = link("recvfrom", 6);
  }

  static final class Sendmsg {
    static final MethodHandle HANDLE = link("sendmsg", 3);
  }

  static final class Recvmsg {
    static final MethodHandle HANDLE = link("recvmsg", 3);
  }

  static final class SendNow {
    static final MethodHandle HANDLE = linkQuick("send", 4);
  }

  static final class RecvNow {
    static final MethodHandle HANDLE = linkQuick("recv", 4);
  }

  static final class SendtoNow {
    static final MethodHandle HANDLE = linkQuick("sendto", 6);
  }

  static final class RecvfromNow {
    static final MethodHandle HANDLE = linkQuick("recvfrom", 6);
  }

  static final class SendmsgNow {
    static final MethodHandle HANDLE = linkQuick("sendmsg", 3);
  }

  static final class RecvmsgNow {
    static final MethodHandle HANDLE = linkQuick("recvmsg", 3);
  }

  static final class SendArray {
    static final MethodHandle HANDLE = linkOnArray("send");
  }

  static final class RecvArray {
    static final MethodHandle HANDLE = linkOnArray("recv");
  }

  static final class SendHeld {
    static final MethodHandle HANDLE = linkHeld("send");
  }

  static final class RecvHeld {
    static final MethodHandle HANDLE = linkHeld("recv");
  }

  static final class Sendmmsg {
    static final MethodHandle HANDLE = link("sendmmsg", 4);
  }

  static final class Recvmmsg {
    static final MethodHandle HANDLE = link("recvmmsg", 5);
  }

  static final class Read {
    static final MethodHandle HANDLE = link("read", 3);
  }

  static final class Write {
    static final MethodHandle HANDLE = link("write", 3);
  }

  static final class Pread {
    static final MethodHandle HANDLE = link("pread", 4);
  }

  static final class Pwrite {
    static final MethodHandle HANDLE = link("pwrite", 4);
  }

  static final class Splice {
    static final MethodHandle HANDLE = link("splice", 6);
  }

  static final class Open {
    static final MethodHandle HANDLE = linkVariadic("open", 3, 2);
  }

  static final class Lseek {
    static final MethodHandle HANDLE = link("lseek", 3);
  }

  static final class Close {
    static final MethodHandle HANDLE = link("close", 1);
  }

  static final class Fcntl {
    static final MethodHandle HANDLE = linkVariadic("fcntl", 3, 2);
  }

  static final class Ioctl {
    static final MethodHandle HANDLE = linkVariadic("ioctl", 3, 2);
  }

  static final class Poll {
    static final MethodHandle HANDLE = link("poll", 3);
  }

  static final class Sigaction {
    static final MethodHandle HANDLE = link("sigaction", 3);
  }

  static final class PthreadSigmask {
    static final MethodHandle HANDLE = link("pthread_sigmask", 3);
  }

  static final class PthreadSelf {
    static final MethodHandle HANDLE = link("pthread_self", 0);
  }

  static final class PthreadKill {
    static final MethodHandle HANDLE = link("pthread_kill", 2);
  }

  static final class EpollControl {
    static final MethodHandle HANDLE = link("epoll_ctl", 4);
  }

  static final class EpollWait {
    static final MethodHandle HANDLE = link("epoll_wait", 4);
  }

  static final class Mmap {
    static final MethodHandle HANDLE = link("mmap", 6);
  }

  static final class Munmap {
    static final MethodHandle HANDLE = link("munmap", 2);
  }

  static final class Mprotect {
    static final MethodHandle HANDLE = link("mprotect", 3);
  }

  static final class IfNameToIndex {
    static final MethodHandle HANDLE = link("if_nametoindex", 1);
  }

  static final class IfIndexToName {
    static final MethodHandle HANDLE = link("if_indextoname", 2);
  }

  static final class IfNameIndex {
    static final MethodHandle HANDLE = link("if_nameindex", 0);
  }

  static final class IfFreeNameIndex {
    static final MethodHandle HANDLE =
        link("if_freenameindex", FunctionDescriptor.ofVoid(JAVA_LONG));
  }

  static final class Malloc {
    static final MethodHandle HANDLE = link("malloc", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG));
  }

  static final class Free {
    static final MethodHandle HANDLE = link("free", FunctionDescriptor.ofVoid(JAVA_LONG));
  }
}
