package io.sockets4j.internal.libc;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The C library through JNA's direct mapping: ints and longs only, because every other kind of
 * argument costs several times more, and the error number read only after a failure.
 */
final class JnaLibc extends PosixLibc {
  /** java.lang.foreign came with JDK 19, and was a module of its own before. */
  private static final boolean HOLDS_BUFFERS =
      Runtime.version().feature() < 19
          && ModuleLayer.boot().findModule("jdk.incubator.foreign").isEmpty();

  static Libc create() {
    return new JnaLibc();
  }

  JnaLibc() {
    Posix.link();
    if (LINUX) {
      Linux.link();
    }
  }

  private static int result(int result) {
    return result == -1 ? -Native.getLastError() : result;
  }

  private static long result(long result) {
    return result == -1 ? -Native.getLastError() : result;
  }

  @Override
  public String binding() {
    return "jna";
  }

  @Override
  public boolean takesArrays() {
    return JniCalls.ARE_THERE;
  }

  @Override
  int callSocket(int domain, int type, int protocol) {
    return JniCalls.ARE_THERE
        ? (int) JniCalls.make(SystemCall.SOCKET, domain, type, protocol, 0, 0, 0)
        : result(Posix.socket(domain, type, protocol));
  }

  @Override
  int callSocketpair(int domain, int type, int protocol, long descriptors) {
    return result(Posix.socketpair(domain, type, protocol, descriptors));
  }

  @Override
  int callAccept(int fd, long address, long length) {
    return result(Posix.accept(fd, address, length));
  }

  @Override
  int callAccept4(int fd, long address, long length, int flags) {
    return JniCalls.ARE_THERE
        ? (int) JniCalls.make(SystemCall.ACCEPT4, fd, address, length, flags, 0, 0)
        : result(Linux.accept4(fd, address, length, flags));
  }

  @Override
  int callPipe(long descriptors) {
    return result(Posix.pipe(descriptors));
  }

  @Override
  int callPipe2(long descriptors, int flags) {
    return result(Linux.pipe2(descriptors, flags));
  }

  @Override
  long callMmap(long length, int protection, int flags) {
    return result(Posix.mmap(0, length, protection, flags, -1, 0));
  }

  @Override
  int callMprotect(long address, long length, int protection) {
    return result(Posix.mprotect(address, length, protection));
  }

  @Override
  int callMunmap(long address, long length) {
    return result(Posix.munmap(address, length));
  }

  @Override
  int callEventfd(int count, int flags) {
    return result(Linux.eventfd(count, flags));
  }

  @Override
  int callEpollCreate1(int flags) {
    return result(Linux.epoll_create1(flags));
  }

  @Override
  long sendfileOfLinux(int socket, int file, long offset, long count) {
    return result(Linux.sendfile(socket, file, offset, count));
  }

  @Override
  int sendfileOfMacos(int file, int socket, long offset, long length, long headers, int flags) {
    return result(Macos.sendfile(file, socket, offset, length, headers, flags));
  }

  @Override
  int sendfileOfFreebsd(
      int file, int socket, long offset, long count, long headers, long sent, int flags) {
    return result(Freebsd.sendfile(file, socket, offset, count, headers, sent, flags));
  }

  @Override
  public int fcntl(int fd, int command, long argument) {
    return result(
        LINUX
            ? Linux.fcntl(fd, command, argument)
            : Variadic.INSTANCE.fcntl(fd, command, argument));
  }

  @Override
  public int ioctl(int fd, long request, long argument) {
    return result(
        LINUX
            ? Linux.ioctl(fd, request, argument)
            : Variadic.INSTANCE.ioctl(fd, request, argument));
  }

  @Override
  public int bind(int fd, long address, int length) {
    return result(Posix.bind(fd, address, length));
  }

  @Override
  public int connect(int fd, long address, int length) {
    return JniCalls.ARE_THERE
        ? (int) JniCalls.make(SystemCall.CONNECT, fd, address, length, 0, 0, 0)
        : result(Posix.connect(fd, address, length));
  }

  @Override
  public int listen(int fd, int backlog) {
    return result(Posix.listen(fd, backlog));
  }

  @Override
  public int shutdown(int fd, int how) {
    return result(Posix.shutdown(fd, how));
  }

  @Override
  public int getsockname(int fd, long address, long length) {
    return result(Posix.getsockname(fd, address, length));
  }

  @Override
  public int getpeername(int fd, long address, long length) {
    return result(Posix.getpeername(fd, address, length));
  }

  @Override
  public int getsockopt(int fd, int level, int name, long value, long length) {
    return result(Posix.getsockopt(fd, level, name, value, length));
  }

  @Override
  public int setsockopt(int fd, int level, int name, long value, int length) {
    return result(Posix.setsockopt(fd, level, name, value, length));
  }

  @Override
  public long send(int fd, long data, long length, int flags) {
    return JniCalls.ARE_THERE
        ? JniCalls.make(SystemCall.SENDTO, fd, data, length, flags, 0, 0)
        : result(Posix.send(fd, data, length, flags));
  }

  @Override
  public long recv(int fd, long data, long length, int flags) {
    return JniCalls.ARE_THERE
        ? JniCalls.make(SystemCall.RECVFROM, fd, data, length, flags, 0, 0)
        : result(Posix.recv(fd, data, length, flags));
  }

  /** What the kernel copies in some 10 us: before JDK 22 no garbage is collected meanwhile. */
  @Override
  public int mostOfArray() {
    return 1 << 16;
  }

  @Override
  public boolean arraysStandForThemselves() {
    return true;
  }

  @Override
  public Object array(byte[] data) {
    return data;
  }

  @Override
  public long send(int fd, Object array, int offset, int length, int flags) {
    return JniCalls.send(fd, (byte[]) array, offset, length, flags);
  }

  @Override
  public long recv(int fd, Object array, int offset, int length, int flags) {
    return JniCalls.receive(fd, (byte[]) array, offset, length, flags);
  }

  /** Where there are no arenas: the memory of theirs can be given back at any time. */
  @Override
  public boolean holdsBuffers() {
    return HOLDS_BUFFERS;
  }

  @Override
  public long sendHeld(int fd, ByteBuffer data, int position, int length, int flags) {
    try {
      return send(fd, address(data) + position, length, flags);
    } finally {
      Reference.reachabilityFence(data);
    }
  }

  @Override
  public long recvHeld(int fd, ByteBuffer data, int position, int length, int flags) {
    try {
      return recv(fd, address(data) + position, length, flags);
    } finally {
      Reference.reachabilityFence(data);
    }
  }

  @Override
  public long sendto(int fd, long data, long length, int flags, long address, int addressLength) {
    return JniCalls.ARE_THERE
        ? JniCalls.make(SystemCall.SENDTO, fd, data, length, flags, address, addressLength)
        : result(Posix.sendto(fd, data, length, flags, address, addressLength));
  }

  @Override
  public long recvfrom(
      int fd, long data, long length, int flags, long address, long addressLength) {
    return JniCalls.ARE_THERE
        ? JniCalls.make(SystemCall.RECVFROM, fd, data, length, flags, address, addressLength)
        : result(Posix.recvfrom(fd, data, length, flags, address, addressLength));
  }

  @Override
  public long sendmsg(int fd, long message, int flags) {
    return JniCalls.ARE_THERE
        ? JniCalls.make(SystemCall.SENDMSG, fd, message, flags, 0, 0, 0)
        : result(Posix.sendmsg(fd, message, flags));
  }

  @Override
  public long recvmsg(int fd, long message, int flags) {
    return JniCalls.ARE_THERE
        ? JniCalls.make(SystemCall.RECVMSG, fd, message, flags, 0, 0, 0)
        : result(Posix.recvmsg(fd, message, flags));
  }

  @Override
  public int sendmmsg(int fd, long messages, int count, int flags) {
    return JniCalls.ARE_THERE
        ? (int) JniCalls.make(SystemCall.SENDMMSG, fd, messages, count, flags, 0, 0)
        : result(Linux.sendmmsg(fd, messages, count, flags));
  }

  @Override
  public int recvmmsg(int fd, long messages, int count, int flags) {
    return JniCalls.ARE_THERE
        ? (int) JniCalls.make(SystemCall.RECVMMSG, fd, messages, count, flags, 0, 0)
        : result(Linux.recvmmsg(fd, messages, count, flags, 0));
  }

  @Override
  public long read(int fd, long data, long length) {
    return JniCalls.ARE_THERE
        ? JniCalls.make(SystemCall.READ, fd, data, length, 0, 0, 0)
        : result(Posix.read(fd, data, length));
  }

  @Override
  public long write(int fd, long data, long length) {
    return JniCalls.ARE_THERE
        ? JniCalls.make(SystemCall.WRITE, fd, data, length, 0, 0, 0)
        : result(Posix.write(fd, data, length));
  }

  @Override
  public long splice(int from, int to, long count, int flags) {
    return result(Linux.splice(from, 0, to, 0, count, flags));
  }

  @Override
  public int open(long path, int flags, int mode) {
    return result(
        LINUX
            ? Linux.open(path, flags, mode)
            : Variadic.INSTANCE.open(new Pointer(path), flags, mode));
  }

  @Override
  public long pread(int fd, long data, long length, long offset) {
    return result(Posix.pread(fd, data, length, offset));
  }

  @Override
  public long pwrite(int fd, long data, long length, long offset) {
    return result(Posix.pwrite(fd, data, length, offset));
  }

  @Override
  public long lseek(int fd, long offset, int whence) {
    return result(Posix.lseek(fd, offset, whence));
  }

  @Override
  public int close(int fd) {
    return JniCalls.ARE_THERE
        ? (int) JniCalls.make(SystemCall.CLOSE, fd, 0, 0, 0, 0, 0)
        : result(Posix.close(fd));
  }

  @Override
  public int poll(long descriptors, int count, int millis) {
    return JniCalls.ARE_THERE
        ? (int) JniCalls.make(SystemCall.POLL, descriptors, count, millis, 0, 0, 0)
        : result(Posix.poll(descriptors, count, millis));
  }

  @Override
  public long threadFunction(String name) {
    try {
      Threads.link();
      return Pointer.nativeValue(NativeLibrary.getProcess().getFunction(name));
    } catch (UnsatisfiedLinkError e) {
      return 0;
    }
  }

  @Override
  public int sigaction(int signal, long action, long old) {
    return result(Threads.sigaction(signal, action, old));
  }

  @Override
  public int pthreadSigmask(int how, long set, long old) {
    return -Threads.pthread_sigmask(how, set, old);
  }

  @Override
  public long pthreadSelf() {
    return Threads.pthread_self();
  }

  @Override
  public int pthreadKill(long thread, int signal) {
    return -Threads.pthread_kill(thread, signal);
  }

  @Override
  public int epollControl(int epoll, int operation, int fd, long event) {
    return JniCalls.ARE_THERE
        ? (int) JniCalls.make(SystemCall.EPOLL_CTL, epoll, operation, fd, event, 0, 0)
        : result(Linux.epoll_ctl(epoll, operation, fd, event));
  }

  @Override
  public int membarrier(int command) {
    return JniCalls.ARE_THERE
        ? (int) JniCalls.make(SystemCall.MEMBARRIER, command, 0, 0, 0, 0, 0)
        : -ENOSYS;
  }

  @Override
  public int epollWait(int epoll, long events, int max, int millis) {
    return JniCalls.ARE_THERE
        ? (int) JniCalls.make(SystemCall.EPOLL_WAIT, epoll, events, max, millis, 0, 0)
        : result(Linux.epoll_wait(epoll, events, max, millis));
  }

  @Override
  public int ifNameToIndex(long name) {
    int index = Posix.if_nametoindex(name);
    return index == 0 ? -Native.getLastError() : index;
  }

  @Override
  public int ifIndexToName(int index, long name) {
    return Posix.if_indextoname(index, name) == 0 ? -Native.getLastError() : 0;
  }

  @Override
  public long ifNameIndex() {
    long array = Posix.if_nameindex();
    return array == 0 ? -Native.getLastError() : array;
  }

  @Override
  public void ifFreeNameIndex(long array) {
    Posix.if_freenameindex(array);
  }

  @Override
  public long allocate(long bytes) {
    long memory = Native.malloc(bytes);
    if (memory == 0) {
      throw new OutOfMemoryError("malloc of " + bytes + " bytes failed");
    }
    return memory;
  }

  @Override
  public void free(long memory) {
    Native.free(memory);
  }

  @Override
  public ByteBuffer view(long memory, int bytes) {
    return new Pointer(memory).getByteBuffer(0, bytes).order(ByteOrder.nativeOrder());
  }

  @Override
  public long address(ByteBuffer direct) {
    return Pointer.nativeValue(Native.getDirectBufferPointer(direct));
  }

  /** The functions that every system has. Sizes and counts are long: all known systems are LP64. */
  private static final class Posix {
    static {
      Native.register(Posix.class, NativeLibrary.getInstance(com.sun.jna.Platform.C_LIBRARY_NAME));
    }

    /** Loads the class, and with it the functions. */
    static void link() {}

    static native int socket(int domain, int type, int protocol);

    static native int socketpair(int domain, int type, int protocol, long descriptors);

    static native int bind(int fd, long address, int length);

    static native int connect(int fd, long address, int length);

    static native int listen(int fd, int backlog);

    static native int accept(int fd, long address, long length);

    static native int shutdown(int fd, int how);

    static native int getsockname(int fd, long address, long length);

    static native int getpeername(int fd, long address, long length);

    static native int getsockopt(int fd, int level, int name, long value, long length);

    static native int setsockopt(int fd, int level, int name, long value, int length);

    static native long send(int fd, long data, long length, int flags);

    static native long recv(int fd, long data, long length, int flags);

    static native long sendto(int fd, long data, long length, int flags, long to, int toLength);

    static native long recvfrom(
        int fd, long data, long length, int flags, long from, long fromLength);

    static native long sendmsg(int fd, long message, int flags);

    static native long recvmsg(int fd, long message, int flags);

    static native long read(int fd, long data, long length);

    static native long write(int fd, long data, long length);

    static native long pread(int fd, long data, long length, long offset);

    static native long pwrite(int fd, long data, long length, long offset);

    static native long lseek(int fd, long offset, int whence);

    static native long mmap(
        long address, long length, int protection, int flags, int fd, long offset);

    static native int mprotect(long address, long length, int protection);

    static native int munmap(long address, long length);

    static native int close(int fd);

    static native int poll(long descriptors, long count, int millis);

    static native int pipe(long descriptors);

    static native int if_nametoindex(long name);

    static native long if_indextoname(int index, long name);

    static native long if_nameindex();

    static native void if_freenameindex(long array);
  }

  /**
   * The functions of Linux. Its fcntl, ioctl and open are variadic in name only: registers are the
   * same.
   */
  private static final class Linux {
    static {
      Native.register(Linux.class, NativeLibrary.getInstance(com.sun.jna.Platform.C_LIBRARY_NAME));
    }

    static void link() {}

    static native int accept4(int fd, long address, long length, int flags);

    static native int eventfd(int count, int flags);

    static native int fcntl(int fd, int command, long argument);

    static native int ioctl(int fd, long request, long argument);

    static native int open(long path, int flags, int mode);

    static native long sendfile(int socket, int file, long offset, long count);

    static native int pipe2(long descriptors, int flags);

    static native long splice(
        int from, long fromOffset, int to, long toOffset, long count, int flags);

    static native int sendmmsg(int fd, long messages, int count, int flags);

    static native int recvmmsg(int fd, long messages, int count, int flags, long timeout);

    static native int epoll_create1(int flags);

    static native int epoll_ctl(int epoll, int operation, int fd, long event);

    static native int epoll_wait(int epoll, long events, int max, int millis);
  }

  /** Those that are in the C library of late only, and in a library of their own before. */
  private static final class Threads {
    static {
      Native.register(Threads.class, NativeLibrary.getProcess());
    }

    static void link() {}

    static native int sigaction(int signal, long action, long old);

    static native int pthread_sigmask(int how, long set, long old);

    static native long pthread_self();

    static native int pthread_kill(long thread, int signal);
  }

  /** The same name with other arguments. */
  private static final class Macos {
    static {
      Native.register(Macos.class, NativeLibrary.getInstance(com.sun.jna.Platform.C_LIBRARY_NAME));
    }

    static native int sendfile(
        int file, int socket, long offset, long length, long headers, int flags);
  }

  /** The same name with other arguments. */
  private static final class Freebsd {
    static {
      Native.register(
          Freebsd.class, NativeLibrary.getInstance(com.sun.jna.Platform.C_LIBRARY_NAME));
    }

    static native int sendfile(
        int file, int socket, long offset, long count, long headers, long sent, int flags);
  }

  /** macOS on aarch64 passes variadic arguments on the stack, which direct mapping cannot. */
  private interface Variadic extends Library {
    Variadic INSTANCE = Native.load(com.sun.jna.Platform.C_LIBRARY_NAME, Variadic.class);

    int fcntl(int fd, int command, Object... arguments);

    int ioctl(int fd, long request, Object... arguments);

    int open(Pointer path, int flags, Object... mode);
  }
}
